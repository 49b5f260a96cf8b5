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
{
    for (const QString& field : {u"client_id"_s, u"client_secret"_s, u"client_id_issued_at"_s,
             u"client_secret_expires_at"_s, u"owner"_s, u"metadata"_s, u"tagged_metadata"_s, u"enabled"_s}) {
        m_places.insert(field, m_sql.select(field));
    }
    m_wholeMetadata = place(u"metadata"_s) >= 0;
    const auto& members = m_sql.entity().members;
    for (auto it = members.cbegin(); it != members.cend(); ++it) {
        m_members.append({it.key(), *it, m_sql.select(*it)});
    }
    m_byId = m_sql.selectWhere(idIs(u"x"_s), 1).sql;
}

QString ClientTable::name(const QString& field) const
{
    const Field* mapped = m_sql.entity().field(field);
    return mapped ? mapped->column : field;
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

Statement ClientTable::byId(const QString& clientId) const
{
    const Condition condition = idIs(clientId);
    // An identifier that the column cannot hold asks another question than the usual one.
    return condition.values.isEmpty() ? m_sql.selectWhere(condition, 1) : Statement{m_byId, condition.values};
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
    const Field* field = m_sql.entity().field(u"client_secret"_s);
    const QString scheme = hash::schemeOf(*secret, field ? field->schemes : QStringList());
    return scheme == "plain"_L1 ? oauth::SecretStorage{Storage::Plain, {}}
                                : oauth::SecretStorage{Storage::Hashed, scheme};
}

oauth::Client ClientTable::read(const Row& row) const
{
    oauth::Client client;
    CellReader cells(row, m_sql.entity(), client.problems);
    client.key = m_sql.key(row);
    client.id = cells.text(place(u"client_id"_s), name(u"client_id"_s));
    if (!client.id) {
        cells.note(ProblemKind::MissingValue, name(u"client_id"_s));
    } else if (client.id->isEmpty()) {
        cells.note(ProblemKind::EmptyIdentifier, name(u"client_id"_s));
    }
    client.secret = cells.secret(place(u"client_secret"_s), name(u"client_secret"_s));
    client.secretStorage = storageOf(client.secret);
    if (const Field* issued = m_sql.entity().field(u"client_id_issued_at"_s)) {
        client.issuedAt = cells.moment(*issued, place(u"client_id_issued_at"_s)).value_or(0);
    }
    if (const Field* ends = m_sql.entity().field(u"client_secret_expires_at"_s)) {
        client.secretExpiresAt = cells.moment(*ends, place(u"client_secret_expires_at"_s)).value_or(0);
    }
    if (const Field* enabled = m_sql.entity().field(u"enabled"_s)) {
        client.enabled = cells.flag(place(u"enabled"_s), enabled->column) != enabled->inverted;
    }
    client.owner = cells.text(place(u"owner"_s), name(u"owner"_s));
    m_wholeMetadata ? readMetadata(cells, client) : readMembers(cells, client);
    const bool hasSecret = client.secret && !client.secret->isEmpty();
    if (m_publicWithoutSecret && !hasSecret) {
        client.metadata.set(authMethod, u"none"_s); // what the framework concludes as well
    }
    if (!client.secret && !client.isPublic() && place(u"client_secret"_s) >= 0) {
        cells.note(ProblemKind::MissingValue, name(u"client_secret"_s));
    }
    return client;
}

void ClientTable::readMetadata(CellReader& cells, oauth::Client& client) const
{
    const QString column = name(u"metadata"_s);
    const auto before = client.problems.size();
    const auto stored = cells.text(place(u"metadata"_s), column);
    if (!stored || stored->isEmpty()) {
        cells.note(ProblemKind::MissingValue, column);
        return;
    }
    if (client.problems.size() > before) { // bytes that are no text: writing it back would change them
        client.unreadableMetadata = *stored;
        return;
    }
    const auto parsed = oauth::JsonMembers::parse(*stored, column);
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
