#include "store/dialect.h"

#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** The bytes of a text in UTF-8, whatever its column's character set: equal only to themselves, blanks included. */
QString mariaBytes(const QString& text)
{
    return u"CAST(CONVERT(%1 USING utf8mb4) AS BINARY)"_s.arg(text);
}

/** A whole number as it is written, so that "007" and " 7" are not 7. */
Condition isMariaNumber(const QString& column, const QString& value)
{
    bool fits = false;
    if (const qint64 number = value.toLongLong(&fits); fits && QString::number(number) == value) {
        return {column + u" = ?"_s, {number}};
    }
    if (const quint64 number = value.toULongLong(&fits); fits && QString::number(number) == value) {
        return {column + u" = ?"_s, {number}};
    }
    return Condition::never();
}

/** Only the texts that CAST understands, because a change fails on any other. */
QString momentOfMariaText(const QString& text)
{
    const QString isoTime = u"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([ T]([01][0-9]|2[0-3]):[0-5][0-9]"
                            "(:[0-5][0-9]([.][0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?$"_s;
    return u"CASE WHEN %1 REGEXP '%2' THEN "
           "TIMESTAMPDIFF(SECOND, '1970-01-01', CAST(REGEXP_SUBSTR(%1, '^[0-9-]+([ T][0-9:]+)?') AS DATETIME)) "
           "+ CASE WHEN %1 REGEXP '[+][0-9:]+$' THEN -CAST(TIME_TO_SEC(RIGHT(%1, 5)) AS SIGNED) "
           "WHEN %1 REGEXP ':[0-9.]+-[0-9:]+$' THEN CAST(TIME_TO_SEC(RIGHT(%1, 5)) AS SIGNED) ELSE 0 END END"_s.arg(
               text, isoTime);
}

class MariaDialect final : public Dialect
{
public:
    [[nodiscard]] QString driver() const override { return u"MARIADB"_s; } // MariaDriver, never a plugin

    [[nodiscard]] QString quoted(const QString& name) const override
    {
        return u'`' + QString(name).replace(u'`', "``"_L1) + u'`';
    }

    [[nodiscard]] QString literal(const QString& text) const override
    {
        // sessionSetup() sees to it that a backslash escapes.
        return u'\'' + QString(text).replace(u'\\', "\\\\"_L1).replace(u'\'', "''"_L1) + u'\'';
    }

    [[nodiscard]] QString tableNames() const override
    {
        return u"SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() "
               "AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') ORDER BY table_name"_s;
    }

    [[nodiscard]] QString tableColumns() const override
    {
        return columnsWhere(u"c.column_name"_s, u"AND CAST(c.table_name AS BINARY) = CAST(? AS BINARY) "_s);
    }
    [[nodiscard]] QString allColumns() const override { return columnsWhere(u"c.table_name, c.column_name"_s, {}); }

    [[nodiscard]] QStringList sessionSetup(bool writable, int lockTimeoutMs) const override
    {
        const int seconds = std::max(1, (lockTimeoutMs + 999) / 1000); // the engine counts whole ones
        // Said in full, so that nothing depends on how the server is configured. REPEATABLE READ is what the
        // frameworks run on, and the only usual level that a server with a log of statements takes changes in.
        return {u"SET NAMES utf8mb4"_s,
            u"SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,ERROR_FOR_DIVISION_BY_ZERO,"
            "NO_ENGINE_SUBSTITUTION', time_zone = '+00:00', autocommit = 1, foreign_key_checks = 1, "
            "sql_auto_is_null = 0, sql_select_limit = 18446744073709551615, group_concat_max_len = 67108864, "
            "innodb_lock_wait_timeout = %1, lock_wait_timeout = %1"_s.arg(seconds),
            u"SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ"_s,
            writable ? u"SET SESSION TRANSACTION READ WRITE"_s : u"SET SESSION TRANSACTION READ ONLY"_s};
    }

    [[nodiscard]] QString beginWrite() const override { return u"START TRANSACTION READ WRITE"_s; }
    [[nodiscard]] QString forUpdate() const override { return u" FOR UPDATE"_s; }
    [[nodiscard]] QString lastNumber() const override { return u"LAST_INSERT_ID()"_s; }
    [[nodiscard]] bool nullsFirst() const override { return true; }
    /** A number compared with a text that is none fails in a change, and finds 0 in a read. */
    [[nodiscard]] QString rowEstimate() const override
    {
        return u"SELECT table_rows FROM information_schema.tables WHERE table_schema = DATABASE() AND CONCAT('`', "
               "REPLACE(table_name, '`', '``'), '`') = ?"_s;
    }
    [[nodiscard]] const IndexSql& indexes() const override
    {
        static const IndexSql sql{
            u"SELECT column_name FROM information_schema.statistics WHERE table_schema = DATABASE()"
            " AND table_name = ? AND seq_in_index = 1 AND sub_part IS NULL"_s,
            u"CREATE INDEX %1 ON %2 (%3) ALGORITHM=INPLACE LOCK=NONE"_s, {}, true, false};
        return sql;
    }
    [[nodiscard]] bool isStrict() const override { return true; }

    [[nodiscard]] QString exactly(const QString& expression) const override { return mariaBytes(expression); }

    [[nodiscard]] Condition isExactly(const ColumnSql& column, const QString& value) const override
    {
        switch (column.kind) {
        case ValueKind::Integer:
        case ValueKind::Boolean:
            return isMariaNumber(column.sql, value);
        case ValueKind::Uuid:
            return QUuid::fromString(value).isNull() ? Condition::never() : Condition{column.sql + u" = ?"_s, {value}};
        case ValueKind::Bytes:
            return {column.sql + u" = ?"_s, {value.toUtf8()}};
        case ValueKind::Text:
            // The first finds by the index what the collation equates, the second what is the same.
            return {u"(%1 = ? AND %2 = CAST(? AS BINARY))"_s.arg(column.sql, mariaBytes(column.sql)), {value, value}};
        case ValueKind::Real:
        case ValueKind::Moment:
        case ValueKind::Json:
        case ValueKind::Other:
            break;
        }
        return {u"%1 = CAST(? AS BINARY)"_s.arg(mariaBytes(asText(column.sql))), {value}};
    }

    [[nodiscard]] QString isSet(const ColumnSql& column) const override
    {
        switch (column.kind) {
        case ValueKind::Text:
        case ValueKind::Json:
        case ValueKind::Uuid:
        case ValueKind::Bytes:
            return u"COALESCE(LENGTH(%1) > 0, FALSE)"_s.arg(column.sql); // ' ' = '' to most collations
        case ValueKind::Moment:
            return u"COALESCE(YEAR(%1) > 0, FALSE)"_s.arg(column.sql); // 0000-00-00 is how some say never
        case ValueKind::Integer:
        case ValueKind::Real:
        case ValueKind::Boolean:
        case ValueKind::Other:
            break;
        }
        return u"COALESCE(%1 <> 0, FALSE)"_s.arg(column.sql);
    }

    [[nodiscard]] QString asText(const QString& expression) const override
    {
        return u"CAST(%1 AS CHAR)"_s.arg(expression);
    }

    [[nodiscard]] QString asWide(const QString& expression) const override
    {
        // A sum beyond 64 bits is an error here; two of these stay within.
        return u"GREATEST(LEAST(CAST(%1 AS SIGNED), 4611686018427387903), -4611686018427387904)"_s.arg(expression);
    }

    [[nodiscard]] QString epochOf(const ColumnSql& column) const override
    {
        switch (column.kind) {
        case ValueKind::Integer:
        case ValueKind::Boolean:
            return column.sql;
        case ValueKind::Real:
            return u"CAST(FLOOR(%1) AS SIGNED)"_s.arg(column.sql);
        case ValueKind::Moment: // UNIX_TIMESTAMP() ends in 2038
            return u"TIMESTAMPDIFF(SECOND, '1970-01-01', %1)"_s.arg(column.sql);
        case ValueKind::Text:
            return momentOfMariaText(column.sql);
        case ValueKind::Json:
        case ValueKind::Uuid:
        case ValueKind::Bytes:
        case ValueKind::Other:
            break;
        }
        return u"NULL"_s;
    }

    [[nodiscard]] QString jsonMember(const ColumnSql& column, const QString& member) const override
    {
        const QString name = QString(member).replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
        return u"CASE WHEN JSON_VALID(%1) THEN JSON_VALUE(%1, %2) END"_s.arg(
            column.sql, literal(u"$.\"%1\""_s.arg(name)));
    }

    [[nodiscard]] QString wholeNumber(const QString& expression) const override
    {
        return u"CAST(%1 AS SIGNED)"_s.arg(expression);
    }

    [[nodiscard]] QString bytesAsText(const QString& expression) const override
    {
        return u"CONVERT(%1 USING utf8mb4)"_s.arg(expression);
    }

    [[nodiscard]] QString jsonList(const QString& fromWhereOrder, const QString& value) const override
    {
        // Neither engine takes an order inside JSON_ARRAYAGG() as well as the outer table inside a derived one.
        const qsizetype order = fromWhereOrder.lastIndexOf(" ORDER BY "_L1);
        const QString from = order < 0 ? fromWhereOrder : fromWhereOrder.first(order);
        const QString by = order < 0 ? QString() : fromWhereOrder.sliced(order);
        return u"(SELECT COALESCE(CONCAT('[', GROUP_CONCAT(COALESCE(JSON_QUOTE(CAST(%1 AS CHAR)), 'null')%2 "
               "SEPARATOR ','), ']'), '[]') %3)"_s.arg(value, by, from);
    }

    [[nodiscard]] QString concatenated(const QStringList& expressions) const override
    {
        QStringList parts;
        for (const QString& expression : expressions) {
            parts << u"COALESCE(%1, '')"_s.arg(expression);
        }
        return u"CONCAT(%1)"_s.arg(parts.join(u", "_s));
    }

    [[nodiscard]] QString hasWord(const QString& column) const override
    {
        const QString blanks = u"REPLACE(REPLACE(REPLACE(%1, '\\r', ' '), '\\n', ' '), '\\t', ' ')"_s.arg(column);
        return u"COALESCE(INSTR(%1, CAST(CONCAT(' ', ?, ' ') AS BINARY)) > 0, FALSE)"_s.arg(
            mariaBytes(u"CONCAT(' ', %1, ' ')"_s.arg(blanks)));
    }

    [[nodiscard]] QString containsExactly(const QString& expression) const override
    {
        return u"COALESCE(INSTR(%1, CAST(? AS BINARY)) > 0, FALSE)"_s.arg(mariaBytes(expression));
    }

    [[nodiscard]] QString containsText(const QString& expression) const override
    {
        return u"COALESCE(INSTR(CAST(LOWER(CONVERT(%1 USING utf8mb4)) AS BINARY), CAST(LOWER(?) AS BINARY)) > 0, "
               "FALSE)"_s.arg(expression);
    }

    [[nodiscard]] QString matchesPattern(const QString& expression) const override
    {
        return u"COALESCE(CONVERT(%1 USING utf8mb4) COLLATE utf8mb4_bin LIKE ? ESCAPE '!', FALSE)"_s.arg(expression);
    }

    [[nodiscard]] QString patternFor(const QString& text) const override
    {
        QString pattern;
        for (const QChar c : text) {
            if (c == u'%' || c == u'_' || c == u'!') {
                pattern += u'!';
            }
            pattern += c == u'*' ? QChar(u'%') : c;
        }
        return pattern;
    }

private:
    [[nodiscard]] static QString columnsWhere(const QString& names, const QString& condition)
    {
        // By bytes, because information_schema takes `Client` and `client` for one name, and may hold both. DISTINCT
        // makes the server index what it joins, or a schema of 2,000 tables takes 14 s instead of a quarter.
        return u"SELECT %1, c.column_type, c.is_nullable = 'NO', "
               "(c.column_default IS NOT NULL AND c.column_default <> 'NULL') OR c.extra LIKE '%auto_increment%' "
               "OR c.extra LIKE '%GENERATED%', COALESCE(k.place, 0) FROM information_schema.columns c "
               "JOIN (SELECT DISTINCT CAST(table_name AS BINARY) AS name FROM information_schema.tables "
               "WHERE table_schema = DATABASE() AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')) t "
               "ON t.name = CAST(c.table_name AS BINARY) "
               "LEFT JOIN (SELECT DISTINCT CAST(table_name AS BINARY) AS name, column_name AS part, seq_in_index AS "
               "place FROM information_schema.statistics WHERE table_schema = DATABASE() AND index_name = 'PRIMARY') k "
               "ON k.name = CAST(c.table_name AS BINARY) AND k.part = c.column_name "
               "WHERE c.table_schema = DATABASE() %2ORDER BY CAST(c.table_name AS BINARY), c.ordinal_position"_s.arg(
                   names, condition);
    }
};

} // namespace

const Dialect& mariaDialect()
{
    static const MariaDialect dialect;
    return dialect;
}

} // namespace owb::store
