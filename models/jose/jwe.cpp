#include "jose/jwe.h"

#include "jose/base64url.h"
#include "jose/jsonparts.h"
#include "jose/keymanagement.h"
#include "jose/openssl.h"
#include "jose/texts.h"

#include <openssl/rand.h>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

constexpr qsizetype compactParts = 5;

Fault badJwe(const QString& what, const QString& remedy = {})
{
    return {what, remedy, u"RFC 7516 §5.2"_s, u"T-ST-01"_s};
}

Fault unknown(const QString& member, const QString& name, const QString& section)
{
    return {name.isEmpty() ? TokenText::tr("The header has no “%1”.").arg(member)
                           : TokenText::tr("“%1” is no “%2” of the standard.").arg(name, member),
        {}, section, u"T-AL-02"_s};
}

struct Algorithms
{
    const KeyAlgorithm* key = nullptr;
    const ContentAlgorithm* content = nullptr;
};

Checked<Algorithms> algorithmsOf(const JoseHeader& header)
{
    const Algorithms found{findKeyAlgorithm(header.algorithm()), findContentAlgorithm(header.string(u"enc"_s))};
    if (found.key == nullptr) {
        return Refused(unknown(u"alg"_s, header.algorithm(), u"RFC 7518 §4.1"_s));
    }
    if (found.content == nullptr) {
        return Refused(unknown(u"enc"_s, header.string(u"enc"_s), u"RFC 7518 §5.1"_s));
    }
    const QString zip = header.string(u"zip"_s);
    if (header.contains(u"zip"_s) && (zip != u"DEF" || !header.protectedMembers().contains(u"zip"_s))) {
        return Refused(unknown(u"zip"_s, zip, u"RFC 7516 §4.1.3"_s));
    }
    return found;
}

Checked<Jwe::Recipient> readRecipient(
    const json::JsonMembers& object, const QByteArray& protectedBytes, const std::optional<json::JsonMembers>& shared)
{
    const auto own = objectOf(object, u"header"_s);
    const auto key = bytesOf(object, u"encrypted_key"_s);
    if (!own || !key) {
        return Refused(own ? key.error() : own.error());
    }
    QList<json::JsonMembers> unprotected;
    for (const auto& part : {shared, *own}) {
        if (part) {
            unprotected << *part;
        }
    }
    return JoseHeader::read(protectedBytes, unprotected, JoseHeader::Use::Encryption)
        .map([&](const JoseHeader& header) {
            return Jwe::Recipient{header, key->value_or(QByteArray())};
        });
}

Checked<> readParts(Jwe& jwe, const json::JsonMembers& token)
{
    for (const auto& [member, place] : {std::pair(u"iv"_s, &jwe.sealed.iv),
             std::pair(u"ciphertext"_s, &jwe.sealed.ciphertext), std::pair(u"tag"_s, &jwe.sealed.tag)}) {
        const auto bytes = bytesOf(token, member, MayBeEmpty::Yes);
        if (!bytes) {
            return Refused(bytes.error());
        }
        if (!*bytes) {
            return Refused(badJwe(TokenText::tr("The token has no “%1”.").arg(member)));
        }
        *place = **bytes;
    }
    return {};
}

/** The protected header with what the algorithm adds; in the JSON forms it is protected as well. */
Checked<QByteArray> headerWith(const QByteArray& header, const SentKey& sent)
{
    auto members = readObject(header, TokenText::tr("the header"));
    if (!members) {
        return Refused(members.error());
    }
    for (const auto& [name, text] : sent.headerMembers) {
        members->setText(name, text);
    }
    return members->text().toUtf8();
}

QByteArray written(const Jwe& jwe, const QByteArray& encryptedKey, Form form)
{
    const Sealed& sealed = jwe.sealed;
    if (form == Form::Compact) {
        return QByteArrayList{jwe.protectedText, toBase64Url(encryptedKey), toBase64Url(sealed.iv),
            toBase64Url(sealed.ciphertext), toBase64Url(sealed.tag)}
            .join('.');
    }
    const QByteArray key =
        encryptedKey.isEmpty() ? QByteArray() : "\"encrypted_key\":\"" + toBase64Url(encryptedKey) + '"';
    QByteArray text = "{\"protected\":\"" + jwe.protectedText + "\",";
    if (form == Form::GeneralJson) {
        text += "\"recipients\":[{" + key + "}],";
    } else if (!key.isEmpty()) {
        text += key + ',';
    }
    if (!jwe.aadText.isEmpty()) {
        text += "\"aad\":\"" + jwe.aadText + "\",";
    }
    return text + "\"iv\":\"" + toBase64Url(sealed.iv) + "\",\"ciphertext\":\"" + toBase64Url(sealed.ciphertext)
        + "\",\"tag\":\"" + toBase64Url(sealed.tag) + "\"}";
}

} // namespace

QByteArray Jwe::additionalData() const
{
    return aadText.isEmpty() ? protectedText : protectedText + '.' + aadText;
}

Checked<Jwe> readCompactJwe(const QByteArray& token)
{
    const QByteArrayList parts = token.split('.');
    if (parts.size() != compactParts) {
        return Refused(
            badJwe(TokenText::tr("An encrypted token has five parts with dots between them; this text has %1.")
                       .arg(parts.size()),
                TokenText::tr("Take the whole text, from the first to the last character.")));
    }
    Jwe jwe;
    jwe.protectedText = parts.at(0);
    const QStringList names{TokenText::tr("the header"), TokenText::tr("the encrypted key"),
        TokenText::tr("the initialisation vector"), TokenText::tr("the ciphertext"),
        TokenText::tr("the authentication tag")};
    QByteArrayList bytes;
    for (qsizetype i = 0; i < compactParts; ++i) {
        const auto part = decodePart(parts.at(i), names.at(i));
        if (!part) {
            return Refused(part.error());
        }
        bytes << *part;
    }
    if (bytes.at(0).isEmpty()) {
        return Refused(emptyHeader());
    }
    jwe.sealed = {bytes.at(2), bytes.at(3), bytes.at(4)};
    return JoseHeader::read(bytes.at(0), {}, JoseHeader::Use::Encryption).map([&](const JoseHeader& header) {
        jwe.recipients << Jwe::Recipient{header, bytes.at(1)};
        return jwe;
    });
}

Checked<Jwe> readJsonJwe(const json::JsonMembers& token)
{
    Jwe jwe;
    jwe.isJson = true;
    const auto protectedBytes = bytesOf(token, u"protected"_s);
    const auto shared = objectOf(token, u"unprotected"_s);
    const auto aad = bytesOf(token, u"aad"_s);
    if (!protectedBytes || !shared || !aad) {
        return Refused(!protectedBytes ? protectedBytes.error() : !shared ? shared.error() : aad.error());
    }
    const bool isGeneral = token.contains(u"recipients"_s);
    if (isGeneral && (token.contains(u"encrypted_key"_s) || token.contains(u"header"_s))) {
        return Refused(badJwe(TokenText::tr("The token has both “recipients” and a recipient beside them.")));
    }
    const auto entries = isGeneral ? objectsOf(token, u"recipients"_s) : QList<json::JsonMembers>{token};
    if (!entries) {
        return Refused(entries.error());
    }
    for (const json::JsonMembers& entry : *entries) {
        auto recipient = readRecipient(entry, protectedBytes->value_or(QByteArray()), *shared);
        if (!recipient) {
            return Refused(recipient.error());
        }
        jwe.recipients << *std::move(recipient);
    }
    jwe.protectedText = token.string(u"protected"_s).toLatin1();
    jwe.aadText = token.string(u"aad"_s).toLatin1();
    return readParts(jwe, token).map([&] { return jwe; });
}

Checked<QByteArray> openJwe(const Jwe& jwe, qsizetype recipient, const Key& key)
{
    const Jwe::Recipient& to = jwe.recipients.at(recipient);
    const auto algorithms = algorithmsOf(to.header);
    if (!algorithms) {
        return Refused(algorithms.error());
    }
    return checkKind(key, *algorithms->key)
        .and_then([&] { return receiveKey(*algorithms->key, *algorithms->content, key, to.header, to.encryptedKey); })
        .and_then([&](const core::Secret& contentKey) {
            return openContent(*algorithms->content, contentKey, jwe.sealed, jwe.additionalData());
        })
        .and_then([&](const QByteArray& content) {
            return to.header.contains(u"zip"_s) ? inflated(content, largestInflated) : Checked<QByteArray>(content);
        });
}

Checked<QByteArray> encryptToken(const EncryptionRequest& request, const Key& key)
{
    const auto header = JoseHeader::read(request.protectedHeader, {}, JoseHeader::Use::Encryption);
    if (!header) {
        return Refused(header.error());
    }
    const auto algorithms = algorithmsOf(*header);
    if (!algorithms) {
        return Refused(algorithms.error());
    }
    if (request.aad && request.form == Form::Compact) {
        return Refused(badJwe(TokenText::tr("A compact token has no room for additional data."),
            TokenText::tr("Choose one of the JSON forms.")));
    }
    const auto sent = checkFits(key, *algorithms->key, true).and_then([&] {
        return sendKey(*algorithms->key, *algorithms->content, key, *header);
    });
    if (!sent) {
        return Refused(sent.error());
    }
    const auto whole = headerWith(request.protectedHeader, *sent);
    if (!whole) {
        return Refused(whole.error());
    }
    Jwe jwe;
    jwe.protectedText = toBase64Url(*whole);
    jwe.aadText = toBase64Url(request.aad.value_or(QByteArray()));
    QByteArray iv(algorithms->content->ivBytes, Qt::Uninitialized);
    RAND_bytes(bytesOf(iv), static_cast<int>(iv.size()));
    const QByteArray content = header->contains(u"zip"_s) ? deflated(request.plaintext) : request.plaintext;
    return sealContent(*algorithms->content, sent->key, iv, content, jwe.additionalData())
        .map([&](const Sealed& sealed) {
            jwe.sealed = sealed;
            return written(jwe, sent->encryptedKey, request.form);
        });
}

} // namespace owb::jose
