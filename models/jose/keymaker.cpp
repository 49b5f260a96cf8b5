#include "jose/keymaker.h"

#include "jose/encryption.h"
#include "jose/openssl.h"
#include "jose/texts.h"

#include <openssl/rand.h>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

Checked<Key> asKey(EVP_PKEY* made)
{
    if (made != nullptr) {
        return Key::fromOpenSsl(shared(made), true);
    }
    forgetErrors();
    return Refused(Fault{TokenText::tr("The key could not be made."), {}, {}, {}});
}

} // namespace

Checked<Key> makeKey(Curve curve)
{
    const CurveInfo& info = curveInfo(curve);
    return asKey(info.type == KeyType::Ec ? EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", info.openSslName)
                                          : EVP_PKEY_Q_keygen(nullptr, nullptr, info.openSslName));
}

Checked<Key> makeRsaKey(int bits)
{
    constexpr int least = 2048;
    constexpr int most = 8192;
    if (bits < least || bits > most) {
        return Refused(Fault{TokenText::tr("An RSA key has 2048 to 8192 bits."), {}, u"RFC 7518 §3.3"_s, u"T-AL-07"_s});
    }
    return asKey(EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", static_cast<std::size_t>(bits)));
}

Checked<Key> makeKeyFor(const QString& algorithm, int rsaBits)
{
    if (const auto* const signing = findSignatureAlgorithm(algorithm)) {
        return signing->key == KeyType::Oct ? Checked<Key>(makeSecret(signing->bytes))
            : signing->key == KeyType::Rsa
            ? makeRsaKey(rsaBits)
            : makeKey(signing->curve == Curve::None ? Curve::Ed25519 : signing->curve); // EdDSA leaves the curve open
    }
    if (const auto* const content = findContentAlgorithm(algorithm)) {
        return makeSecret(content->keyBytes);
    }
    const auto* const wrapping = findKeyAlgorithm(algorithm);
    if (wrapping == nullptr || wrapping->family == KeyFamily::Direct) {
        return Refused(Fault{TokenText::tr("“%1” is no algorithm that has keys of its own.").arg(algorithm),
            TokenText::tr("Name one of the standard's, for example ES256, RS256, HS256 or A256GCM."), {}, {}});
    }
    if (wrapping->family == KeyFamily::Agreement) {
        return makeKey(Curve::P256);
    }
    const bool isRsa = wrapping->family == KeyFamily::Rsa1_5 || wrapping->family == KeyFamily::RsaOaep;
    return isRsa ? makeRsaKey(rsaBits) : Checked<Key>(makeSecret(wrapping->wrapBytes));
}

Key makeSecret(int bytes)
{
    QByteArray secret(bytes, Qt::Uninitialized);
    if (RAND_priv_bytes(bytesOf(secret), bytes) != 1) {
        qFatal("no random numbers"); // a secret made of others would be known
    }
    return Key::fromSecret(core::Secret(std::move(secret)));
}

} // namespace owb::jose
