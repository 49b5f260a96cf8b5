#pragma once

#include "core/secret.h"
#include "jose/algorithm.h"
#include "jose/fault.h"

#include <QStringList>

#include <memory>
#include <optional>

struct evp_pkey_st; // OpenSSL's EVP_PKEY

namespace owb::jose {

/** What a key says about itself; RFC 7517 section 4. */
struct KeyFacts
{
    QString id; // kid
    QString use;
    QStringList operations; // key_ops
    QString algorithm; // alg
    QString certificateSha1; // x5t, base64url
    QString certificateSha256; // x5t#S256, base64url
    QString subject; // of the certificate it came from
    qint64 notAfter = 0; // when that certificate ends, epoch seconds; 0 without one
};

/**
 * A key of any of the kinds JOSE has, checked when it is made: points lie on their curve, a private half fits its
 * public one. Copies share the key itself, which never changes; any thread may use it.
 */
class Key
{
public:
    /** A shared secret, for HMAC and for wrapping keys. */
    [[nodiscard]] static Key fromSecret(core::Secret bytes, KeyFacts facts = {});
    /** Takes `key` over. Failure: a kind or a curve that JOSE does not have, or a key that does not hold together. */
    [[nodiscard]] static Checked<Key> fromOpenSsl(
        std::shared_ptr<evp_pkey_st> key, bool isPrivate, KeyFacts facts = {});

    [[nodiscard]] KeyType type() const { return m_type; }
    [[nodiscard]] Curve curve() const { return m_curve; } // None for RSA and shared secrets
    [[nodiscard]] bool isPrivate() const { return m_isPrivate; } // true for shared secrets
    [[nodiscard]] int bits() const { return m_bits; } // of the modulus, the curve or the secret
    [[nodiscard]] const KeyFacts& facts() const { return m_facts; }
    void setFacts(const KeyFacts& facts) { m_facts = facts; }

    [[nodiscard]] const core::Secret& secret() const { return m_secret; }
    [[nodiscard]] evp_pkey_st* openSsl() const { return m_key.get(); }

    /** For people: "RSA key of 2048 bits", "key on P-256". */
    [[nodiscard]] QString description() const;
    /** The digest of the required public members in the order of their names; RFC 7638 section 3, RFC 8037 section 2.
     * base64url. */
    [[nodiscard]] QString thumbprint() const;
    /** The public members as a JWK; with `privateToo` all of them, which is nothing to show or to keep in a file. */
    [[nodiscard]] core::Secret toJwk(bool privateToo) const;
    /** SubjectPublicKeyInfo or PKCS #8 as PEM; nothing for a shared secret. */
    [[nodiscard]] std::optional<core::Secret> toPem(bool privateToo) const;

private:
    KeyType m_type = KeyType::Oct;
    Curve m_curve = Curve::None;
    bool m_isPrivate = true;
    int m_bits = 0;
    KeyFacts m_facts;
    core::Secret m_secret;
    std::shared_ptr<evp_pkey_st> m_key;
};

/** One JWK: RFC 7517 section 4. Private members, where there are any, make it a private key. */
[[nodiscard]] Checked<Key> keyFromJwk(const QString& text);

} // namespace owb::jose
