#pragma once

#include "jose/joseheader.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace owb::jose {

/** A JSON Web Signature, read but not verified: RFC 7515 section 7. */
struct Jws
{
    struct Signature
    {
        JoseHeader header;
        QByteArray protectedText; // as it stands in the token, base64url
        QByteArray bytes;
    };

    QByteArray payloadText; // as it is signed: base64url, or the bytes themselves where the header says b64: false
    QByteArray payload;
    QList<Signature> signatures; // never empty; those of one token agree on b64
    bool isJson = false;

    /** What a signature is made over: RFC 7515 section 5.1, RFC 7797 section 3. */
    [[nodiscard]] QByteArray signingInput(qsizetype signature) const;
};

/**
 * The compact serialisation: three parts. `detachedPayload`: the payload, where it travels beside the token (RFC 7515
 * appendix F); then the token's own must be empty.
 */
[[nodiscard]] Checked<Jws> readCompactJws(
    const QByteArray& token, const std::optional<QByteArray>& detachedPayload = {});
/** The general or flattened JSON serialisation. Members that are not known are ignored, as section 7.2.1 asks. */
[[nodiscard]] Checked<Jws> readJsonJws(
    const json::JsonMembers& token, const std::optional<QByteArray>& detachedPayload = {});

} // namespace owb::jose
