// What is written into a client table.

#include "store/cellwriter.h"
#include "store/clienttable.h"

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

/** Values that this layout has no column for, or one that only the server writes. */
void ClientTable::refuseWhatHasNoPlace(CellWriter& cells, const oauth::Client& loaded, const oauth::Client& edited)
{
    if (edited.secret.value_or(core::Secret()) != loaded.secret.value_or(core::Secret())) {
        cells.expectWritable(u"client_secret"_s);
    }
    if (edited.secretExpiresAt != loaded.secretExpiresAt) {
        cells.expectWritable(u"client_secret_expires_at"_s);
    }
    if (edited.owner != loaded.owner) {
        cells.expectWritable(u"owner"_s);
    }
    if (edited.enabled != loaded.enabled) {
        cells.expectWritable(u"enabled"_s);
    }
}

void ClientTable::writeColumns(CellWriter& cells, const oauth::Client& loaded, const oauth::Client& edited,
    const std::optional<core::Secret>& like) const
{
    const bool isNew = loaded.key.isEmpty();
    refuseWhatHasNoPlace(cells, loaded, edited);
    if (edited.id != loaded.id) { // a new row without one is numbered by the database
        cells.set(u"client_id"_s, edited.id ? QVariant(*edited.id) : QVariant());
    }
    if (isNew || edited.secret != loaded.secret) {
        cells.setSecret(u"client_secret"_s, edited.secret, like, m_nullWithoutSecret);
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
    if (m_wholeMetadata && m_metadata.field.readOnly && !loaded.key.isEmpty()) {
        return core::failure(ErrorKind::ValueNotAllowed, m_metadata.field.column, {u"this program only shows it"_s});
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
    return m_secret.field.schemes.size() > 1 && !m_secret.field.freshScheme;
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
        const Field& field = member.selected.field;
        // A member of a document that the server writes has its first text from the profile.
        const bool isFilled = !field.member.isEmpty() || (!field.prefix.isEmpty() && cells.isWritten(field.column));
        if (!client.metadata.contains(member.name) && !isFilled) {
            const QString& missing = field.missing; // what the framework's own column default writes
            cells.setMember(field, missing.isEmpty() ? std::nullopt : std::optional(missing));
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
    const auto children = childRows(loaded, edited, loaded.key, now);
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

} // namespace owb::store
