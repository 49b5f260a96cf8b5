#pragma once

#include "oauth/rowkey.h"
#include "store/boundschema.h"
#include "store/dialect.h"
#include "store/query.h"
#include "store/row.h"
#include "store/statement.h"

namespace owb::store {

/** Whether a term means every value that its pattern fits. */
[[nodiscard]] inline bool isPattern(const oauth::FilterTerm& term)
{
    return !term.literal && term.value.contains(u'*');
}

/** How a page is ordered: an expression (empty = by key alone) and a direction. */
struct Ordering
{
    QString expression;
    SortOrder order = SortOrder::Ascending;
};

/**
 * The statements every entity has in common: a select of the key and of chosen columns, by key, in pages by key, and
 * the writing of whole rows. Text and values only; it never touches a database.
 */
class EntitySql
{
public:
    EntitySql(const BoundEntity& entity, const Dialect& dialect);

    /** Adds the column of a field, or of a column name, to the select; gives its place in the row, or -1. */
    int select(const QString& field);
    int selectColumn(const QString& column);

    [[nodiscard]] bool exists() const { return m_entity.exists(); }
    [[nodiscard]] const BoundEntity& entity() const { return m_entity; }
    [[nodiscard]] const Dialect& dialect() const { return m_dialect; }
    [[nodiscard]] QString table() const { return m_dialect.quoted(m_entity.table.name); }
    /** The quoted column of a field; empty when the table has none. */
    [[nodiscard]] QString column(const QString& field) const;

    [[nodiscard]] oauth::RowKey key(const Row& row) const;
    /** `key` must have as many parts as the table's key has columns. */
    [[nodiscard]] bool isKey(const oauth::RowKey& key) const { return key.parts.size() == m_keys.size(); }
    [[nodiscard]] Condition keyIs(const oauth::RowKey& key) const;

    [[nodiscard]] Statement selectWhere(const Condition& condition, int limit = 0) const;
    [[nodiscard]] Statement countWhere(const Condition& condition) const;
    /** The sort value is the last column of each row. Asks for one row more than `limit`: see whether there is more. */
    [[nodiscard]] Statement page(
        const Condition& condition, const Ordering& ordering, const std::optional<Cursor>& after, int limit) const;
    [[nodiscard]] Cursor cursor(const Row& row, const Ordering& ordering) const;

    /** By unquoted column name. */
    [[nodiscard]] Statement insert(const QList<std::pair<QString, QVariant>>& values) const;
    [[nodiscard]] Statement update(const QList<std::pair<QString, QVariant>>& values, const oauth::RowKey& key) const;

private:
    [[nodiscard]] Condition afterCursor(const Ordering& ordering, const Cursor& cursor) const;

    BoundEntity m_entity;
    const Dialect& m_dialect;
    QStringList m_keys; // quoted
    QStringList m_selected; // quoted, the key first
};

} // namespace owb::store
