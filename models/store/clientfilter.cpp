// Which clients a search asks for, as far as the database answers it; see oauth/clientmatch.h for the rest.

#include "store/clienttable.h"
#include "store/fieldsql.h"

#include "oauth/clientmatch.h"

using namespace Qt::StringLiterals;

namespace owb::store {

using oauth::FilterTerm;

Condition ClientTable::matching(const oauth::Filter& filter) const
{
    QList<Condition> all;
    for (const FilterTerm& one : filter.terms) {
        if (!oauth::isAboutMetadata(one)) {
            const Condition condition = term(one);
            all << (one.negated ? condition.negated() : condition);
        }
    }
    return Condition::allOf(all);
}

QString ClientTable::secondsOf(const QString& field) const
{
    const Field* mapped = m_sql.entity().field(field);
    return mapped ? secondsSql(m_sql.dialect(), *mapped, m_sql.columnSql(field)) : u"0"_s;
}

Condition ClientTable::matchesText(const QString& field, const FilterTerm& term) const
{
    const Dialect& dialect = m_sql.dialect();
    const ColumnSql column = m_sql.columnSql(field);
    if (!column.exists()) {
        return Condition::never();
    }
    return isPattern(term)
        ? Condition{dialect.matchesPattern(dialect.asText(column.sql)), {dialect.patternFor(term.value)}}
        : dialect.isExactly(column, term.value);
}

Condition ClientTable::enabledIs(bool wanted) const
{
    const Field* field = m_sql.entity().field(u"enabled"_s);
    if (!field) {
        return wanted ? Condition{} : Condition::never(); // clients here are neither expired nor revoked
    }
    const QString enabled = flagSql(m_sql.dialect(), *field, m_sql.columnSql(u"enabled"_s));
    return {wanted ? enabled : u"NOT "_s + enabled, {}};
}

Condition ClientTable::term(const FilterTerm& term) const
{
    switch (term.key) {
    case FilterTerm::Key::Client:
        return matchesText(u"client_id"_s, term);
    case FilterTerm::Key::User:
        return matchesText(u"owner"_s, term);
    case FilterTerm::Key::Issued:
        return {u"%1 >= ? AND %1 < ?"_s.arg(secondsOf(u"client_id_issued_at"_s)), {term.from, term.to}};
    case FilterTerm::Key::Expires:
        return {
            u"%1 <> 0 AND %1 >= ? AND %1 < ?"_s.arg(secondsOf(u"client_secret_expires_at"_s)), {term.from, term.to}};
    case FilterTerm::Key::State:
        return term.value == "expired"_L1 ? Condition::never() : enabledIs(term.value == "active"_L1);
    default:
        return {};
    }
}

Ordering ClientTable::ordering(const ClientQuery& query) const
{
    switch (query.sort) {
    case ClientSort::Key:
        return {{}, query.order};
    case ClientSort::Id:
        return m_sql.orderedBy(u"client_id"_s, query.order);
    case ClientSort::IssuedAt:
        return m_sql.orderedBy(u"client_id_issued_at"_s, query.order);
    case ClientSort::Name:
        return {nameSql(), query.order};
    }
    return {};
}

QString ClientTable::nameSql() const
{
    const auto own = m_sql.entity().members.constFind(u"client_name"_s);
    if (own != m_sql.entity().members.constEnd()) {
        return m_sql.expression(*own);
    }
    return m_sql.entity().has(u"metadata"_s)
        ? m_sql.dialect().jsonMember(m_sql.columnSql(u"metadata"_s), u"client_name"_s)
        : QString();
}

} // namespace owb::store
