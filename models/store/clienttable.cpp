#include "store/clienttable.h"

#include "store/cellreader.h"
#include "store/cellwriter.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ProblemKind = oauth::CellProblem::Kind;
using ErrorKind = core::Error::Kind;

oauth::SecretStorage storageOf(const std::optional<core::Secret>& secret)
{
    using Storage = oauth::SecretStorage::Kind;
    return {secret && !secret->isEmpty() ? Storage::Plain : Storage::None, {}};
}

QVariant secretValue(const std::optional<core::Secret>& secret)
{
    return secret ? QVariant(secret->revealText()) : QVariant();
}

} // namespace

ClientTable::ClientTable(const BoundSchema& schema, const Dialect& dialect)
    : m_sql(schema.client, dialect)
{
    m_id = m_sql.select(u"client_id"_s);
    m_secret = m_sql.select(u"client_secret"_s);
    m_issuedAt = m_sql.select(u"client_id_issued_at"_s);
    m_secretExpiresAt = m_sql.select(u"client_secret_expires_at"_s);
    m_owner = m_sql.select(u"owner"_s);
    m_metadata = m_sql.select(u"metadata"_s);
    m_tagged = m_sql.select(u"tagged_metadata"_s);
    m_wholeMetadata = m_metadata >= 0;
    const auto nameOf = [this](const QString& field) {
        const Field* mapped = m_sql.entity().field(field);
        return mapped ? mapped->column : QString();
    };
    m_idName = nameOf(u"client_id"_s);
    m_secretName = nameOf(u"client_secret"_s);
    m_issuedAtName = nameOf(u"client_id_issued_at"_s);
    m_secretExpiresAtName = nameOf(u"client_secret_expires_at"_s);
    m_ownerName = nameOf(u"owner"_s);
    m_metadataName = nameOf(u"metadata"_s);
    const auto& members = m_sql.entity().members;
    for (auto it = members.cbegin(); it != members.cend(); ++it) {
        m_members.append({it.key(), *it, m_sql.selectColumn(it->column)});
    }
    m_byId = m_sql.selectWhere(idIs({}), 1).sql;
}

Condition ClientTable::idIs(const QString& clientId) const
{
    return {m_sql.dialect().isExactly(m_sql.column(u"client_id"_s)), {clientId}};
}

Statement ClientTable::byId(const QString& clientId) const
{
    return {m_byId, {clientId}};
}

oauth::Client ClientTable::read(const Row& row) const
{
    oauth::Client client;
    CellReader cells(row, client.problems);
    client.key = m_sql.key(row);
    client.id = cells.text(m_id, m_idName);
    if (!client.id) {
        cells.note(ProblemKind::MissingValue, m_idName);
    } else if (client.id->isEmpty()) {
        cells.note(ProblemKind::EmptyIdentifier, m_idName);
    }
    client.secret = cells.secret(m_secret, m_secretName);
    client.secretStorage = storageOf(client.secret);
    client.issuedAt = cells.integer(m_issuedAt, m_issuedAtName);
    client.secretExpiresAt = cells.integer(m_secretExpiresAt, m_secretExpiresAtName);
    client.owner = m_owner < 0 ? std::nullopt : cells.text(m_owner, m_ownerName);
    if (m_wholeMetadata) {
        readMetadata(cells, client);
    } else {
        readMembers(cells, client);
    }
    if (!client.secret && !client.isPublic()) {
        cells.note(ProblemKind::MissingValue, m_secretName);
    }
    return client;
}

void ClientTable::readMetadata(CellReader& cells, oauth::Client& client) const
{
    const QString& name = m_metadataName;
    const auto before = client.problems.size();
    const auto stored = cells.text(m_metadata, name);
    if (!stored || stored->isEmpty()) {
        cells.note(ProblemKind::MissingValue, name);
        return;
    }
    if (client.problems.size() > before) { // bytes that are no text: writing it back would change them
        client.unreadableMetadata = *stored;
        return;
    }
    const auto parsed = oauth::JsonMembers::parse(*stored, name);
    if (!parsed) {
        client.unreadableMetadata = *stored;
        const auto first = stored->trimmed();
        const bool otherJson = first.startsWith(u'[') || first.startsWith(u'"') || first == "null"_L1;
        cells.note(
            otherJson ? ProblemKind::NotAnObject : ProblemKind::NotJson, name, *stored, parsed.error().items.value(2));
        return;
    }
    client.metadata = *parsed;
    if (const QStringList twice = parsed->duplicateNames(); !twice.isEmpty()) {
        cells.note(ProblemKind::DuplicateMembers, name, *stored, twice.join(u", "_s));
    }
}

core::Result<Statement> ClientTable::insert(const oauth::Client& client) const
{
    CellWriter cells(m_sql.entity());
    cells.set(u"client_id"_s, client.id ? QVariant(*client.id) : QVariant());
    // Servers compare a missing secret as text and fail on NULL: a client without one has the empty text.
    cells.set(u"client_secret"_s, client.secret ? secretValue(client.secret) : QVariant(u""_s));
    cells.set(u"client_id_issued_at"_s, client.issuedAt);
    cells.set(u"client_secret_expires_at"_s, client.secretExpiresAt);
    cells.setReference(u"owner"_s, client.owner);
    if (m_wholeMetadata) {
        cells.set(u"metadata"_s, client.metadata.text());
    } else if (const auto written = writeMembers(cells, oauth::Client{}, client); !written) {
        return tl::unexpected(written.error());
    }
    if (!m_wholeMetadata) {
        for (const MemberColumn& member : m_members) {
            if (!client.metadata.contains(member.name)) {
                const QString& missing = member.field.missing; // what the framework's own column default writes
                cells.setColumn(member.field.column, missing.isEmpty() ? QVariant() : QVariant(missing));
            }
        }
    }
    cells.setExtra(client.extraColumns);
    const auto values = cells.values();
    if (!values) {
        return tl::unexpected(values.error());
    }
    return m_sql.insert(*values);
}

core::Result<std::optional<Statement>> ClientTable::update(
    const oauth::Client& loaded, const oauth::Client& edited) const
{
    CellWriter cells(m_sql.entity());
    if (edited.id != loaded.id) {
        cells.set(u"client_id"_s, edited.id ? QVariant(*edited.id) : QVariant());
    }
    if (edited.secret != loaded.secret) {
        cells.set(u"client_secret"_s, edited.secret ? secretValue(edited.secret) : QVariant(u""_s));
    }
    if (edited.issuedAt != loaded.issuedAt) {
        cells.set(u"client_id_issued_at"_s, edited.issuedAt);
    }
    if (edited.secretExpiresAt != loaded.secretExpiresAt) {
        cells.set(u"client_secret_expires_at"_s, edited.secretExpiresAt);
    }
    if (edited.owner != loaded.owner) {
        cells.setReference(u"owner"_s, edited.owner);
    }
    // Metadata that could not be read is replaced only by who took the raw text away on purpose.
    const bool replaced = loaded.unreadableMetadata && !edited.unreadableMetadata;
    if (replaced || edited.metadata != loaded.metadata) {
        if (edited.unreadableMetadata || !edited.metadata.duplicateNames().isEmpty()) {
            return core::failure(ErrorKind::UnreadableMetadata,
                m_wholeMetadata ? m_sql.entity().field(u"metadata"_s)->column : m_sql.entity().table.name);
        }
        if (m_wholeMetadata) {
            cells.set(u"metadata"_s, edited.metadata.text());
        } else if (const auto written = writeMembers(cells, loaded, edited); !written) {
            return tl::unexpected(written.error());
        }
    }
    const auto values = cells.values();
    if (!values) {
        return tl::unexpected(values.error());
    }
    return values->isEmpty() ? std::optional<Statement>() : std::optional(m_sql.update(*values, loaded.key));
}

bool sameStored(const oauth::Client& a, const oauth::Client& b)
{
    const auto own = [](oauth::Client client) {
        client.problems.removeIf(
            [](const oauth::CellProblem& p) { return p.kind == ProblemKind::DuplicateIdentifier; });
        client.extraColumns.clear();
        return client;
    };
    return own(a) == own(b);
}

} // namespace owb::store
