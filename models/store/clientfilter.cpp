#include "store/clienttable.h"

using namespace Qt::StringLiterals;

namespace owb::store {

using oauth::FilterTerm;

std::optional<Field> ClientTable::memberField(const QString& member) const
{
    const auto own = m_sql.entity().members.constFind(member);
    if (own != m_sql.entity().members.constEnd()) {
        return *own;
    }
    const Field* whole = m_sql.entity().field(u"metadata"_s);
    return whole ? std::optional(*whole) : std::nullopt;
}

Condition ClientTable::matching(const oauth::Filter& filter) const
{
    QList<Condition> all;
    for (const FilterTerm& one : filter.terms) {
        const Condition condition = term(one);
        all << (one.negated ? condition.negated() : condition);
    }
    return Condition::allOf(all);
}

Condition ClientTable::term(const FilterTerm& term) const
{
    const Dialect& dialect = m_sql.dialect();
    const auto sql = [&](const QString& member, auto make) {
        const auto field = memberField(member);
        return field ? make(dialect, field->codec, dialect.quoted(field->column), member) : u"(0 AND ? = '')"_s;
    };
    const QString id = m_sql.column(u"client_id"_s);
    switch (term.key) {
    case FilterTerm::Key::Word:
        return {dialect.containsText(id) + u" OR "_s + dialect.containsText(sql(u"client_name"_s, memberSql)),
            {term.value, term.value}};
    case FilterTerm::Key::Client:
        return isPattern(term) ? Condition{dialect.matchesPattern(id), {dialect.patternFor(term.value)}}
                               : idIs(term.value);
    case FilterTerm::Key::User: {
        const QString owner = m_sql.column(u"owner"_s);
        if (owner.isEmpty()) {
            return {u"0 = 1"_s, {}};
        }
        const QString text = u"CAST(%1 AS TEXT)"_s.arg(owner);
        return isPattern(term) ? Condition{dialect.matchesPattern(text), {dialect.patternFor(term.value)}}
                               : Condition{text + u" = ?"_s, {term.value}};
    }
    case FilterTerm::Key::Scope:
        return {dialect.hasWord(sql(u"scope"_s, memberSql)), {term.value}};
    case FilterTerm::Key::Grant:
        return {sql(u"grant_types"_s, hasEntrySql), {term.value}};
    case FilterTerm::Key::Redirect:
        return {sql(u"redirect_uris"_s, containsSql), {term.value}};
    case FilterTerm::Key::Type: {
        const bool isPublic = term.value == "public"_L1;
        const Condition none{u"COALESCE(%1, '') = 'none'"_s.arg(sql(u"token_endpoint_auth_method"_s, memberSql)), {}};
        if (term.value != "public"_L1 && term.value != "confidential"_L1) {
            return {u"0 = 1"_s, {}}; // a type of token
        }
        return isPublic ? none : none.negated();
    }
    case FilterTerm::Key::Issued: {
        const QString issued = m_sql.column(u"client_id_issued_at"_s);
        return {u"%1 >= ? AND %1 < ?"_s.arg(issued), {term.from, term.to}};
    }
    case FilterTerm::Key::Expires: {
        const QString expires = m_sql.column(u"client_secret_expires_at"_s);
        return {u"%1 <> 0 AND %1 >= ? AND %1 < ?"_s.arg(expires), {term.from, term.to}};
    }
    case FilterTerm::Key::State:
        return {u"? = 'active'"_s, {term.value}}; // clients here are neither expired nor revoked
    }
    return {};
}

Ordering ClientTable::ordering(const ClientQuery& query) const
{
    switch (query.sort) {
    case ClientSort::Key:
        return {{}, query.order};
    case ClientSort::Id:
        return {m_sql.column(u"client_id"_s), query.order};
    case ClientSort::IssuedAt:
        return {m_sql.column(u"client_id_issued_at"_s), query.order};
    case ClientSort::Name: {
        const auto field = memberField(u"client_name"_s);
        return {field
                ? memberSql(m_sql.dialect(), field->codec, m_sql.dialect().quoted(field->column), u"client_name"_s)
                : QString(),
            query.order};
    }
    }
    return {};
}

} // namespace owb::store
