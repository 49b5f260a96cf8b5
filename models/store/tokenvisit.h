#pragma once

#include "store/bulk.h"
#include "store/session.h"
#include "store/tables.h"

/** Going through any number of tokens, and adding them by the thousand. */
namespace owb::store {

/** Shows the visitor the tokens of a list from `after` on, for a short time. Failure also: the visitor's. */
[[nodiscard]] core::Result<Visited> visitTokens(Session& session, const Tables& tables, const TokenQuery& query,
    const std::optional<Cursor>& after, const TokenVisitor& visitor, qint64 now);

/** Adds all or none. Failure: as saveToken(). */
[[nodiscard]] core::Result<TokensAdded> addTokens(
    Session& session, const Tables& tables, const QList<oauth::Token>& tokens);

} // namespace owb::store
