#include "store/postgresequality.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

Condition equals(const QString& column, const QVariant& value)
{
    return {column + u" = ?"_s, {value}};
}

Condition isNumber(const QString& column, const QString& value)
{
    bool whole = false;
    const qlonglong number = value.toLongLong(&whole);
    return whole && QString::number(number) == value ? equals(column, number) : Condition::never();
}

Condition isFlag(const QString& column, const QString& value)
{
    if (value == "1"_L1 || value == "true"_L1) {
        return equals(column, true);
    }
    return value == "0"_L1 || value == "false"_L1 ? equals(column, false) : Condition::never();
}

Condition isUuid(const QString& column, const QString& value)
{
    static const QRegularExpression uuid(u"^[0-9a-f]{8}(-?)[0-9a-f]{4}\\1[0-9a-f]{4}\\1[0-9a-f]{4}\\1[0-9a-f]{12}$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return uuid.match(value).hasMatch() ? equals(column, value) : Condition::never();
}

Condition isText(const QString& column, const QString& value)
{
    // The first uses an index of the column; the second is of bytes, where citext or a collation equates texts.
    return {u"%1 = ? AND %2 = ?"_s.arg(column, postgresText(column)), {value, value}};
}

} // namespace

QString postgresText(const QString& expression)
{
    return u"(CAST(%1 AS text) COLLATE \"C\")"_s.arg(expression);
}

Condition postgresEquality(const ColumnSql& column, const QString& value)
{
    if (value.contains(QChar::Null)) {
        return Condition::never(); // no text here can hold it
    }
    switch (column.kind) {
    case ValueKind::Integer:
        return isNumber(column.sql, value);
    case ValueKind::Boolean:
        return isFlag(column.sql, value);
    case ValueKind::Uuid:
        return isUuid(column.sql, value);
    case ValueKind::Text:
        return isText(column.sql, value);
    case ValueKind::Bytes:
        return equals(column.sql, value.toUtf8());
    case ValueKind::Real:
    case ValueKind::Moment:
    case ValueKind::Json:
    case ValueKind::Other:
        return equals(postgresText(column.sql), value);
    }
    return Condition::never();
}

} // namespace owb::store
