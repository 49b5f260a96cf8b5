#include "store/fieldsql.h"

#include "json/jsonmembers.h"
#include "json/jsontext.h"

using namespace Qt::StringLiterals;

namespace owb::store {

QString secondsSql(const Dialect& dialect, const Field& field, const ColumnSql& column)
{
    return field.codec == Codec::Moment ? dialect.epochOf(column) : column.sql;
}

ColumnSql memberSql(const Dialect& dialect, const Field& field, const ColumnSql& column)
{
    const QString text = dialect.jsonMember(column, field.member);
    const bool number = field.codec == Codec::Epoch || field.codec == Codec::Integer;
    return number ? ColumnSql{dialect.wholeNumber(text), ValueKind::Integer} : ColumnSql{text, ValueKind::Text};
}

QString flagSql(const Dialect& dialect, const Field& field, const ColumnSql& column)
{
    if (!field.member.isEmpty()) { // of a JSON object that the server's own library wrote, without blanks
        const QString whole = u"%\""_s + field.member + u"\":true%"_s;
        return u"COALESCE(%1 LIKE %2, FALSE)"_s.arg(dialect.asText(column.sql), dialect.literal(whole));
    }
    if (!field.words.isEmpty()) {
        return u"COALESCE(%1 <> %2, TRUE)"_s.arg(column.sql, dialect.literal(field.words.value(u"active"_s)));
    }
    return field.inverted ? u"(NOT %1)"_s.arg(dialect.isSet(column)) : dialect.isSet(column);
}

Condition hasEntry(const Dialect& dialect, const Field& field, const ColumnSql& column, const QString& entry)
{
    const QString text = column.kind == ValueKind::Json ? dialect.asText(column.sql)
        : column.kind == ValueKind::Bytes               ? dialect.bytesAsText(column.sql)
                                                        : column.sql;
    switch (field.codec) {
    case Codec::JsonList:
        return {dialect.containsExactly(text), {json::jsonText(QJsonValue(field.prefix + entry))}};
    case Codec::Pipes:
        return {dialect.containsExactly(dialect.concatenated({u"'|'"_s, text, u"'|'"_s})), {u'|' + entry + u'|'}};
    case Codec::Commas:
        return {dialect.containsExactly(dialect.concatenated({u"','"_s, text, u"','"_s})), {u',' + entry + u','}};
    default:
        return {dialect.hasWord(text), {entry}};
    }
}

QString rowFilterSql(const Dialect& dialect, const RowFilter& filter, const QString& prefix)
{
    const QString column = prefix + dialect.quoted(filter.column);
    if (filter.isNull || filter.values.isEmpty()) {
        return column + (filter.isNull ? u" IS NULL"_s : u" IS NOT NULL"_s);
    }
    QStringList values;
    for (const QString& value : filter.values) {
        values << dialect.literal(value);
    }
    return u"%1 IN (%2)"_s.arg(column, values.join(u", "_s));
}

QString childRowsSql(const Dialect& dialect, const ChildRows& children, const QString& parent, const QString& prefix)
{
    QStringList all{u"%1%2 = %3"_s.arg(prefix, dialect.quoted(children.parent), parent)};
    for (const RowFilter& filter : children.rows) {
        all << rowFilterSql(dialect, filter, prefix);
    }
    return all.join(u" AND "_s);
}

QString childOrderSql(const Dialect& dialect, const ChildRows& children, const QString& prefix)
{
    QStringList order;
    if (children.one && !children.latest.isEmpty()) {
        const QString latest = prefix + dialect.quoted(children.latest);
        order << u"CASE WHEN %1 IS NULL THEN 0 ELSE 1 END"_s.arg(latest) << latest + u" DESC"_s;
    }
    const QString number = prefix + dialect.quoted(children.order.isEmpty() ? children.value : children.order);
    order << (children.one ? number + u" DESC"_s : number);
    return order.join(u", "_s);
}

} // namespace owb::store
