#include "statementlist.h"

#include "core/errortext.h"
#include "store/familysql.h"
#include "store/livegroups.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

namespace {

constexpr qint64 now = 1'780'000'000;
constexpr int pageRows = 200;

/** Values for the columns that a new row must fill. */
QMap<QString, QString> filled(const BoundEntity& entity)
{
    QMap<QString, QString> values;
    for (const NeededColumn& column : entity.needed) {
        values.insert(column.name, u"1"_s);
    }
    return values;
}

} // namespace

StatementList::StatementList(const BoundSchema& schema, const Dialect& dialect)
    : m_tables(schema, dialect)
    , m_dialect(dialect)
{
    addClients();
    addClientEdits();
    addTokens(m_tables.tokens, u"token"_s);
    addTokens(m_tables.refreshTokens, u"refresh"_s);
    addFamilies(m_tables.tokens, u"token"_s);
    addFamilies(m_tables.refreshTokens, u"refresh"_s);
    addCodes();
    addOperations();
}

void StatementList::add(const QString& name, const Statement& statement)
{
    // Values may be made by chance, so only their places count.
    m_lines << u"-- %1 (%2 values)"_s.arg(name).arg(statement.values.size()) << statement.sql + u';' << QString();
}

void StatementList::add(const QString& name, const core::Result<Statement>& statement)
{
    statement ? add(name, *statement) : addRefusal(name, statement.error());
}

void StatementList::addRefusal(const QString& name, const core::Error& error)
{
    m_lines << u"-- %1: refused"_s.arg(name) << u"-- "_s + core::errorText(error).sentence() << QString();
}

oauth::RowKey StatementList::anyKey(const EntitySql& sql) const
{
    oauth::RowKey key;
    const TableInfo& table = sql.entity().table;
    for (const QString& name : table.keyColumns()) {
        const ColumnInfo* column = table.column(name);
        key.parts << (!column || column->kind == ValueKind::Integer ? QVariant(1LL) : QVariant(u"k"_s));
    }
    return key;
}

oauth::Client StatementList::newClient() const
{
    const QList<std::pair<QString, QJsonValue>> members{{u"client_name"_s, u"App"_s},
        {u"redirect_uris"_s, QJsonArray{u"https://app.example/cb"_s}},
        {u"grant_types"_s, QJsonArray{u"authorization_code"_s}}, {u"response_types"_s, QJsonArray{u"code"_s}},
        {u"scope"_s, u"openid"_s}, {u"token_endpoint_auth_method"_s, u"client_secret_basic"_s}};
    const BoundEntity& entity = m_tables.clients.sql().entity();
    oauth::Client client;
    client.id = u"app"_s;
    client.secret = entity.has(u"client_secret"_s) ? std::optional(core::Secret(u"s3cret"_s)) : std::nullopt;
    client.issuedAt = now;
    client.owner = entity.has(u"owner"_s) ? std::optional(u"1"_s) : std::nullopt;
    client.extraColumns = filled(entity);
    for (const auto& [name, value] : members) {
        const auto found = entity.members.constFind(name);
        if (entity.members.isEmpty() || (found != entity.members.constEnd() && encodeMember(*found, name, value))) {
            client.metadata.set(name, value);
        }
    }
    return client;
}

void StatementList::addClients()
{
    const ClientTable& table = m_tables.clients;
    add(u"client by identifier"_s, table.byId(u"app"_s));
    add(u"client insert"_s, table.insert(newClient(), {}, now));
    const QList<std::pair<QString, ClientSort>> sorts{{u"key"_s, ClientSort::Key}, {u"identifier"_s, ClientSort::Id},
        {u"name"_s, ClientSort::Name}, {u"issue"_s, ClientSort::IssuedAt}};
    for (const auto& [name, sort] : sorts) {
        const ClientQuery query{{}, sort, SortOrder::Ascending};
        add(u"clients by "_s + name, table.sql().page({}, table.ordering(query), {}, pageRows).constFirst());
    }
}

void StatementList::addClientEdits()
{
    const ClientTable& table = m_tables.clients;
    oauth::Client loaded = newClient();
    loaded.key = anyKey(table.sql());
    const auto edit = [&](const QString& name, const oauth::Client& edited) {
        const auto update = table.update(loaded, edited, loaded.secret, now);
        const auto children = table.childRows(loaded, edited, loaded.key, now);
        if (!update || !children) {
            return addRefusal(name, update ? children.error() : update.error());
        }
        if (*update) {
            add(name, **update);
        }
        for (const Statement& statement : *children) {
            add(name + u", its rows"_s, statement);
        }
    };
    const QList<std::pair<QString, QJsonValue>> members{{u"client_name"_s, u"New"_s},
        {u"redirect_uris"_s, QJsonArray{u"https://new.example/cb"_s}}, {u"scope"_s, u"email"_s}};
    for (const auto& [name, value] : members) {
        oauth::Client edited = loaded;
        edited.metadata.set(name, value);
        edit(u"client edit of "_s + name, edited);
    }
    oauth::Client rotated = loaded;
    rotated.secret = core::Secret(u"another"_s);
    edit(u"client edit of the secret"_s, rotated);
    oauth::Client shut = loaded;
    shut.enabled = false;
    edit(u"client edit of enabled"_s, shut);
}

void StatementList::addTokens(const TokenTable& table, const QString& prefix)
{
    const EntitySql& sql = table.sql();
    if (!sql.exists()) {
        return;
    }
    add(prefix + u" by access token"_s, table.byAccessToken(core::Secret(u"value"_s)));
    add(prefix + u" by refresh token"_s, table.byRefreshToken(core::Secret(u"value"_s)));
    oauth::Token token;
    token.clientId = u"app"_s;
    token.userId = sql.entity().has(u"user_id"_s) ? std::optional(u"1"_s) : std::nullopt;
    token.accessToken = core::Secret(u"a.b.c"_s);
    token.refreshToken = core::Secret(u"r.s.t"_s);
    token.scope = u"openid"_s;
    token.issuedAt = now;
    token.expiresAt = now + 1;
    token.extraColumns = filled(sql.entity());
    add(prefix + u" insert"_s, table.insert(token, 1));
    add(prefix + u" expire"_s, table.expire(sql.keyIs(anyKey(sql)), now));
    add(prefix + u" restore"_s, table.restore(sql.keyIs(anyKey(sql))));
    const QList<std::pair<QString, TokenSort>> sorts{{u"key"_s, TokenSort::Key}, {u"issue"_s, TokenSort::IssuedAt},
        {u"end"_s, TokenSort::ExpiresAt}, {u"client"_s, TokenSort::ClientId}, {u"user"_s, TokenSort::UserId}};
    for (const auto& [name, sort] : sorts) {
        const TokenQuery query{{}, sort, SortOrder::Descending};
        add(prefix + u" rows by "_s + name, sql.page({}, table.ordering(query), {}, pageRows).constFirst());
    }
    for (const QString& state : {u"active"_s, u"expired"_s, u"revoked"_s}) {
        const auto filter = oauth::Filter::parse(u"state:%1 client:app user:1 scope:openid"_s.arg(state), now);
        add(prefix + u" rows that are "_s + state, sql.countWhere(table.matching(*filter, now)));
    }
    const QList<std::pair<QString, LiveGroup>> groups{
        {u"client"_s, LiveGroup::Client}, {u"scope"_s, LiveGroup::Scope}, {u"end"_s, LiveGroup::End}};
    for (const auto& [name, group] : groups) {
        if (hasGroup(table, group)) {
            add(prefix + u" rows alive by "_s + name, liveBy(table, group, now));
        }
    }
}

void StatementList::addFamilies(const TokenTable& table, const QString& prefix)
{
    if (!m_tables.schema.info().keepsFamilies || !table.sql().exists()) {
        return;
    }
    const FamilySql sql(table);
    const BoundEntity& entity = table.sql().entity();
    LinkedRow row;
    row.token.key = anyKey(table.sql());
    row.token.key.ofRefreshTokens = table.isOfRefreshTokens();
    row.token.clientId = u"app"_s;
    row.token.userId = u"1"_s;
    row.family = u"6a3f1d5c8b0e4f7a9c2d1e0f3b4a5c6d"_s;
    add(prefix + u" of a family by key"_s, sql.byKey(row.token.key));
    add(prefix + u" of a family by key in text"_s, sql.byKeyText(u"1"_s));
    if (entity.has(u"refreshed_from"_s)) {
        add(prefix + u" refreshed from"_s, sql.refreshedFrom(core::Secret(u"1"_s), row.token, pageRows));
    }
    if (entity.has(u"refreshed_from"_s) && !sql.namesKeys()) {
        add(prefix + u" by stored refresh token"_s, sql.byStoredToken(core::Secret(u"value"_s)));
    }
    if (entity.has(u"access_link"_s)) {
        add(prefix + u" of an access token"_s, sql.ofAccessToken(u"1"_s));
    }
    if (entity.has(u"family_id"_s)) {
        add(prefix + u" of a family, later"_s, sql.ofFamily(row, SortOrder::Ascending, pageRows));
        add(prefix + u" of a family, earlier"_s, sql.ofFamily(row, SortOrder::Descending, pageRows));
    }
}

void StatementList::addCodes()
{
    const CodeTable& table = m_tables.codes;
    const EntitySql& sql = table.sql();
    if (!sql.exists()) {
        return;
    }
    oauth::AuthorizationCode code;
    code.clientId = u"app"_s;
    code.userId = sql.entity().has(u"user_id"_s) ? std::optional(u"1"_s) : std::nullopt;
    code.code = core::Secret(u"c.d"_s);
    code.redirectUri = u"https://app.example/cb"_s;
    code.scope = u"openid"_s;
    code.authTime = now;
    code.codeChallenge = u"challenge"_s;
    code.codeChallengeMethod = u"S256"_s;
    code.extraColumns = filled(sql.entity());
    add(u"code insert"_s, table.insert(code, 1));
    const QList<std::pair<QString, CodeSort>> sorts{
        {u"key"_s, CodeSort::Key}, {u"issue"_s, CodeSort::AuthTime}, {u"client"_s, CodeSort::ClientId}};
    for (const auto& [name, sort] : sorts) {
        const CodeQuery query{{}, sort, SortOrder::Descending};
        add(u"codes by "_s + name, sql.page({}, table.ordering(query), {}, pageRows).constFirst());
    }
}

void StatementList::addOperations()
{
    const auto& operations = m_tables.schema.profile.operations;
    QStringList names = operations.keys();
    names.sort();
    for (const QString& name : names) {
        int number = 0;
        for (const Step& step : operations.value(name)) {
            const bool named = step.table.isEmpty();
            const auto exists = named ? m_tables.sql(step.entity).exists()
                                      : m_tables.schema.otherTables.contains(step.table, Qt::CaseInsensitive);
            ++number;
            if (step.action == Step::Action::TakeOut) {
                m_lines << u"-- %1, step %2: members leave documents of %3"_s.arg(name).arg(number).arg(step.table)
                        << QString();
            } else if (exists) {
                const QString link =
                    named ? m_tables.sql(step.entity).linkSql(step.column) : m_dialect.quoted(step.column);
                const QString rows = step.column.isEmpty() ? u"rows"_s : link + u" IN (?)"_s;
                add(u"%1, step %2"_s.arg(name).arg(number), stepStatement(m_tables, m_dialect, step, {rows, {1}}, now));
            }
        }
    }
}
