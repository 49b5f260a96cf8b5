#pragma once

#include "jose/key.h"

#include <QByteArray>
#include <QByteArrayView>

namespace owb::jose {

/**
 * The signature over a text, as a JWS holds it: RFC 7518 section 3. Failure: a key that does not fit the algorithm, or
 * a public one.
 */
[[nodiscard]] Checked<QByteArray> makeSignature(
    const Key& key, const SignatureAlgorithm& algorithm, QByteArrayView signingInput);

/** How a token is written down. */
enum class Form { Compact, FlattenedJson, GeneralJson };

/** What goes into a token that is made here. */
struct SigningRequest
{
    QByteArray protectedHeader; // JSON; its `alg` must be that of the algorithm
    QString unprotectedHeader; // JSON, for the JSON forms; may be empty
    QByteArray payload;
    Form form = Form::Compact;
};

/**
 * A signed token. Whether the payload is encoded follows the header's `b64`. Failure: as makeSignature(), or a header
 * that readers refuse.
 */
[[nodiscard]] Checked<QByteArray> signToken(const SigningRequest& request, const Key& key);

} // namespace owb::jose
