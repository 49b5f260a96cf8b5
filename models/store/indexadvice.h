#pragma once

#include "store/query.h"
#include "store/session.h"
#include "store/tables.h"

/** Indexes that a table lacks for what is asked of it. Frameworks make few: Authlib's token table has none on its
 * client. */
namespace owb::store {

/** Whether an index answers the filter or the order, and which would. */
[[nodiscard]] core::Result<ListCost> listCost(Session& session, const Tables& tables, const TokenQuery& query);

/**
 * Makes one, beside the server's work where the engine can. Failure: ReadOnlyConnection, or the engine's; then nothing
 * of it stays.
 */
[[nodiscard]] core::Result<> createIndex(Session& session, const IndexAdvice& advice);

} // namespace owb::store
