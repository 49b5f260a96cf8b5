#include "store/dialect.h"

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** The column where it is JSON, else an empty object, so that JSON functions never raise an error on a bad row. */
QString jsonOrEmpty(const QString& column)
{
    return u"CASE WHEN json_valid(%1) THEN %1 ELSE '{}' END"_s.arg(column);
}

class SqliteDialect final : public Dialect
{
public:
    [[nodiscard]] QString driver() const override { return u"QSQLITE"_s; }

    [[nodiscard]] QString quoted(const QString& name) const override
    {
        return u'"' + QString(name).replace(u'"', "\"\""_L1) + u'"';
    }

    [[nodiscard]] QString literal(const QString& text) const override
    {
        return u'\'' + QString(text).replace(u'\'', "''"_L1) + u'\'';
    }

    [[nodiscard]] QString tableNames() const override
    {
        return u"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
               "ORDER BY name"_s;
    }

    [[nodiscard]] QString tableColumns() const override
    {
        return u"SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk FROM pragma_table_info(?) ORDER BY cid"_s;
    }

    [[nodiscard]] QString triggerCount() const override
    {
        return u"SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"
               " AND '\"' || replace(tbl_name, '\"', '\"\"') || '\"' = ?"_s;
    }
    [[nodiscard]] const IndexSql& indexes() const override
    {
        static const IndexSql sql{
            u"SELECT c.name FROM pragma_index_list(?) i, pragma_index_info(i.name) c WHERE i.partial"
            " = 0 AND c.seqno = 0 AND c.name IS NOT NULL"_s,
            u"CREATE INDEX %1 ON %2 (%3)"_s, {}, true, true, true};
        return sql;
    }
    [[nodiscard]] QStringList rowNames() const override { return {u"rowid"_s, u"_rowid_"_s, u"oid"_s}; }

    [[nodiscard]] QStringList sessionSetup(bool writable, int lockTimeoutMs) const override
    {
        // What is only looked at must not run functions hidden in its views on our behalf.
        QStringList setup{u"PRAGMA busy_timeout=%1"_s.arg(lockTimeoutMs)};
        if (writable) {
            // Pages that a change has no room for go to the disk before its end, under a lock that shuts readers out:
            // that is 32 MB. The cache itself stays small, since single rows are found faster through it.
            setup << u"PRAGMA cache_spill=8192"_s;
            // Triggers of the application, a full-text index among them, must run as they do for its server.
            setup << u"PRAGMA trusted_schema=ON"_s << u"PRAGMA foreign_keys=ON"_s; // off on every plain connection
        } else {
            setup << u"PRAGMA trusted_schema=OFF"_s << u"PRAGMA query_only=ON"_s;
        }
        return setup;
    }

    [[nodiscard]] QString beginWrite() const override { return u"BEGIN IMMEDIATE"_s; }
    [[nodiscard]] QString lastNumber() const override { return u"last_insert_rowid()"_s; }
    [[nodiscard]] bool nullsFirst() const override { return true; }
    [[nodiscard]] bool isStrict() const override { return false; }

    [[nodiscard]] QString exactly(const QString& expression) const override
    {
        return expression + u" COLLATE BINARY"_s;
    }
    [[nodiscard]] Condition isExactly(const ColumnSql& column, const QString& value) const override
    {
        if (column.kind == ValueKind::Bytes) { // which may hold texts all the same
            return {column.sql + u" IN (?, ?)"_s, {value.toUtf8(), value}};
        }
        return {column.sql + u" = ? COLLATE BINARY"_s, {value}};
    }

    [[nodiscard]] QString isSet(const ColumnSql& column) const override
    {
        // In this order, since most are 0 and the rest is then not looked at.
        return u"(%1 IS NOT NULL AND %1 <> 0 AND %1 <> '' AND %1 <> x'')"_s.arg(column.sql);
    }

    [[nodiscard]] QString asText(const QString& expression) const override
    {
        return u"CAST(%1 AS TEXT)"_s.arg(expression);
    }
    [[nodiscard]] QString asWide(const QString& expression) const override { return expression; }

    [[nodiscard]] QString epochOf(const ColumnSql& column) const override
    {
        // A number counts seconds, or from 10^11 on the milliseconds of JavaScript; strftime would take it for a day.
        return u"CASE typeof(%1) WHEN 'text' THEN CAST(strftime('%s', %1) AS INTEGER) "
               "WHEN 'integer' THEN CASE WHEN %1 BETWEEN -99999999999 AND 99999999999 THEN %1 ELSE %1 / 1000 END "
               "WHEN 'real' THEN %1 END"_s.arg(column.sql);
    }

    [[nodiscard]] QString jsonMember(const ColumnSql& column, const QString& member) const override
    {
        return u"(SELECT atom FROM json_each(%1) WHERE key = %2 ORDER BY id DESC LIMIT 1)"_s.arg(
            jsonOrEmpty(column.sql), literal(member)); // of members that are there twice, readers take the last
    }

    [[nodiscard]] QString jsonList(const QString& fromWhereOrder, const QString& value) const override
    {
        return u"(SELECT json_group_array(value) FROM (SELECT %1 AS value %2))"_s.arg(value, fromWhereOrder);
    }

    [[nodiscard]] QString concatenated(const QStringList& expressions) const override
    {
        return u'(' + expressions.join(u" || "_s) + u')';
    }

    [[nodiscard]] QString containsExactly(const QString& expression) const override
    {
        return u"COALESCE(instr(%1, ?) > 0, FALSE)"_s.arg(expression);
    }

    [[nodiscard]] QString hasWord(const QString& column) const override
    {
        const QString words =
            u"' ' || replace(replace(replace(%1, char(13), ' '), char(10), ' '), char(9), ' ') || ' '"_s;
        return u"COALESCE(instr(%1, ' ' || ? || ' ') > 0, FALSE)"_s.arg(words.arg(column));
    }

    [[nodiscard]] QString containsText(const QString& expression) const override
    {
        return u"COALESCE(instr(lower(%1), lower(?)) > 0, FALSE)"_s.arg(expression);
    }

    [[nodiscard]] QString matchesPattern(const QString& expression) const override
    {
        return u"COALESCE(%1 GLOB ?, FALSE)"_s.arg(expression);
    }

    [[nodiscard]] QString patternFor(const QString& text) const override
    {
        QString pattern;
        for (const QChar c : text) {
            pattern += c == u'[' || c == u'?' ? u'[' + QString(c) + u']' : QString(c);
        }
        return pattern;
    }
};

} // namespace

const Dialect& sqliteDialect()
{
    static const SqliteDialect dialect;
    return dialect;
}

} // namespace owb::store
