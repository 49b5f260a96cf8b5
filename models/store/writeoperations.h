#pragma once

#include "store/repository.h"
#include "store/session.h"
#include "store/tables.h"

/**
 * What the repository writes, as plain functions of a session: they run in its thread, each whole or not at all. Every
 * one fails with ReadOnlyConnection while the session is not writable.
 */
namespace owb::store {

[[nodiscard]] core::Result<oauth::Client> addClient(
    Session& session, const Tables& tables, const oauth::Client& client);
[[nodiscard]] core::Result<oauth::Client> saveClient(
    Session& session, const Tables& tables, const ClientChange& change);
[[nodiscard]] core::Result<Dependents> removeClient(
    Session& session, const Tables& tables, const oauth::Client& client, qint64 now);

[[nodiscard]] core::Result<oauth::Token> saveToken(
    Session& session, const TokenTable& table, const oauth::Token& token);
/** The bare insert of saveToken, for many within one transaction of the caller's. */
[[nodiscard]] core::Result<> insertToken(Session& session, const TokenTable& table, const oauth::Token& token);
[[nodiscard]] core::Result<QList<oauth::Token>> revoke(
    Session& session, const Tables& tables, const TokenSelection& selection, oauth::RevokeWhat what, qint64 now);

} // namespace owb::store
