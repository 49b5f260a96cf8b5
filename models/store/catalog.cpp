#include "store/catalog.h"

#include "store/session.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

ColumnInfo ColumnInfo::declared(
    const QString& name, const QString& type, bool notNull, bool hasDefault, int keyPosition)
{
    static const QRegularExpression width(u"^\\s*(?:n?var)?char(?:acter)?(?:\\s+varying)?\\s*\\(\\s*(\\d+)\\s*\\)"_s,
        QRegularExpression::CaseInsensitiveOption);
    ColumnInfo column{name, type, notNull, hasDefault, keyPosition, {}, valueKindOf(type)};
    if (const auto match = width.match(type); match.hasMatch()) {
        column.maxLength = match.captured(1).toInt();
    }
    return column;
}

const ColumnInfo* TableInfo::column(const QString& wanted) const
{
    const auto found = std::find_if(columns.cbegin(), columns.cend(),
        [&wanted](const ColumnInfo& info) { return info.name.compare(wanted, Qt::CaseInsensitive) == 0; });
    return found == columns.cend() ? nullptr : &*found;
}

bool TableInfo::hasAll(const QStringList& names) const
{
    return std::all_of(names.cbegin(), names.cend(), [this](const QString& one) { return column(one) != nullptr; });
}

bool TableInfo::hasAny(const QStringList& names) const
{
    return std::any_of(names.cbegin(), names.cend(), [this](const QString& one) { return column(one) != nullptr; });
}

/** The primary key in its order; empty where none is declared that tells all rows apart. */
QStringList TableInfo::declaredKey() const
{
    QList<ColumnInfo> keys;
    std::copy_if(
        columns.cbegin(), columns.cend(), std::back_inserter(keys), [](const auto& c) { return c.keyPosition > 0; });
    std::sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.keyPosition < b.keyPosition; });
    // SQLite lets a key be NULL unless it is INTEGER alone, in as many rows as there are: it then tells none apart.
    const bool numbered = keys.size() == 1 && keys.constFirst().type.compare("integer"_L1, Qt::CaseInsensitive) == 0;
    const bool sure = numbered || std::all_of(keys.cbegin(), keys.cend(), [](const auto& key) { return key.notNull; });
    QStringList names;
    for (const ColumnInfo& key : keys) {
        names << key.name;
    }
    return sure ? names : QStringList();
}

/** The engine's own row number, under a name that no column took for itself. */
QString TableInfo::rowNumber() const
{
    for (const QString& number : rowNames) {
        if (!column(number)) {
            return number;
        }
    }
    return {};
}

bool TableInfo::hasKey() const
{
    return !declaredKey().isEmpty() || !rowNumber().isEmpty();
}

QStringList TableInfo::keyColumns() const
{
    if (const QStringList keys = declaredKey(); !keys.isEmpty()) {
        return keys;
    }
    if (const QString number = rowNumber(); !number.isEmpty()) {
        return {number};
    }
    QStringList all;
    for (const ColumnInfo& one : columns) {
        all << one.name;
    }
    return all;
}

namespace {

/** A column from what a catalogue says, its first place at `first`. */
ColumnInfo columnFrom(const Row& row, int first)
{
    return ColumnInfo::declared(row.text(first), row.text(first + 1), row.integer(first + 2) != 0,
        row.integer(first + 3) != 0, static_cast<int>(row.integer(first + 4)));
}

core::Result<QList<TableInfo>> readAllColumns(Session& session)
{
    QList<TableInfo> tables;
    const auto read = session.select({session.dialect().allColumns(), {}}, [&](const Row& row) {
        const QString name = row.text(0);
        if (tables.isEmpty() || tables.constLast().name != name) {
            tables.append({name, {}, session.dialect().rowNames()});
        }
        tables.last().columns.append(columnFrom(row, 1));
        return true;
    });
    return read ? core::Result<QList<TableInfo>>(tables) : tl::unexpected(read.error());
}

} // namespace

core::Result<QList<TableInfo>> readCatalog(Session& session)
{
    if (!session.dialect().allColumns().isEmpty()) {
        return readAllColumns(session);
    }
    QList<TableInfo> tables;
    const auto read = session.select({session.dialect().tableNames(), {}}, [&](const Row& row) {
        tables.append({row.text(0), {}, session.dialect().rowNames()});
        return true;
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    for (TableInfo& table : tables) {
        const Statement columns{session.dialect().tableColumns(), {table.name}};
        const auto described = session.select(columns, [&table](const Row& row) {
            table.columns.append(columnFrom(row, 0));
            return true;
        });
        // A virtual table whose module is not here says so; it is none of ours.
        if (!described && described.error().kind != core::Error::Kind::Internal) {
            return tl::unexpected(described.error());
        }
    }
    return tables;
}

} // namespace owb::store
