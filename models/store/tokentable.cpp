#include "store/tokentable.h"

#include "store/cellreader.h"
#include "store/tokenvalues.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** What a row is read into, by canonical name. */
const QStringList& readFields()
{
    static const QStringList names{u"client_id"_s, u"user_id"_s, u"token_type"_s, u"access_token"_s,
        u"refresh_token"_s, u"scope"_s, u"issued_at"_s, u"expires_in"_s, u"expires_at"_s, u"access_revoked_at"_s,
        u"refresh_revoked_at"_s, u"revoked"_s};
    return names;
}

} // namespace

TokenTable::TokenTable(const BoundSchema& schema, Entity which, const Dialect& dialect)
    : m_sql(schema.entity(which), dialect)
    , m_ofRefreshTokens(which == Entity::Refresh)
    , m_eitherRefusesAccess(schema.profile.eitherRevocationRefusesAccess)
{
    if (!m_sql.exists()) {
        return;
    }
    for (const QString& field : readFields()) {
        m_places.insert(field, m_sql.select(field));
    }
    m_byAccess = m_sql.selectWhere(accessTokenIs(core::Secret(u"x"_s)), 1);
    m_byRefresh = m_sql.selectWhere(refreshTokenIs(core::Secret(u"x"_s)), 1);
    prepareInsert();
}

QString TokenTable::name(const QString& field) const
{
    const Field* mapped = m_sql.entity().field(field);
    return mapped ? mapped->column : field;
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

/** Tokens are looked up by the thousand, so their statement is put together once where its shape is always the same. */
Statement TokenTable::lookup(const Statement& known, const Condition& condition) const
{
    return known.values.size() == condition.values.size() ? Statement{known.sql, condition.values}
                                                          : m_sql.selectWhere(condition, 1);
}

Statement TokenTable::byAccessToken(const core::Secret& value) const
{
    return lookup(m_byAccess, accessTokenIs(value));
}

Statement TokenTable::byRefreshToken(const core::Secret& value) const
{
    return lookup(m_byRefresh, refreshTokenIs(value));
}

Condition TokenTable::userIs(const QString& userId) const
{
    const ColumnSql column = m_sql.columnSql(u"user_id"_s);
    return column.exists() ? m_sql.dialect().isExactly(column, userId) : Condition::never();
}

oauth::Token TokenTable::read(const Row& row) const
{
    oauth::Token token;
    CellReader cells(row, token.problems);
    const auto place = [this](const QString& field) { return m_places.value(field, -1); };
    token.key = m_sql.key(row);
    token.key.ofRefreshTokens = m_ofRefreshTokens;
    token.clientId = cells.text(place(u"client_id"_s), name(u"client_id"_s));
    token.userId = cells.text(place(u"user_id"_s), name(u"user_id"_s));
    token.tokenType = cells.text(place(u"token_type"_s), name(u"token_type"_s)).value_or(QString());
    token.accessToken =
        cells.secret(place(u"access_token"_s), name(u"access_token"_s)).value_or(core::Secret());
    token.refreshToken = cells.secret(place(u"refresh_token"_s), name(u"refresh_token"_s));
    if (token.refreshToken && token.refreshToken->isEmpty()) {
        token.refreshToken.reset(); // some layouts write '' for none
    }
    const QString scope = cells.text(place(u"scope"_s), name(u"scope"_s)).value_or(QString());
    const Field* scopeField = m_sql.entity().field(u"scope"_s);
    token.scope = scopeField && scopeField->codec != Codec::Text
        ? decodeMember(*scopeField, u"scope"_s, scope).toString()
        : scope;
    const Field* value = m_sql.entity().field(m_ofRefreshTokens ? u"refresh_token"_s : u"access_token"_s);
    token.valuesStored = value && !looksDigested(*value, m_ofRefreshTokens && token.refreshToken
            ? *token.refreshToken
            : token.accessToken);
    readTimes(cells, token);
    readRevocation(cells, token);
    return token;
}

void TokenTable::readTimes(CellReader& cells, oauth::Token& token) const
{
    const auto& entity = m_sql.entity();
    if (const Field* issued = entity.field(u"issued_at"_s)) {
        token.issuedAt = cells.moment(*issued, m_places.value(u"issued_at"_s)).value_or(0);
    }
    if (const Field* end = entity.field(u"expires_at"_s)) {
        token.expiresAt = cells.moment(*end, m_places.value(u"expires_at"_s));
        return;
    }
    const Field* lifetimeField = entity.field(u"expires_in"_s);
    if (!lifetimeField || (lifetimeField->optional && cells.isNull(m_places.value(u"expires_in"_s)))) {
        return;
    }
    const qint64 lifetime = cells.integer(m_places.value(u"expires_in"_s), lifetimeField->column);
    if (lifetime != 0 || !lifetimeField->zeroIsNever) {
        qint64 end = 0; // the column may hold any 64-bit number
        const bool beyond = __builtin_add_overflow(token.issuedAt, lifetime, &end);
        token.expiresAt = !beyond ? end
            : lifetime > 0        ? std::numeric_limits<qint64>::max()
                                  : std::numeric_limits<qint64>::min();
    }
}

void TokenTable::readRevocation(CellReader& cells, oauth::Token& token) const
{
    const auto& entity = m_sql.entity();
    const Field* access = entity.field(u"access_revoked_at"_s);
    const Field* refresh = entity.field(u"refresh_revoked_at"_s);
    token.revocationTimesKnown = access || refresh;
    if (access) {
        token.accessRevokedAt = cells.momentSet(*access, m_places.value(u"access_revoked_at"_s));
    }
    if (refresh) {
        token.refreshRevokedAt = cells.momentSet(*refresh, m_places.value(u"refresh_revoked_at"_s));
    }
    const Field* flag = entity.field(u"revoked"_s);
    // Beside the times a flag is a leftover that nobody reads.
    if (flag && !token.revocationTimesKnown && cells.isRevoked(*flag, m_places.value(u"revoked"_s))) {
        token.accessRevokedAt = token.refreshRevokedAt = 1;
    }
    token.refreshRefused = token.refreshRevokedAt.has_value();
    token.accessRefused = token.accessRevokedAt || (m_eitherRefusesAccess && token.refreshRevokedAt)
        || (m_ofRefreshTokens && token.refreshRefused);
}

} // namespace owb::store
