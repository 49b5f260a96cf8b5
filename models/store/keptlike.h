#pragma once

#include "store/session.h"
#include "store/tables.h"

/** Servers that may keep secrets and tokens in several ways show by what they stored already which one they use. */
namespace owb::store {

/** A secret that a new one of this client is to be kept like: its own, or when it has none that of another. */
[[nodiscard]] core::Result<std::optional<core::Secret>> secretLike(
    Session& session, const ClientTable& table, const oauth::Client& client);
/** How new tokens and codes are kept: as the newest tokens are, or the codes, or else the secrets of clients. */
[[nodiscard]] core::Result<Keeping> keepingOfTokens(Session& session, const Tables& tables);

} // namespace owb::store
