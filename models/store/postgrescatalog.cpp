#include "store/postgrescatalog.h"

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

QString peoplesTables()
{
    return u"c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition AND pg_catalog.pg_table_is_visible(c.oid) "
           "AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"_s;
}

QString tablesFrom()
{
    return u" FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace"_s;
}

/** A domain counts as the type below it. The places of a key's columns count from 0 in the catalogue. */
QString columnFacts()
{
    return u"a.attname, CASE WHEN t.typtype = 'd' THEN pg_catalog.format_type(t.typbasetype, t.typtypmod) "
           "ELSE pg_catalog.format_type(a.atttypid, a.atttypmod) END, "
           "a.attnotnull OR t.typnotnull, "
           "a.atthasdef OR a.attidentity <> '' OR t.typdefault IS NOT NULL, "
           "COALESCE(array_position(CAST(k.indkey AS smallint[]), a.attnum) + 1, 0)"_s;
}

QString columnsFrom()
{
    return tablesFrom()
        + u" JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped "
          "JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid "
          "LEFT JOIN pg_catalog.pg_index AS k ON k.indrelid = c.oid AND k.indisprimary"_s;
}

} // namespace

QString postgresTableNames()
{
    return u"SELECT c.relname"_s + tablesFrom() + u" WHERE "_s + peoplesTables() + u" ORDER BY c.relname"_s;
}

QString postgresColumnsOf(const QString& tableName)
{
    return u"SELECT "_s + columnFacts() + columnsFrom() + u" WHERE c.relname = %1 AND "_s.arg(tableName)
        + peoplesTables() + u" ORDER BY a.attnum"_s;
}

QString postgresAllColumns()
{
    return u"SELECT c.relname, "_s + columnFacts() + columnsFrom() + u" WHERE "_s + peoplesTables()
        + u" ORDER BY c.relname, a.attnum"_s;
}

} // namespace owb::store
