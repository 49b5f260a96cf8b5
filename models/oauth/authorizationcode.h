#pragma once

#include "core/secret.h"
#include "oauth/cellproblem.h"
#include "oauth/rowkey.h"

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
    QString codeChallengeMethod; // RFC 7636: "S256", "plain" or empty
    bool hasChallenge = false;
    QList<CellProblem> problems;

    [[nodiscard]] bool expiredAt(qint64 now) const { return expiresAt && *expiresAt < now; }

    bool operator==(const AuthorizationCode&) const = default;
};

} // namespace owb::oauth
