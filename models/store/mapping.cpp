#include "store/mapping.h"

#include "store/mappingcheck.h"
#include "store/mappingtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using Text = MappingText;
using Severity = MapProblem::Severity;

bool isMapped(const EntityProfile& entity)
{
    return entity.exists() || !entity.usualNames.isEmpty();
}

/** One table for two kinds of rows, without anything that tells them apart. */
void checkSharedTables(const SchemaProfile& profile, const QList<TableInfo>& tables, QList<MapProblem>& problems)
{
    QHash<QString, Entity> owners;
    for (const Entity which : allEntities()) {
        const EntityProfile& entity = profile.entity(which);
        if (!isMapped(entity) || !entity.rows.isEmpty()) {
            continue;
        }
        const TableInfo* table = tableOf(entity, tables);
        const QString name = table ? table->name : entity.namesAreFixed ? entity.usualNames.value(0) : QString();
        if (name.isEmpty()) {
            continue;
        }
        if (const auto owner = owners.constFind(name.toLower()); owner != owners.constEnd()) {
            problems.append({Severity::Contradiction, which, {},
                Text::tr("Table %1 is chosen for %2 and for %3.").arg(name, entityTitle(*owner), entityTitle(which))});
        }
        owners.insert(name.toLower(), which);
    }
}

} // namespace

bool canHold(const ColumnInfo& column, const QString& field, Codec codec)
{
    // What names a row of another table may well be a number.
    static const QStringList references{u"client_id"_s, u"user_id"_s, u"owner"_s, u"access_link"_s, u"revoked"_s};
    using Kinds = QList<ValueKind>;
    const ValueKind kind = column.kind;
    if (kind == ValueKind::Other) { // no declared type, or one that only its owner knows
        return true;
    }
    switch (codec) {
    case Codec::Text:
        return Kinds{ValueKind::Text, ValueKind::Uuid, ValueKind::Bytes}.contains(kind)
            || (kind == ValueKind::Integer && references.contains(field));
    case Codec::Integer:
    case Codec::Epoch:
        return kind == ValueKind::Integer || kind == ValueKind::Real;
    case Codec::Moment:
        return kind == ValueKind::Moment || kind == ValueKind::Text;
    case Codec::Boolean:
        return kind == ValueKind::Boolean || kind == ValueKind::Integer;
    case Codec::One:
    case Codec::Lines:
    case Codec::Words:
    case Codec::Commas:
    case Codec::Pipes:
        return kind == ValueKind::Text || kind == ValueKind::Bytes;
    case Codec::JsonList:
    case Codec::Json:
    case Codec::Members:
    case Codec::TaggedMembers:
        return Kinds{ValueKind::Json, ValueKind::Text, ValueKind::Bytes}.contains(kind);
    }
    return false;
}

const TableInfo* tableOf(const EntityProfile& entity, const QList<TableInfo>& tables)
{
    const auto named = std::find_if(tables.cbegin(), tables.cend(), [&entity](const TableInfo& table) {
        return entity.usualNames.contains(table.name, Qt::CaseInsensitive)
            && (table.hasAll(entity.detect) || entity.namesAreFixed);
    });
    if (named != tables.cend() || entity.namesAreFixed || entity.detect.isEmpty()) {
        return named == tables.cend() ? nullptr : &*named;
    }
    const auto fitting = std::find_if(tables.cbegin(), tables.cend(),
        [&entity](const TableInfo& table) { return table.hasAll(entity.detect) && !table.hasAny(entity.reject); });
    return fitting == tables.cend() ? nullptr : &*fitting;
}

QList<MapProblem> contradictions(const SchemaProfile& profile, const QList<TableInfo>& tables)
{
    QList<MapProblem> problems;
    if (!isMapped(profile.client)) {
        problems.append({Severity::Contradiction, Entity::Client, {}, Text::tr("Clients: No table is chosen.")});
    }
    checkSharedTables(profile, tables, problems);
    for (const Entity which : allEntities()) {
        if (!isMapped(profile.entity(which))) {
            continue;
        }
        EntityCheck check(profile, which, problems);
        check.checkMap();
        if (!tables.isEmpty()) {
            check.checkTable(tables);
        }
    }
    std::stable_sort(problems.begin(), problems.end(),
        [](const MapProblem& a, const MapProblem& b) { return a.severity < b.severity; });
    return problems;
}

bool hasContradiction(const QList<MapProblem>& problems)
{
    return std::any_of(problems.cbegin(), problems.cend(),
        [](const MapProblem& problem) { return problem.severity == Severity::Contradiction; });
}

} // namespace owb::store
