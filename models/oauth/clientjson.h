#pragma once

#include "core/result.h"
#include "oauth/client.h"

namespace owb::oauth {

/** Whether values that must stay private are written out. */
enum class Reveal { No, Yes };

/** Where a row came from, for the `_workbench` member. */
struct Origin
{
    QString profile;
    QString table;
};

/**
 * A client as one line of JSON, as design.md's command line gives it: client_id, client_id_issued_at,
 * client_secret_expires_at, client_secret (only revealed), the metadata members in their order and spelling, and
 * `_workbench` {profile, table, key, secret, enabled, owner, hidden, problems}. Secret metadata members that are not
 * revealed are left out, so that the document can be laid over the client again; `hidden` names them.
 */
[[nodiscard]] QString toJson(const Client& client, const Origin& origin, Reveal reveal);

/**
 * A new client from RFC 7591 JSON. Members client_id, client_secret, client_id_issued_at, client_secret_expires_at are
 * taken out; `_workbench.columns` gives values for extra columns; every other member becomes metadata, spelt as
 * the server's own JSON writer does; numbers and objects keep their spelling.
 * A missing identifier is generated, a missing secret (or null) too unless the client is public; issued now.
 */
[[nodiscard]] core::Result<Client> clientFromJson(const QString& text, qint64 now);

/**
 * The members of `json` laid over `client`: RFC 7592-like edit of just those members; null removes a member.
 * client_secret, client_secret_expires_at and client_id_issued_at are fields; client_id must equal or be absent.
 */
[[nodiscard]] core::Result<Client> withMembers(Client client, const json::JsonMembers& json);

/** The `columns` of `_workbench`: values for extra columns of a new row, by column name. */
[[nodiscard]] core::Result<QMap<QString, QString>> extraColumnsOf(const json::JsonMembers& json);

/** `_workbench` with profile, table and key, and what is wrong with the row's cells, for the writers of JSON. What is
 * stored is told where it cannot hold a secret, or revealed. */
[[nodiscard]] json::JsonMembers originJson(const Origin& origin, const RowKey& key, const QString& shownKey);
void addProblems(json::JsonMembers& about, const QList<CellProblem>& problems, Reveal reveal);

/** Whether a member is never part of the editor's metadata, because every layout has a column for it. */
[[nodiscard]] bool isColumnMember(const QString& name);

/** Whether a metadata member's value is a secret, shown only on request. */
[[nodiscard]] bool isSecretMember(const QString& name);

/** The editor's and the export's document: client_id first, then the metadata members. No secret. */
[[nodiscard]] json::JsonMembers editableDocument(const Client& client);

} // namespace owb::oauth
