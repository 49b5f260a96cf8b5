#include "store/fieldsql.h"

#include "oauth/jsonmembers.h"

using namespace Qt::StringLiterals;

namespace owb::store {

QString secondsSql(const Dialect& dialect, const Field& field, const ColumnSql& column)
{
    return field.codec == Codec::Moment ? dialect.epochOf(column) : column.sql;
}

QString flagSql(const Dialect& dialect, const Field& field, const ColumnSql& column)
{
    if (!field.member.isEmpty()) { // of a JSON object that the server's own library wrote, without blanks
        return u"COALESCE(%1 LIKE '%\"%2\":true%', FALSE)"_s.arg(dialect.asText(column.sql), field.member);
    }
    if (!field.words.isEmpty()) {
        return u"COALESCE(%1 = %2, FALSE)"_s.arg(column.sql, dialect.literal(field.words.value(u"revoked"_s)));
    }
    return field.inverted ? u"(NOT %1)"_s.arg(dialect.isSet(column)) : dialect.isSet(column);
}

Condition hasEntry(const Dialect& dialect, const Field& field, const ColumnSql& column, const QString& entry)
{
    const QString text = column.kind == ValueKind::Json ? dialect.asText(column.sql) : column.sql;
    switch (field.codec) {
    case Codec::JsonList:
        return {dialect.containsExactly(text), {oauth::jsonText(QJsonValue(field.prefix + entry))}};
    case Codec::Pipes:
        return {dialect.containsExactly(dialect.concatenated({u"'|'"_s, text, u"'|'"_s})), {u'|' + entry + u'|'}};
    case Codec::Commas:
        return {dialect.containsExactly(dialect.concatenated({u"','"_s, text, u"','"_s})), {u',' + entry + u','}};
    default:
        return {dialect.hasWord(text), {entry}};
    }
}

} // namespace owb::store
