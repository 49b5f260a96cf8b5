#include "store/tokentable.h"

using namespace Qt::StringLiterals;

namespace owb::store {

using oauth::FilterTerm;

QString TokenTable::revokedSql() const
{
    const Dialect& dialect = m_sql.dialect();
    if (!m_hasTimes) {
        return dialect.isSet(m_sql.column(u"revoked"_s));
    }
    const QString access = dialect.isSet(m_sql.column(u"access_revoked_at"_s));
    return m_eitherRefusesAccess ? u"(%1 OR %2)"_s.arg(access, dialect.isSet(m_sql.column(u"refresh_revoked_at"_s)))
                                 : access;
}

QString TokenTable::expiresSql() const
{
    const QString issued = m_sql.column(u"issued_at"_s);
    const QString lifetime = m_sql.column(u"expires_in"_s);
    return m_zeroIsNever ? u"CASE WHEN %2 <> 0 THEN %1 + %2 END"_s.arg(issued, lifetime)
                         : u"%1 + %2"_s.arg(issued, lifetime);
}

Condition TokenTable::live(qint64 now) const
{
    const QString expires = u"(%1)"_s.arg(expiresSql());
    return {u"NOT %1 AND (%2 IS NULL OR %2 >= ?)"_s.arg(revokedSql(), expires), {now}};
}

Condition TokenTable::stateIs(const QString& state, qint64 now) const
{
    if (state == "revoked"_L1) {
        return {revokedSql(), {}};
    }
    if (state == "expired"_L1) {
        return {u"NOT %1 AND COALESCE((%2) < ?, 0)"_s.arg(revokedSql(), expiresSql()), {now}};
    }
    return live(now);
}

Condition TokenTable::matching(const oauth::Filter& filter, qint64 now) const
{
    QList<Condition> all;
    for (const FilterTerm& one : filter.terms) {
        const Condition condition = term(one, now);
        all << (one.negated ? condition.negated() : condition);
    }
    return Condition::allOf(all);
}

Condition TokenTable::term(const FilterTerm& term, qint64 now) const
{
    const Dialect& dialect = m_sql.dialect();
    const QString client = m_sql.column(u"client_id"_s);
    switch (term.key) {
    case FilterTerm::Key::Word: {
        const Condition user = userIs(term.value);
        return {u"%1 OR COALESCE(%2, 0) OR %3 = ? OR COALESCE(%4 = ?, 0)"_s.arg(dialect.containsText(client), user.sql,
                    m_sql.column(u"access_token"_s), m_sql.column(u"refresh_token"_s)),
            QVariantList{term.value} + user.values + QVariantList{term.value, term.value}};
    }
    case FilterTerm::Key::Client:
        return isPattern(term) ? Condition{dialect.matchesPattern(client), {dialect.patternFor(term.value)}}
                               : Condition{u"COALESCE(%1, 0)"_s.arg(dialect.isExactly(client)), {term.value}};
    case FilterTerm::Key::User: {
        if (isPattern(term) && m_user >= 0) {
            return {dialect.matchesPattern(u"CAST(%1 AS TEXT)"_s.arg(m_sql.column(u"user_id"_s))),
                {dialect.patternFor(term.value)}};
        }
        const Condition user = userIs(term.value);
        return {u"COALESCE(%1, 0)"_s.arg(user.sql), user.values};
    }
    case FilterTerm::Key::Scope:
        return {dialect.hasWord(m_sql.column(u"scope"_s)), {term.value}};
    case FilterTerm::Key::State:
        return stateIs(term.value, now);
    case FilterTerm::Key::Type:
        return {u"lower(COALESCE(%1, '')) = lower(?)"_s.arg(m_sql.column(u"token_type"_s)), {term.value}};
    case FilterTerm::Key::Issued:
        return {u"%1 >= ? AND %1 < ?"_s.arg(m_sql.column(u"issued_at"_s)), {term.from, term.to}};
    case FilterTerm::Key::Expires:
        return {u"COALESCE((%1) >= ? AND (%1) < ?, 0)"_s.arg(expiresSql()), {term.from, term.to}};
    case FilterTerm::Key::Grant:
    case FilterTerm::Key::Redirect:
        return {u"0 = 1"_s, {}}; // of clients only; a token has neither
    }
    return {};
}

Ordering TokenTable::ordering(const TokenQuery& query) const
{
    switch (query.sort) {
    case TokenSort::Key:
        return {{}, query.order};
    case TokenSort::IssuedAt:
        return {m_sql.column(u"issued_at"_s), query.order};
    case TokenSort::ExpiresAt:
        return {u'(' + expiresSql() + u')', query.order};
    case TokenSort::ClientId:
        return {m_sql.column(u"client_id"_s), query.order};
    case TokenSort::UserId:
        return {m_sql.column(u"user_id"_s), query.order};
    }
    return {};
}

Statement TokenTable::liveByClient(qint64 now) const
{
    const QString client = m_sql.column(u"client_id"_s);
    const Condition condition = live(now);
    return {u"SELECT %1, count(*) FROM %2%3 GROUP BY %1"_s.arg(client, m_sql.table(), condition.whereClause()),
        condition.values};
}

} // namespace owb::store
