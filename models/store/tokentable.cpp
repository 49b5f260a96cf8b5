#include "store/tokentable.h"

#include "store/cellreader.h"
#include "store/cellwriter.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace owb::store {

TokenTable::TokenTable(const BoundSchema& schema, const Dialect& dialect)
    : m_sql(schema.token, dialect)
    , m_eitherRefusesAccess(schema.profile.eitherRevocationRefusesAccess)
{
    if (!m_sql.exists()) {
        return;
    }
    m_client = m_sql.select(u"client_id"_s);
    m_user = m_sql.select(u"user_id"_s);
    m_type = m_sql.select(u"token_type"_s);
    m_access = m_sql.select(u"access_token"_s);
    m_refresh = m_sql.select(u"refresh_token"_s);
    m_scope = m_sql.select(u"scope"_s);
    m_issuedAt = m_sql.select(u"issued_at"_s);
    m_expiresIn = m_sql.select(u"expires_in"_s);
    m_accessRevoked = m_sql.select(u"access_revoked_at"_s);
    m_refreshRevoked = m_sql.select(u"refresh_revoked_at"_s);
    m_hasTimes = m_accessRevoked >= 0;
    m_flag = m_hasTimes ? -1 : m_sql.select(u"revoked"_s); // beside the times a flag is a leftover nobody reads
    if (const Field* lifetime = m_sql.entity().field(u"expires_in"_s)) {
        m_zeroIsNever = lifetime->zeroIsNever;
    }
    m_byAccess = m_sql.selectWhere(accessTokenIs({}), 1).sql;
    m_byRefresh = m_sql.selectWhere(refreshTokenIs({}), 1).sql;
    prepareInsert();
}

Condition TokenTable::accessTokenIs(const core::Secret& value) const
{
    return {m_sql.dialect().isExactly(m_sql.column(u"access_token"_s)), {value.revealText()}};
}

Condition TokenTable::refreshTokenIs(const core::Secret& value) const
{
    return {m_sql.dialect().isExactly(m_sql.column(u"refresh_token"_s)), {value.revealText()}};
}

Statement TokenTable::byAccessToken(const core::Secret& value) const
{
    return {m_byAccess, {value.revealText()}};
}

Statement TokenTable::byRefreshToken(const core::Secret& value) const
{
    return {m_byRefresh, {value.revealText()}};
}

Condition TokenTable::clientIs(const QString& clientId) const
{
    return {m_sql.dialect().isExactly(m_sql.column(u"client_id"_s)), {clientId}};
}

Condition TokenTable::userIs(const QString& userId) const
{
    const QString column = m_sql.column(u"user_id"_s);
    return column.isEmpty() ? Condition{u"0 = 1"_s, {}} : Condition{u"CAST(%1 AS TEXT) = ?"_s.arg(column), {userId}};
}

oauth::Token TokenTable::read(const Row& row) const
{
    oauth::Token token;
    CellReader cells(row, token.problems);
    token.key = m_sql.key(row);
    token.clientId = cells.text(m_client, u"client_id"_s);
    token.userId = cells.text(m_user, u"user_id"_s);
    token.tokenType = cells.text(m_type, u"token_type"_s).value_or(QString());
    token.accessToken = cells.secret(m_access, u"access_token"_s).value_or(core::Secret());
    token.refreshToken = cells.secret(m_refresh, u"refresh_token"_s);
    if (token.refreshToken && token.refreshToken->isEmpty()) {
        token.refreshToken.reset(); // some layouts write '' for none
    }
    token.scope = cells.text(m_scope, u"scope"_s).value_or(QString());
    token.issuedAt = cells.integer(m_issuedAt, u"issued_at"_s);
    const qint64 lifetime = cells.integer(m_expiresIn, u"expires_in"_s);
    if (lifetime != 0 || !m_zeroIsNever) {
        qint64 end = 0; // the column may hold any 64-bit number
        const bool beyond = __builtin_add_overflow(token.issuedAt, lifetime, &end);
        token.expiresAt = !beyond ? end
            : lifetime > 0        ? std::numeric_limits<qint64>::max()
                                  : std::numeric_limits<qint64>::min();
    }
    token.revocationTimesKnown = m_hasTimes;
    if (m_hasTimes) {
        token.accessRevokedAt = cells.momentSet(m_accessRevoked, u"access_token_revoked_at"_s);
        token.refreshRevokedAt = cells.momentSet(m_refreshRevoked, u"refresh_token_revoked_at"_s);
    } else if (cells.flag(m_flag, u"revoked"_s)) {
        token.accessRevokedAt = token.refreshRevokedAt = 1;
    }
    token.accessRefused = token.accessRevokedAt || (m_eitherRefusesAccess && token.refreshRevokedAt);
    token.refreshRefused = token.refreshRevokedAt.has_value();
    return token;
}

core::Result<QList<std::pair<QString, QVariant>>> TokenTable::cellsOf(const oauth::Token& token) const
{
    CellWriter cells(m_sql.entity());
    cells.set(u"client_id"_s, token.clientId ? QVariant(*token.clientId) : QVariant());
    cells.setReference(u"user_id"_s, token.userId);
    cells.set(u"token_type"_s, token.tokenType);
    cells.set(u"access_token"_s, token.accessToken.revealText());
    cells.set(u"refresh_token"_s, token.refreshToken ? QVariant(token.refreshToken->revealText()) : QVariant());
    cells.set(u"scope"_s, token.scope);
    cells.set(u"issued_at"_s, token.issuedAt);
    if (!token.expiresAt && !m_zeroIsNever) {
        return core::failure(core::Error::Kind::ValueNotAllowed, u"expires_in"_s,
            {u"in this layout a lifetime of 0 means expired at once, so a token cannot live for ever"_s});
    }
    cells.set(u"expires_in"_s, token.expiresAt ? *token.expiresAt - token.issuedAt : 0);
    if (m_hasTimes) {
        cells.set(u"access_revoked_at"_s, token.accessRevokedAt.value_or(0));
        cells.set(u"refresh_revoked_at"_s, token.refreshRevokedAt.value_or(0));
    }
    cells.set(u"revoked"_s, token.accessRevokedAt.has_value());
    cells.setExtra(token.extraColumns);
    return cells.values();
}

core::Result<Statement> TokenTable::insert(const oauth::Token& token) const
{
    const auto values = cellsOf(token);
    if (!values) {
        return tl::unexpected(values.error());
    }
    // Tokens are stored by the thousand: their statement is put together once, unless a column is added to it.
    if (!token.extraColumns.isEmpty() || values->size() != m_insertColumns) {
        return m_sql.insert(*values);
    }
    Statement statement{m_insert, {}};
    statement.values.reserve(values->size());
    for (const auto& [column, value] : *values) {
        statement.values << value;
    }
    return statement;
}

void TokenTable::prepareInsert()
{
    oauth::Token any;
    any.userId = m_user >= 0 ? std::optional(u"0"_s) : std::nullopt;
    any.expiresAt = 1;
    if (const auto values = cellsOf(any); values) {
        m_insert = m_sql.insert(*values).sql;
        m_insertColumns = values->size();
    }
}

Statement TokenTable::revoke(const Step& step, const Condition& condition, qint64 now) const
{
    QStringList sets;
    QVariantList values;
    for (const QString& field : step.setNow) {
        const QString column = m_sql.column(field);
        if (!column.isEmpty()) {
            sets << u"%1 = CASE WHEN %2 THEN %1 ELSE ? END"_s.arg(column, m_sql.dialect().isSet(column));
            values << now;
        }
    }
    for (const QString& field : step.setTrue) {
        const QString column = m_sql.column(field);
        if (!column.isEmpty()) {
            sets << column + u" = ?"_s;
            values << true;
        }
    }
    return {u"UPDATE %1 SET %2"_s.arg(m_sql.table(), sets.join(u", "_s)) + condition.whereClause(),
        values + condition.values};
}

} // namespace owb::store
