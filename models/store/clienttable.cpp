#include "store/clienttable.h"

#include "hash/storedsecret.h"
#include "store/cellreader.h"

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ProblemKind = oauth::CellProblem::Kind;

const QString authMethod = u"token_endpoint_auth_method"_s;

} // namespace

ClientTable::ClientTable(const BoundSchema& schema, const Dialect& dialect)
    : m_sql(schema.client, dialect)
    , m_publicWithoutSecret(schema.profile.publicWithoutSecret)
    , m_sorted(schema.profile.sortedMetadata)
    , m_nullWithoutSecret(schema.profile.nullWithoutSecret)
{
    m_id = m_sql.select(u"client_id"_s);
    m_secret = m_sql.select(u"client_secret"_s);
    m_issuedAt = m_sql.select(u"client_id_issued_at"_s);
    m_secretExpiresAt = m_sql.select(u"client_secret_expires_at"_s);
    m_owner = m_sql.select(u"owner"_s);
    m_metadata = m_sql.select(u"metadata"_s);
    m_tagged = m_sql.select(u"tagged_metadata"_s);
    m_enabled = m_sql.select(u"enabled"_s);
    m_wholeMetadata = m_metadata.exists();
    const auto& members = m_sql.entity().members;
    for (auto it = members.cbegin(); it != members.cend(); ++it) {
        m_members.append({it.key(), m_sql.select(*it)});
    }
    for (const QString& name : {u"grant_types"_s, u"response_types"_s, u"redirect_uris"_s, u"client_name"_s}) {
        if (!m_wholeMetadata && !m_tagged.exists() && !members.contains(name)) {
            m_mayBeAbsent << name;
        }
    }
    m_byId = ExactLookup(m_sql, u"client_id"_s);
}

Condition ClientTable::idIs(const QString& clientId) const
{
    return m_sql.dialect().isExactly(m_sql.columnSql(u"client_id"_s), clientId);
}

Condition ClientTable::idLooksLike(const QString& clientId) const
{
    const ColumnSql id = m_sql.columnSql(u"client_id"_s);
    return id.kind == ValueKind::Text ? Condition{id.sql + u" = ?"_s, {clientId}} : idIs(clientId);
}

QVariant ClientTable::reference(const BoundEntity& from, const oauth::Client& client) const
{
    const Field* field = from.field(u"client_id"_s);
    return field && field->refersToClient ? client.key.parts.value(0) : QVariant(client.id.value_or(QString()));
}

oauth::SecretStorage ClientTable::storageOf(const std::optional<core::Secret>& secret) const
{
    using Storage = oauth::SecretStorage::Kind;
    if (!secret || secret->isEmpty()) {
        return {Storage::None, {}};
    }
    const QString scheme = hash::schemeOf(*secret, m_secret.field.schemes);
    return scheme == "plain"_L1 ? oauth::SecretStorage{Storage::Plain, {}}
                                : oauth::SecretStorage{Storage::Hashed, scheme};
}

oauth::Client ClientTable::read(const Row& row) const
{
    oauth::Client client;
    CellReader cells(row, m_sql.entity(), client.problems);
    client.key = m_sql.key(row);
    client.id = cells.text(m_id);
    if (!client.id) {
        cells.note(ProblemKind::MissingValue, m_id.field.column);
    } else if (client.id->isEmpty()) {
        cells.note(ProblemKind::EmptyIdentifier, m_id.field.column);
    }
    client.secret = cells.secret(m_secret);
    client.secretStorage = storageOf(client.secret);
    client.issuedAt = m_issuedAt.exists() ? cells.moment(m_issuedAt).value_or(0) : 0;
    client.secretExpiresAt = m_secretExpiresAt.exists() ? cells.moment(m_secretExpiresAt).value_or(0) : 0;
    client.enabled = !m_enabled.exists() || cells.flag(m_enabled) != m_enabled.field.inverted;
    client.owner = cells.text(m_owner);
    client.mayBeAbsent = m_mayBeAbsent;
    m_wholeMetadata ? readMetadata(cells, client) : readMembers(cells, client);
    const bool hasSecret = client.secret && !client.secret->isEmpty();
    if (m_publicWithoutSecret && !hasSecret) {
        client.metadata.set(authMethod, u"none"_s); // what the framework concludes as well
    }
    if (!client.secret && !client.isPublic() && m_secret.exists() && !m_nullWithoutSecret) {
        cells.note(ProblemKind::MissingValue, m_secret.field.column);
    }
    return client;
}

void ClientTable::readMetadata(CellReader& cells, oauth::Client& client) const
{
    const QString& column = m_metadata.field.column;
    const auto before = client.problems.size();
    const auto stored = cells.text(m_metadata);
    if (!stored || stored->isEmpty()) {
        cells.note(ProblemKind::MissingValue, column);
        return;
    }
    if (client.problems.size() > before) { // bytes that are no text: writing it back would change them
        client.unreadableMetadata = *stored;
        return;
    }
    const auto parsed = json::JsonMembers::parse(*stored, column);
    if (!parsed) {
        client.unreadableMetadata = *stored;
        const auto first = stored->trimmed();
        const bool otherJson = first.startsWith(u'[') || first.startsWith(u'"') || first == "null"_L1;
        cells.note(otherJson ? ProblemKind::NotAnObject : ProblemKind::NotJson, column, *stored,
            parsed.error().items.value(2));
        return;
    }
    client.metadata = *parsed;
    if (const QStringList twice = parsed->duplicateNames(); !twice.isEmpty()) {
        cells.note(ProblemKind::DuplicateMembers, column, *stored, twice.join(u", "_s));
    }
    readMembers(cells, client); // what some layouts keep in columns beside it
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
