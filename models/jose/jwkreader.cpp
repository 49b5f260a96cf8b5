#include "jose/base64url.h"
#include "jose/joseheader.h"
#include "jose/key.h"
#include "jose/openssl.h"
#include "jose/texts.h"

#include <QJsonArray>

#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include <vector>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

using json::JsonMembers;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;

Fault badKey(const QString& what, const QString& reference = u"RFC 7517 §4"_s, const QString& rule = {})
{
    return {what, TokenText::tr("Take the key from where it was made."), reference, rule};
}

/** The bytes of a member, which must be there. */
Checked<QByteArray> needed(const JsonMembers& jwk, const QString& member)
{
    const QJsonValue value = jwk.value(member);
    if (!value.isString() || value.toString().isEmpty()) {
        return Refused(badKey(TokenText::tr("The key has no “%1”, or it is no text.").arg(member)));
    }
    return decodeMember(value.toString(), member);
}

Checked<SharedKey> build(const char* type, OSSL_PARAM_BLD* builder, bool isPrivate)
{
    const Params params(OSSL_PARAM_BLD_to_param(builder));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* key = nullptr;
    if (params && context && EVP_PKEY_fromdata_init(context.get()) == 1
        && EVP_PKEY_fromdata(context.get(), &key, isPrivate ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, params.get())
            == 1) {
        return shared(key);
    }
    forgetErrors();
    return Refused(badKey(TokenText::tr("The numbers of the key are no key.")));
}

/** What a private RSA key may hold besides `d`; RFC 7518 section 6.3.2. All of them or none. */
struct RsaPart
{
    QLatin1StringView member;
    const char* parameter;
};
constexpr std::array rsaParts{RsaPart{"n"_L1, OSSL_PKEY_PARAM_RSA_N}, RsaPart{"e"_L1, OSSL_PKEY_PARAM_RSA_E},
    RsaPart{"d"_L1, OSSL_PKEY_PARAM_RSA_D}, RsaPart{"p"_L1, OSSL_PKEY_PARAM_RSA_FACTOR1},
    RsaPart{"q"_L1, OSSL_PKEY_PARAM_RSA_FACTOR2}, RsaPart{"dp"_L1, OSSL_PKEY_PARAM_RSA_EXPONENT1},
    RsaPart{"dq"_L1, OSSL_PKEY_PARAM_RSA_EXPONENT2}, RsaPart{"qi"_L1, OSSL_PKEY_PARAM_RSA_COEFFICIENT1}};
constexpr std::size_t publicParts = 2;
constexpr std::size_t leastPrivateParts = 3;

Checked<SharedKey> rsaKey(const JsonMembers& jwk, bool isPrivate)
{
    if (jwk.contains(u"oth"_s)) {
        return Refused(badKey(TokenText::tr("The RSA key has more than two prime factors."), u"RFC 7518 §6.3.2.7"_s));
    }
    const std::size_t count = !isPrivate ? publicParts : jwk.contains(u"p"_s) ? rsaParts.size() : leastPrivateParts;
    const ParamBuilder builder(OSSL_PARAM_BLD_new());
    std::vector<BigNumber> numbers; // must live until the parameters are made
    for (std::size_t i = 0; i < count; ++i) {
        const auto bytes = needed(jwk, rsaParts.at(i).member);
        if (!bytes) {
            return Refused(bytes.error());
        }
        constexpr qsizetype longest = 2048; // bytes; OpenSSL verifies with moduli up to 16384 bits
        if (bytes->size() > longest) {
            return Refused(badKey(TokenText::tr("The RSA key is longer than 16384 bits.")));
        }
        numbers.push_back(bigNumber(*bytes));
        OSSL_PARAM_BLD_push_BN(builder.get(), rsaParts.at(i).parameter, numbers.back().get());
    }
    return build("RSA", builder.get(), isPrivate);
}

/** A coordinate or a private number of full length: RFC 7518 sections 6.2.1.2 and 6.2.2.1. */
Checked<QByteArray> ofLength(const JsonMembers& jwk, const QString& member, const CurveInfo& curve)
{
    auto bytes = needed(jwk, member);
    if (bytes && bytes->size() != curve.bytes) {
        return Refused(
            badKey(TokenText::tr("The “%1” of a key on %2 must have %3 bytes; this one has %4.")
                       .arg(member, curve.name, QString::number(curve.bytes), QString::number(bytes->size())),
                u"RFC 7518 §6.2.1"_s));
    }
    return bytes;
}

Checked<SharedKey> ecKey(const JsonMembers& jwk, bool isPrivate, const CurveInfo& curve)
{
    const auto x = ofLength(jwk, u"x"_s, curve);
    const auto y = ofLength(jwk, u"y"_s, curve);
    const auto d = isPrivate ? ofLength(jwk, u"d"_s, curve) : Checked<QByteArray>(QByteArray());
    if (!x || !y || !d) {
        return Refused(!x ? x.error() : !y ? y.error() : d.error());
    }
    const QByteArray point = '\x04' + *x + *y;
    const BigNumber number = bigNumber(*d);
    const ParamBuilder builder(OSSL_PARAM_BLD_new());
    OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve.openSslName, 0);
    OSSL_PARAM_BLD_push_octet_string(
        builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(), static_cast<std::size_t>(point.size()));
    if (isPrivate) {
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number.get());
    }
    const auto key = build("EC", builder.get(), isPrivate);
    return key ? key
               : Refused(badKey(TokenText::tr("The point of the key does not lie on %1.").arg(curve.name),
                   u"RFC 8725 §3.4"_s, u"T-AL-10"_s));
}

Checked<SharedKey> okpKey(const JsonMembers& jwk, bool isPrivate, const CurveInfo& curve)
{
    const auto x = ofLength(jwk, u"x"_s, curve);
    const auto d = isPrivate ? ofLength(jwk, u"d"_s, curve) : x;
    if (!x || !d) {
        return Refused(!x ? x.error() : d.error());
    }
    const auto length = static_cast<std::size_t>(curve.bytes);
    SharedKey key =
        shared(isPrivate ? EVP_PKEY_new_raw_private_key_ex(nullptr, curve.openSslName, nullptr, bytesOf(*d), length)
                         : EVP_PKEY_new_raw_public_key_ex(nullptr, curve.openSslName, nullptr, bytesOf(*x), length));
    QByteArray derived(curve.bytes, Qt::Uninitialized);
    std::size_t size = length;
    if (key && EVP_PKEY_get_raw_public_key(key.get(), bytesOf(derived), &size) == 1 && derived == *x) {
        return key;
    }
    forgetErrors();
    return Refused(
        badKey(TokenText::tr("The private half of the key does not fit its public half."), u"RFC 8037 §2"_s));
}

Checked<SharedKey> onCurve(const JsonMembers& jwk, bool isPrivate, KeyType type)
{
    const QString name = jwk.string(u"crv"_s);
    const CurveInfo* const curve = findCurve(name);
    if (curve == nullptr || curve->type != type) {
        return Refused(badKey(name.isEmpty() ? TokenText::tr("The key has no “crv”, the name of its curve.")
                                             : TokenText::tr("“%1” is no curve for this kind of key.").arg(name),
            u"RFC 7518 §6.2.1.1"_s));
    }
    return type == KeyType::Ec ? ecKey(jwk, isPrivate, *curve) : okpKey(jwk, isPrivate, *curve);
}

Checked<QString> textOf(const JsonMembers& jwk, const QString& member)
{
    const QJsonValue value = jwk.value(member);
    return value.isUndefined() || value.isString()
        ? Checked<QString>(value.toString())
        : Refused(badKey(TokenText::tr("The key's “%1” must be a text.").arg(member)));
}

Checked<KeyFacts> factsOf(const JsonMembers& jwk)
{
    KeyFacts facts;
    for (const auto& [member, place] :
        {std::pair(u"kid"_s, &facts.id), std::pair(u"use"_s, &facts.use), std::pair(u"alg"_s, &facts.algorithm),
            std::pair(u"x5t"_s, &facts.certificateSha1), std::pair(u"x5t#S256"_s, &facts.certificateSha256)}) {
        const auto text = textOf(jwk, member);
        if (!text) {
            return Refused(text.error());
        }
        *place = *text;
    }
    const QJsonValue operations = jwk.value(u"key_ops"_s);
    const QJsonArray entries = operations.toArray();
    for (const auto& entry : entries) {
        facts.operations << entry.toString();
    }
    if (facts.operations.contains(QString()) || (!operations.isUndefined() && !operations.isArray())) {
        return Refused(badKey(TokenText::tr("The key's “key_ops” must be a list of texts."), u"RFC 7517 §4.3"_s));
    }
    return facts;
}

} // namespace

Checked<Key> keyFromJwk(const QString& text)
{
    const auto jwk = readObject(text.toUtf8(), TokenText::tr("the key"));
    if (!jwk) {
        return Refused(jwk.error());
    }
    const auto facts = factsOf(*jwk);
    if (!facts) {
        return Refused(facts.error());
    }
    const QString type = jwk->string(u"kty"_s);
    const bool isPrivate = jwk->contains(u"d"_s);
    if (type == u"oct") {
        if (!jwk->value(u"k"_s).isString()) {
            return Refused(badKey(TokenText::tr("The key has no “k”, the secret, or it is no text.")));
        }
        return decodeMember(jwk->string(u"k"_s), u"k"_s).map([&](const QByteArray& k) {
            return Key::fromSecret(core::Secret(k), *facts);
        });
    }
    if (type != u"RSA" && type != u"EC" && type != u"OKP") {
        return Refused(badKey(type.isEmpty() ? TokenText::tr("The key has no “kty”, so it is no JSON Web Key.")
                                             : TokenText::tr("Keys of the kind “%1” are not known.").arg(type),
            u"RFC 7517 §4.1"_s));
    }
    auto key =
        type == u"RSA" ? rsaKey(*jwk, isPrivate) : onCurve(*jwk, isPrivate, type == u"EC" ? KeyType::Ec : KeyType::Okp);
    return key.and_then([&](const SharedKey& made) { return Key::fromOpenSsl(made, isPrivate, *facts); });
}

} // namespace owb::jose
