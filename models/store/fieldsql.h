#pragma once

#include "store/condition.h"
#include "store/dialect.h"
#include "store/field.h"

namespace owb::store {

/** Whole seconds since 1970 UTC that a field's column stands for; NULL when it is not set. */
[[nodiscard]] QString secondsSql(const Dialect& dialect, const Field& field, const ColumnSql& column);
/** Whether a flag is set, or a status is the word for revoked. Never NULL. */
[[nodiscard]] QString flagSql(const Dialect& dialect, const Field& field, const ColumnSql& column);
/** Whether a list in a column has an entry. Never NULL. */
[[nodiscard]] Condition hasEntry(
    const Dialect& dialect, const Field& field, const ColumnSql& column, const QString& entry);

} // namespace owb::store
