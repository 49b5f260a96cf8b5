#pragma once

#include <QString>

namespace owb::store {

// Catalogue queries of PostgreSQL, as Dialect describes them. Listed are ordinary, partitioned and foreign tables that
// a bare name finds; no views, and no partitions, whose rows their table shows.

[[nodiscard]] QString postgresTableNames();
/** Of the one table that the expression names. */
[[nodiscard]] QString postgresColumnsOf(const QString& tableName);
[[nodiscard]] QString postgresAllColumns();

} // namespace owb::store
