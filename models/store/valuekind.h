#pragma once

#include <QString>

namespace owb::store {

/** What a column is declared to hold. SQLite's columns may hold anything in any row all the same. */
enum class ValueKind { Integer, Real, Text, Boolean, Moment, Json, Uuid, Bytes, Other };

/** The kind of a declared type, in the words of any engine here: "VARCHAR(48)", "timestamp with time zone". */
[[nodiscard]] ValueKind valueKindOf(const QString& declaredType);

/** A column or an expression of one in SQL text, with what it holds. */
struct ColumnSql
{
    QString sql; // empty: there is no such column
    ValueKind kind = ValueKind::Text;

    [[nodiscard]] bool exists() const { return !sql.isEmpty(); }
};

} // namespace owb::store
