#include "jose/keymaker.h"

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

Key makeSecret(int bytes)
{
    QByteArray secret(bytes, Qt::Uninitialized);
    if (RAND_priv_bytes(bytesOf(secret), bytes) != 1) {
        qFatal("no random numbers"); // a secret made of others would be known
    }
    return Key::fromSecret(core::Secret(std::move(secret)));
}

} // namespace owb::jose
