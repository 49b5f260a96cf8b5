#include "store/fieldsql.h"
#include "store/tokentable.h"

using namespace Qt::StringLiterals;

namespace owb::store {

using oauth::FilterTerm;

QString TokenTable::issuedSql() const
{
    const Field* issued = m_sql.entity().field(u"issued_at"_s);
    return issued ? secondsSql(m_sql.dialect(), *issued, m_sql.columnSql(u"issued_at"_s)) : u"0"_s;
}

QString TokenTable::expiresSql() const
{
    const Dialect& dialect = m_sql.dialect();
    if (const Field* end = m_sql.entity().field(u"expires_at"_s)) {
        const QString seconds = secondsSql(dialect, *end, m_sql.columnSql(u"expires_at"_s));
        return end->codec == Codec::Epoch ? u"CASE WHEN %1 <> 0 THEN %1 END"_s.arg(seconds) : seconds;
    }
    const Field* field = m_sql.entity().field(u"expires_in"_s);
    if (!field) {
        return u"NULL"_s;
    }
    const QString lifetime = m_sql.column(u"expires_in"_s);
    const QString end = u"%1 + %2"_s.arg(dialect.asWide(issuedSql()), lifetime);
    return field->zeroIsNever ? u"CASE WHEN %1 <> 0 THEN %2 END"_s.arg(lifetime, end) : end;
}

QString TokenTable::revokedSql() const
{
    const Dialect& dialect = m_sql.dialect();
    const ColumnSql access = m_sql.columnSql(u"access_revoked_at"_s);
    const ColumnSql refresh = m_sql.columnSql(u"refresh_revoked_at"_s);
    if (access.exists() && refresh.exists() && m_eitherRefusesAccess) {
        return u"(%1 OR %2)"_s.arg(dialect.isSet(access), dialect.isSet(refresh));
    }
    if (access.exists() || refresh.exists()) {
        return dialect.isSet(access.exists() && !m_ofRefreshTokens ? access : refresh.exists() ? refresh : access);
    }
    const Field* flag = m_sql.entity().field(u"revoked"_s);
    return flag ? flagSql(dialect, *flag, m_sql.columnSql(u"revoked"_s)) : u"FALSE"_s;
}

Condition TokenTable::live(qint64 now) const
{
    // The end first: of a large table most rows are over, and need not be looked at further.
    return {u"COALESCE((%1) >= ?, TRUE) AND NOT %2"_s.arg(expiresSql(), revokedSql()), {now}};
}

Condition TokenTable::stateIs(const QString& state, qint64 now) const
{
    if (state == "revoked"_L1) {
        return {revokedSql(), {}};
    }
    if (state == "expired"_L1) {
        return {u"COALESCE((%1) < ?, FALSE) AND NOT %2"_s.arg(expiresSql(), revokedSql()), {now}};
    }
    return live(now);
}

Condition TokenTable::matching(const oauth::Filter& filter, qint64 now) const
{
    QList<Condition> all;
    for (const FilterTerm& one : filter.terms) {
        const Condition condition = term(one, now);
        // What is unknown does not match. Only a denial must be told so: an index answers the bare condition alone.
        all << (one.negated ? condition.orFalse().negated() : condition);
    }
    return Condition::allOf(all);
}

Condition TokenTable::wordIs(const QString& word) const
{
    const core::Secret value(word);
    const QString client = m_sql.entity().has(u"client_id"_s) ? m_sql.expression(u"client_id"_s) : u"''"_s;
    const Condition named{m_sql.dialect().containsText(client), {word}};
    return named || userIs(word).orFalse() || accessTokenIs(value).orFalse() || refreshTokenIs(value).orFalse();
}

Condition TokenTable::scopeIs(const QString& scope) const
{
    const Field* field = m_sql.entity().field(u"scope"_s);
    return field ? hasEntry(m_sql.dialect(), *field, m_sql.columnSql(u"scope"_s), scope) : Condition::never();
}

Condition TokenTable::term(const FilterTerm& term, qint64 now) const
{
    const Dialect& dialect = m_sql.dialect();
    const auto pattern = [&](const QString& text) {
        return text.isEmpty() ? Condition::never()
                              : Condition{dialect.matchesPattern(text), {dialect.patternFor(term.value)}};
    };
    const auto expression = [this](const QString& name) { return m_sql.expression(name); };
    switch (term.key) {
    case FilterTerm::Key::Word:
        return wordIs(term.value);
    case FilterTerm::Key::Client:
        return isPattern(term) ? pattern(expression(u"client_id"_s)) : clientIs(term.value);
    case FilterTerm::Key::User:
        return isPattern(term) && m_sql.entity().has(u"user_id"_s) ? pattern(dialect.asText(expression(u"user_id"_s)))
                                                                   : userIs(term.value);
    case FilterTerm::Key::Scope:
        return scopeIs(term.value);
    case FilterTerm::Key::State:
        return stateIs(term.value, now);
    case FilterTerm::Key::Type:
        return m_sql.entity().has(u"token_type"_s)
            ? Condition{u"lower(COALESCE(%1, '')) = lower(?)"_s.arg(m_sql.column(u"token_type"_s)), {term.value}}
            : Condition{u"lower(?) = 'bearer'"_s, {term.value}}; // what tokens without a type are
    case FilterTerm::Key::Issued:
        return {u"%1 >= ? AND %1 < ?"_s.arg(issuedSql()), {term.from, term.to}};
    case FilterTerm::Key::Expires:
        return {u"COALESCE((%1) >= ? AND (%1) < ?, FALSE)"_s.arg(expiresSql()), {term.from, term.to}};
    case FilterTerm::Key::Grant:
    case FilterTerm::Key::Redirect:
        return Condition::never(); // of clients only; a token has neither
    }
    return {};
}

Ordering TokenTable::ordering(const TokenQuery& query) const
{
    switch (query.sort) {
    case TokenSort::Key:
        return {{}, query.order};
    case TokenSort::IssuedAt:
        return m_sql.orderedBy(u"issued_at"_s, query.order);
    case TokenSort::ExpiresAt:
        return m_sql.entity().has(u"expires_at"_s) ? m_sql.orderedBy(u"expires_at"_s, query.order)
                                                   : Ordering{u'(' + expiresSql() + u')', query.order};
    case TokenSort::ClientId:
        return m_sql.orderedBy(u"client_id"_s, query.order);
    case TokenSort::UserId:
        return m_sql.orderedBy(u"user_id"_s, query.order);
    }
    return {};
}

} // namespace owb::store
