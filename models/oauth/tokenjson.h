#pragma once

#include "oauth/clientjson.h"
#include "oauth/token.h"

#include <string>

namespace owb::oauth {

/** A token as one line of JSON: the RFC 7662 names and `_workbench`, as design.md's command line gives it. */
[[nodiscard]] QString toJson(const Token& token, const Origin& origin, qint64 now, Reveal reveal);
/** The same as UTF-8, behind what is there already. */
void appendJson(std::string& out, const Token& token, const Origin& origin, qint64 now, Reveal reveal);

/**
 * A token to be saved from JSON: client_id, sub, scope, expires_in (0 = never), token_type, access_token,
 * refresh_token (true = generate), `_workbench.columns`.
 */
[[nodiscard]] core::Result<Token> tokenFromJson(const QString& text, qint64 now);

} // namespace owb::oauth
