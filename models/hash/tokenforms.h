#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QList>
#include <QStringList>

namespace owb::hash {

/**
 * How servers keep tokens whose value is not stored. A form is named by a text because schema profiles name them:
 * "plain", "sha256-hex", "sha256-base64", "sha256-base64url", "jwt-jti" (the jti of a JWT, whose signature is not
 * checked), "duende" (depends on the grant type), "dex" (refresh tokens), "hydra" (access tokens) and "hydra-signature"
 * (refresh tokens and codes), "sealed" (an identifier that the token holds encrypted, so that no row is found by it).
 */

/** Whether a profile may list this name. */
[[nodiscard]] bool isTokenForm(const QString& name);

/**
 * What a server may have stored for a token, the likeliest first. `grantType` is the type column's value of rows for
 * such tokens, where the form depends on it.
 * Failure: Unsupported, with the reason, when the token has none of the forms.
 */
[[nodiscard]] core::Result<QList<core::Secret>> storedForms(
    const core::Secret& token, const QStringList& forms, const QString& grantType = {});

} // namespace owb::hash
