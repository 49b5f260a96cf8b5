#include "store/entitysql.h"

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

QString placeholders(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u", "_s);
}

QString tuple(const QStringList& columns)
{
    return columns.size() == 1 ? columns.constFirst() : u'(' + columns.join(u", "_s) + u')';
}

} // namespace

EntitySql::EntitySql(const BoundEntity& entity, const Dialect& dialect)
    : m_entity(entity)
    , m_dialect(dialect)
{
    if (entity.exists()) {
        for (const QString& key : entity.table.keyColumns()) {
            m_keys << dialect.quoted(key);
        }
    }
    m_selected = m_keys;
}

int EntitySql::select(const QString& field)
{
    const Field* mapped = m_entity.field(field);
    return mapped ? selectColumn(mapped->column) : -1;
}

int EntitySql::selectColumn(const QString& column)
{
    m_selected << m_dialect.quoted(column);
    return static_cast<int>(m_selected.size()) - 1;
}

QString EntitySql::column(const QString& field) const
{
    const Field* mapped = m_entity.field(field);
    return mapped ? m_dialect.quoted(mapped->column) : QString();
}

oauth::RowKey EntitySql::key(const Row& row) const
{
    oauth::RowKey key;
    key.parts.reserve(m_keys.size());
    for (int i = 0; i < m_keys.size(); ++i) {
        key.parts << row.value(i);
    }
    return key;
}

Condition EntitySql::keyIs(const oauth::RowKey& key) const
{
    QStringList equal;
    for (const QString& column : m_keys) {
        equal << column + u" = ?"_s;
    }
    return {equal.join(u" AND "_s), key.parts};
}

Statement EntitySql::selectWhere(const Condition& condition, int limit) const
{
    return {u"SELECT "_s + m_selected.join(u", "_s) + u" FROM "_s + table() + condition.whereClause()
            + (limit > 0 ? u" LIMIT %1"_s.arg(limit) : QString()),
        condition.values};
}

Statement EntitySql::countWhere(const Condition& condition) const
{
    return {u"SELECT count(*) FROM "_s + table() + condition.whereClause(), condition.values};
}

Condition EntitySql::afterCursor(const Ordering& ordering, const Cursor& cursor) const
{
    const bool ascending = ordering.order == SortOrder::Ascending;
    const QString beyond = ascending ? u" > "_s : u" < "_s;
    const Condition keyBeyond{
        tuple(m_keys) + beyond + (m_keys.size() == 1 ? u"?"_s : u'(' + placeholders(m_keys.size()) + u')'), cursor.key};
    const QString& e = ordering.expression;
    if (e.isEmpty()) {
        return keyBeyond;
    }
    const bool nullsAhead = m_dialect.nullsFirst() == ascending; // rows with a value come after those without
    if (cursor.sortValue.isNull()) {
        const QString rest = nullsAhead ? u" OR %1 IS NOT NULL"_s.arg(e) : QString();
        return {u"(%1 IS NULL AND %2)%3"_s.arg(e, keyBeyond.sql, rest), keyBeyond.values};
    }
    const QString rest = nullsAhead ? QString() : u" OR %1 IS NULL"_s.arg(e);
    return {u"%1%2? OR (%1 = ? AND %3)%4"_s.arg(e, beyond, keyBeyond.sql, rest),
        QVariantList{cursor.sortValue, cursor.sortValue} + keyBeyond.values};
}

Statement EntitySql::page(
    const Condition& condition, const Ordering& ordering, const std::optional<Cursor>& after, int limit) const
{
    const Condition all = after ? condition && afterCursor(ordering, *after) : condition;
    const QString direction = ordering.order == SortOrder::Ascending ? u" ASC"_s : u" DESC"_s;
    QStringList columns = m_selected;
    QStringList orderBy;
    if (!ordering.expression.isEmpty()) {
        columns << ordering.expression;
        orderBy << ordering.expression + direction;
    }
    for (const QString& key : m_keys) {
        orderBy << key + direction;
    }
    return {u"SELECT %1 FROM %2%3 ORDER BY %4 LIMIT %5"_s.arg(
                columns.join(u", "_s), table(), all.whereClause(), orderBy.join(u", "_s), QString::number(limit + 1)),
        all.values};
}

Cursor EntitySql::cursor(const Row& row, const Ordering& ordering) const
{
    return {
        ordering.expression.isEmpty() ? QVariant() : row.value(static_cast<int>(m_selected.size())), key(row).parts};
}

Statement EntitySql::insert(const QList<std::pair<QString, QVariant>>& values) const
{
    QStringList columns;
    QVariantList bound;
    for (const auto& [name, value] : values) {
        columns << m_dialect.quoted(name);
        bound << value;
    }
    return {
        u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table(), columns.join(u", "_s), placeholders(bound.size())), bound};
}

Statement EntitySql::update(const QList<std::pair<QString, QVariant>>& values, const oauth::RowKey& key) const
{
    QStringList sets;
    QVariantList bound;
    for (const auto& [name, value] : values) {
        sets << m_dialect.quoted(name) + u" = ?"_s;
        bound << value;
    }
    const Condition where = keyIs(key);
    return {u"UPDATE %1 SET %2"_s.arg(table(), sets.join(u", "_s)) + where.whereClause(), bound + where.values};
}

} // namespace owb::store
