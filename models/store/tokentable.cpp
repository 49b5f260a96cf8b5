#include "store/tokentable.h"

#include "store/cellreader.h"
#include "store/tokenvalues.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {
const QString onlyType = u"Bearer"_s; // RFC 6750; of layouts that keep no type
} // namespace

TokenTable::TokenTable(const BoundSchema& schema, Entity which, const Dialect& dialect)
    : m_sql(schema.entity(which), dialect)
    , m_ofRefreshTokens(which == Entity::Refresh)
    , m_eitherRefusesAccess(schema.profile.eitherRevocationRefusesAccess)
    , m_bothAtOnce(!schema.profile.can(u"revoke_refresh"_s) && !schema.profile.refresh.exists())
{
    if (!m_sql.exists()) {
        return;
    }
    m_hasChecksums = m_sql.entity().has(u"access_checksum"_s) || m_sql.entity().has(u"refresh_checksum"_s);
    m_client = m_sql.select(u"client_id"_s);
    m_user = m_sql.select(u"user_id"_s);
    m_type = m_sql.select(u"token_type"_s);
    m_access = m_sql.select(u"access_token"_s);
    m_refresh = m_sql.select(u"refresh_token"_s);
    m_scope = m_sql.select(u"scope"_s);
    m_issued = m_sql.select(u"issued_at"_s);
    m_lifetime = m_sql.select(u"expires_in"_s);
    m_end = m_sql.select(u"expires_at"_s);
    m_accessRevoked = m_sql.select(u"access_revoked_at"_s);
    m_refreshRevoked = m_sql.select(u"refresh_revoked_at"_s);
    m_flag = m_sql.select(u"revoked"_s);
    m_refreshFlag = m_sql.select(u"refresh_revoked"_s);
    m_byAccess = lookup(u"access_token"_s, u"access_checksum"_s);
    m_byRefresh = lookup(u"refresh_token"_s, u"refresh_checksum"_s);
    prepareInsert();
}

Condition TokenTable::valueIs(const QString& field, const QString& checksum, const core::Secret& value) const
{
    // Where a digest stands beside the token, it is the digest that has the index.
    const QString where = m_sql.entity().has(checksum) ? checksum : field;
    const Field* mapped = m_sql.entity().field(where);
    if (!mapped) {
        return Condition::never();
    }
    const ColumnSql column = m_sql.columnSql(where);
    Condition any;
    for (const core::Secret& stored : storedForms(m_sql.entity(), *mapped, value)) {
        const Condition one = m_sql.dialect().isExactly(column, stored.revealText());
        any = any.sql.isEmpty() ? one : any || one;
    }
    return any.sql.isEmpty() ? Condition::never() : any;
}

Condition TokenTable::accessTokenIs(const core::Secret& value) const
{
    return valueIs(u"access_token"_s, u"access_checksum"_s, value);
}

Condition TokenTable::refreshTokenIs(const core::Secret& value) const
{
    return valueIs(u"refresh_token"_s, u"refresh_checksum"_s, value);
}

std::optional<ExactLookup> TokenTable::lookup(const QString& field, const QString& checksum) const
{
    const Field* mapped = m_sql.entity().has(checksum) ? nullptr : m_sql.entity().field(field);
    return mapped && mapped->digests.isEmpty() ? std::optional(ExactLookup(m_sql, field)) : std::nullopt;
}

Statement TokenTable::byAccessToken(const core::Secret& value) const
{
    return m_byAccess ? m_byAccess->of(m_sql, value.revealText()) : m_sql.selectWhere(accessTokenIs(value), 1);
}

Statement TokenTable::byRefreshToken(const core::Secret& value) const
{
    return m_byRefresh ? m_byRefresh->of(m_sql, value.revealText()) : m_sql.selectWhere(refreshTokenIs(value), 1);
}

Condition TokenTable::userIs(const QString& userId) const
{
    return m_sql.fieldIs(u"user_id"_s, userId);
}

oauth::Token TokenTable::read(const Row& row) const
{
    oauth::Token token;
    CellReader cells(row, m_sql.entity(), token.problems);
    token.key = m_sql.key(row);
    token.key.ofRefreshTokens = m_ofRefreshTokens;
    token.clientId = cells.text(m_client);
    token.userId = cells.text(m_user);
    token.tokenType = m_type.exists() ? cells.text(m_type).value_or(QString()) : onlyType;
    token.accessToken = cells.secret(m_access).value_or(core::Secret());
    token.refreshToken = cells.secret(m_refresh);
    if (token.refreshToken && token.refreshToken->isEmpty()) {
        token.refreshToken.reset(); // some layouts write '' for none
    }
    token.scope = cells.text(m_scope).value_or(QString());
    if (m_scope.field.isList()) {
        token.scope = decodeMember(m_scope.field, u"scope"_s, token.scope).toString();
    }
    token.valuesStored = m_ofRefreshTokens || !m_access.exists()
        ? !looksDigested(m_refresh.field, token.refreshToken.value_or(core::Secret()))
        : !looksDigested(m_access.field, token.accessToken);
    readTimes(cells, token);
    readRevocation(cells, token);
    return token;
}

void TokenTable::readTimes(CellReader& cells, oauth::Token& token) const
{
    if (m_issued.exists()) {
        token.issuedAt = cells.moment(m_issued).value_or(0);
    }
    if (m_end.exists()) {
        token.expiresAt = cells.moment(m_end);
        return;
    }
    if (!m_lifetime.exists() || (!m_lifetime.field.zeroIsNever && cells.isNull(m_lifetime))) {
        return;
    }
    const qint64 lifetime = cells.integer(m_lifetime);
    if (lifetime != 0 || !m_lifetime.field.zeroIsNever) {
        qint64 end = 0; // the column may hold any 64-bit number
        const bool beyond = __builtin_add_overflow(token.issuedAt, lifetime, &end);
        token.expiresAt = !beyond ? end
            : lifetime > 0        ? std::numeric_limits<qint64>::max()
                                  : std::numeric_limits<qint64>::min();
    }
}

void TokenTable::readRevocation(CellReader& cells, oauth::Token& token) const
{
    token.revocationTimesKnown = m_accessRevoked.exists() || m_refreshRevoked.exists();
    token.accessRevokedAt = cells.momentSet(m_accessRevoked);
    token.refreshRevokedAt = cells.momentSet(m_refreshRevoked);
    // Beside the times a flag is a leftover that nobody reads.
    if (!token.revocationTimesKnown) {
        const bool access = m_flag.exists() && cells.isRevoked(m_flag);
        const bool refresh = m_refreshFlag.exists() ? cells.isRevoked(m_refreshFlag) : access;
        token.accessRevokedAt = access ? std::optional<qint64>(1) : std::nullopt;
        token.refreshRevokedAt = refresh ? std::optional<qint64>(1) : std::nullopt;
    }
    if (m_bothAtOnce && !m_refreshFlag.exists() && token.accessRevokedAt) {
        token.refreshRevokedAt = token.accessRevokedAt;
    }
    token.refreshRefused = token.refreshRevokedAt.has_value();
    token.accessRefused = token.accessRevokedAt || (m_eitherRefusesAccess && token.refreshRevokedAt)
        || (m_ofRefreshTokens && token.refreshRefused);
}

} // namespace owb::store
