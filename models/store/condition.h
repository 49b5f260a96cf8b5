#pragma once

#include <QList>
#include <QString>
#include <QVariantList>

namespace owb::store {

/** A piece of a WHERE and its values; an empty one is always true. */
struct Condition
{
    QString sql;
    QVariantList values;

    /** True of no row. */
    [[nodiscard]] static Condition never() { return {QStringLiteral("0 = 1"), {}}; }
    /** Both; texts are put in brackets. */
    [[nodiscard]] Condition operator&&(const Condition& other) const;
    /** Either; texts are put in brackets. An empty one makes the whole always true. */
    [[nodiscard]] Condition operator||(const Condition& other) const;
    /** All of them, side by side: nested brackets would overflow the parser of an engine. */
    [[nodiscard]] static Condition allOf(const QList<Condition>& conditions);
    /** Also true where the condition itself is neither true nor false, because a column is NULL. */
    [[nodiscard]] Condition negated() const;
    /** False where the condition itself is neither true nor false. */
    [[nodiscard]] Condition orFalse() const;
    [[nodiscard]] QString whereClause() const { return sql.isEmpty() ? QString() : QStringLiteral(" WHERE ") + sql; }
};

} // namespace owb::store
