#include "store/columnvalue.h"

#include "core/random.h"
#include "store/moment.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {
constexpr int randomLength = 40;
}

QVariant columnValue(const ColumnInfo& column, const QVariant& value)
{
    const bool isText = value.typeId() == QMetaType::QString;
    switch (column.kind) {
    case ValueKind::Boolean: {
        const bool truth = isText ? value.toString() == "1"_L1 || value.toString() == "true"_L1 : value.toBool();
        return truth;
    }
    case ValueKind::Integer: {
        bool whole = false;
        const qint64 number = value.toLongLong(&whole);
        return whole ? QVariant(number) : value; // the database says what it thinks of another
    }
    case ValueKind::Bytes:
        return isText ? QVariant(QByteArray("").append(value.toString().toUtf8())) : value;
    default:
        if (value.typeId() == QMetaType::Bool) {
            return static_cast<int>(value.toBool());
        }
        return isText && value.toString().isNull() ? QVariant(u""_s) : value; // the null QString would be NULL
    }
}

QVariant absentValue(const ColumnInfo& column)
{
    if (!column.notNull) {
        return {};
    }
    switch (column.kind) {
    case ValueKind::Integer:
    case ValueKind::Real:
        return 0;
    case ValueKind::Boolean:
        return false;
    case ValueKind::Json:
        return u"{}"_s;
    case ValueKind::Bytes:
        return QByteArray("");
    default:
        return u""_s;
    }
}

QVariant constantValue(const ColumnInfo& column, const QString& text, qint64 now, int digits)
{
    if (text == "$now"_L1) {
        return column.kind == ValueKind::Integer ? QVariant(now) : QVariant(momentText(now, digits));
    }
    if (text.startsWith("$only "_L1)) {
        const QStringList parts = text.sliced(6).split(u'.');
        return QVariant::fromValue(OnlyValue{parts.value(0), parts.value(1)});
    }
    if (text == "$uuid"_L1) {
        constexpr int bareLength = 32; // a column for the digits alone
        return QUuid::createUuid().toString(column.maxLength == bareLength ? QUuid::Id128 : QUuid::WithoutBraces);
    }
    if (text == "$random"_L1) {
        return core::randomText(randomLength);
    }
    return columnValue(column, text);
}

} // namespace owb::store
