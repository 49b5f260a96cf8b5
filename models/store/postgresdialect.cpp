#include "store/dialect.h"

#include "store/postgrescatalog.h"
#include "store/postgresequality.h"
#include "store/postgrespatterns.h"

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

class PostgresDialect final : public Dialect
{
public:
    [[nodiscard]] QString driver() const override { return u"QPSQL"_s; }

    [[nodiscard]] QString quoted(const QString& name) const override
    {
        return u'"' + QString(name).replace(u'"', "\"\""_L1) + u'"';
    }

    [[nodiscard]] QString literal(const QString& text) const override
    {
        return u'\'' + QString(text).replace(u'\'', "''"_L1) + u'\'';
    }

    [[nodiscard]] QString tableNames() const override { return postgresTableNames(); }
    [[nodiscard]] QString tableColumns() const override { return postgresColumnsOf(u"?"_s); }
    [[nodiscard]] QString allColumns() const override { return postgresAllColumns(); }

    [[nodiscard]] QStringList sessionSetup(bool writable, int lockTimeoutMs) const override
    {
        const auto set = [this](const QString& name, const QString& value) {
            return u"set_config(%1, %2, FALSE)"_s.arg(literal(name), literal(value));
        };
        // One statement, for one journey to the server.
        const QStringList settings{set(u"TimeZone"_s, u"UTC"_s), set(u"DateStyle"_s, u"ISO, YMD"_s),
            set(u"IntervalStyle"_s, u"iso_8601"_s), set(u"bytea_output"_s, u"hex"_s),
            set(u"extra_float_digits"_s, u"1"_s), set(u"standard_conforming_strings"_s, u"on"_s),
            set(u"default_transaction_isolation"_s, u"read committed"_s),
            set(u"default_transaction_read_only"_s, writable ? u"off"_s : u"on"_s),
            set(u"lock_timeout"_s, QString::number(lockTimeoutMs)),
            set(u"idle_in_transaction_session_timeout"_s, u"60s"_s)}; // nobody is asked anything within one
        return {u"SELECT "_s + settings.join(u", "_s)};
    }

    [[nodiscard]] QString beginWrite() const override { return u"BEGIN READ WRITE"_s; }
    [[nodiscard]] QString forUpdate() const override { return u" FOR UPDATE"_s; }
    [[nodiscard]] QString lastNumber() const override { return u"lastval()"_s; }
    [[nodiscard]] bool nullsFirst() const override { return false; }
    [[nodiscard]] QString triggerCount() const override
    {
        return u"SELECT count(*) FROM pg_class WHERE oid = CAST(CAST(? AS text) AS regclass) AND (EXISTS (SELECT 1 FROM"
               " pg_trigger WHERE tgrelid = pg_class.oid AND NOT tgisinternal) OR EXISTS (SELECT 1 FROM pg_rewrite"
               " WHERE ev_class = pg_class.oid))"_s;
    }
    [[nodiscard]] QString rowEstimate() const override
    {
        // Below 0: never counted.
        return u"SELECT CASE WHEN reltuples >= 0 THEN CAST(reltuples AS bigint) END FROM pg_class WHERE oid = "
               "to_regclass(CAST(? AS text))"_s;
    }
    [[nodiscard]] const IndexSql& indexes() const override
    {
        static const IndexSql sql{u"SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND"
                                  " a.attnum = i.indkey[0] WHERE i.indrelid = to_regclass(quote_ident(CAST(? AS text)))"
                                  " AND i.indpred IS NULL AND i.indisvalid"_s,
            u"CREATE INDEX CONCURRENTLY %1 ON %2 (%3)"_s, u"DROP INDEX CONCURRENTLY IF EXISTS %1"_s};
        return sql;
    }
    [[nodiscard]] bool isStrict() const override { return true; }

    [[nodiscard]] QString exactly(const QString& expression) const override { return postgresText(expression); }

    [[nodiscard]] Condition isExactly(const ColumnSql& column, const QString& value) const override
    {
        return postgresEquality(column, value);
    }

    [[nodiscard]] QString isSet(const ColumnSql& column) const override
    {
        switch (column.kind) {
        case ValueKind::Boolean:
            return u"COALESCE(%1, FALSE)"_s.arg(column.sql);
        case ValueKind::Integer:
        case ValueKind::Real:
            return u"COALESCE(%1 <> 0, FALSE)"_s.arg(column.sql);
        case ValueKind::Text:
            return u"COALESCE(%1 <> '', FALSE)"_s.arg(postgresText(column.sql));
        case ValueKind::Bytes:
            return u"COALESCE(octet_length(%1) > 0, FALSE)"_s.arg(column.sql);
        case ValueKind::Moment:
        case ValueKind::Json:
        case ValueKind::Uuid:
        case ValueKind::Other:
            return u"(%1 IS NOT NULL)"_s.arg(column.sql);
        }
        return {};
    }

    [[nodiscard]] QString bytesAsText(const QString& expression) const override
    {
        return u"encode(%1, 'escape')"_s.arg(expression);
    }

    [[nodiscard]] QString asText(const QString& expression) const override
    {
        return u"CAST(%1 AS text)"_s.arg(expression);
    }

    [[nodiscard]] QString asWide(const QString& expression) const override
    {
        // Two of these bounds still make a sum of 64 bits; no clock and no counter reaches them.
        return u"CASE WHEN %1 IS NOT NULL THEN LEAST(GREATEST(CAST(%1 AS bigint), -%2), %2) END"_s.arg(
            expression, u"4611686018427387903"_s);
    }

    [[nodiscard]] QString epochOf(const ColumnSql& column) const override
    {
        const auto seconds = [](const QString& moment) {
            return u"CASE WHEN isfinite(%1) THEN CAST(floor(EXTRACT(EPOCH FROM %1)) AS bigint) END"_s.arg(moment);
        };
        switch (column.kind) {
        case ValueKind::Integer:
            return column.sql;
        case ValueKind::Real:
            return u"CASE WHEN %1 BETWEEN -9e15 AND 9e15 THEN CAST(floor(%1) AS bigint) END"_s.arg(column.sql);
        case ValueKind::Moment:
            return seconds(column.sql);
        case ValueKind::Text:
            return u"CASE WHEN %1 ~ %2 THEN %3 END"_s.arg(postgresText(column.sql), literal(isoTimePattern()),
                u"CAST(floor(EXTRACT(EPOCH FROM CAST(CAST(%1 AS text) AS timestamptz))) AS bigint)"_s.arg(column.sql));
        case ValueKind::Boolean:
        case ValueKind::Json:
        case ValueKind::Uuid:
        case ValueKind::Bytes:
        case ValueKind::Other:
            return u"CAST(NULL AS bigint)"_s;
        }
        return {};
    }

    [[nodiscard]] QString jsonMember(const ColumnSql& column, const QString& member) const override
    {
        if (column.kind == ValueKind::Json) {
            // A json column, unlike one of jsonb, may hold characters that the operator refuses.
            return u"(CASE WHEN pg_typeof(%1) = CAST('pg_catalog.jsonb' AS regtype) "
                   "OR regexp_replace(%2, %3, '', 'g') !~ %4 THEN %1 ->> %5 END)"_s.arg(column.sql,
                       postgresText(column.sql), literal(jsonPairPattern()), literal(jsonHalfPattern()),
                       literal(member));
        }
        // OFFSET keeps the regular expression from being copied to each place that names its result.
        return u"(SELECT CASE WHEN left(found, 1) <> '\"' THEN NULLIF(found, 'null') WHEN found ~ %3 "
               "THEN CAST('[' || found || ']' AS jsonb) ->> 0 END "
               "FROM (SELECT substring(%1 FROM %2) AS found OFFSET 0) AS member)"_s.arg(
                   postgresText(column.sql), literal(jsonMemberPattern(member)), literal(jsonStringPattern()));
    }

    [[nodiscard]] QString wholeNumber(const QString& expression) const override
    {
        return u"(SELECT CASE WHEN found ~ '^-?[0-9]{1,18}$' THEN CAST(found AS bigint) END "
               "FROM (SELECT %1 AS found OFFSET 0) AS number)"_s.arg(expression);
    }

    [[nodiscard]] QString jsonList(const QString& fromWhereOrder, const QString& value) const override
    {
        return u"(SELECT COALESCE(CAST(json_agg(value) AS text), '[]') FROM (SELECT %1 AS value %2) AS listed)"_s.arg(
            value, fromWhereOrder);
    }

    [[nodiscard]] QString concatenated(const QStringList& expressions) const override
    {
        return u"concat("_s + expressions.join(u", "_s) + u')';
    }

    [[nodiscard]] QString hasWord(const QString& column) const override
    {
        return u"COALESCE(strpos(' ' || translate(%1, chr(13) || chr(10) || chr(9), '   ') || ' ', "
               "' ' || CAST(? AS text) || ' ') > 0, FALSE)"_s.arg(postgresText(column));
    }

    [[nodiscard]] QString containsExactly(const QString& expression) const override
    {
        return u"COALESCE(strpos(%1, CAST(? AS text)) > 0, FALSE)"_s.arg(postgresText(expression));
    }

    [[nodiscard]] QString containsText(const QString& expression) const override
    {
        // In this collation lower() knows ASCII only.
        return u"COALESCE(strpos(lower(%1), lower(%2)) > 0, FALSE)"_s.arg(
            postgresText(expression), postgresText(u"?"_s));
    }

    [[nodiscard]] QString matchesPattern(const QString& expression) const override
    {
        return u"COALESCE(%1 LIKE CAST(? AS text) ESCAPE '!', FALSE)"_s.arg(postgresText(expression));
    }

    [[nodiscard]] QString patternFor(const QString& text) const override
    {
        QString pattern;
        for (const QChar c : text) {
            const bool special = c == u'%' || c == u'_' || c == u'!';
            pattern += c == u'*' ? u"%"_s : special ? u'!' + QString(c) : QString(c);
        }
        return pattern;
    }
};

} // namespace

const Dialect& postgresDialect()
{
    static const PostgresDialect dialect;
    return dialect;
}

} // namespace owb::store
