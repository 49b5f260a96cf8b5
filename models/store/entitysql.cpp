#include "store/entitysql.h"

#include "store/columnvalue.h"
#include "store/fieldsql.h"

using namespace Qt::StringLiterals;

namespace owb::store {

EntitySql::EntitySql(const BoundEntity& entity, const Dialect& dialect)
    : m_entity(entity)
    , m_dialect(dialect)
{
    if (entity.exists()) {
        for (const QString& key : entity.table.keyColumns()) {
            m_keys << dialect.quoted(key);
            const ColumnInfo* column = entity.table.column(key);
            m_keyKinds << (column ? column->kind : ValueKind::Integer); // a row number has no column
        }
    }
    m_selected = m_keys;
    for (auto it = entity.fields.cbegin(); it != entity.fields.cend(); ++it) {
        m_columns.insert(it.key(), sqlOfColumn(it.key()));
    }
}

SelectedField EntitySql::select(const QString& field)
{
    const Field* mapped = m_entity.field(field);
    if (!mapped) {
        return {};
    }
    m_selected << expression(field);
    const ColumnInfo* column = m_entity.columnOf(field);
    return {
        static_cast<int>(m_selected.size()) - 1, *mapped, column ? *column : ColumnInfo(), m_entity.isMember(field)};
}

SelectedField EntitySql::select(const Field& field)
{
    m_selected << expression(field);
    return {static_cast<int>(m_selected.size()) - 1, field, {}, false};
}

ColumnSql EntitySql::sqlOfColumn(const QString& field) const
{
    const Field* mapped = m_entity.field(field);
    if (mapped && !mapped->ofToken.isEmpty()) {
        return {expression(*mapped), m_entity.tokenLink.columns.value(field).kind};
    }
    const ColumnInfo* info = m_entity.columnOf(field);
    if (!info) {
        return {};
    }
    const ColumnSql column{m_dialect.quoted(info->name), info->kind};
    return m_entity.isMember(field) ? memberSql(m_dialect, *m_entity.field(field), column) : column;
}

QString EntitySql::expression(const QString& field) const
{
    const Field* mapped = m_entity.field(field);
    return !mapped ? QString() : m_entity.isMember(field) ? column(field) : expression(*mapped);
}

QString EntitySql::linkSql(const QString& column) const
{
    return column.isEmpty()         ? m_keys.constFirst()
        : m_entity.isMember(column) ? columnSql(column).sql
                                    : m_dialect.quoted(column);
}

QString EntitySql::expression(const Field& field) const
{
    if (field.children.exists()) {
        return childValues(field.children);
    }
    if (!field.flags.isEmpty()) {
        return flagWords(field);
    }
    const QString column = m_dialect.quoted(field.column);
    if (!field.ofToken.isEmpty()) {
        const TokenLink& link = m_entity.tokenLink;
        const QString there = u"owb_token."_s + m_dialect.quoted(link.columns.value(field.ofToken).name);
        return u"(SELECT %1 FROM %2 owb_token WHERE owb_token.%3 = %4.%5)"_s.arg(
            link.fields.value(field.ofToken).refersToClient ? nameOfClient(there) : there, m_dialect.quoted(link.table),
            m_dialect.quoted(link.key), table(), column);
    }
    return field.refersToClient && m_entity.clientLink.exists() ? nameOfClient(table() + u'.' + column) : column;
}

QString EntitySql::nameOfClient(const QString& reference) const
{
    const ClientLink& link = m_entity.clientLink;
    return u"(SELECT owb_client.%1 FROM %2 owb_client WHERE owb_client.%3 = %4)"_s.arg(
        m_dialect.quoted(link.id), m_dialect.quoted(link.table), m_dialect.quoted(link.key), reference);
}

QString EntitySql::childValues(const ChildRows& children) const
{
    const QString value = u"owb_child."_s + m_dialect.quoted(children.value);
    const QString rows = u"FROM %1 owb_child WHERE %2 ORDER BY %3"_s.arg(m_dialect.quoted(children.table),
        childRowsSql(m_dialect, children, table() + u'.' + m_keys.constFirst(), u"owb_child."_s),
        childOrderSql(m_dialect, children, u"owb_child."_s));
    return children.one ? u"(SELECT %1 %2 LIMIT 1)"_s.arg(value, rows) : m_dialect.jsonList(rows, value);
}

QString EntitySql::flagWords(const Field& field) const
{
    QStringList words;
    for (auto it = field.flags.cbegin(); it != field.flags.cend(); ++it) {
        const ColumnInfo* info = m_entity.table.column(*it);
        words << u"CASE WHEN %1 THEN %2 ELSE '' END"_s.arg(
            m_dialect.isSet({m_dialect.quoted(*it), info->kind}), m_dialect.literal(it.key() + u' '));
    }
    return m_dialect.concatenated(words);
}

Condition EntitySql::fieldIs(const QString& name, const QString& value) const
{
    const Field* field = m_entity.field(name);
    if (!field) {
        return Condition::never();
    }
    if (field->ofToken.isEmpty()) {
        return holds(*field, columnSql(name), value);
    }
    const TokenLink& link = m_entity.tokenLink;
    const ColumnInfo info = link.columns.value(name);
    const Condition there = holds(link.fields.value(name), {m_dialect.quoted(info.name), info.kind}, value);
    return {u"%1 IN (SELECT %2 FROM %3 WHERE %4)"_s.arg(
                m_dialect.quoted(field->column), m_dialect.quoted(link.key), m_dialect.quoted(link.table), there.sql),
        there.values};
}

Condition EntitySql::holds(const Field& field, const ColumnSql& column, const QString& value) const
{
    const ClientLink& link = m_entity.clientLink;
    if (!field.refersToClient || !link.exists()) {
        return m_dialect.isExactly(column, value);
    }
    const Condition named = m_dialect.isExactly({m_dialect.quoted(link.id), ValueKind::Text}, value);
    return {u"%1 IN (SELECT %2 FROM %3 WHERE %4)"_s.arg(
                column.sql, m_dialect.quoted(link.key), m_dialect.quoted(link.table), named.sql),
        named.values};
}

Condition EntitySql::ownRows(const Condition& condition) const
{
    QList<Condition> all{condition};
    for (const RowFilter& filter : m_entity.rows) {
        all << Condition{rowFilterSql(m_dialect, filter), {}};
    }
    return Condition::allOf(all);
}

Statement EntitySql::valuesOf(const QString& column, const Condition& condition) const
{
    const Condition own = ownRows(condition);
    return {u"SELECT %1 FROM %2%3"_s.arg(linkSql(column), table(), own.whereClause()), own.values};
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
    QVariantList parts = key.parts;
    for (qsizetype i = 0; i < m_keys.size() && i < parts.size(); ++i) {
        equal << m_keys.at(i) + u" = ?"_s;
        const bool number = parts.at(i).typeId() == QMetaType::LongLong || parts.at(i).typeId() == QMetaType::Int;
        const bool wantsNumber = m_keyKinds.at(i) == ValueKind::Integer;
        if (!m_dialect.isStrict() || number == wantsNumber) {
            continue;
        }
        if (wantsNumber) {
            return Condition::never(); // no number is this text
        }
        parts[i] = parts.at(i).toString(); // "12" of a key in text
    }
    return {equal.join(u" AND "_s), parts};
}

Condition EntitySql::clientIs(const QString& clientId) const
{
    return fieldIs(u"client_id"_s, clientId);
}

Statement EntitySql::selectWhere(const Condition& condition, int limit, bool locked) const
{
    const Condition own = ownRows(condition);
    return {u"SELECT "_s + m_selected.join(u", "_s) + u" FROM "_s + table() + own.whereClause()
            + (limit > 0 ? u" LIMIT %1"_s.arg(limit) : QString()) + (locked ? m_dialect.forUpdate() : QString()),
        own.values};
}

Statement EntitySql::countWhere(const Condition& condition) const
{
    const Condition own = ownRows(condition);
    return {u"SELECT count(*) FROM "_s + table() + own.whereClause(), own.values};
}

Statement EntitySql::insert(const QList<std::pair<QString, QVariant>>& values) const
{
    QStringList columns;
    QVariantList bound;
    QStringList written;
    for (const auto& [name, value] : values) {
        columns << m_dialect.quoted(name);
        if (OnlyValue::isIn(value)) { // of a table with more rows there is no telling which is meant
            const auto only = value.value<OnlyValue>();
            written << u"(SELECT %1 FROM %2 WHERE (SELECT count(*) FROM %2) = 1)"_s.arg(
                m_dialect.quoted(only.column), m_dialect.quoted(only.table));
        } else {
            written << u"?"_s;
            bound << value;
        }
    }
    return {u"INSERT INTO %1 (%2) VALUES (%3)"_s.arg(table(), columns.join(u", "_s), written.join(u", "_s)), bound};
}

Statement EntitySql::update(const QList<std::pair<QString, QVariant>>& values, const oauth::RowKey& key) const
{
    return updateWhere(values, keyIs(key));
}

Statement EntitySql::updateWhere(const QList<std::pair<QString, QVariant>>& values, const Condition& condition) const
{
    QStringList sets;
    QVariantList bound;
    for (const auto& [name, value] : values) {
        sets << m_dialect.quoted(name) + u" = ?"_s;
        bound << value;
    }
    const Condition where = ownRows(condition);
    return {u"UPDATE %1 SET %2"_s.arg(table(), sets.join(u", "_s)) + where.whereClause(), bound + where.values};
}

} // namespace owb::store
