#include "jose/key.h"

#include "jose/openssl.h"
#include "jose/texts.h"

#include <openssl/core_names.h>
#include <openssl/err.h>

#include <array>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

Fault unusable(const QString& what)
{
    return {what,
        TokenText::tr("Give an RSA key, a key on P-256, P-384, P-521, secp256k1, Ed25519, Ed448, X25519 or "
                      "X448, or a shared secret."),
        u"RFC 7517 §4.1"_s, {}};
}

/** The curve of an elliptic key; None where JOSE has no name for it. */
Curve curveOf(EVP_PKEY* key, int kind)
{
    switch (kind) {
    case EVP_PKEY_ED25519:
        return Curve::Ed25519;
    case EVP_PKEY_ED448:
        return Curve::Ed448;
    case EVP_PKEY_X25519:
        return Curve::X25519;
    case EVP_PKEY_X448:
        return Curve::X448;
    default:
        break;
    }
    std::array<char, 64> name{};
    std::size_t length = 0;
    EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, name.data(), name.size(), &length);
    const CurveInfo* const curve = findOpenSslCurve(QLatin1StringView(name.data()));
    return curve == nullptr ? Curve::None : curve->curve;
}

/** A signature made with one half and verified with the other: quicker than a proof that the factors are primes. */
bool signsForItself(EVP_PKEY* key)
{
    constexpr std::array<unsigned char, 4> text{'t', 'e', 's', 't'};
    const DigestContext context(EVP_MD_CTX_new());
    std::size_t length = static_cast<std::size_t>(EVP_PKEY_get_size(key));
    QByteArray signature(static_cast<qsizetype>(length), Qt::Uninitialized);
    return EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key, nullptr) == 1
        && EVP_DigestSign(context.get(), bytesOf(signature), &length, text.data(), text.size()) == 1
        && EVP_MD_CTX_reset(context.get()) == 1
        && EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key, nullptr) == 1
        && EVP_DigestVerify(context.get(), bytesOf(QByteArrayView(signature)), length, text.data(), text.size()) == 1;
}

/** Whether the private half belongs to the public one; those of the OKP kind are derived from it. */
bool halvesFit(EVP_PKEY* key, KeyType type)
{
    if (type == KeyType::Okp) {
        return true;
    }
    if (type == KeyType::Rsa) {
        return signsForItself(key);
    }
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    return context && EVP_PKEY_pairwise_check(context.get()) == 1;
}

} // namespace

void forgetErrors()
{
    ERR_clear_error();
}

Key Key::fromSecret(core::Secret bytes, KeyFacts facts)
{
    constexpr int bitsOfByte = 8;
    Key key;
    key.m_bits = static_cast<int>(bytes.reveal().size()) * bitsOfByte;
    key.m_secret = std::move(bytes);
    key.m_facts = std::move(facts);
    return key;
}

Checked<Key> Key::fromOpenSsl(SharedKey openSslKey, bool isPrivate, KeyFacts facts)
{
    Key key;
    key.m_isPrivate = isPrivate;
    key.m_facts = std::move(facts);
    const int kind = EVP_PKEY_get_base_id(openSslKey.get());
    const bool isRsa = kind == EVP_PKEY_RSA || kind == EVP_PKEY_RSA_PSS;
    key.m_curve = isRsa ? Curve::None : curveOf(openSslKey.get(), kind);
    if (!isRsa && key.m_curve == Curve::None) {
        forgetErrors();
        return Refused(unusable(TokenText::tr("Keys of this kind are not used with tokens.")));
    }
    key.m_type = isRsa ? KeyType::Rsa : curveInfo(key.m_curve).type;
    key.m_bits = EVP_PKEY_get_bits(openSslKey.get());
    if (isPrivate && !halvesFit(openSslKey.get(), key.m_type)) {
        forgetErrors();
        return Refused(unusable(TokenText::tr("The private half of the key does not fit its public half.")));
    }
    key.m_key = std::move(openSslKey);
    return key;
}

QString Key::description() const
{
    switch (m_type) {
    case KeyType::Oct:
        return TokenText::tr("shared secret of %1 bits").arg(m_bits);
    case KeyType::Rsa:
        return m_isPrivate ? TokenText::tr("private RSA key of %1 bits").arg(m_bits)
                           : TokenText::tr("RSA key of %1 bits").arg(m_bits);
    case KeyType::Ec:
    case KeyType::Okp:
        return m_isPrivate ? TokenText::tr("private key on %1").arg(curveInfo(m_curve).name)
                           : TokenText::tr("key on %1").arg(curveInfo(m_curve).name);
    }
    return {};
}

} // namespace owb::jose
