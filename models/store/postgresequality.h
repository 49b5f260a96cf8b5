#pragma once

#include "store/condition.h"
#include "store/valuekind.h"

namespace owb::store {

/** The value as a text that every function takes: some refuse a column whose collation equates different texts. */
[[nodiscard]] QString postgresText(const QString& expression);

/**
 * True when the column holds exactly this text. Never compared as another kind than the column's, which would be an
 * error, nor as a text where an index of the column can be used.
 */
[[nodiscard]] Condition postgresEquality(const ColumnSql& column, const QString& value);

} // namespace owb::store
