// What is written into a client table.

#include "hash/storedsecret.h"
#include "store/cellwriter.h"
#include "store/clienttable.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace owb::store {

using ErrorKind = core::Error::Kind;

/** In layouts where a client is public when it has no secret, its method cannot say otherwise. */
core::Result<> ClientTable::checkSecret(const oauth::Client& client) const
{
    const bool hasSecret = client.secret && !client.secret->isEmpty();
    if (!m_publicWithoutSecret || hasSecret != client.isPublic()) {
        return {};
    }
    return core::failure(ErrorKind::ValueNotAllowed, u"client_secret"_s,
        {hasSecret ? u"in this layout a client with a secret is not public; take the secret away"_s
                   : u"in this layout a client without a secret is public; give it one"_s});
}

void ClientTable::writeColumns(CellWriter& cells, const oauth::Client& loaded, const oauth::Client& edited,
    const std::optional<core::Secret>& like) const
{
    const bool isNew = loaded.key.isEmpty();
    if (isNew || edited.id != loaded.id) {
        cells.set(u"client_id"_s, edited.id ? QVariant(*edited.id) : QVariant());
    }
    if (isNew || edited.secret != loaded.secret) {
        cells.setSecret(u"client_secret"_s, edited.secret, like, m_publicWithoutSecret);
    }
    if (isNew || edited.issuedAt != loaded.issuedAt) {
        cells.setMoment(u"client_id_issued_at"_s, edited.issuedAt);
    }
    if (isNew || edited.secretExpiresAt != loaded.secretExpiresAt) {
        cells.setMoment(u"client_secret_expires_at"_s,
            edited.secretExpiresAt == 0 ? std::nullopt : std::optional(edited.secretExpiresAt));
    }
    if (isNew || edited.owner != loaded.owner) {
        cells.setReference(u"owner"_s, edited.owner);
    }
    if (isNew || edited.enabled != loaded.enabled) {
        cells.setFlag(u"enabled"_s, edited.enabled);
    }
}

core::Result<> ClientTable::writeMetadata(
    CellWriter& cells, const oauth::Client& loaded, const oauth::Client& edited) const
{
    // Metadata that could not be read is replaced only by who took the raw text away on purpose.
    const bool replaced = loaded.unreadableMetadata && !edited.unreadableMetadata;
    if (!loaded.key.isEmpty() && !replaced && edited.metadata == loaded.metadata) {
        return {};
    }
    const bool lossy = edited.unreadableMetadata || !edited.metadata.duplicateNames().isEmpty();
    if (lossy && !loaded.key.isEmpty()) {
        return core::failure(
            ErrorKind::UnreadableMetadata, m_wholeMetadata ? m_metadata.field.column : m_sql.entity().table.name);
    }
    if (m_wholeMetadata && m_members.isEmpty()) {
        cells.setJson(u"metadata"_s, wholeText(edited.metadata));
        return {};
    }
    return writeMembers(cells, loaded, edited);
}

bool ClientTable::keepsSecretsInSeveralWays() const
{
    return m_secret.field.schemes.size() > 1;
}

core::Result<Statement> ClientTable::insert(
    const oauth::Client& client, const std::optional<core::Secret>& like, qint64 now) const
{
    if (const auto sound = checkSecret(client); !sound) {
        return tl::unexpected(sound.error());
    }
    CellWriter cells(m_sql.entity(), now);
    const oauth::Client none;
    writeColumns(cells, none, client, like);
    if (const auto written = writeMetadata(cells, none, client); !written) {
        return tl::unexpected(written.error());
    }
    for (const MemberColumn& member : m_members) {
        if (!client.metadata.contains(member.name)) {
            const QString& missing = member.selected.field.missing; // what the framework's own column default writes
            cells.setMember(member.selected.field, missing.isEmpty() ? std::nullopt : std::optional(missing));
        }
    }
    cells.setNewRow();
    cells.setExtra(client.extraColumns);
    const auto values = cells.values();
    return values ? core::Result<Statement>(m_sql.insert(*values)) : tl::unexpected(values.error());
}

core::Result<std::optional<Statement>> ClientTable::update(
    const oauth::Client& loaded, const oauth::Client& edited, const std::optional<core::Secret>& like, qint64 now) const
{
    if (const auto sound = checkSecret(edited); !sound && checkSecret(loaded)) {
        return tl::unexpected(sound.error());
    }
    CellWriter cells(m_sql.entity(), now);
    writeColumns(cells, loaded, edited, like);
    if (const auto written = writeMetadata(cells, loaded, edited); !written) {
        return tl::unexpected(written.error());
    }
    const auto children = childRows(loaded, edited, loaded.key);
    if (!children) {
        return tl::unexpected(children.error());
    }
    if (!cells.isEmpty() || !children->isEmpty()) {
        cells.setChange();
    }
    const auto values = cells.values();
    if (!values) {
        return tl::unexpected(values.error());
    }
    return values->isEmpty() ? std::optional<Statement>() : std::optional(m_sql.update(*values, loaded.key));
}

core::Result<QList<Statement>> ClientTable::childRows(
    const oauth::Client& loaded, const oauth::Client& edited, const oauth::RowKey& key) const
{
    const Dialect& dialect = m_sql.dialect();
    QList<Statement> statements;
    for (const MemberColumn& member : m_members) {
        const ChildRows& rows = member.selected.field.children;
        if (!rows.exists() || loaded.metadata.valueText(member.name) == edited.metadata.valueText(member.name)) {
            continue;
        }
        const auto stored = encodeMember(member.selected.field, member.name,
            edited.metadata.contains(member.name) ? edited.metadata.value(member.name) : QJsonValue(QJsonArray()));
        if (!stored) {
            return tl::unexpected(stored.error());
        }
        const QString table = dialect.quoted(rows.table);
        const QString parent = dialect.quoted(rows.parent);
        statements << Statement{u"DELETE FROM %1 WHERE %2 = ?"_s.arg(table, parent), {key.parts.value(0)}};
        const QJsonArray entries = parsedJson(*stored).toArray();
        for (const QJsonValue& entry : entries) {
            statements << Statement{
                u"INSERT INTO %1 (%2, %3) VALUES (?, ?)"_s.arg(table, parent, dialect.quoted(rows.value)),
                {key.parts.value(0), entry.toString()}};
        }
    }
    return statements;
}

} // namespace owb::store
