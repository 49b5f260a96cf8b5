#include "store/condition.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace owb::store {

Condition Condition::operator&&(const Condition& other) const
{
    return allOf({*this, other});
}

Condition Condition::operator||(const Condition& other) const
{
    if (sql.isEmpty() || other.sql.isEmpty()) {
        return {};
    }
    return {u"(%1) OR (%2)"_s.arg(sql, other.sql), values + other.values};
}

Condition Condition::allOf(const QList<Condition>& conditions)
{
    QStringList texts;
    QVariantList values;
    for (const Condition& condition : conditions) {
        if (!condition.sql.isEmpty()) {
            texts << condition.sql;
            values += condition.values;
        }
    }
    return {texts.size() > 1 ? u'(' + texts.join(u") AND ("_s) + u')' : texts.value(0), values};
}

Condition Condition::negated() const
{
    return {u'(' + sql + u") IS NOT TRUE"_s, values};
}

Condition Condition::orFalse() const
{
    return {u"COALESCE(%1, FALSE)"_s.arg(sql), values};
}

} // namespace owb::store
