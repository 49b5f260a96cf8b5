#pragma once

#include "store/repository.h"
#include "store/session.h"
#include "store/tables.h"

/**
 * What the repository writes, as plain functions of a session: they run in its thread, each whole or not at all. Every
 * one fails with ReadOnlyConnection while the session is not writable.
 */
namespace owb::store {

/** Failure: ReadOnlyConnection, or Unsupported with the profile's reason. `operation` as "revoking tokens". */
[[nodiscard]] core::Result<> mayWrite(const Session& session, const Tables& tables, const QString& operation);

[[nodiscard]] core::Result<oauth::Client> addClient(
    Session& session, const Tables& tables, const oauth::Client& client, qint64 now);
[[nodiscard]] core::Result<oauth::Client> saveClient(
    Session& session, const Tables& tables, const ClientChange& change, qint64 now);
[[nodiscard]] core::Result<Dependents> removeClient(
    Session& session, const Tables& tables, const oauth::Client& client, qint64 now);

[[nodiscard]] core::Result<oauth::Token> saveToken(Session& session, const Tables& tables, const oauth::Token& token);
/** The bare insert of saveToken, for many within one transaction of the caller's. */
[[nodiscard]] core::Result<> insertToken(Session& session, const Tables& tables, const oauth::Token& token);
[[nodiscard]] core::Result<oauth::AuthorizationCode> saveCode(
    Session& session, const Tables& tables, const oauth::AuthorizationCode& code);

/** As the framework's own revocation. Rows that it takes away are given back with `removed` set. */
[[nodiscard]] core::Result<QList<oauth::Token>> revoke(
    Session& session, const Tables& tables, const TokenSelection& selection, oauth::RevokeWhat what, qint64 now);
/** Ends tokens a second before now. Failure: Unsupported where the layout keeps no such time. */
[[nodiscard]] core::Result<QList<oauth::Token>> expireTokens(
    Session& session, const Tables& tables, const TokenSelection& selection, qint64 now);
/** Takes revocations back. Failure: Unsupported where revoked rows are gone. */
[[nodiscard]] core::Result<QList<oauth::Token>> restoreTokens(
    Session& session, const Tables& tables, const TokenSelection& selection);

} // namespace owb::store
