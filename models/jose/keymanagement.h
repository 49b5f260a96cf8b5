#pragma once

#include "core/secret.h"
#include "jose/encryption.h"
#include "jose/joseheader.h"
#include "jose/key.h"

#include <QByteArray>

namespace owb::jose {

// How the key of the content gets to the reader of a JWE: RFC 7518 section 4.

/** PBES2 with more rounds than this is refused before it starts; RFC 8725bis section 3.13. */
inline constexpr int mostRounds = 1'200'000;

/** Whether a key is of the kind, the curve and the length an algorithm takes. */
[[nodiscard]] Checked<> checkKind(const Key& key, const KeyAlgorithm& algorithm);
/** The same, and whether the key's own `use`, `key_ops` and `alg` allow it. */
[[nodiscard]] Checked<> checkFits(const Key& key, const KeyAlgorithm& algorithm, bool toEncrypt);

/** The key of the content, out of what the token holds of it. */
[[nodiscard]] Checked<core::Secret> receiveKey(const KeyAlgorithm& algorithm, const ContentAlgorithm& content,
    const Key& key, const JoseHeader& header, const QByteArray& encryptedKey);

/** A new key for a content, and what the token must hold so that its reader gets it. */
struct SentKey
{
    core::Secret key;
    QByteArray encryptedKey;
    QList<std::pair<QString, QString>> headerMembers; // name and JSON text
};

[[nodiscard]] Checked<SentKey> sendKey(
    const KeyAlgorithm& algorithm, const ContentAlgorithm& content, const Key& key, const JoseHeader& header);

/** Two keys of one curve make one secret, and the Concat KDF a key of it: RFC 7518 section 4.6.2. */
struct Agreement
{
    QByteArray algorithmId; // "alg" or, without wrapping, "enc"
    QByteArray partyU; // apu, decoded
    QByteArray partyV; // apv, decoded
    int keyBytes = 0;
};
[[nodiscard]] Checked<core::Secret> agreedKey(const Key& own, const Key& theirs, const Agreement& agreement);

} // namespace owb::jose
