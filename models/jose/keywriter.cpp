#include "jose/base64url.h"
#include "jose/key.h"
#include "jose/openssl.h"
#include "json/jsonmembers.h"
#include "json/jsontext.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <openssl/core_names.h>
#include <openssl/pem.h>

#include <array>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

/** A number of the key as base64url, in the least bytes, or in `length` of them. */
QByteArray numberOf(EVP_PKEY* key, const char* parameter, int length = 0)
{
    BIGNUM* raw = nullptr;
    if (EVP_PKEY_get_bn_param(key, parameter, &raw) != 1) {
        forgetErrors();
        return {};
    }
    const BigNumber number(raw);
    const int size = length > 0 ? length : BN_num_bytes(raw);
    QByteArray bytes(size, Qt::Uninitialized);
    BN_bn2binpad(raw, bytesOf(bytes), size);
    return toBase64Url(bytes);
}

using RawReader = int (*)(const EVP_PKEY*, unsigned char*, std::size_t*);

QByteArray rawOf(EVP_PKEY* key, RawReader reader, int length)
{
    QByteArray bytes(length, Qt::Uninitialized);
    auto size = static_cast<std::size_t>(length);
    reader(key, bytesOf(bytes), &size);
    return toBase64Url(bytes);
}

/** Members of a JWK, name and base64url or plain ASCII, in the order of their names: RFC 7638 section 3.3. */
using Members = QList<std::pair<QLatin1StringView, QByteArray>>;

Members requiredMembers(const Key& key)
{
    switch (key.type()) {
    case KeyType::Oct:
        return {{"k"_L1, toBase64Url(key.secret().reveal())}, {"kty"_L1, "oct"}};
    case KeyType::Rsa:
        return {{"e"_L1, numberOf(key.openSsl(), OSSL_PKEY_PARAM_RSA_E)}, {"kty"_L1, "RSA"},
            {"n"_L1, numberOf(key.openSsl(), OSSL_PKEY_PARAM_RSA_N)}};
    case KeyType::Ec: {
        const CurveInfo& curve = curveInfo(key.curve());
        return {{"crv"_L1, curve.name.data()}, {"kty"_L1, "EC"},
            {"x"_L1, numberOf(key.openSsl(), OSSL_PKEY_PARAM_EC_PUB_X, curve.bytes)},
            {"y"_L1, numberOf(key.openSsl(), OSSL_PKEY_PARAM_EC_PUB_Y, curve.bytes)}};
    }
    case KeyType::Okp: {
        const CurveInfo& curve = curveInfo(key.curve());
        return {{"crv"_L1, curve.name.data()}, {"kty"_L1, "OKP"},
            {"x"_L1, rawOf(key.openSsl(), EVP_PKEY_get_raw_public_key, curve.bytes)}};
    }
    }
    return {};
}

struct PrivateNumber
{
    QLatin1StringView member;
    const char* parameter;
};
constexpr std::array rsaNumbers{PrivateNumber{"d"_L1, OSSL_PKEY_PARAM_RSA_D},
    PrivateNumber{"p"_L1, OSSL_PKEY_PARAM_RSA_FACTOR1}, PrivateNumber{"q"_L1, OSSL_PKEY_PARAM_RSA_FACTOR2},
    PrivateNumber{"dp"_L1, OSSL_PKEY_PARAM_RSA_EXPONENT1}, PrivateNumber{"dq"_L1, OSSL_PKEY_PARAM_RSA_EXPONENT2},
    PrivateNumber{"qi"_L1, OSSL_PKEY_PARAM_RSA_COEFFICIENT1}};

Members privateMembers(const Key& key)
{
    switch (key.type()) {
    case KeyType::Oct:
        return {};
    case KeyType::Rsa: {
        Members members;
        for (const PrivateNumber& number : rsaNumbers) {
            const QByteArray text = numberOf(key.openSsl(), number.parameter);
            if (!text.isEmpty()) {
                members.append({number.member, text});
            }
        }
        return members;
    }
    case KeyType::Ec:
        return {{"d"_L1, numberOf(key.openSsl(), OSSL_PKEY_PARAM_PRIV_KEY, curveInfo(key.curve()).bytes)}};
    case KeyType::Okp:
        return {{"d"_L1, rawOf(key.openSsl(), EVP_PKEY_get_raw_private_key, curveInfo(key.curve()).bytes)}};
    }
    return {};
}

QByteArray joined(const Members& members)
{
    QByteArrayList parts;
    for (const auto& [name, text] : members) {
        parts << '"' + QByteArray(name.data(), name.size()) + "\":\"" + text + '"';
    }
    return parts.join(',');
}

} // namespace

QString Key::thumbprint() const
{
    const QByteArray text = '{' + joined(requiredMembers(*this)) + '}';
    return QString::fromLatin1(toBase64Url(QCryptographicHash::hash(text, QCryptographicHash::Sha256)));
}

core::Secret Key::toJwk(bool privateToo) const
{
    const bool hides = m_type == KeyType::Oct && !privateToo; // all that such a key has is secret
    QByteArray text = '{' + (hides ? QByteArray(R"("kty":"oct")") : joined(requiredMembers(*this)));
    if (privateToo && m_isPrivate && m_type != KeyType::Oct) {
        text += ',' + joined(privateMembers(*this));
    }
    for (const auto& [name, value] :
        {std::pair("kid", m_facts.id), std::pair("use", m_facts.use), std::pair("alg", m_facts.algorithm),
            std::pair("x5t", m_facts.certificateSha1), std::pair("x5t#S256", m_facts.certificateSha256)}) {
        if (!value.isEmpty()) {
            text += ",\"" + QByteArray(name) + "\":" + json::jsonText(value).toUtf8();
        }
    }
    if (!m_facts.operations.isEmpty()) {
        text += ",\"key_ops\":" + json::jsonText(QJsonArray::fromStringList(m_facts.operations)).toUtf8();
    }
    return core::Secret(text + '}');
}

std::optional<core::Secret> Key::toPem(bool privateToo) const
{
    if (m_type == KeyType::Oct) {
        return {};
    }
    const Bytes out(BIO_new(BIO_s_secmem()));
    const bool written = privateToo && m_isPrivate
        ? PEM_write_bio_PKCS8PrivateKey(out.get(), m_key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1
        : PEM_write_bio_PUBKEY(out.get(), m_key.get()) == 1;
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return written ? std::optional(core::Secret(QByteArray(data, size))) : std::nullopt;
}

} // namespace owb::jose
