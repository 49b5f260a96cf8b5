#include "jose/keymanagement.h"
#include "jose/openssl.h"
#include "jose/signatureverifier.h"
#include "jose/texts.h"

#include <openssl/core_names.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

constexpr int leastRsaBits = 2048;
constexpr int bitsOfByte = 8;

QString nameOf(KeyType type)
{
    switch (type) {
    case KeyType::Oct:
        return TokenText::tr("a shared secret");
    case KeyType::Rsa:
        return TokenText::tr("an RSA key");
    case KeyType::Ec:
        return TokenText::tr("an elliptic-curve key");
    case KeyType::Okp:
        return TokenText::tr("a key on an Edwards curve");
    }
    return {};
}

Fault tooShort(const Key& key)
{
    return {TokenText::tr("The RSA key has %1 bits; at least 2048 are needed.").arg(key.bits()),
        TokenText::tr("Make a longer key at the server."), u"RFC 7518 §3.3"_s, u"T-AL-07"_s};
}

/** Whether anybody can write signatures for the key: with 1 a signature is the text itself, and even ones do not work.
 */
bool hasUnsafeExponent(const Key& key)
{
    BIGNUM* raw = nullptr;
    EVP_PKEY_get_bn_param(key.openSsl(), OSSL_PKEY_PARAM_RSA_E, &raw);
    const BigNumber exponent(raw);
    return !exponent || BN_is_odd(exponent.get()) == 0 || BN_is_one(exponent.get()) == 1;
}

Checked<> checkLength(const Key& key, const SignatureAlgorithm& algorithm)
{
    if (key.type() == KeyType::Oct && key.bits() < algorithm.bytes * bitsOfByte) {
        return Refused(
            Fault{TokenText::tr("%1 needs a secret of at least %2 bits; this one has %3.")
                      .arg(algorithm.name, QString::number(algorithm.bytes * bitsOfByte), QString::number(key.bits())),
                TokenText::tr("Whoever sees one token can guess a short secret. Make a longer one at the server."),
                u"RFC 7518 §3.2"_s, u"T-AL-05"_s});
    }
    if (key.type() == KeyType::Rsa && key.bits() < leastRsaBits) {
        return Refused(tooShort(key));
    }
    if (key.type() == KeyType::Rsa && hasUnsafeExponent(key)) {
        return Refused(Fault{TokenText::tr("The RSA key's exponent is 1 or even: anybody can write its signatures."),
            TokenText::tr("Make a new key at the server."), u"RFC 8017 §3.1"_s, u"T-AL-08"_s});
    }
    return {};
}

Fault madeForElse(const QString& what, const QString& reference)
{
    return {what, TokenText::tr("The key was made for something else; its owner would have to change that."), reference,
        u"T-AL-04"_s};
}

/** What a key says about its use: RFC 7517 sections 4.2 to 4.4. `operations`: any of these does.
 * `algorithm`: empty for any. */
Checked<> checkPurpose(const Key& key, const QString& use, const QStringList& operations, QLatin1StringView algorithm)
{
    const KeyFacts& facts = key.facts();
    if (!facts.use.isEmpty() && facts.use != use) {
        return Refused(madeForElse(
            TokenText::tr("The key says that it is for “%1”, and here “%2” is asked of it.").arg(facts.use, use),
            u"RFC 7517 §4.2"_s));
    }
    const auto isNamed = [&](const QString& operation) { return facts.operations.contains(operation); };
    if (!facts.operations.isEmpty() && std::none_of(operations.begin(), operations.end(), isNamed)) {
        return Refused(
            madeForElse(TokenText::tr("The key allows these operations only: %1.").arg(facts.operations.join(u", "_s)),
                u"RFC 7517 §4.3"_s));
    }
    // RFC 9864: EdDSA is the older name of what the curve decides.
    const bool isSameByCurve = key.type() == KeyType::Okp && use == u"sig"
        && (facts.algorithm == u"EdDSA" || facts.algorithm == curveInfo(key.curve()).name);
    if (!facts.algorithm.isEmpty() && !algorithm.isEmpty() && facts.algorithm != algorithm && !isSameByCurve) {
        return Refused(
            madeForElse(TokenText::tr("The key is for %1 only; the token says %2.").arg(facts.algorithm, algorithm),
                u"RFC 7517 §4.4"_s));
    }
    return {};
}

KeyType keyTypeOf(const KeyAlgorithm& algorithm, const Key& key)
{
    switch (algorithm.family) {
    case KeyFamily::Rsa1_5:
    case KeyFamily::RsaOaep:
        return KeyType::Rsa;
    case KeyFamily::Agreement:
        return key.type() == KeyType::Okp ? KeyType::Okp : KeyType::Ec;
    case KeyFamily::AesWrap:
    case KeyFamily::AesGcmWrap:
    case KeyFamily::Password:
    case KeyFamily::Direct:
        break;
    }
    return KeyType::Oct;
}

} // namespace

Checked<> checkKind(const Key& key, const SignatureAlgorithm& algorithm)
{
    if (key.type() != algorithm.key) {
        return Refused(Fault{TokenText::tr("%1 needs %2, and this is a %3.")
                                 .arg(algorithm.name, nameOf(algorithm.key), key.description()),
            algorithm.family == SignatureFamily::Hmac
                ? TokenText::tr("A server that takes its public key for a shared secret accepts forged tokens.")
                : TokenText::tr("Give the key that belongs to this algorithm."),
            u"RFC 8725 §3.1"_s, u"T-AL-03"_s});
    }
    const bool canSign = key.curve() != Curve::X25519 && key.curve() != Curve::X448;
    if (!canSign || (algorithm.curve != Curve::None && algorithm.curve != key.curve())) {
        return Refused(Fault{TokenText::tr("%1 cannot be used with a %2.").arg(algorithm.name, key.description()),
            TokenText::tr("Give the key that belongs to this algorithm."), u"RFC 7518 §3.4"_s, u"T-AL-03"_s});
    }
    return {};
}

Checked<> checkFits(const Key& key, const SignatureAlgorithm& algorithm, bool toSign)
{
    const QStringList operations = toSign ? QStringList{u"sign"_s} : QStringList{u"verify"_s, u"sign"_s};
    return checkKind(key, algorithm)
        .and_then([&] { return checkPurpose(key, u"sig"_s, operations, algorithm.name); })
        .and_then([&] { return checkLength(key, algorithm); });
}

Checked<> checkKind(const Key& key, const KeyAlgorithm& algorithm)
{
    const KeyType wanted = keyTypeOf(algorithm, key);
    const bool canAgree =
        key.curve() != Curve::Ed25519 && key.curve() != Curve::Ed448 && key.curve() != Curve::Secp256k1;
    if (key.type() != wanted || !canAgree) {
        return Refused(Fault{
            TokenText::tr("%1 needs %2, and this is a %3.").arg(algorithm.name, nameOf(wanted), key.description()),
            TokenText::tr("Give the key it was encrypted for."), u"RFC 7518 §4.1"_s, u"T-AL-03"_s});
    }
    const bool wraps = algorithm.family == KeyFamily::AesWrap || algorithm.family == KeyFamily::AesGcmWrap;
    if (wraps && key.bits() != algorithm.wrapBytes * bitsOfByte) {
        return Refused(Fault{
            TokenText::tr("%1 needs a secret of %2 bits; this one has %3.")
                .arg(algorithm.name, QString::number(algorithm.wrapBytes * bitsOfByte), QString::number(key.bits())),
            TokenText::tr("Give the key it was encrypted for."), u"RFC 7518 §4.4"_s, u"T-AL-03"_s});
    }
    return {};
}

Checked<> checkFits(const Key& key, const KeyAlgorithm& algorithm, bool toEncrypt)
{
    const QStringList operations = toEncrypt
        ? QStringList{u"encrypt"_s, u"wrapKey"_s, u"deriveKey"_s, u"deriveBits"_s}
        : QStringList{u"decrypt"_s, u"unwrapKey"_s, u"deriveKey"_s, u"deriveBits"_s};
    return checkKind(key, algorithm).and_then([&]() -> Checked<> {
        if (key.type() == KeyType::Rsa && key.bits() < leastRsaBits) {
            return Refused(tooShort(key));
        }
        if (!toEncrypt && !key.isPrivate()) {
            return Refused(Fault{TokenText::tr("A public key cannot open a token."),
                TokenText::tr("Give the private key it was encrypted for."), u"RFC 7516 §5.2"_s, {}});
        }
        // With direct encryption the key's `alg` names the content's algorithm, as in RFC 7520 section 5.6.
        const bool isDirect = algorithm.family == KeyFamily::Direct;
        return checkPurpose(key, u"enc"_s, operations, isDirect ? QLatin1StringView() : algorithm.name);
    });
}

} // namespace owb::jose
