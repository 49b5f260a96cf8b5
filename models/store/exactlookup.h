#pragma once

#include "store/entitysql.h"

namespace owb::store {

/**
 * The row whose field holds exactly one value. Clients and tokens are looked up by the thousand, so the statement is
 * put together once, where its shape does not depend on the value.
 */
class ExactLookup
{
public:
    ExactLookup() = default;
    ExactLookup(const EntitySql& sql, const QString& field);

    /** `sql` as at construction; at most one row. */
    [[nodiscard]] Statement of(const EntitySql& sql, const QString& value) const;

private:
    ColumnSql m_column;
    QString m_statement; // empty: it depends on the value
    qsizetype m_times = 0; // that the value is bound
};

} // namespace owb::store
