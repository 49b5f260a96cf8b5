#include "jose/jws.h"

#include "jose/base64url.h"
#include "jose/jsonparts.h"
#include "jose/texts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

Fault badJws(const QString& what, const QString& remedy = {})
{
    return {what, remedy, u"RFC 7515 §5.2"_s, u"T-ST-01"_s};
}

/** The payload out of the text that stands in the token, or out of what travels beside it. */
Checked<> takePayload(Jws& jws, const QByteArray& text, const std::optional<QByteArray>& detached)
{
    const bool isEncoded = jws.signatures.first().header.payloadIsEncoded();
    if (detached) {
        if (!text.isEmpty()) {
            return Refused(badJws(TokenText::tr("The token has a payload of its own, and another one was given."),
                TokenText::tr("Leave the separate payload out.")));
        }
        jws.payload = *detached;
        jws.payloadText = isEncoded ? toBase64Url(*detached) : *detached;
        return {};
    }
    jws.payloadText = text;
    if (!isEncoded) {
        jws.payload = text;
        return {};
    }
    return decodePart(text, TokenText::tr("the payload")).map([&](const QByteArray& bytes) { jws.payload = bytes; });
}

Checked<Jws::Signature> readSignature(const json::JsonMembers& object)
{
    Jws::Signature signature;
    const auto protectedBytes = bytesOf(object, u"protected"_s);
    const auto unprotected = objectOf(object, u"header"_s);
    const auto bytes = bytesOf(object, u"signature"_s, MayBeEmpty::Yes);
    if (!protectedBytes || !unprotected || !bytes) {
        return Refused(!protectedBytes ? protectedBytes.error() : !unprotected ? unprotected.error() : bytes.error());
    }
    if (!*bytes) {
        return Refused(badJws(TokenText::tr("A signature has no member “signature”.")));
    }
    signature.protectedText = object.string(u"protected"_s).toLatin1();
    signature.bytes = **bytes;
    auto header = JoseHeader::read(protectedBytes->value_or(QByteArray()),
        *unprotected ? QList<json::JsonMembers>{**unprotected} : QList<json::JsonMembers>(),
        JoseHeader::Use::Signature);
    if (!header) {
        return Refused(header.error());
    }
    signature.header = *std::move(header);
    return signature;
}

} // namespace

QByteArray Jws::signingInput(qsizetype signature) const
{
    return signatures.at(signature).protectedText + '.' + payloadText;
}

Checked<Jws> readCompactJws(const QByteArray& token, const std::optional<QByteArray>& detachedPayload)
{
    const qsizetype first = token.indexOf('.');
    const qsizetype last = token.lastIndexOf('.');
    if (first < 0 || last == first || token.count('.') != 2) {
        return Refused(badJws(TokenText::tr("A signed token has three parts with dots between them; this text has %1.")
                                  .arg(token.count('.') + 1),
            TokenText::tr("Take the whole text, from the first to the last character.")));
    }
    Jws jws;
    Jws::Signature signature;
    signature.protectedText = token.first(first);
    const auto headerBytes = decodePart(signature.protectedText, TokenText::tr("the header"));
    if (!headerBytes) {
        return Refused(headerBytes.error());
    }
    if (headerBytes->isEmpty()) {
        return Refused(emptyHeader());
    }
    auto header = JoseHeader::read(*headerBytes, {}, JoseHeader::Use::Signature);
    const auto bytes = decodePart(QByteArrayView(token).sliced(last + 1), TokenText::tr("the signature"));
    if (!header || !bytes) {
        return Refused(header ? bytes.error() : header.error());
    }
    signature.header = *std::move(header);
    signature.bytes = *bytes;
    jws.signatures << signature;
    return takePayload(jws, token.sliced(first + 1, last - first - 1), detachedPayload).map([&] { return jws; });
}

Checked<Jws> readJsonJws(const json::JsonMembers& token, const std::optional<QByteArray>& detachedPayload)
{
    Jws jws;
    jws.isJson = true;
    const bool isGeneral = token.contains(u"signatures"_s);
    if (isGeneral && (token.contains(u"signature"_s) || token.contains(u"protected"_s))) {
        return Refused(badJws(TokenText::tr("The token has both “signatures” and a signature beside them.")));
    }
    const auto entries = isGeneral ? objectsOf(token, u"signatures"_s) : QList<json::JsonMembers>{token};
    if (!entries) {
        return Refused(entries.error());
    }
    for (const json::JsonMembers& entry : *entries) {
        auto signature = readSignature(entry);
        if (!signature) {
            return Refused(signature.error());
        }
        jws.signatures << *std::move(signature);
    }
    const bool isEncoded = jws.signatures.first().header.payloadIsEncoded();
    if (std::any_of(jws.signatures.begin(), jws.signatures.end(),
            [isEncoded](const Jws::Signature& one) { return one.header.payloadIsEncoded() != isEncoded; })) {
        return Refused(Fault{TokenText::tr("The signatures do not agree on “b64”."), {}, u"RFC 7797 §3"_s, {}});
    }
    const QJsonValue payload = token.value(u"payload"_s);
    if (!payload.isString() && !(payload.isUndefined() && detachedPayload)) {
        return Refused(badJws(TokenText::tr("The member “payload” is missing or no text."),
            TokenText::tr("If the payload travels beside the token, give it too.")));
    }
    return takePayload(jws, payload.toString().toUtf8(), detachedPayload).map([&] { return jws; });
}

} // namespace owb::jose
