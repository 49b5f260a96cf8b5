#include "store/boundschema.h"
#include "store/mapping.h"

#include <QRegularExpression>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** How near two table names are: the length of their common beginning. */
int commonBeginning(const QString& a, const QString& b)
{
    const auto length = std::min(a.size(), b.size());
    int common = 0;
    while (common < length && a.at(common).toLower() == b.at(common).toLower()) {
        ++common;
    }
    return common;
}

bool hasRowColumns(const TableInfo& table, const EntityProfile& entity)
{
    return std::all_of(entity.rows.cbegin(), entity.rows.cend(),
        [&table](const RowFilter& filter) { return table.column(filter.column) != nullptr; });
}

bool hasTypes(const TableInfo& table, const EntityProfile& entity)
{
    const auto isOneOf = [](const ColumnInfo* column, const QStringList& beginnings) {
        return column && std::any_of(beginnings.cbegin(), beginnings.cend(), [column](const QString& beginning) {
            return column->type.startsWith(beginning, Qt::CaseInsensitive);
        });
    };
    return std::all_of(entity.types.keyBegin(), entity.types.keyEnd(),
        [&](const QString& name) { return isOneOf(table.column(name), entity.types.value(name)); });
}

bool fits(const TableInfo& table, const EntityProfile& entity)
{
    const bool named = !entity.namesAreFixed || entity.usualNames.contains(table.name, Qt::CaseInsensitive);
    return entity.exists() && named && table.hasAll(entity.detect) && !table.hasAny(entity.reject)
        && hasTypes(table, entity) && hasRowColumns(table, entity);
}

/** Whether the tables are there that the framework always makes beside the others. */
bool hasCompany(const SchemaProfile& profile, const QList<TableInfo>& tables)
{
    return std::all_of(profile.beside.cbegin(), profile.beside.cend(), [&tables](const QString& name) {
        return std::any_of(tables.cbegin(), tables.cend(),
            [&name](const TableInfo& table) { return table.name.compare(name, Qt::CaseInsensitive) == 0; });
    });
}

bool isUsualName(const TableInfo& table, const EntityProfile& entity)
{
    return entity.usualNames.contains(table.name, Qt::CaseInsensitive);
}

/** A table that its name says was put aside: a copy of old rows, not what the server reads. */
bool isPutAside(const QString& name)
{
    // Whole words only, as they are parted by _ or by a capital: a login is no log.
    static const QRegularExpression words(u"(?:^|_|(?<=[a-z])(?=[A-Z]))(?i:old|archived?s?|history|logs?|backup|bak|"
                                          "copy|tmp|temp|deleted)(?:_|$|\\d|(?=[A-Z]))"_s);
    return words.match(name).hasMatch();
}

/** Whether one name is the other with the word for the entity changed: app_client and app_token. */
bool isNamedAlike(const QString& table, const QString& clientTable, const QString& word)
{
    QString wanted = clientTable.toLower();
    return wanted.replace(u"client"_s, word) == table.toLower()
        && clientTable.contains(u"client"_s, Qt::CaseInsensitive);
}

/** The fitting tables, those first whose names go with the client table's: names are free, but written by one hand. */
QList<TableInfo> byNearness(
    const QList<TableInfo>& tables, const EntityProfile& entity, const QString& clientTable, const QString& word)
{
    const auto rank = [&](const TableInfo& table) {
        return std::tuple(!isNamedAlike(table.name, clientTable, word), isPutAside(table.name),
            -commonBeginning(table.name, clientTable), !isUsualName(table, entity), table.name.size());
    };
    QList<TableInfo> fitting;
    std::copy_if(tables.cbegin(), tables.cend(), std::back_inserter(fitting),
        [&entity](const TableInfo& table) { return fits(table, entity); });
    std::stable_sort(
        fitting.begin(), fitting.end(), [&rank](const TableInfo& a, const TableInfo& b) { return rank(a) < rank(b); });
    return fitting;
}

/** The tables that fit each entity of a profile, best first. */
struct Fitting
{
    QList<TableInfo> tokens;
    QList<TableInfo> refreshes;
    QList<TableInfo> codes;
};

/** Lays a found table over `target` and writes down why. */
void adopt(BoundEntity& target, const QList<TableInfo>& fitting, const EntityProfile& entity, BoundSchema& schema,
    const QList<TableInfo>& tables, const QString& what)
{
    if (fitting.isEmpty()) {
        return;
    }
    target = bindEntity(fitting.constFirst(), entity, schema.profile.timeDigits, tables);
    target.clientLink = {schema.client.table.name, schema.client.table.keyColumns().value(0),
        schema.client.fields.value(u"client_id"_s).column};
    schema.evidence << u"Table \"%1\" has the %2 columns of %3: %4."_s.arg(
        target.table.name, what, schema.profile.title, entity.detect.join(u", "_s));
}

/** Refresh tokens may leave it to the row of their access token to say whose they are. */
void linkToToken(BoundEntity& refresh, const BoundEntity& token)
{
    const QStringList names = refresh.fields.keys();
    for (const QString& name : names) {
        if (refresh.fields.value(name).ofToken.isEmpty()) {
            continue;
        }
        refresh.columns.remove(name); // it is no value of this row that could be written
        if (!token.columns.contains(name)) {
            refresh.fields.remove(name);
        }
    }
    if (token.exists()) {
        refresh.tokenLink = {token.table.name, token.table.keyColumns().constFirst(), token.fields, token.columns};
    }
}

BoundSchema bindTables(
    const SchemaProfile& profile, const TableInfo& clientTable, const Fitting& fitting, const QList<TableInfo>& tables)
{
    BoundSchema schema;
    schema.profile = profile;
    for (const TableInfo& table : tables) {
        schema.otherTables << table.name;
    }
    adopt(schema.client, {clientTable}, profile.client, schema, tables, u"client"_s);
    adopt(schema.token, fitting.tokens, profile.token, schema, tables, u"token"_s);
    adopt(schema.refresh, fitting.refreshes, profile.refresh, schema, tables, u"refresh token"_s);
    linkToToken(schema.refresh, schema.token);
    adopt(schema.code, fitting.codes, profile.code, schema, tables, u"authorization code"_s);
    schema.confidence = 0.5 + (schema.token.exists() ? 0.3 : 0) + (schema.code.exists() ? 0.1 : 0)
        + (isUsualName(clientTable, profile.client) ? 0.1 : 0);
    return schema;
}

/** The readings of one client table: with the token table that goes with it, then with each other that fits. */
QList<BoundSchema> bindProfile(
    const SchemaProfile& profile, const TableInfo& clientTable, const QList<TableInfo>& tables)
{
    // Two tables of one shape are told apart by what their names say, unless it is the rows that tell.
    const auto removeNamed = [](QList<TableInfo>& list, const QString& word, const EntityProfile& other) {
        list.removeIf([&](const TableInfo& t) {
            return other.rows.isEmpty() && t.name.contains(word, Qt::CaseInsensitive) && fits(t, other);
        });
    };
    Fitting fitting{byNearness(tables, profile.token, clientTable.name, u"token"_s),
        byNearness(tables, profile.refresh, clientTable.name, u"token"_s),
        byNearness(tables, profile.code, clientTable.name, u"code"_s)};
    removeNamed(fitting.tokens, u"code"_s, profile.code);
    removeNamed(fitting.codes, u"token"_s, profile.token);
    QList<BoundSchema> readings{bindTables(profile, clientTable, fitting, tables)};
    for (qsizetype other = 1; other < fitting.tokens.size(); ++other) {
        fitting.tokens.swapItemsAt(0, other);
        readings << bindTables(profile, clientTable, fitting, tables);
        readings.last().confidence /= 2;
    }
    return readings;
}

/** Whether the framework would have made a table for refresh tokens that is not there. */
bool lacksRefreshTokens(const BoundSchema& schema)
{
    return schema.profile.refresh.exists() && !schema.refresh.exists();
}

/** Whether `a` explains the database better than `b`. */
bool better(const BoundSchema& a, const BoundSchema& b)
{
    if (a.token.exists() != b.token.exists()) {
        return a.token.exists();
    }
    if (lacksRefreshTokens(a) != lacksRefreshTokens(b)) {
        return lacksRefreshTokens(b);
    }
    if (a.code.exists() != b.code.exists()) {
        return a.code.exists();
    }
    if (isPutAside(a.client.table.name) != isPutAside(b.client.table.name)) {
        return isPutAside(b.client.table.name);
    }
    if (isUsualName(a.client.table, a.profile.client) != isUsualName(b.client.table, b.profile.client)) {
        return isUsualName(a.client.table, a.profile.client);
    }
    // Another framework's tokens beside these may fit a layout of these clients too.
    const auto goTogether = [](const BoundSchema& schema) {
        return isNamedAlike(schema.token.table.name, schema.client.table.name, u"token"_s);
    };
    if (goTogether(a) != goTogether(b)) {
        return goTogether(a);
    }
    return a.profile.rank > b.profile.rank;
}

/** The table that an entity names, if it is there with the columns that tell whose its rows are. */
QList<TableInfo> namedTable(const EntityProfile& entity, const QList<TableInfo>& tables)
{
    const TableInfo* table = tableOf(entity, tables);
    return table && hasRowColumns(*table, entity) ? QList<TableInfo>{*table} : QList<TableInfo>();
}

} // namespace

BoundSchema bindByName(const SchemaProfile& profile, const QList<TableInfo>& tables)
{
    const QList<TableInfo> clients = namedTable(profile.client, tables);
    SchemaProfile known = profile;
    if (clients.isEmpty()) {
        known.client = {};
    }
    const Fitting fitting{
        namedTable(profile.token, tables), namedTable(profile.refresh, tables), namedTable(profile.code, tables)};
    return bindTables(known, clients.isEmpty() ? TableInfo{} : clients.constFirst(), fitting, tables);
}

core::Result<QList<BoundSchema>> detectSchemas(
    const QList<TableInfo>& tables, const QList<SchemaProfile>& profiles, const QString& database)
{
    QList<BoundSchema> found;
    QList<BoundSchema> unlikely;
    for (const TableInfo& table : tables) {
        QList<QList<BoundSchema>> readings;
        for (const SchemaProfile& profile : profiles) {
            if (fits(table, profile.client) && hasCompany(profile, tables)) {
                readings << bindProfile(profile, table, tables);
            }
        }
        const auto best = std::min_element(readings.cbegin(), readings.cend(),
            [](const auto& a, const auto& b) { return better(a.constFirst(), b.constFirst()); });
        if (best != readings.cend()) {
            found << best->constFirst();
            unlikely << best->mid(1);
        }
    }
    if (found.isEmpty()) {
        return core::failure(core::Error::Kind::NoOAuthTables, database);
    }
    std::stable_sort(found.begin(), found.end(), better);
    return found + unlikely;
}

} // namespace owb::store
