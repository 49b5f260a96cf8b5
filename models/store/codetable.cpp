#include "store/codetable.h"

#include "store/cellreader.h"

using namespace Qt::StringLiterals;

namespace owb::store {

using oauth::FilterTerm;

CodeTable::CodeTable(const BoundSchema& schema, const Dialect& dialect)
    : m_sql(schema.code, dialect)
    , m_lifetime(schema.profile.codeLifetime)
{
    if (!m_sql.exists()) {
        return;
    }
    m_code = m_sql.select(u"code"_s);
    m_client = m_sql.select(u"client_id"_s);
    m_user = m_sql.select(u"user_id"_s);
    m_redirect = m_sql.select(u"redirect_uri"_s);
    m_scope = m_sql.select(u"scope"_s);
    m_response = m_sql.select(u"response_type"_s);
    m_authTime = m_sql.select(u"auth_time"_s);
    m_challenge = m_sql.select(u"code_challenge"_s);
    m_method = m_sql.select(u"code_challenge_method"_s);
}

oauth::AuthorizationCode CodeTable::read(const Row& row) const
{
    oauth::AuthorizationCode code;
    CellReader cells(row, code.problems);
    code.key = m_sql.key(row);
    code.code = cells.secret(m_code, u"code"_s).value_or(core::Secret());
    code.clientId = cells.text(m_client, u"client_id"_s);
    code.userId = cells.text(m_user, u"user_id"_s);
    code.redirectUri = cells.text(m_redirect, u"redirect_uri"_s).value_or(QString());
    code.scope = cells.text(m_scope, u"scope"_s).value_or(QString());
    code.responseType = cells.text(m_response, u"response_type"_s).value_or(QString());
    code.authTime = cells.integer(m_authTime, u"auth_time"_s);
    if (m_lifetime > 0) {
        code.expiresAt = static_cast<qint64>(static_cast<quint64>(code.authTime) + static_cast<quint64>(m_lifetime));
    }
    code.codeChallengeMethod = cells.text(m_method, u"code_challenge_method"_s).value_or(QString());
    code.hasChallenge = m_challenge >= 0 && !row.isNull(m_challenge) && !row.bytes(m_challenge).isEmpty();
    return code;
}

Condition CodeTable::clientIs(const QString& clientId) const
{
    return {u"COALESCE(%1, 0)"_s.arg(m_sql.dialect().isExactly(m_sql.column(u"client_id"_s))), {clientId}};
}

Condition CodeTable::matching(const oauth::Filter& filter, qint64 now) const
{
    QList<Condition> all;
    for (const FilterTerm& one : filter.terms) {
        const Condition condition = term(one, now);
        all << (one.negated ? condition.negated() : condition);
    }
    return Condition::allOf(all);
}

Condition CodeTable::term(const FilterTerm& term, qint64 now) const
{
    const Dialect& dialect = m_sql.dialect();
    const QString client = m_sql.column(u"client_id"_s);
    const QString user = u"CAST(%1 AS TEXT)"_s.arg(m_user >= 0 ? m_sql.column(u"user_id"_s) : u"NULL"_s);
    const QString authTime = m_sql.column(u"auth_time"_s);
    switch (term.key) {
    case FilterTerm::Key::Word:
        return {dialect.containsText(client) + u" OR "_s + dialect.containsText(m_sql.column(u"redirect_uri"_s)),
            {term.value, term.value}};
    case FilterTerm::Key::Client:
        return isPattern(term) ? Condition{dialect.matchesPattern(client), {dialect.patternFor(term.value)}}
                               : clientIs(term.value);
    case FilterTerm::Key::User:
        return isPattern(term) ? Condition{dialect.matchesPattern(user), {dialect.patternFor(term.value)}}
                               : Condition{u"COALESCE(%1 = ?, 0)"_s.arg(user), {term.value}};
    case FilterTerm::Key::Scope:
        return {dialect.hasWord(m_sql.column(u"scope"_s)), {term.value}};
    case FilterTerm::Key::Redirect:
        return {dialect.containsText(m_sql.column(u"redirect_uri"_s)), {term.value}};
    case FilterTerm::Key::Issued:
        return {u"%1 >= ? AND %1 < ?"_s.arg(authTime), {term.from, term.to}};
    case FilterTerm::Key::Expires:
        return {u"%1 + ? >= ? AND %1 + ? < ?"_s.arg(authTime), {m_lifetime, term.from, m_lifetime, term.to}};
    case FilterTerm::Key::State:
        if (term.value == "active"_L1) {
            return {u"%1 + ? >= ?"_s.arg(authTime), {m_lifetime, now}};
        }
        return term.value == "expired"_L1 ? Condition{u"%1 + ? < ?"_s.arg(authTime), {m_lifetime, now}}
                                          : Condition{u"0 = 1"_s, {}};
    case FilterTerm::Key::Type:
    case FilterTerm::Key::Grant:
        return {u"0 = 1"_s, {}}; // a code has neither
    }
    return {};
}

Ordering CodeTable::ordering(const CodeQuery& query) const
{
    switch (query.sort) {
    case CodeSort::Key:
        return {{}, query.order};
    case CodeSort::AuthTime:
        return {m_sql.column(u"auth_time"_s), query.order};
    case CodeSort::ClientId:
        return {m_sql.column(u"client_id"_s), query.order};
    }
    return {};
}

} // namespace owb::store
