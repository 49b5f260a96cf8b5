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
    ColumnInfo column{name, type, notNull, hasDefault, keyPosition, {}, type.contains("int"_L1, Qt::CaseInsensitive)};
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

QStringList TableInfo::keyColumns() const
{
    QList<ColumnInfo> keys;
    std::copy_if(
        columns.cbegin(), columns.cend(), std::back_inserter(keys), [](const auto& c) { return c.keyPosition > 0; });
    std::sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.keyPosition < b.keyPosition; });
    QStringList names;
    for (const ColumnInfo& key : keys) {
        names << key.name;
    }
    return names.isEmpty() ? QStringList{u"rowid"_s} : names;
}

core::Result<QList<TableInfo>> readCatalog(Session& session)
{
    const Statement columns{u"SELECT m.name, c.name, c.type, c.\"notnull\", c.dflt_value IS NOT NULL, c.pk "
                            "FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c "
                            "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' "
                            "ORDER BY m.name, c.cid"_s,
        {}};
    QList<TableInfo> tables;
    const auto read = session.select(columns, [&tables](const Row& row) {
        const QString table = row.text(0);
        if (tables.isEmpty() || tables.constLast().name != table) {
            tables.append({table, {}});
        }
        tables.last().columns.append(ColumnInfo::declared(
            row.text(1), row.text(2), row.integer(3) != 0, row.integer(4) != 0, static_cast<int>(row.integer(5))));
        return true;
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    return tables;
}

} // namespace owb::store
