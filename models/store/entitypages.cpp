// Pages of an entity's rows, and where they begin.

#include "store/entitysql.h"

#include <bit>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** The key as one thing to compare. */
QString asOne(const QStringList& parts)
{
    return parts.size() == 1 ? parts.constFirst() : u'(' + parts.join(u", "_s) + u')';
}

/** The key compared as a whole. */
Condition compared(const QStringList& keys, const QString& comparison, const QVariantList& values)
{
    return {u"%1 %2 %3"_s.arg(asOne(keys), comparison, asOne(QStringList(keys.size(), u"?"_s))), values};
}

} // namespace

/** The rows behind a cursor: those like it, then those that have a value where it has none or the other way round. */
QList<Condition> EntitySql::beyond(const Ordering& ordering, const Cursor& cursor) const
{
    const bool ascending = ordering.order == SortOrder::Ascending;
    const QString beyond = ascending ? u">"_s : u"<"_s;
    const Condition keyBeyond = compared(m_keys, beyond, cursor.key);
    const QString& e = ordering.expression;
    if (e.isEmpty()) {
        return {keyBeyond};
    }
    const bool nullsAhead = m_dialect.nullsFirst() == ascending;
    if (cursor.sortValue.isNull()) {
        QList<Condition> parts{{u"%1 IS NULL AND %2"_s.arg(e, keyBeyond.sql), keyBeyond.values}};
        return nullsAhead ? parts << Condition{e + u" IS NOT NULL"_s, {}} : parts;
    }
    // The first term is what an index can answer; without it each row from the start would be looked at.
    QList<Condition> parts{{u"%1 %2= ? AND (%1 %2 ? OR %3)"_s.arg(e, beyond, keyBeyond.sql),
        QVariantList{cursor.sortValue, cursor.sortValue} + keyBeyond.values}};
    return nullsAhead || !ordering.nullable ? parts : parts << Condition{e + u" IS NULL"_s, {}};
}

Ordering EntitySql::orderedBy(const QString& field, SortOrder order) const
{
    const ColumnInfo* column = m_entity.columnOf(field);
    return {this->column(field), order, !column || !column->notNull};
}

/** The rows up to a cursor and with it: what is not beyond it, said so that an index can answer it. */
Condition EntitySql::notBeyond(const Ordering& ordering, const Cursor& cursor) const
{
    const bool ascending = ordering.order == SortOrder::Ascending;
    const QString before = ascending ? u"<"_s : u">"_s;
    const Condition keyUpTo = compared(m_keys, before + u'=', cursor.key);
    const QString& e = ordering.expression;
    if (e.isEmpty()) {
        return keyUpTo;
    }
    const bool nullsAhead = m_dialect.nullsFirst() == ascending;
    if (cursor.sortValue.isNull()) {
        const QString rest = nullsAhead ? QString() : u" OR %1 IS NOT NULL"_s.arg(e);
        return {u"(%1 IS NULL AND %2)%3"_s.arg(e, keyUpTo.sql, rest), keyUpTo.values};
    }
    const QString rest = nullsAhead && ordering.nullable ? u" OR %1 IS NULL"_s.arg(e) : QString();
    return {u"(%1 %2= ? AND (%1 %2 ? OR %3))%4"_s.arg(e, before, keyUpTo.sql, rest),
        QVariantList{cursor.sortValue, cursor.sortValue} + keyUpTo.values};
}

Condition EntitySql::within(const Ordering& ordering, const Stretch& stretch) const
{
    Condition from;
    for (const Condition& part : stretch.after ? beyond(ordering, *stretch.after) : QList<Condition>()) {
        from = from.sql.isEmpty() ? part : from || part;
    }
    return stretch.until ? from && notBeyond(ordering, *stretch.until) : from;
}

Condition EntitySql::keysAre(const QList<QVariantList>& keys) const
{
    // To the next power of two with the last one again: few texts, which the engine has ready when they come again.
    const auto size = static_cast<qsizetype>(std::bit_ceil(static_cast<size_t>(keys.size())));
    QVariantList values;
    values.reserve(size * m_keys.size());
    for (qsizetype i = 0; i < size; ++i) {
        values += keys.at(std::min(i, keys.size() - 1));
    }
    const QString one = asOne(QStringList(m_keys.size(), u"?"_s));
    return {u"%1 IN (%2)"_s.arg(asOne(m_keys), QStringList(size, one).join(u", "_s)), values};
}

QList<Statement> EntitySql::inOrder(const QStringList& columns, const Condition& condition, const Ordering& ordering,
    const Stretch& stretch, int limit) const
{
    const QString direction = ordering.order == SortOrder::Ascending ? u" ASC"_s : u" DESC"_s;
    QStringList selected = columns;
    QStringList orderBy;
    if (!ordering.expression.isEmpty()) {
        selected << ordering.expression;
        orderBy << ordering.expression + direction;
    }
    for (const QString& key : m_keys) {
        orderBy << key + direction;
    }
    const Condition own = ownRows(condition);
    const Condition upTo = stretch.until ? own && notBeyond(ordering, *stretch.until) : own;
    QList<Statement> statements;
    for (const Condition& part : stretch.after ? beyond(ordering, *stretch.after) : QList<Condition>{{}}) {
        const Condition all = upTo && part;
        statements << Statement{u"SELECT %1 FROM %2%3 ORDER BY %4 LIMIT %5"_s.arg(selected.join(u", "_s), table(),
                                    all.whereClause(), orderBy.join(u", "_s), QString::number(limit + 1)),
            all.values};
    }
    return statements;
}

QList<Statement> EntitySql::page(
    const Condition& condition, const Ordering& ordering, const Stretch& stretch, int limit) const
{
    return inOrder(m_selected, condition, ordering, stretch, limit);
}

QList<Statement> EntitySql::keysOf(
    const Condition& condition, const Ordering& ordering, const Stretch& stretch, int limit) const
{
    return inOrder(m_keys, condition, ordering, stretch, limit);
}

Cursor EntitySql::keyCursor(const Row& row, const Ordering& ordering) const
{
    return {ordering.expression.isEmpty() ? QVariant() : row.value(static_cast<int>(m_keys.size())), key(row).parts};
}

std::optional<Statement> EntitySql::keyRange() const
{
    if (m_keyKinds != QList{ValueKind::Integer}) {
        return std::nullopt;
    }
    // Two questions: for both at once SQLite reads the whole table.
    return Statement{
        u"SELECT (SELECT min(%1) FROM %2), (SELECT max(%1) FROM %2)"_s.arg(m_keys.constFirst(), table()), {}};
}

Cursor EntitySql::cursor(const Row& row, const Ordering& ordering) const
{
    return {
        ordering.expression.isEmpty() ? QVariant() : row.value(static_cast<int>(m_selected.size())), key(row).parts};
}

} // namespace owb::store
