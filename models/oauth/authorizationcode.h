#pragma once

#include "core/secret.h"
#include "oauth/cellproblem.h"
#include "oauth/rowkey.h"
#include "oauth/token.h"

#include <QMap>

#include <optional>

namespace owb::oauth {

/** An authorization code waiting to be exchanged (RFC 6749 section 4.1.2). */
struct AuthorizationCode
{
    RowKey key;
    core::Secret code;
    std::optional<QString> clientId;
    std::optional<QString> userId;
    QString redirectUri;
    QString scope;
    QString responseType;
    qint64 authTime = 0; // epoch seconds
    std::optional<qint64> expiresAt; // epoch seconds; Authlib: auth_time + 300
    QString codeChallenge; // RFC 7636 section 4.2; given for a new code, not read back
    QString codeChallengeMethod; // RFC 7636: "S256", "plain" or empty
    QString nonce; // OpenID Connect Core section 3.1.2.1; given for a new code, not read back
    bool hasChallenge = false;
    bool used = false; // exchanged or revoked, where the layout keeps the row all the same
    bool valueStored = true; // false: the value is a digest or an identifier of the code
    QList<CellProblem> problems;
    QMap<QString, QString> extraColumns; // as in Client

    /** Revoked is said of used codes too: nobody can exchange them any more. */
    [[nodiscard]] TokenState stateAt(qint64 now) const
    {
        return used ? TokenState::Revoked : expiresAt && *expiresAt < now ? TokenState::Expired : TokenState::Active;
    }

    /** The key for people: masked where the key is the code itself, as in some layouts. */
    [[nodiscard]] QString shownKey() const { return valueStored ? key.shownBeside({code}) : key.text(); }

    bool operator==(const AuthorizationCode&) const = default;
};

} // namespace owb::oauth
