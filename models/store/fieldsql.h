#pragma once

#include "store/condition.h"
#include "store/dialect.h"
#include "store/field.h"

namespace owb::store {

/** Whole seconds since 1970 UTC that a field's column stands for; NULL when it is not set. */
[[nodiscard]] QString secondsSql(const Dialect& dialect, const Field& field, const ColumnSql& column);
/** The member of the JSON object in a column, as a number where the field counts something. */
[[nodiscard]] ColumnSql memberSql(const Dialect& dialect, const Field& field, const ColumnSql& column);
/** Whether a flag is set, or a status is any but the word for active. Never NULL. */
[[nodiscard]] QString flagSql(const Dialect& dialect, const Field& field, const ColumnSql& column);
/** Whether a list in a column has an entry. Never NULL. */
[[nodiscard]] Condition hasEntry(
    const Dialect& dialect, const Field& field, const ColumnSql& column, const QString& entry);

/** The condition of a row filter, on columns after `prefix`. */
[[nodiscard]] QString rowFilterSql(const Dialect& dialect, const RowFilter& filter, const QString& prefix = {});
/** The condition of the child rows of the parent that the SQL `parent` gives. */
[[nodiscard]] QString childRowsSql(
    const Dialect& dialect, const ChildRows& children, const QString& parent, const QString& prefix = {});
/** How child rows are ordered: as they were added, but the one that counts first where only one does. */
[[nodiscard]] QString childOrderSql(const Dialect& dialect, const ChildRows& children, const QString& prefix = {});

} // namespace owb::store
