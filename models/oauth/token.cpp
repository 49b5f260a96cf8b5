#include "oauth/token.h"

#include "core/random.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {
constexpr int accessTokenLength = 42;
constexpr int refreshTokenLength = 48;
constexpr qint64 defaultLifetime = 864000; // seconds; what Authlib gives code, password and client credentials grants
} // namespace

QString Token::shownKey() const
{
    return valuesStored ? key.shownBeside({accessToken, refreshToken.value_or(core::Secret())}) : key.text();
}

TokenState Token::stateAt(qint64 now) const
{
    if (accessRefused) {
        return TokenState::Revoked;
    }
    return expiresAt && *expiresAt < now ? TokenState::Expired : TokenState::Active;
}

RefreshState Token::refreshState() const
{
    if (!refreshToken) {
        return RefreshState::None;
    }
    return refreshRefused ? RefreshState::Revoked : RefreshState::Live;
}

QStringList Token::scopes() const
{
    static const QRegularExpression spaces(u"\\s+"_s);
    return scope.split(spaces, Qt::SkipEmptyParts);
}

core::Secret newAccessToken()
{
    return core::Secret(core::randomText(accessTokenLength));
}

core::Secret newRefreshToken()
{
    return core::Secret(core::randomText(refreshTokenLength));
}

Token newToken(qint64 now)
{
    Token token;
    token.tokenType = u"Bearer"_s;
    token.accessToken = newAccessToken();
    token.issuedAt = now;
    token.expiresAt = now + defaultLifetime;
    return token;
}

QString stateId(TokenState state)
{
    switch (state) {
    case TokenState::Active:
        return u"active"_s;
    case TokenState::Expired:
        return u"expired"_s;
    case TokenState::Revoked:
        return u"revoked"_s;
    }
    return {};
}

QString stateId(RefreshState state)
{
    switch (state) {
    case RefreshState::None:
        return u"none"_s;
    case RefreshState::Live:
        return u"live"_s;
    case RefreshState::Revoked:
        return u"revoked"_s;
    }
    return {};
}

} // namespace owb::oauth
