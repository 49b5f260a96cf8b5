#include "store/livegroups.h"

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** The place of the first of endSpans within which a row ends, the next after them for later, and one more for never.
 */
Condition endGroup(const TokenTable& table, qint64 now)
{
    const QString end = u'(' + table.expiresSql() + u')';
    Condition group{u"CASE WHEN %1 IS NULL THEN %2"_s.arg(end, QString::number(endSpans.size() + 1)), {}};
    for (std::size_t i = 0; i < endSpans.size(); ++i) {
        group.sql += u" WHEN %1 <= ? THEN %2"_s.arg(end, QString::number(i));
        group.values << now + endSpans.at(i);
    }
    group.sql += u" ELSE %1 END"_s.arg(endSpans.size());
    return group;
}

/** Counted by what the column holds, and named afterwards: a name for each row would be looked up for each row. */
Statement liveByReference(const EntitySql& sql, const Condition& rows)
{
    const Field* field = sql.entity().field(u"client_id"_s);
    const QString client = field ? sql.dialect().quoted(field->column) : u"NULL"_s;
    return {u"SELECT %1, owb_count FROM (SELECT %2, count(*) AS owb_count FROM %3%4 GROUP BY %2) %3"_s.arg(
                field ? sql.expression(*field) : u"NULL"_s, client, sql.table(), rows.whereClause()),
        rows.values};
}

} // namespace

bool hasGroup(const TokenTable& table, LiveGroup by)
{
    const EntitySql& sql = table.sql();
    return sql.exists()
        && (by == LiveGroup::End || sql.entity().has(by == LiveGroup::Client ? u"client_id"_s : u"scope"_s));
}

Statement liveBy(const TokenTable& table, LiveGroup by, qint64 now, const Stretch& piece)
{
    const EntitySql& sql = table.sql();
    const Condition rows = sql.ownRows(table.live(now) && sql.within({}, piece));
    if (by == LiveGroup::Client && !sql.entity().isMember(u"client_id"_s)) {
        return liveByReference(sql, rows);
    }
    const Condition group = by == LiveGroup::End ? endGroup(table, now)
        : by == LiveGroup::Scope                 ? Condition{sql.expression(u"scope"_s), {}}
                                                 : Condition{sql.column(u"client_id"_s), {}};
    return {u"SELECT %1, count(*) FROM %2%3 GROUP BY 1"_s.arg(group.sql, sql.table(), rows.whereClause()),
        group.values + rows.values};
}

QStringList groupsOf(const TokenTable& table, LiveGroup by, const QString& text)
{
    if (by != LiveGroup::Scope) {
        return {text};
    }
    const Field* field = table.sql().entity().field(u"scope"_s);
    const QString words = field && field->isList() ? decodeMember(*field, u"scope"_s, text).toString() : text;
    QStringList scopes = words.simplified().split(u' ');
    scopes.removeDuplicates();
    return scopes;
}

} // namespace owb::store
