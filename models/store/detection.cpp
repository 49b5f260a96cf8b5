#include "store/boundschema.h"

#include <algorithm>

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

bool fits(const TableInfo& table, const EntityProfile& entity)
{
    return entity.exists() && table.hasAll(entity.detect) && !table.hasAny(entity.reject);
}

bool isUsualName(const TableInfo& table, const EntityProfile& entity)
{
    return entity.usualNames.contains(table.name, Qt::CaseInsensitive);
}

BoundEntity bind(const TableInfo& table, const EntityProfile& entity)
{
    BoundEntity bound{table, {}, {}, {}, {}};
    const auto spelt = [&table](Field field) {
        field.column = table.column(field.column)->name;
        return field;
    };
    for (auto it = entity.fields.cbegin(); it != entity.fields.cend(); ++it) {
        if (table.column(it->column)) {
            bound.fields.insert(it.key(), spelt(*it));
            bound.columns.insert(it.key(), *table.column(it->column));
        }
    }
    for (auto it = entity.members.cbegin(); it != entity.members.cend(); ++it) {
        if (table.column(it->column)) {
            bound.members.insert(it.key(), spelt(*it));
        }
    }
    bound.needed = bound.findNeeded();
    return bound;
}

/** The fitting table whose name is nearest to the client table's: names are free, but written by one hand. */
const TableInfo* nearest(const QList<TableInfo>& tables, const EntityProfile& entity, const QString& clientTable)
{
    const TableInfo* best = nullptr;
    int bestScore = -1;
    for (const TableInfo& table : tables) {
        const int score = commonBeginning(table.name, clientTable) * 2 + (isUsualName(table, entity) ? 1 : 0);
        if (fits(table, entity) && score > bestScore) {
            best = &table;
            bestScore = score;
        }
    }
    return best;
}

/** Lays a found table over `target` and writes down why. */
void adopt(
    BoundEntity& target, const TableInfo* table, const EntityProfile& entity, BoundSchema& schema, const QString& what)
{
    if (!table) {
        return;
    }
    target = bind(*table, entity);
    schema.evidence << u"Table \"%1\" has the %2 columns of %3: %4."_s.arg(
        table->name, what, schema.profile.title, entity.detect.join(u", "_s));
}

BoundSchema bindProfile(const SchemaProfile& profile, const TableInfo& clientTable, const QList<TableInfo>& tables)
{
    BoundSchema schema;
    schema.profile = profile;
    adopt(schema.client, &clientTable, profile.client, schema, u"client"_s);
    adopt(schema.token, nearest(tables, profile.token, clientTable.name), profile.token, schema, u"token"_s);
    adopt(schema.code, nearest(tables, profile.code, clientTable.name), profile.code, schema, u"authorization code"_s);
    schema.confidence = 0.5 + (schema.token.exists() ? 0.3 : 0) + (schema.code.exists() ? 0.1 : 0)
        + (isUsualName(clientTable, profile.client) ? 0.1 : 0);
    return schema;
}

/** Whether `a` explains the database better than `b`. */
bool better(const BoundSchema& a, const BoundSchema& b)
{
    if (a.token.exists() != b.token.exists()) {
        return a.token.exists();
    }
    if (a.code.exists() != b.code.exists()) {
        return a.code.exists();
    }
    if (isUsualName(a.client.table, a.profile.client) != isUsualName(b.client.table, b.profile.client)) {
        return isUsualName(a.client.table, a.profile.client);
    }
    return a.profile.rank > b.profile.rank;
}

QStringList lookedFor(const QList<SchemaProfile>& profiles)
{
    QStringList signatures;
    for (const SchemaProfile& profile : profiles) {
        const QString columns = profile.client.detect.join(u", "_s);
        if (!signatures.contains(columns)) {
            signatures << columns;
        }
    }
    return signatures;
}

} // namespace

core::Result<QList<BoundSchema>> detectSchemas(
    const QList<TableInfo>& tables, const QList<SchemaProfile>& profiles, const QString& database)
{
    QList<BoundSchema> found;
    for (const TableInfo& table : tables) {
        QList<BoundSchema> readings;
        for (const SchemaProfile& profile : profiles) {
            if (fits(table, profile.client)) {
                readings << bindProfile(profile, table, tables);
            }
        }
        const auto best = std::min_element(readings.cbegin(), readings.cend(), better);
        if (best != readings.cend()) {
            found << *best;
        }
    }
    if (found.isEmpty()) {
        return core::failure(core::Error::Kind::NoOAuthTables, database, lookedFor(profiles));
    }
    std::stable_sort(found.begin(), found.end(), better);
    return found;
}

} // namespace owb::store
