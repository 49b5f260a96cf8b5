#include "jose/signatureverifier.h"

#include "jose/openssl.h"
#include "jose/texts.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>

#include <array>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

using DigestAlgorithm = std::unique_ptr<EVP_MD, Freed<EVP_MD_free>>;
using MacAlgorithm = std::unique_ptr<EVP_MAC, Freed<EVP_MAC_free>>;
using Group = std::unique_ptr<EC_GROUP, Freed<EC_GROUP_free>>;
using SignaturePair = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;
using Buffer = std::array<unsigned char, EVP_MAX_MD_SIZE>;

std::size_t lengthOf(QByteArrayView bytes)
{
    return static_cast<std::size_t>(bytes.size());
}

} // namespace

struct SignatureVerifier::Contexts
{
    const SignatureAlgorithm* algorithm = nullptr;
    Key key;
    DigestAlgorithm digest;
    DigestContext digestContext;
    KeyContext keyContext;
    MacContext macContext;
    BigNumber order; // of the curve

    bool prepare();
    bool prepareMac();
    bool prepareKey();
    Verdict verifyMac(QByteArrayView input, QByteArrayView signature);
    Verdict verifyEdwards(QByteArrayView input, QByteArrayView signature);
    Verdict verifyDigest(QByteArrayView input, QByteArrayView signature);
    Verdict verifyPair(QByteArrayView input, QByteArrayView signature);
};

bool SignatureVerifier::Contexts::prepare()
{
    if (algorithm->family == SignatureFamily::Hmac) {
        return prepareMac();
    }
    digestContext.reset(EVP_MD_CTX_new());
    return algorithm->family == SignatureFamily::EdDsa || prepareKey();
}

bool SignatureVerifier::Contexts::prepareMac()
{
    const MacAlgorithm mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    macContext.reset(EVP_MAC_CTX_new(mac.get()));
    std::string name(algorithm->digest); // OSSL_PARAM takes what it may change
    const std::array params{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0), OSSL_PARAM_construct_end()};
    const QByteArray& secret = key.secret().reveal();
    return EVP_MAC_init(macContext.get(), bytesOf(secret), lengthOf(secret), params.data()) == 1;
}

bool SignatureVerifier::Contexts::prepareKey()
{
    digest.reset(EVP_MD_fetch(nullptr, algorithm->digest, nullptr));
    keyContext.reset(EVP_PKEY_CTX_new_from_pkey(nullptr, key.openSsl(), nullptr));
    if (EVP_PKEY_verify_init(keyContext.get()) != 1
        || EVP_PKEY_CTX_set_signature_md(keyContext.get(), digest.get()) != 1) {
        return false;
    }
    if (algorithm->family == SignatureFamily::RsaPss) {
        return EVP_PKEY_CTX_set_rsa_padding(keyContext.get(), RSA_PKCS1_PSS_PADDING) == 1
            && EVP_PKEY_CTX_set_rsa_mgf1_md(keyContext.get(), digest.get()) == 1
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(keyContext.get(), RSA_PSS_SALTLEN_DIGEST) == 1;
    }
    if (algorithm->family == SignatureFamily::RsaPkcs1) {
        return EVP_PKEY_CTX_set_rsa_padding(keyContext.get(), RSA_PKCS1_PADDING) == 1;
    }
    const Group group(
        EC_GROUP_new_by_curve_name_ex(nullptr, nullptr, OBJ_sn2nid(curveInfo(algorithm->curve).openSslName)));
    order.reset(BN_dup(EC_GROUP_get0_order(group.get())));
    return order != nullptr;
}

SignatureVerifier::Verdict SignatureVerifier::Contexts::verifyMac(QByteArrayView input, QByteArrayView signature)
{
    Buffer mac{};
    std::size_t length = 0;
    const bool made = EVP_MAC_init(macContext.get(), nullptr, 0, nullptr) == 1
        && EVP_MAC_update(macContext.get(), bytesOf(input), lengthOf(input)) == 1
        && EVP_MAC_final(macContext.get(), mac.data(), &length, mac.size()) == 1;
    const bool isSame =
        made && lengthOf(signature) == length && CRYPTO_memcmp(mac.data(), signature.data(), length) == 0;
    return isSame ? Verdict::Valid : Verdict::Invalid;
}

SignatureVerifier::Verdict SignatureVerifier::Contexts::verifyEdwards(QByteArrayView input, QByteArrayView signature)
{
    EVP_MD_CTX_reset(digestContext.get());
    const bool isValid =
        EVP_DigestVerifyInit_ex(digestContext.get(), nullptr, nullptr, nullptr, nullptr, key.openSsl(), nullptr) == 1
        && EVP_DigestVerify(
               digestContext.get(), bytesOf(signature), lengthOf(signature), bytesOf(input), lengthOf(input))
            == 1;
    return isValid ? Verdict::Valid : Verdict::Invalid;
}

SignatureVerifier::Verdict SignatureVerifier::Contexts::verifyDigest(QByteArrayView input, QByteArrayView signature)
{
    Buffer hash{};
    unsigned int length = 0;
    const bool isValid = EVP_DigestInit_ex2(digestContext.get(), digest.get(), nullptr) == 1
        && EVP_DigestUpdate(digestContext.get(), input.data(), lengthOf(input)) == 1
        && EVP_DigestFinal_ex(digestContext.get(), hash.data(), &length) == 1
        && EVP_PKEY_verify(keyContext.get(), bytesOf(signature), lengthOf(signature), hash.data(), length) == 1;
    return isValid ? Verdict::Valid : Verdict::Invalid;
}

/** ECDSA: JOSE writes the two numbers behind each other, OpenSSL wants them in DER. */
SignatureVerifier::Verdict SignatureVerifier::Contexts::verifyPair(QByteArrayView input, QByteArrayView signature)
{
    const qsizetype half = algorithm->bytes;
    if (signature.size() != 2 * half) {
        return Verdict::WrongLength;
    }
    BigNumber r = bigNumber(signature.first(half));
    BigNumber s = bigNumber(signature.sliced(half));
    if (BN_is_zero(r.get()) || BN_is_zero(s.get()) || BN_cmp(r.get(), order.get()) >= 0
        || BN_cmp(s.get(), order.get()) >= 0) {
        return Verdict::OutOfRange;
    }
    const SignaturePair pair(ECDSA_SIG_new());
    ECDSA_SIG_set0(pair.get(), r.release(), s.release());
    constexpr std::size_t longest = 160; // twice 66 bytes, with DER around them
    std::array<unsigned char, longest> der{};
    unsigned char* end = der.data();
    const int length = i2d_ECDSA_SIG(pair.get(), &end);
    return length > 0 ? verifyDigest(input, {der.data(), length}) : Verdict::Invalid;
}

SignatureVerifier::SignatureVerifier(std::unique_ptr<Contexts> contexts)
    : m_contexts(std::move(contexts))
{ }

SignatureVerifier::~SignatureVerifier() = default;
SignatureVerifier::SignatureVerifier(SignatureVerifier&&) noexcept = default;
SignatureVerifier& SignatureVerifier::operator=(SignatureVerifier&&) noexcept = default;

Checked<SignatureVerifier> SignatureVerifier::make(const Key& key, const SignatureAlgorithm& algorithm)
{
    const auto fits = checkKind(key, algorithm);
    if (!fits) {
        return Refused(fits.error());
    }
    auto contexts = std::make_unique<Contexts>();
    contexts->algorithm = &algorithm;
    contexts->key = key;
    if (!contexts->prepare()) {
        forgetErrors();
        return Refused(Fault{TokenText::tr("The key cannot be used with %1.").arg(algorithm.name), {}, {}, {}});
    }
    return SignatureVerifier(std::move(contexts));
}

SignatureVerifier::Verdict SignatureVerifier::verify(QByteArrayView signingInput, QByteArrayView signature)
{
    const auto verdict = [&] {
        switch (m_contexts->algorithm->family) {
        case SignatureFamily::Hmac:
            return m_contexts->verifyMac(signingInput, signature);
        case SignatureFamily::RsaPkcs1:
        case SignatureFamily::RsaPss:
            return m_contexts->verifyDigest(signingInput, signature);
        case SignatureFamily::Ecdsa:
            return m_contexts->verifyPair(signingInput, signature);
        case SignatureFamily::EdDsa:
            return m_contexts->verifyEdwards(signingInput, signature);
        }
        return Verdict::Invalid;
    }();
    if (verdict != Verdict::Valid) {
        forgetErrors();
    }
    return verdict;
}

} // namespace owb::jose
