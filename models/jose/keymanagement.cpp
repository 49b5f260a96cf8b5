#include "jose/keymanagement.h"

#include "jose/base64url.h"
#include "jose/contentcipher.h"
#include "jose/keymaker.h"
#include "jose/openssl.h"
#include "jose/texts.h"
#include "json/jsontext.h"

#include <openssl/rand.h>
#include <openssl/rsa.h>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

constexpr qsizetype leastSalt = 8;

Fault doesNotFit()
{
    forgetErrors();
    return {TokenText::tr("The key of the content does not come out with this key, or the token was changed."),
        TokenText::tr("Give the key it was encrypted for."), u"RFC 7516 §5.2"_s, u"T-AL-21"_s};
}

QByteArray randomBytes(qsizetype count)
{
    QByteArray bytes(count, Qt::Uninitialized);
    if (RAND_bytes(bytesOf(bytes), static_cast<int>(count)) != 1) {
        qFatal("no random numbers"); // nothing made with others would be safe
    }
    return bytes;
}

bool setPadding(EVP_PKEY_CTX* context, const KeyAlgorithm& algorithm)
{
    if (algorithm.family == KeyFamily::Rsa1_5) {
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
    }
    return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1
        && EVP_PKEY_CTX_set_rsa_oaep_md_name(context, algorithm.digest, nullptr) == 1
        && EVP_PKEY_CTX_set_rsa_mgf1_md_name(context, algorithm.digest, nullptr) == 1;
}

using RsaStart = int (*)(EVP_PKEY_CTX*);
using RsaRun = int (*)(EVP_PKEY_CTX*, unsigned char*, std::size_t*, const unsigned char*, std::size_t);

Checked<QByteArray> withRsa(
    const KeyAlgorithm& algorithm, const Key& key, const QByteArray& in, RsaStart start, RsaRun run)
{
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key.openSsl(), nullptr));
    const auto size = static_cast<std::size_t>(in.size());
    std::size_t length = 0;
    if (!context || start(context.get()) != 1 || !setPadding(context.get(), algorithm)
        || run(context.get(), nullptr, &length, bytesOf(QByteArrayView(in)), size) != 1) {
        return Refused(doesNotFit());
    }
    QByteArray out(static_cast<qsizetype>(length), Qt::Uninitialized);
    if (run(context.get(), bytesOf(out), &length, bytesOf(QByteArrayView(in)), size) != 1) {
        return Refused(doesNotFit());
    }
    out.truncate(static_cast<qsizetype>(length));
    return out;
}

const ContentAlgorithm& gcmOf(int keyBytes)
{
    const QString name = u"A%1GCM"_s.arg(keyBytes * 8);
    return *findContentAlgorithm(name);
}

Checked<QByteArray> headerBytes(const JoseHeader& header, const QString& member)
{
    return decodeMember(header.string(member), member);
}

Checked<core::Secret> unwrapped(const core::Secret& wrapping, const QByteArray& wrapped)
{
    const auto key = unwrapKey(wrapping, wrapped);
    return key ? Checked<core::Secret>(*key) : Refused(doesNotFit());
}

Checked<core::Secret> gcmUnwrapped(
    const KeyAlgorithm& algorithm, const Key& key, const JoseHeader& header, const QByteArray& encryptedKey)
{
    const auto iv = headerBytes(header, u"iv"_s);
    const auto tag = headerBytes(header, u"tag"_s);
    if (!iv || !tag) {
        return Refused(iv ? tag.error() : iv.error());
    }
    return openContent(gcmOf(algorithm.wrapBytes), key.secret(), {*iv, encryptedKey, *tag}, {})
        .map([](const QByteArray& bytes) { return core::Secret(bytes); });
}

QByteArray wrapNameOf(const KeyAlgorithm& algorithm, const ContentAlgorithm& content)
{
    return QByteArray(algorithm.wrapBytes == 0 ? content.name.data() : algorithm.name.data());
}

Checked<core::Secret> agreed(const KeyAlgorithm& algorithm, const ContentAlgorithm& content, const Key& key,
    const JoseHeader& header, const Key& theirs)
{
    const auto partyU = headerBytes(header, u"apu"_s);
    const auto partyV = headerBytes(header, u"apv"_s);
    if (!partyU || !partyV) {
        return Refused(partyU ? partyV.error() : partyU.error());
    }
    const int bytes = algorithm.wrapBytes == 0 ? content.keyBytes : algorithm.wrapBytes;
    return agreedKey(key, theirs, {wrapNameOf(algorithm, content), *partyU, *partyV, bytes});
}

Checked<core::Secret> receivedByAgreement(const KeyAlgorithm& algorithm, const ContentAlgorithm& content,
    const Key& key, const JoseHeader& header, const QByteArray& encryptedKey)
{
    const QString ephemeral = json::jsonText(header.value(u"epk"_s));
    const auto theirs = keyFromJwk(ephemeral);
    if (!theirs) {
        Fault fault = theirs.error();
        fault.what = TokenText::tr("The header's “epk” is no key: %1").arg(fault.what);
        return Refused(fault);
    }
    if (theirs->curve() != key.curve() || theirs->isPrivate()) {
        return Refused(Fault{TokenText::tr("The header's “epk” is a %1, and the key is a %2.")
                                 .arg(theirs->description(), key.description()),
            TokenText::tr("Give the key it was encrypted for."), u"RFC 7518 §4.6.1.1"_s, u"T-AL-03"_s});
    }
    auto secret = agreed(algorithm, content, key, header, *theirs);
    return algorithm.wrapBytes == 0
        ? secret
        : secret.and_then([&](const core::Secret& wrapping) { return unwrapped(wrapping, encryptedKey); });
}

/** PBES2: the salt is the algorithm's name, a zero byte and p2s; RFC 7518 section 4.8.1.1. */
Checked<core::Secret> keyOfPassword(const KeyAlgorithm& algorithm, const Key& key, const QByteArray& p2s, int rounds)
{
    const QByteArray salt = QByteArray(algorithm.name.data()) + '\0' + p2s;
    const QByteArray& password = key.secret().reveal();
    QByteArray out(algorithm.wrapBytes, Qt::Uninitialized);
    const bool derived = PKCS5_PBKDF2_HMAC(password.constData(), static_cast<int>(password.size()),
                             bytesOf(QByteArrayView(salt)), static_cast<int>(salt.size()), rounds,
                             EVP_get_digestbyname(algorithm.digest), static_cast<int>(out.size()), bytesOf(out))
        == 1;
    return derived ? Checked<core::Secret>(core::Secret(std::move(out))) : Refused(doesNotFit());
}

Checked<core::Secret> receivedByPassword(
    const KeyAlgorithm& algorithm, const Key& key, const JoseHeader& header, const QByteArray& encryptedKey)
{
    const auto salt = headerBytes(header, u"p2s"_s);
    if (!salt) {
        return Refused(salt.error());
    }
    const double rounds = header.value(u"p2c"_s).toDouble(-1);
    if (salt->size() < leastSalt) {
        return Refused(Fault{TokenText::tr("The header's “p2s” has fewer than 8 bytes."),
            TokenText::tr("Only its issuer can mend that."), u"RFC 7518 §4.8.1.1"_s, u"T-AL-12"_s});
    }
    if (rounds < 1 || rounds > mostRounds || rounds != static_cast<int>(rounds)) {
        return Refused(
            Fault{TokenText::tr("The header's “p2c”, the rounds to go through, must be a whole number from 1 to %1.")
                      .arg(mostRounds),
                TokenText::tr("More could keep a reader busy for hours."), u"RFC 8725bis §3.13"_s, u"T-AL-12"_s});
    }
    return keyOfPassword(algorithm, key, *salt, static_cast<int>(rounds)).and_then([&](const core::Secret& wrapping) {
        return unwrapped(wrapping, encryptedKey);
    });
}

/** With `dir` and plain agreement the part for the encrypted key must be empty: RFC 7516 section 5.2, step 10. */
bool mustBeEmpty(const KeyAlgorithm& algorithm)
{
    return algorithm.family == KeyFamily::Direct
        || (algorithm.family == KeyFamily::Agreement && algorithm.wrapBytes == 0);
}

Checked<SentKey> sentByAgreement(const KeyAlgorithm& algorithm, const ContentAlgorithm& content, const Key& key,
    const JoseHeader& header, const core::Secret& contentKey)
{
    const auto ephemeral = makeKey(key.curve());
    if (!ephemeral) {
        return Refused(ephemeral.error());
    }
    const auto secret = agreed(algorithm, content, *ephemeral, header, key);
    if (!secret) {
        return Refused(secret.error());
    }
    SentKey sent{contentKey, {}, {{u"epk"_s, ephemeral->toJwk(false).revealText()}}};
    if (algorithm.wrapBytes == 0) {
        sent.key = *secret;
        return sent;
    }
    sent.encryptedKey = wrapKey(*secret, contentKey).value_or(QByteArray());
    return sent;
}

QString quoted(const QByteArray& bytes)
{
    return u'"' + QString::fromLatin1(toBase64Url(bytes)) + u'"';
}

Checked<SentKey> sentByGcm(const KeyAlgorithm& algorithm, const Key& key, const core::Secret& contentKey)
{
    const ContentAlgorithm& gcm = gcmOf(algorithm.wrapBytes);
    return sealContent(gcm, key.secret(), randomBytes(gcm.ivBytes), contentKey.reveal(), {})
        .map([&](const Sealed& sealed) {
            return SentKey{
                contentKey, sealed.ciphertext, {{u"iv"_s, quoted(sealed.iv)}, {u"tag"_s, quoted(sealed.tag)}}};
        });
}

Checked<SentKey> sentByPassword(
    const KeyAlgorithm& algorithm, const Key& key, const JoseHeader& header, const core::Secret& contentKey)
{
    constexpr int usualRounds = 600'000;
    constexpr qsizetype usualSalt = 16;
    const int rounds = header.value(u"p2c"_s).toInt(usualRounds);
    if (rounds < 1 || rounds > mostRounds) {
        return Refused(Fault{TokenText::tr("The header's “p2c” must be a whole number from 1 to %1.").arg(mostRounds),
            {}, u"RFC 7518 §4.8.1.2"_s, u"T-AL-12"_s});
    }
    const QByteArray salt = randomBytes(usualSalt);
    return keyOfPassword(algorithm, key, salt, rounds).map([&](const core::Secret& wrapping) {
        SentKey sent{contentKey, wrapKey(wrapping, contentKey).value_or(QByteArray()), {{u"p2s"_s, quoted(salt)}}};
        if (!header.contains(u"p2c"_s)) {
            sent.headerMembers.append({u"p2c"_s, QString::number(rounds)});
        }
        return sent;
    });
}

} // namespace

Checked<core::Secret> receiveKey(const KeyAlgorithm& algorithm, const ContentAlgorithm& content, const Key& key,
    const JoseHeader& header, const QByteArray& encryptedKey)
{
    if (mustBeEmpty(algorithm) && !encryptedKey.isEmpty()) {
        return Refused(Fault{TokenText::tr("With %1 the token must not hold an encrypted key.").arg(algorithm.name), {},
            u"RFC 7516 §5.2"_s, u"T-ST-01"_s});
    }
    const auto asSecret = [](const QByteArray& bytes) { return core::Secret(bytes); };
    switch (algorithm.family) {
    case KeyFamily::Rsa1_5:
    case KeyFamily::RsaOaep:
        return withRsa(algorithm, key, encryptedKey, EVP_PKEY_decrypt_init, EVP_PKEY_decrypt).map(asSecret);
    case KeyFamily::AesWrap:
        return unwrapped(key.secret(), encryptedKey);
    case KeyFamily::AesGcmWrap:
        return gcmUnwrapped(algorithm, key, header, encryptedKey);
    case KeyFamily::Agreement:
        return receivedByAgreement(algorithm, content, key, header, encryptedKey);
    case KeyFamily::Password:
        return receivedByPassword(algorithm, key, header, encryptedKey);
    case KeyFamily::Direct:
        return key.secret();
    }
    return Refused(doesNotFit());
}

Checked<SentKey> sendKey(
    const KeyAlgorithm& algorithm, const ContentAlgorithm& content, const Key& key, const JoseHeader& header)
{
    const core::Secret contentKey(randomBytes(content.keyBytes));
    switch (algorithm.family) {
    case KeyFamily::Rsa1_5:
    case KeyFamily::RsaOaep:
        return withRsa(algorithm, key, contentKey.reveal(), EVP_PKEY_encrypt_init, EVP_PKEY_encrypt)
            .map([&](const QByteArray& bytes) {
                return SentKey{contentKey, bytes, {}};
            });
    case KeyFamily::AesWrap:
        return SentKey{contentKey, wrapKey(key.secret(), contentKey).value_or(QByteArray()), {}};
    case KeyFamily::AesGcmWrap:
        return sentByGcm(algorithm, key, contentKey);
    case KeyFamily::Agreement:
        return sentByAgreement(algorithm, content, key, header, contentKey);
    case KeyFamily::Password:
        return sentByPassword(algorithm, key, header, contentKey);
    case KeyFamily::Direct:
        return SentKey{key.secret(), {}, {}};
    }
    return Refused(doesNotFit());
}

} // namespace owb::jose
