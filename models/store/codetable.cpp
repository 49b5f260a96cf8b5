#include "store/codetable.h"

#include "store/cellreader.h"
#include "store/cellwriter.h"
#include "store/fieldsql.h"
#include "store/tokenvalues.h"

using namespace Qt::StringLiterals;

namespace owb::store {

using oauth::FilterTerm;

namespace {
constexpr qint64 usualLifetime = 300; // seconds, of a code for which nobody says how long it lives
}

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
    m_start = m_sql.select(u"auth_time"_s);
    m_end = m_sql.select(u"expires_at"_s);
    m_ownLifetime = m_sql.select(u"expires_in"_s);
    m_challenge = m_sql.select(u"code_challenge"_s);
    m_method = m_sql.select(u"code_challenge_method"_s);
    m_revoked = m_sql.select(u"revoked"_s);
}

oauth::AuthorizationCode CodeTable::read(const Row& row) const
{
    oauth::AuthorizationCode code;
    CellReader cells(row, m_sql.entity(), code.problems);
    const auto text = [&cells](const SelectedField& field) { return cells.text(field).value_or(QString()); };
    code.key = m_sql.key(row);
    code.code = cells.secret(m_code).value_or(core::Secret());
    code.valueStored = !looksDigested(m_code.field, code.code);
    code.clientId = cells.text(m_client);
    code.userId = cells.text(m_user);
    code.redirectUri = text(m_redirect);
    code.scope = text(m_scope);
    if (m_scope.field.isList()) {
        code.scope = decodeMember(m_scope.field, u"scope"_s, code.scope).toString();
    }
    code.responseType = text(m_response);
    code.authTime = m_start.exists() ? cells.moment(m_start).value_or(0) : 0;
    if (m_end.exists()) {
        code.expiresAt = cells.moment(m_end);
    } else if (const qint64 lifetime = m_lifetime > 0 ? m_lifetime : cells.integer(m_ownLifetime); lifetime > 0) {
        code.expiresAt = static_cast<qint64>(static_cast<quint64>(code.authTime) + static_cast<quint64>(lifetime));
    }
    code.codeChallengeMethod = text(m_method);
    code.hasChallenge = !text(m_challenge).isEmpty();
    code.used = m_revoked.field.codec == Codec::Moment ? cells.momentSet(m_revoked).has_value()
                                                       : m_revoked.exists() && cells.isRevoked(m_revoked);
    return code;
}

Condition CodeTable::codeIs(const core::Secret& code) const
{
    const Field* field = m_sql.entity().field(u"code"_s);
    const auto forms = field ? storedForms(m_sql.entity(), *field, code) : QList<core::Secret>();
    Condition any = Condition::never();
    for (const core::Secret& form : forms) {
        any = any || m_sql.dialect().isExactly(m_sql.columnSql(u"code"_s), form.revealText());
    }
    return any;
}

QString CodeTable::startSql() const
{
    const Field* start = m_sql.entity().field(u"auth_time"_s);
    return start ? secondsSql(m_sql.dialect(), *start, m_sql.columnSql(u"auth_time"_s)) : u"0"_s;
}

QString CodeTable::revokedSql() const
{
    const Field* field = m_sql.entity().field(u"revoked"_s);
    return field ? flagSql(m_sql.dialect(), *field, m_sql.columnSql(u"revoked"_s)) : u"FALSE"_s;
}

QString CodeTable::endSql() const
{
    if (const Field* end = m_sql.entity().field(u"expires_at"_s)) {
        return secondsSql(m_sql.dialect(), *end, m_sql.columnSql(u"expires_at"_s));
    }
    const QString own = m_sql.column(u"expires_in"_s);
    const QString lifetime = m_lifetime > 0 || own.isEmpty() ? QString::number(m_lifetime) : own;
    return u"%1 + %2"_s.arg(m_sql.dialect().asWide(startSql()), lifetime);
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

Condition CodeTable::userIs(const FilterTerm& term) const
{
    const ColumnSql user = m_sql.columnSql(u"user_id"_s);
    if (!user.exists()) {
        return Condition::never();
    }
    return isPattern(term) ? Condition{m_sql.dialect().matchesPattern(m_sql.dialect().asText(user.sql)),
               {m_sql.dialect().patternFor(term.value)}}
                           : m_sql.dialect().isExactly(user, term.value).orFalse();
}

Condition CodeTable::stateIs(const QString& state, qint64 now) const
{
    if (state == "revoked"_L1) {
        return {revokedSql(), {}};
    }
    const Condition inTime{u"COALESCE(%1 %2 ?, FALSE)"_s.arg(endSql(), state == "active"_L1 ? u">="_s : u"<"_s), {now}};
    return m_revoked.exists() ? Condition{u"NOT "_s + revokedSql(), {}} && inTime : inTime;
}

Condition CodeTable::term(const FilterTerm& term, qint64 now) const
{
    const Dialect& dialect = m_sql.dialect();
    const QString client = m_sql.entity().has(u"client_id"_s) ? m_sql.expression(u"client_id"_s) : u"''"_s;
    const QString redirect = m_sql.entity().has(u"redirect_uri"_s) ? m_sql.column(u"redirect_uri"_s) : u"''"_s;
    switch (term.key) {
    case FilterTerm::Key::Word:
        return Condition{dialect.containsText(client), {term.value}}
        || Condition{dialect.containsText(redirect), {term.value}};
    case FilterTerm::Key::Client:
        return isPattern(term) ? Condition{dialect.matchesPattern(client), {dialect.patternFor(term.value)}}
                               : clientIs(term.value);
    case FilterTerm::Key::User:
        return userIs(term);
    case FilterTerm::Key::Scope: {
        const Field* scope = m_sql.entity().field(u"scope"_s);
        return scope ? hasEntry(dialect, *scope, m_sql.columnSql(u"scope"_s), term.value) : Condition::never();
    }
    case FilterTerm::Key::Redirect:
        return {dialect.containsText(redirect), {term.value}};
    case FilterTerm::Key::Issued:
        return {u"COALESCE(%1 >= ? AND %1 < ?, FALSE)"_s.arg(startSql()), {term.from, term.to}};
    case FilterTerm::Key::Expires:
        return {u"COALESCE(%1 >= ? AND %1 < ?, FALSE)"_s.arg(endSql()), {term.from, term.to}};
    case FilterTerm::Key::State:
        return stateIs(term.value, now);
    case FilterTerm::Key::Type:
    case FilterTerm::Key::Grant:
        return Condition::never(); // a code has neither
    }
    return {};
}

Ordering CodeTable::ordering(const CodeQuery& query) const
{
    switch (query.sort) {
    case CodeSort::Key:
        return {{}, query.order};
    case CodeSort::AuthTime:
        return m_sql.orderedBy(u"auth_time"_s, query.order);
    case CodeSort::ClientId:
        return m_sql.orderedBy(u"client_id"_s, query.order);
    }
    return {};
}

core::Result<Statement> CodeTable::insert(
    const oauth::AuthorizationCode& code, const QVariant& client, Keeping keeping) const
{
    CellWriter cells(m_sql.entity(), code.authTime);
    cells.setToken(u"code"_s, code.code, keeping);
    cells.set(u"client_id"_s, client);
    cells.setReference(u"user_id"_s, code.userId);
    cells.set(u"redirect_uri"_s, code.redirectUri);
    cells.set(u"response_type"_s, code.responseType);
    cells.setList(u"scope"_s, code.scope);
    cells.setMoment(u"auth_time"_s, code.authTime);
    const qint64 end = code.expiresAt.value_or(code.authTime + usualLifetime);
    cells.setMoment(u"expires_at"_s, end);
    if (m_revoked.field.codec == Codec::Moment) {
        cells.setMoment(u"revoked"_s, std::nullopt);
    } else {
        cells.setFlag(u"revoked"_s, false);
    }
    cells.set(u"expires_in"_s, end - code.authTime);
    const auto optional = [](const QString& text) { return text.isEmpty() ? QVariant() : QVariant(text); };
    cells.set(u"nonce"_s, optional(code.nonce));
    cells.set(u"code_challenge"_s, optional(code.codeChallenge));
    cells.set(u"code_challenge_method"_s, optional(code.codeChallengeMethod));
    cells.setNewRow();
    cells.setExtra(code.extraColumns);
    const auto values = cells.values();
    return values ? core::Result<Statement>(m_sql.insert(*values)) : tl::unexpected(values.error());
}

} // namespace owb::store
