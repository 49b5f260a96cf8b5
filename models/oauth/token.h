#pragma once

#include "core/secret.h"
#include "oauth/cellproblem.h"
#include "oauth/rowkey.h"

#include <QMap>
#include <QObject>
#include <QStringList>

#include <optional>

namespace owb::oauth {
Q_NAMESPACE

/** RFC 7009 section 2.1 token_type_hint. */
enum class TokenHint { None, AccessToken, RefreshToken };
Q_ENUM_NS(TokenHint)

/** What a revocation takes away. */
enum class RevokeWhat { Access, Refresh, Both };
Q_ENUM_NS(RevokeWhat)

/** How an access token stands at a moment. */
enum class TokenState { Active, Expired, Revoked };
Q_ENUM_NS(TokenState)

/** How the refresh token of a row stands. */
enum class RefreshState { None, Live, Revoked };
Q_ENUM_NS(RefreshState)

/**
 * An issued token: one row with an access token and perhaps a refresh token, or with a refresh token alone where the
 * layout keeps those apart. Names are those of RFC 7662.
 */
struct Token
{
    RowKey key; // empty: not stored yet
    std::optional<QString> clientId; // absent when NULL
    std::optional<QString> userId; // sub; absent for client_credentials
    QString tokenType;
    core::Secret accessToken;
    std::optional<core::Secret> refreshToken; // absent when NULL or ''
    QString scope; // space separated, RFC 6749 section 3.3
    qint64 issuedAt = 0; // iat, epoch seconds
    std::optional<qint64> expiresAt; // exp, epoch seconds; absent = never
    /** Epoch seconds; absent = not revoked. 1 when the layout only has a flag and so no time. */
    std::optional<qint64> accessRevokedAt;
    std::optional<qint64> refreshRevokedAt;
    /** The server's verdict, by its framework's rule: Authlib 1.x refuses the access token when either was revoked. */
    bool accessRefused = false;
    bool refreshRefused = false;
    bool revocationTimesKnown = true; // false: one flag, no times
    bool valuesStored = true; // false: the values are digests or identifiers of the tokens, which nobody can read back
    bool removed = false; // its revocation took the row away, as some frameworks do
    QList<CellProblem> problems;
    QMap<QString, QString> extraColumns; // as in Client

    /** The key for people: masked where the key is the token itself, as in some layouts. */
    [[nodiscard]] QString shownKey() const;
    /** Whether this is a row of a refresh token alone. */
    [[nodiscard]] bool isRefreshAlone() const { return key.ofRefreshTokens; }
    /** Revoked wins over expired: it is what a person did. */
    [[nodiscard]] TokenState stateAt(qint64 now) const;
    [[nodiscard]] RefreshState refreshState() const;
    [[nodiscard]] QStringList scopes() const;

    bool operator==(const Token&) const = default;
};

/** A new bearer token: fresh access token (42 characters), `now`, 864000 seconds to live unless said otherwise. */
[[nodiscard]] Token newToken(qint64 now);
/** Fresh values as Authlib draws them: 42 characters for access, 48 for refresh tokens. */
[[nodiscard]] core::Secret newAccessToken();
[[nodiscard]] core::Secret newRefreshToken();

/** "active", "expired", "revoked" and "none", "live", "revoked". */
[[nodiscard]] QString stateId(TokenState state);
[[nodiscard]] QString stateId(RefreshState state);

} // namespace owb::oauth
