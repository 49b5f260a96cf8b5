#pragma once

#include "jose/jws.h"
#include "json/jsonmembers.h"

#include <QByteArray>
#include <QByteArrayList>

#include <optional>

namespace owb::jose {

/** A selectively disclosable JWT, taken apart but not verified: RFC 9901 section 4. */
struct SdJwt
{
    QByteArray issuerToken; // the issuer-signed JWT, compact
    QByteArrayList disclosures; // as they stand in the token, which the digests are of
    QByteArray boundText; // issuerToken and disclosures with their tildes: what sd_hash is of
    QByteArray keyBinding; // the key-binding JWT; empty without one
};

/** The compact form. Failure (T-SD-01): a text without its last tilde. */
[[nodiscard]] Checked<SdJwt> readSdJwt(const QByteArray& token);
/** The JSON form, whose first signature carries the rest in its header: RFC 9901 section 8; nothing for any other. */
[[nodiscard]] std::optional<SdJwt> sdJwtOf(const Jws& jws);

/**
 * The claims with what was disclosed in its place, and without what only serves the digests: RFC 9901 section 7.1.
 * Failure (T-SD-01): a disclosure that is no list of salt, name and value, an unknown `_sd_alg`, a digest that stands
 * twice, a disclosure that nothing refers to, a name that is forbidden or already there.
 */
[[nodiscard]] Checked<json::JsonMembers> disclosedClaims(const SdJwt& token, const json::JsonMembers& issuerClaims);

/** The name OpenSSL and Qt know a `_sd_alg` by; nothing for one that is not in the registry's safe part. */
[[nodiscard]] Checked<QByteArray> disclosureDigest(const QString& algorithm, const QByteArray& text);

} // namespace owb::jose
