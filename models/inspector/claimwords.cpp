#include "inspector/claimwords.h"

#include "inspector/texts.h"
#include "jose/algorithm.h"
#include "jose/encryption.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using Words = QString (*)(const QJsonValue& value);

QString algorithmWords(const QJsonValue& value)
{
    const QString name = value.toString();
    const auto* const signing = jose::findSignatureAlgorithm(name);
    if (signing == nullptr) {
        return jose::findKeyAlgorithm(name) != nullptr ? StepText::tr("How the key of the content is sent")
            : name == u"none"                          ? StepText::tr("Not signed at all")
                                                       : QString();
    }
    const QString digest = QString::fromLatin1(signing->digest).replace(u"SHA"_s, u"SHA-"_s);
    switch (signing->family) {
    case jose::SignatureFamily::Hmac:
        return StepText::tr("HMAC with %1 and a shared secret").arg(digest);
    case jose::SignatureFamily::RsaPkcs1:
        return StepText::tr("RSA (PKCS #1 v1.5) with %1").arg(digest);
    case jose::SignatureFamily::RsaPss:
        return StepText::tr("RSA-PSS with %1").arg(digest);
    case jose::SignatureFamily::Ecdsa:
        return StepText::tr("ECDSA on %1 with %2").arg(jose::curveInfo(signing->curve).name, digest);
    case jose::SignatureFamily::EdDsa:
        return StepText::tr("Edwards-curve signature");
    }
    return {};
}

QString contentWords(const QJsonValue& value)
{
    const auto* const content = jose::findContentAlgorithm(value.toString());
    constexpr int bitsOfByte = 8;
    return content == nullptr ? QString()
        : content->digest == nullptr
        ? StepText::tr("AES-GCM with a key of %1 bits").arg(content->keyBytes * bitsOfByte)
        : StepText::tr("AES-CBC with HMAC, together %1 bits of key").arg(content->keyBytes * bitsOfByte);
}

QString typeWords(const QJsonValue& value)
{
    static const QHash<QString, QString> known{{u"at+jwt"_s, StepText::tr("JWT access token, RFC 9068")},
        {u"jwt"_s, StepText::tr("JSON Web Token, for whatever purpose")},
        {u"dpop+jwt"_s, StepText::tr("Proof of a key, RFC 9449")},
        {u"logout+jwt"_s, StepText::tr("Logout token, OpenID Connect")},
        {u"oauth-authz-req+jwt"_s, StepText::tr("Request object, RFC 9101")},
        {u"token-introspection+jwt"_s, StepText::tr("Signed introspection, RFC 9701")},
        {u"client-authentication+jwt"_s, StepText::tr("Client assertion, RFC 7523")},
        {u"kb+jwt"_s, StepText::tr("Key binding, RFC 9901")}, {u"dc+sd-jwt"_s, StepText::tr("Credential, SD-JWT")}};
    QString type = value.toString().toLower();
    return known.value(type.remove(u"application/"_s));
}

QString countedWords(const QStringList& entries, const QString& one, const QString& several)
{
    return entries.size() == 1 ? one : several.arg(entries.size());
}

QStringList textsOf(const QJsonValue& value)
{
    if (value.isString()) {
        return value.toString().split(u' ', Qt::SkipEmptyParts);
    }
    QStringList texts;
    const QJsonArray entries = value.toArray();
    for (const auto& entry : entries) {
        texts << entry.toString();
    }
    return texts;
}

QString scopeWords(const QJsonValue& value)
{
    return countedWords(textsOf(value), StepText::tr("1 scope"), StepText::tr("%1 scopes"));
}

QString audienceWords(const QJsonValue& value)
{
    return value.isArray() ? countedWords(textsOf(value), StepText::tr("1 audience"), StepText::tr("%1 audiences"))
                           : StepText::tr("Whom it is meant for");
}

/** RFC 7800 section 3, RFC 8705 section 3.1, RFC 9449 section 6. */
QString confirmationWords(const QJsonValue& value)
{
    const QJsonObject confirmation = value.toObject();
    return confirmation.contains(u"jkt"_s)     ? StepText::tr("Only with the DPoP key of this thumbprint")
        : confirmation.contains(u"x5t#S256"_s) ? StepText::tr("Only with the client certificate of this thumbprint")
        : confirmation.contains(u"jwk"_s)      ? StepText::tr("Only with this key")
                                               : StepText::tr("Only with a key of its holder");
}

/** RFC 8693 section 4.1: the outermost acts now, those inside acted before. */
QString actorWords(const QJsonValue& value)
{
    QStringList actors;
    for (QJsonObject actor = value.toObject(); !actor.isEmpty(); actor = actor.value(u"act"_s).toObject()) {
        actors << actor.value(u"sub"_s).toString(StepText::tr("somebody without a name"));
    }
    return StepText::tr("Acted for by %1").arg(actors.join(StepText::tr(", and before by ")));
}

/** RFC 8176 section 2. */
QString methodWords(const QJsonValue& value)
{
    static const QHash<QString, QString> known{{u"face"_s, StepText::tr("face")},
        {u"fpt"_s, StepText::tr("fingerprint")}, {u"geo"_s, StepText::tr("place")},
        {u"hwk"_s, StepText::tr("key in hardware")}, {u"iris"_s, StepText::tr("iris")},
        {u"kba"_s, StepText::tr("answers to questions")}, {u"mca"_s, StepText::tr("several channels")},
        {u"mfa"_s, StepText::tr("several factors")}, {u"otp"_s, StepText::tr("one-time code")},
        {u"pin"_s, StepText::tr("PIN")}, {u"pwd"_s, StepText::tr("password")}, {u"rba"_s, StepText::tr("by the risk")},
        {u"sc"_s, StepText::tr("smart card")}, {u"sms"_s, StepText::tr("text message")},
        {u"swk"_s, StepText::tr("key in software")}, {u"tel"_s, StepText::tr("phone call")},
        {u"user"_s, StepText::tr("presence")}, {u"vbm"_s, StepText::tr("voice")},
        {u"wia"_s, StepText::tr("Windows login")}};
    QStringList words;
    const QStringList methods = textsOf(value);
    for (const QString& method : methods) {
        words << known.value(method, method);
    }
    return StepText::tr("Signed in with %1").arg(words.join(u", "_s));
}

struct Told
{
    QString words;
    Words of = nullptr;
};

Told told(Words of)
{
    return {{}, of};
}

Told told(const QString& words)
{
    return {words, nullptr};
}

QString saidOf(const QHash<QString, Told>& known, const QString& member, const QJsonValue& value)
{
    const Told found = known.value(member);
    return found.of != nullptr ? found.of(value) : found.words;
}

} // namespace

QString headerWords(const QString& member, const QJsonValue& value)
{
    static const QHash<QString, Told> known{{u"alg"_s, told(algorithmWords)}, {u"enc"_s, told(contentWords)},
        {u"typ"_s, told(typeWords)}, {u"cty"_s, told(StepText::tr("What is inside"))},
        {u"kid"_s, told(StepText::tr("Name of the key"))},
        {u"zip"_s, told(StepText::tr("Compressed before encryption"))},
        {u"jku"_s, told(StepText::tr("Where it says its keys are; never followed"))},
        {u"jwk"_s, told(StepText::tr("A key of its own; proves nothing"))},
        {u"x5u"_s, told(StepText::tr("Where it says its certificate is; never followed"))},
        {u"x5c"_s, told(StepText::tr("A certificate of its own; proves nothing"))},
        {u"x5t"_s, told(StepText::tr("Thumbprint of the certificate (SHA-1)"))},
        {u"x5t#S256"_s, told(StepText::tr("Thumbprint of the certificate"))},
        {u"crit"_s, told(StepText::tr("What a reader must understand"))},
        {u"epk"_s, told(StepText::tr("Key of its sender, for once"))},
        {u"p2c"_s, told(StepText::tr("Rounds of the password's derivation"))},
        {u"p2s"_s, told(StepText::tr("Salt of the password's derivation"))}};
    return saidOf(known, member, value);
}

QString claimWords(const QString& claim, const QJsonValue& value, std::optional<qint64> now)
{
    if (isTimeClaim(claim)) {
        const auto seconds = timeIn(value);
        if (!seconds) {
            return StepText::tr("No time in seconds");
        }
        const auto whole = static_cast<qint64>(std::floor(*seconds));
        return now ? dateWords(whole) + u", "_s + distanceWords(whole, *now) : dateWords(whole);
    }
    static const QHash<QString, Told> known{{u"iss"_s, told(StepText::tr("Who issued it"))},
        {u"sub"_s, told(StepText::tr("Whom it is about"))}, {u"aud"_s, told(audienceWords)},
        {u"client_id"_s, told(StepText::tr("The client it was issued to"))}, {u"scope"_s, told(scopeWords)},
        {u"scp"_s, told(scopeWords)}, {u"jti"_s, told(StepText::tr("Its own identifier"))},
        {u"azp"_s, told(StepText::tr("The client it was issued to"))}, {u"cnf"_s, told(confirmationWords)},
        {u"act"_s, told(actorWords)}, {u"may_act"_s, told(StepText::tr("Who may act for its subject"))},
        {u"amr"_s, told(methodWords)}, {u"acr"_s, told(StepText::tr("How strong the sign-in was"))},
        {u"nonce"_s, told(StepText::tr("Ties it to one request"))},
        {u"at_hash"_s, told(StepText::tr("Ties it to an access token"))},
        {u"c_hash"_s, told(StepText::tr("Ties it to a code"))}, {u"s_hash"_s, told(StepText::tr("Ties it to a state"))},
        {u"sid"_s, told(StepText::tr("Session"))}, {u"htm"_s, told(StepText::tr("Method of the request"))},
        {u"htu"_s, told(StepText::tr("Address of the request"))},
        {u"ath"_s, told(StepText::tr("Ties it to an access token"))},
        {u"events"_s, told(StepText::tr("What happened"))}};
    return saidOf(known, claim, value);
}

QString dateWords(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

bool isTimeClaim(const QString& claim)
{
    static const QStringList times{u"exp"_s, u"iat"_s, u"nbf"_s, u"auth_time"_s, u"updated_at"_s};
    return times.contains(claim);
}

std::optional<double> timeIn(const QJsonValue& value)
{
    constexpr double largest = 1e11; // later than the year 5138: milliseconds
    const bool isTime = value.isDouble() && std::abs(value.toDouble()) < largest;
    return isTime ? std::optional(value.toDouble()) : std::nullopt;
}

QString spanWords(qint64 seconds)
{
    struct Unit
    {
        qint64 seconds;
        QString text;
    };
    static const QList<Unit> units{{31'557'600, StepText::tr("%1 y")}, {86'400, StepText::tr("%1 d")},
        {3'600, StepText::tr("%1 h")}, {60, StepText::tr("%1 min")}, {1, StepText::tr("%1 s")}};
    QStringList parts;
    for (const Unit& unit : units) {
        const qint64 count = seconds / unit.seconds;
        seconds %= unit.seconds;
        if (count > 0) {
            parts << unit.text.arg(count);
        }
        if (parts.size() == 2 || (count == 0 && !parts.isEmpty())) {
            break;
        }
    }
    return parts.join(u' ');
}

QString distanceWords(qint64 seconds, qint64 now)
{
    const QString span = spanWords(std::abs(seconds - now));
    return seconds == now ? StepText::tr("now")
        : seconds > now   ? StepText::tr("in %1").arg(span)
                          : StepText::tr("%1 ago").arg(span);
}

} // namespace owb::inspector
