#pragma once

#include "oauth/authorizationcode.h"
#include "oauth/clientjson.h"

namespace owb::oauth {

/**
 * A code as one line of JSON: state, code, client_id, redirect_uri, scope, sub, iat, exp, response_type,
 * code_challenge_method (where it has a challenge), `_workbench`.
 */
[[nodiscard]] QString toJson(const AuthorizationCode& code, const Origin& origin, qint64 now, Reveal reveal);

/**
 * A code to be saved from JSON: client_id, sub, redirect_uri, scope, response_type ("code"), code_challenge,
 * code_challenge_method (RFC 7636; S256 where only a challenge is given), nonce, code (generated when absent),
 * `_workbench.columns`.
 */
[[nodiscard]] core::Result<AuthorizationCode> codeFromJson(const QString& text, qint64 now);

} // namespace owb::oauth
