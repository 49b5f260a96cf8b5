#pragma once

#include "store/catalog.h"

#include <QVariant>

namespace owb::store {

/** A value in the type its column takes: 1 for a flag is true, "12" for a number is 12. */
[[nodiscard]] QVariant columnValue(const ColumnInfo& column, const QVariant& value);
/** What stands for no value: NULL, or '' or 0 where the column takes no NULL. */
[[nodiscard]] QVariant absentValue(const ColumnInfo& column);
/**
 * What a profile puts into a column by itself: a text, or $now (the time, or seconds in a column of numbers), $uuid
 * (a random UUID) or $random (40 letters and digits). `digits` behind the second of a time in text.
 */
[[nodiscard]] QVariant constantValue(const ColumnInfo& column, const QString& text, qint64 now, int digits);

/** Not a value but where to find it: the column of the one row that a table has. */
struct OnlyValue
{
    QString table;
    QString column;
    [[nodiscard]] static bool isIn(const QVariant& value);
};

} // namespace owb::store

Q_DECLARE_METATYPE(owb::store::OnlyValue)

inline bool owb::store::OnlyValue::isIn(const QVariant& value)
{
    return value.metaType() == QMetaType::fromType<OnlyValue>();
}
