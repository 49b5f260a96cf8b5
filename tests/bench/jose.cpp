// Verifications a second: ours on whole tokens, OpenSSL's on input that is taken apart already, in turns. With --tokens
// it only prints tokens and keys, for another implementation to verify. JSON on standard output.

#include "jose/base64url.h"
#include "jose/bulkverifier.h"
#include "jose/keymaker.h"
#include "jose/signer.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>

using namespace owb;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 9;
constexpr int roundMs = 300;
constexpr int tokensEach = 64;

QByteArray claims(int number)
{
    return "{\"iss\":\"https://id.example.com\",\"sub\":\"user-" + QByteArray::number(100'000 + number)
        + "\",\"aud\":\"https://api.example.com\",\"client_id\":\"web-shop\",\"scope\":\"openid profile orders\","
          "\"iat\":1795406400,\"exp\":1795410000,\"jti\":\"0f4b7c52-7d1e-4a35-9c06-"
        + QByteArray::number(100'000'000'000 + number) + "\"}";
}

/** What a verifier has of a key; of a shared secret all of it. */
jose::Key publicOf(const jose::Key& key)
{
    return key.type() == jose::KeyType::Oct ? key : *jose::keyFromJwk(key.toJwk(false).revealText());
}

/** What is left to OpenSSL when everything around it costs nothing. */
struct Plain
{
    QByteArray input;
    QByteArray signature; // as OpenSSL wants it
};

struct Case
{
    const jose::SignatureAlgorithm* algorithm = nullptr;
    jose::Key key;
    QByteArrayList tokens;
    QList<Plain> plain;
};

/** Two numbers of `half` bytes as DER. */
QByteArray der(const QByteArray& raw, qsizetype half)
{
    QByteArray numbers;
    for (QByteArray number : {raw.first(half), raw.sliced(half)}) {
        while (number.size() > 1 && number.at(0) == '\0' && (number.at(1) & 0x80) == 0) {
            number.remove(0, 1);
        }
        if ((number.at(0) & 0x80) != 0) {
            number.prepend('\0');
        }
        numbers += '\x02' + QByteArray(1, static_cast<char>(number.size())) + number;
    }
    return '\x30' + QByteArray(1, static_cast<char>(numbers.size())) + numbers;
}

Case makeCase(const char* name)
{
    Case made;
    made.algorithm = jose::findSignatureAlgorithm(QString::fromLatin1(name));
    constexpr int rsaBits = 2048;
    made.key = *jose::makeKeyFor(QString::fromLatin1(name), rsaBits);
    jose::KeyFacts facts;
    facts.id = u"2026-09"_s;
    made.key.setFacts(facts);
    for (int i = 0; i < tokensEach; ++i) {
        const QByteArray header = "{\"alg\":\"" + QByteArray(name) + "\",\"typ\":\"at+jwt\",\"kid\":\"2026-09\"}";
        const QByteArray token = *jose::signToken({header, {}, claims(i), jose::Form::Compact}, made.key);
        const qsizetype dot = token.lastIndexOf('.');
        QByteArray signature = *jose::fromBase64Url(token.sliced(dot + 1));
        if (made.algorithm->family == jose::SignatureFamily::Ecdsa) {
            signature = der(signature, made.algorithm->bytes);
        }
        made.tokens << token;
        made.plain.append({token.first(dot), signature});
    }
    return made;
}

const unsigned char* bytesOf(const QByteArray& bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

/** OpenSSL as it is at its quickest: everything that can be made once is made before. */
std::function<bool(const Plain&)> plainVerifier(const Case& made)
{
    const auto& algorithm = *made.algorithm;
    if (algorithm.family == jose::SignatureFamily::Hmac) {
        EVP_MAC* mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
        EVP_MAC_CTX* context = EVP_MAC_CTX_new(mac);
        std::string digest(algorithm.digest);
        const std::array params{
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest.data(), 0), OSSL_PARAM_construct_end()};
        const QByteArray secret = made.key.secret().reveal();
        EVP_MAC_init(context, bytesOf(secret), static_cast<std::size_t>(secret.size()), params.data());
        return [context](const Plain& plain) {
            std::array<unsigned char, 64> out{};
            std::size_t length = 0;
            EVP_MAC_init(context, nullptr, 0, nullptr);
            EVP_MAC_update(context, bytesOf(plain.input), static_cast<std::size_t>(plain.input.size()));
            EVP_MAC_final(context, out.data(), &length, out.size());
            return std::equal(
                plain.signature.begin(), plain.signature.end(), reinterpret_cast<const char*>(out.data()));
        };
    }
    EVP_MD_CTX* digestContext = EVP_MD_CTX_new();
    if (algorithm.family == jose::SignatureFamily::EdDsa) {
        return [digestContext, key = made.key](const Plain& plain) {
            EVP_MD_CTX_reset(digestContext);
            EVP_DigestVerifyInit(digestContext, nullptr, nullptr, nullptr, key.openSsl());
            return EVP_DigestVerify(digestContext, bytesOf(plain.signature),
                       static_cast<std::size_t>(plain.signature.size()), bytesOf(plain.input),
                       static_cast<std::size_t>(plain.input.size()))
                == 1;
        };
    }
    EVP_MD* digest = EVP_MD_fetch(nullptr, algorithm.digest, nullptr);
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_pkey(nullptr, made.key.openSsl(), nullptr);
    EVP_PKEY_verify_init(context);
    EVP_PKEY_CTX_set_signature_md(context, digest);
    if (algorithm.family == jose::SignatureFamily::RsaPss) {
        EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING);
        EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST);
    }
    return [digestContext, digest, context](const Plain& plain) {
        std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
        unsigned int length = 0;
        EVP_DigestInit_ex2(digestContext, digest, nullptr);
        EVP_DigestUpdate(digestContext, plain.input.constData(), static_cast<std::size_t>(plain.input.size()));
        EVP_DigestFinal_ex(digestContext, hash.data(), &length);
        return EVP_PKEY_verify(context, bytesOf(plain.signature), static_cast<std::size_t>(plain.signature.size()),
                   hash.data(), length)
            == 1;
    };
}

template <class Verify> double perSecond(Verify verify)
{
    QElapsedTimer clock;
    clock.start();
    qint64 done = 0;
    while (clock.elapsed() < roundMs) {
        for (int i = 0; i < tokensEach; ++i, ++done) {
            if (!verify(i)) {
                qFatal("a sound token was refused");
            }
        }
    }
    return static_cast<double>(done) * 1000.0 / static_cast<double>(clock.elapsed());
}

double median(QList<double> values)
{
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

/** Both in turns, so that what else the machine does falls on both. */
QJsonObject measured(const Case& made)
{
    jose::BulkVerifier verifier({{publicOf(made.key)}, {}});
    const auto plain = plainVerifier(made);
    QList<double> ours;
    QList<double> limit;
    QList<double> shares;
    for (int round = 0; round < rounds; ++round) {
        ours << perSecond(
            [&](int i) { return verifier.verify(made.tokens.at(i)) == jose::BulkVerifier::Verdict::Valid; });
        limit << perSecond([&](int i) { return plain(made.plain.at(i)); });
        shares << ours.last() / limit.last();
    }
    return {{u"ours"_s, median(ours)}, {u"limit"_s, median(limit)}, {u"share"_s, median(shares)}};
}

QJsonObject sample(const Case& made)
{
    QJsonArray tokens;
    for (const QByteArray& token : made.tokens) {
        tokens.append(QString::fromLatin1(token));
    }
    const QByteArray key = publicOf(made.key).toJwk(true).reveal();
    return {{u"tokens"_s, tokens}, {u"key"_s, QJsonDocument::fromJson(key).object()}};
}

} // namespace

/** [--tokens] [ALGORITHM]: prints tokens to be measured elsewhere, or measures; all algorithms, or one. */
int main(int argc, char** argv)
{
    const bool printsTokens = argc > 1 && QByteArray(argv[1]) == "--tokens";
    const QByteArray only = argc > 1 && !printsTokens ? argv[1] : "";
    QJsonObject answer;
    for (const char* name : {"HS256", "RS256", "PS256", "ES256", "EdDSA"}) {
        if (!only.isEmpty() && only != name) {
            continue;
        }
        const Case made = makeCase(name);
        answer.insert(QString::fromLatin1(name), printsTokens ? sample(made) : measured(made));
    }
    std::fputs(QJsonDocument(answer).toJson(QJsonDocument::Compact).constData(), stdout);
    return 0;
}
