#include "store/exactlookup.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

ExactLookup::ExactLookup(const EntitySql& sql, const QString& field)
    : m_column(sql.columnSql(field))
{
    if (!m_column.exists() || m_column.kind != ValueKind::Text) { // some texts are no number and no UUID
        return;
    }
    const QString any = u"x"_s;
    const Condition condition = sql.dialect().isExactly(m_column, any);
    const auto isValue = [&any](const QVariant& bound) { return bound == QVariant(any); };
    if (std::all_of(condition.values.cbegin(), condition.values.cend(), isValue)) {
        m_statement = sql.selectWhere(condition, 1).sql;
        m_times = condition.values.size();
    }
}

Statement ExactLookup::of(const EntitySql& sql, const QString& value) const
{
    return m_statement.isEmpty() ? sql.selectWhere(sql.dialect().isExactly(m_column, value), 1)
                                 : Statement{m_statement, QVariantList(m_times, value)};
}

} // namespace owb::store
