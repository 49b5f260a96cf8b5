#pragma once

#include "oauth/rowkey.h"
#include "store/boundschema.h"
#include "store/dialect.h"
#include "store/ordering.h"
#include "store/row.h"
#include "store/selectedfield.h"
#include "store/statement.h"

namespace owb::store {

/**
 * The statements every entity has in common: a select of the key and of chosen columns, by key, in pages by key, and
 * the writing of whole rows. Text and values only; it never touches a database.
 */
class EntitySql
{
public:
    EntitySql(const BoundEntity& entity, const Dialect& dialect);

    /** Adds a field to the select, where the table has it. */
    SelectedField select(const QString& field);
    SelectedField select(const Field& field);

    [[nodiscard]] bool exists() const { return m_entity.exists(); }
    [[nodiscard]] const BoundEntity& entity() const { return m_entity; }
    [[nodiscard]] const Dialect& dialect() const { return m_dialect; }
    [[nodiscard]] QString table() const { return m_dialect.quoted(m_entity.table.name); }
    /** The quoted column of a field, or where a token's row has it, and what it holds; no text when there is none. */
    [[nodiscard]] QString column(const QString& field) const { return columnSql(field).sql; }
    [[nodiscard]] ColumnSql columnSql(const QString& field) const { return m_columns.value(field); }
    /** A field as it is selected: its column, the client it refers to, its child rows or its flags. */
    [[nodiscard]] QString expression(const Field& field) const;
    /** The same; of a field inside of a JSON column, its value. Empty where the table has no such field. */
    [[nodiscard]] QString expression(const QString& field) const;
    /** What a step names a row by: a column, a field inside of a JSON column, or the key for nothing. */
    [[nodiscard]] QString linkSql(const QString& column) const;
    /** True when the field holds the value, or leads to a row that does; when the row is this client's. */
    [[nodiscard]] Condition fieldIs(const QString& field, const QString& value) const;
    [[nodiscard]] Condition clientIs(const QString& clientId) const;
    /** As `condition`, of the rows that are this entity's. */
    [[nodiscard]] Condition ownRows(const Condition& condition) const;

    [[nodiscard]] oauth::RowKey key(const Row& row) const;
    /** `key` must have as many parts as the table's key has columns. */
    [[nodiscard]] bool isKey(const oauth::RowKey& key) const { return key.parts.size() == m_keys.size(); }
    [[nodiscard]] Condition keyIs(const oauth::RowKey& key) const;
    /** The rows with these keys, at least one, as this table's rows gave them. */
    [[nodiscard]] Condition keysAre(const QList<QVariantList>& keys) const;
    /** The rows of a stretch, in no order. */
    [[nodiscard]] Condition within(const Ordering& ordering, const Stretch& stretch) const;

    /** With `locked`, others cannot change the rows until the transaction ends. */
    [[nodiscard]] Statement selectWhere(const Condition& condition, int limit = 0, bool locked = false) const;
    [[nodiscard]] Statement countWhere(const Condition& condition) const;
    /**
     * The sort value is the last column of each row. Asks for one row more than `limit`: see whether there is more. The
     * rows of the second statement, where there is one, follow those of the first: rows with a value and rows without
     * one are read apart, because one condition for both keeps engines from using an index.
     */
    [[nodiscard]] QList<Statement> page(
        const Condition& condition, const Ordering& ordering, const Stretch& stretch, int limit) const;
    /** As page(), of the keys and the sort value alone. */
    [[nodiscard]] QList<Statement> keysOf(
        const Condition& condition, const Ordering& ordering, const Stretch& stretch, int limit) const;
    [[nodiscard]] Cursor keyCursor(const Row& row, const Ordering& ordering) const;
    /** The smallest and the greatest key, where the key is one whole number and so tells where a row stands. */
    [[nodiscard]] std::optional<Statement> keyRange() const;
    /** The ordering by a column of its own; by key where there is none. */
    [[nodiscard]] Ordering orderedBy(const QString& field, SortOrder order) const;
    [[nodiscard]] Cursor cursor(const Row& row, const Ordering& ordering) const;

    [[nodiscard]] Statement insert(const QList<std::pair<QString, QVariant>>& values) const;
    [[nodiscard]] Statement update(const QList<std::pair<QString, QVariant>>& values, const oauth::RowKey& key) const;
    [[nodiscard]] Statement updateWhere(
        const QList<std::pair<QString, QVariant>>& values, const Condition& condition) const;
    /** The values of one column, quoted, of the rows of `condition`; nothing for the column means the key. */
    [[nodiscard]] Statement valuesOf(const QString& column, const Condition& condition) const;

private:
    [[nodiscard]] ColumnSql sqlOfColumn(const QString& field) const;
    [[nodiscard]] QString childValues(const ChildRows& children) const;
    [[nodiscard]] QString nameOfClient(const QString& reference) const;
    [[nodiscard]] Condition holds(const Field& field, const ColumnSql& column, const QString& value) const;
    [[nodiscard]] QString flagWords(const Field& field) const;
    [[nodiscard]] QList<Condition> beyond(const Ordering& ordering, const Cursor& cursor) const;
    [[nodiscard]] Condition notBeyond(const Ordering& ordering, const Cursor& cursor) const;
    [[nodiscard]] QList<Statement> inOrder(const QStringList& columns, const Condition& condition,
        const Ordering& ordering, const Stretch& stretch, int limit) const;

    BoundEntity m_entity;
    const Dialect& m_dialect;
    QHash<QString, ColumnSql> m_columns; // by field: they are asked for with every lookup
    QStringList m_keys; // quoted
    QList<ValueKind> m_keyKinds;
    QStringList m_selected; // quoted, the key first
};

} // namespace owb::store
