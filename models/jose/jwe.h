#pragma once

#include "jose/contentcipher.h"
#include "jose/joseheader.h"
#include "jose/key.h"
#include "jose/signer.h"

namespace owb::jose {

/** A JSON Web Encryption, read but not opened: RFC 7516 section 7. */
struct Jwe
{
    struct Recipient
    {
        JoseHeader header; // the joint one: protected, shared and the recipient's own
        QByteArray encryptedKey;
    };

    QByteArray protectedText; // as it stands in the token, base64url
    QByteArray aadText; // the same; empty without
    Sealed sealed;
    QList<Recipient> recipients; // never empty; those of one token agree on enc
    bool isJson = false;

    /** What is authenticated beside the content: RFC 7516 section 5.1, step 14. */
    [[nodiscard]] QByteArray additionalData() const;
};

/** The compact serialisation: five parts. */
[[nodiscard]] Checked<Jwe> readCompactJwe(const QByteArray& token);
/** The general or flattened JSON serialisation. Members that are not known are ignored. */
[[nodiscard]] Checked<Jwe> readJsonJwe(const json::JsonMembers& token);

/** The most that compressed content may unfold to; RFC 8725bis section 3.15 names 250 kB. */
inline constexpr qsizetype largestInflated = 250'000;

/**
 * The content, for one recipient. Failure: an algorithm nobody knows (T-AL-02), a key that does not fit (T-AL-03), or
 * what does not open (T-AL-21). RSA1_5 is opened too; whether that is allowed is for the caller to say.
 */
[[nodiscard]] Checked<QByteArray> openJwe(const Jwe& jwe, qsizetype recipient, const Key& key);

/** What goes into an encrypted token that is made here. */
struct EncryptionRequest
{
    QByteArray protectedHeader; // JSON with `alg` and `enc`; what the algorithm adds is put behind it
    QByteArray plaintext; // compressed where the header says zip
    std::optional<QByteArray> aad; // for the JSON forms
    Form form = Form::Compact;
};

[[nodiscard]] Checked<QByteArray> encryptToken(const EncryptionRequest& request, const Key& key);

} // namespace owb::jose
