#include "jose/signer.h"

#include "jose/base64url.h"
#include "jose/joseheader.h"
#include "jose/openssl.h"
#include "jose/signatureverifier.h"
#include "jose/texts.h"
#include "json/jsontext.h"

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/rsa.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

using SignaturePair = std::unique_ptr<ECDSA_SIG, Freed<ECDSA_SIG_free>>;

Checked<QByteArray> notSigned()
{
    forgetErrors();
    return Refused(Fault{TokenText::tr("The key cannot make this signature."), {}, {}, {}});
}

Checked<QByteArray> macOf(const Key& key, const SignatureAlgorithm& algorithm, QByteArrayView input)
{
    const QByteArray& secret = key.secret().reveal();
    QByteArray mac(algorithm.bytes, Qt::Uninitialized);
    std::size_t length = 0;
    const bool made =
        EVP_Q_mac(nullptr, "HMAC", nullptr, algorithm.digest, nullptr, secret.constData(),
            static_cast<std::size_t>(secret.size()), bytesOf(input), static_cast<std::size_t>(input.size()),
            bytesOf(mac), static_cast<std::size_t>(mac.size()), &length)
        != nullptr;
    return made ? Checked<QByteArray>(mac) : notSigned();
}

/** The two numbers of an ECDSA signature in DER, behind each other: RFC 7518 section 3.4. */
QByteArray pairOf(const QByteArray& der, int half)
{
    const unsigned char* at = bytesOf(der);
    const SignaturePair pair(d2i_ECDSA_SIG(nullptr, &at, der.size()));
    QByteArray raw(2 * half, Qt::Uninitialized);
    BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), bytesOf(raw), half);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), bytesOf(raw) + half, half);
    return raw;
}

bool setPadding(EVP_PKEY_CTX* context, SignatureFamily family)
{
    if (family == SignatureFamily::RsaPss) {
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) == 1;
    }
    return family != SignatureFamily::RsaPkcs1 || EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1;
}

QByteArray jsonToken(const SigningRequest& request, const QByteArray& payloadText, const QByteArray& signature)
{
    QByteArray one;
    if (!request.protectedHeader.isEmpty()) {
        one += "\"protected\":\"" + toBase64Url(request.protectedHeader) + "\",";
    }
    if (!request.unprotectedHeader.isEmpty()) {
        one += "\"header\":" + request.unprotectedHeader.toUtf8() + ',';
    }
    one += "\"signature\":\"" + toBase64Url(signature) + '"';
    const QByteArray payload = "{\"payload\":" + json::jsonText(QString::fromUtf8(payloadText)).toUtf8() + ',';
    return request.form == Form::GeneralJson ? payload + "\"signatures\":[{" + one + "}]}" : payload + one + '}';
}

/** A payload that is not encoded must fit between the dots, or into a JSON text: RFC 7797 sections 5.2 and 5.3. */
bool canStandAsItIs(const SigningRequest& request)
{
    if (request.form != Form::Compact) {
        return QString::fromUtf8(request.payload).toUtf8() == request.payload;
    }
    return std::all_of(
        request.payload.begin(), request.payload.end(), [](char c) { return c >= ' ' && c <= '~' && c != '.'; });
}

} // namespace

Checked<QByteArray> makeSignature(const Key& key, const SignatureAlgorithm& algorithm, QByteArrayView signingInput)
{
    if (!key.isPrivate()) {
        return Refused(
            Fault{TokenText::tr("A public key cannot sign."), TokenText::tr("Give the private key."), {}, {}});
    }
    const auto fits = checkFits(key, algorithm, true);
    if (!fits) {
        return Refused(fits.error());
    }
    if (algorithm.family == SignatureFamily::Hmac) {
        return macOf(key, algorithm, signingInput);
    }
    const DigestContext context(EVP_MD_CTX_new());
    EVP_PKEY_CTX* keyContext = nullptr; // belongs to the digest's
    std::size_t length = 0;
    const auto size = static_cast<std::size_t>(signingInput.size());
    if (EVP_DigestSignInit_ex(context.get(), &keyContext, algorithm.digest, nullptr, nullptr, key.openSsl(), nullptr)
            != 1
        || !setPadding(keyContext, algorithm.family)
        || EVP_DigestSign(context.get(), nullptr, &length, bytesOf(signingInput), size) != 1) {
        return notSigned();
    }
    QByteArray signature(static_cast<qsizetype>(length), Qt::Uninitialized);
    if (EVP_DigestSign(context.get(), bytesOf(signature), &length, bytesOf(signingInput), size) != 1) {
        return notSigned();
    }
    signature.resize(static_cast<qsizetype>(length));
    return algorithm.family == SignatureFamily::Ecdsa ? pairOf(signature, algorithm.bytes) : signature;
}

Checked<QByteArray> signToken(const SigningRequest& request, const Key& key)
{
    QList<json::JsonMembers> unprotected;
    if (!request.unprotectedHeader.isEmpty()) {
        const auto members = readObject(request.unprotectedHeader.toUtf8(), TokenText::tr("the unprotected header"));
        if (!members) {
            return Refused(members.error());
        }
        unprotected << *members;
    }
    const auto header = JoseHeader::read(request.protectedHeader, unprotected, JoseHeader::Use::Signature);
    if (!header) {
        return Refused(header.error());
    }
    const auto* const algorithm = findSignatureAlgorithm(header->algorithm());
    if (algorithm == nullptr) {
        return Refused(Fault{TokenText::tr("“%1” is no signature algorithm.").arg(header->algorithm()),
            TokenText::tr("Write one of the standard's names into the header's “alg”, for example ES256."),
            u"RFC 7518 §3.1"_s, u"T-AL-02"_s});
    }
    if (request.form == Form::Compact && !unprotected.isEmpty()) {
        return Refused(Fault{TokenText::tr("A compact token has no room for an unprotected header."),
            TokenText::tr("Choose one of the JSON forms."), u"RFC 7515 §7.1"_s, {}});
    }
    if (!header->payloadIsEncoded() && !canStandAsItIs(request)) {
        return Refused(Fault{TokenText::tr("This payload cannot stand in a token as it is."),
            TokenText::tr("Leave “b64” out of the header."), u"RFC 7797 §5"_s, {}});
    }
    const QByteArray payload = header->payloadIsEncoded() ? toBase64Url(request.payload) : request.payload;
    const QByteArray protectedText = toBase64Url(request.protectedHeader);
    const auto signature = makeSignature(key, *algorithm, protectedText + '.' + payload);
    return signature.map([&](const QByteArray& bytes) {
        return request.form == Form::Compact ? protectedText + '.' + payload + '.' + toBase64Url(bytes)
                                             : jsonToken(request, payload, bytes);
    });
}

} // namespace owb::jose
