#include "hash/tokenforms.h"

#include "hash/digestschemes.h"
#include "hash/refusal.h"
#include "hash/stricttext.h"

#include <openssl/crypto.h>

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace owb::hash {

namespace {

using Forms = core::Result<QList<core::Secret>>;
using Form = Forms (*)(const QByteArray& token, const QString& grantType);

Forms digestForm(const char* algorithm, QByteArrayView bytes, Spelling spelling)
{
    const auto digest = digestOf(algorithm, bytes);
    return digest ? Forms(QList{core::Secret(spelt(*digest, spelling))}) : tl::unexpected(digest.error());
}

/** What a JWT's or JWE's part holds, where it is a JSON object. */
std::optional<QJsonObject> jsonPart(const QByteArray& part)
{
    auto bytes = strictBase64(part, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    if (!bytes) {
        return std::nullopt;
    }
    const auto document = QJsonDocument::fromJson(*bytes);
    OPENSSL_cleanse(bytes->data(), static_cast<size_t>(bytes->size()));
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

/** RFC 7519 section 4.1.7. Whether the token is genuine is for others: here it only names a row. */
Forms jwtIdentifier(const QByteArray& token, const QString& /*grantType*/)
{
    const QByteArrayList parts = token.split('.');
    const auto header = jsonPart(parts.value(0));
    const auto payload = jsonPart(parts.value(1));
    const auto signature = strictBase64(parts.value(2), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    if (parts.size() != 3 || !header || !payload || !signature) {
        return refusal(HashText::tr("the token is not a JWT, and its value is not stored"));
    }
    const QString identifier = payload->value("jti"_L1).toString();
    if (identifier.isEmpty()) {
        return refusal(HashText::tr("the JWT has no jti, which is all that is stored of it"));
    }
    return QList{core::Secret(identifier)};
}

/** The key of a persisted grant: its spelling was changed for handles that end in -1. */
Forms grantKey(const QByteArray& token, const QString& grantType)
{
    if (grantType.isEmpty()) {
        return core::failure(core::Error::Kind::Internal, {}, {}, u"no grant type"_s);
    }
    const Scratch keyed({token, QByteArrayView(":"), grantType.toUtf8()});
    return digestForm("SHA256", keyed.view(), token.endsWith("-1") ? Spelling::UpperHex : Spelling::Base64);
}

/** What follows the dot of an opaque token, or the signature of a JWT; empty when there is none. */
QByteArrayView signatureIn(const QByteArray& token)
{
    const qsizetype dots = token.count('.');
    return dots == 1 || dots == 2 ? QByteArrayView(token).sliced(token.lastIndexOf('.') + 1) : QByteArrayView();
}

Forms noSignature()
{
    return refusal(HashText::tr("the token has no signature part, which is all that is stored of it"));
}

Forms signatureItself(const QByteArray& token, const QString& /*grantType*/)
{
    const QByteArrayView signature = signatureIn(token);
    return signature.isEmpty() ? noSignature() : Forms(QList{core::Secret(signature.toByteArray())});
}

Forms signatureDigest(const QByteArray& token, const QString& grantType)
{
    auto itself = signatureItself(token, grantType); // as rows of older versions have it
    auto digest = itself ? digestForm("SHA384", signatureIn(token), Spelling::Hex) : itself;
    if (digest && itself) {
        *digest += *itself;
    }
    return digest;
}

/** The first field of a message in Protocol Buffers' wire format: a mark, the length of the identifier, its bytes. */
Forms messageIdentifier(const QByteArray& token, const QString& /*grantType*/)
{
    constexpr char firstTextField = 0x0a;
    const auto message = strictBase64(token, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    const qsizetype length = message && message->size() > 2 ? message->at(1) : 0;
    if (length <= 0 || message->at(0) != firstTextField || message->size() < 2 + length) {
        return refusal(HashText::tr("the token has not the identifier inside which is all that is stored of it"));
    }
    return QList{core::Secret(message->mid(2, length))};
}

Forms sealedForm(const QByteArray& /*token*/, const QString& /*grantType*/)
{
    return refusal(HashText::tr("only the server can read from the token what is stored of it"));
}

Forms plainForm(const QByteArray& token, const QString& /*grantType*/)
{
    return QList{core::Secret(token)};
}

const QHash<QString, Form>& tokenForms()
{
    static const QHash<QString, Form> forms{
        {u"plain"_s, plainForm},
        {u"sha256-hex"_s, [](auto& token, auto&) { return digestForm("SHA256", token, Spelling::Hex); }},
        {u"sha256-base64"_s, [](auto& token, auto&) { return digestForm("SHA256", token, Spelling::Base64); }},
        {u"sha256-base64url"_s, [](auto& token, auto&) { return digestForm("SHA256", token, Spelling::Base64Url); }},
        {u"jwt-jti"_s, jwtIdentifier},
        {u"duende"_s, grantKey},
        {u"hydra"_s, signatureDigest},
        {u"hydra-signature"_s, signatureItself},
        {u"dex"_s, messageIdentifier},
        {u"sealed"_s, sealedForm},
    };
    return forms;
}

Forms formOf(const core::Secret& token, const QString& name, const QString& grantType)
{
    const Form form = tokenForms().value(name, nullptr);
    return form ? form(token.reveal(), grantType)
                : refusal(HashText::tr("there is no way to keep tokens called %1").arg(name));
}

} // namespace

bool isTokenForm(const QString& name)
{
    return tokenForms().contains(name);
}

core::Result<QList<core::Secret>> storedForms(
    const core::Secret& token, const QStringList& forms, const QString& grantType)
{
    QList<core::Secret> all;
    core::Error first;
    for (const QString& name : forms) {
        const auto some = formOf(token, name, grantType);
        if (some) {
            all += *some;
        } else if (first == core::Error()) {
            first = some.error();
        }
    }
    if (all.isEmpty()) {
        first.subject = HashText::tr("finding the token");
        return tl::unexpected(first);
    }
    return all;
}

} // namespace owb::hash
