#include "inspector/rulefacts.h"

#include "core/invisible.h"
#include "inspector/claimwords.h"
#include "inspector/texts.h"

#include <QJsonObject>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using json::JsonMembers;

} // namespace

QString visible(const QString& text)
{
    QString result;
    for (const char32_t c : text.toUcs4()) {
        result += core::isInvisible(c) ? u"\\u{%1}"_s.arg(static_cast<uint>(c), 0, 16) : QString::fromUcs4(&c, 1);
    }
    return result;
}

QString readable(const QString& text)
{
    constexpr qsizetype longest = 60;
    const QString clean = visible(text);
    return clean.size() > longest ? clean.first(longest - 1) + u'…' : clean;
}

QString readable(const QStringList& texts)
{
    constexpr qsizetype most = 4;
    QStringList clean;
    for (const QString& text : texts.first(std::min(texts.size(), most))) {
        clean << readable(text);
    }
    return clean.join(u"”, “"_s) + (texts.size() > most ? u"”, “…"_s : QString());
}

QString mediaType(const jose::JoseHeader& header)
{
    const QString type = header.string(u"typ"_s).toLower();
    const QString prefix = u"application/"_s;
    return type.startsWith(prefix) ? type.sliced(prefix.size()) : type;
}

bool isPlainType(const jose::JoseHeader& header)
{
    const QString type = mediaType(header);
    return type.isEmpty() || type == u"jwt";
}

QString memberText(const jose::JoseHeader& header, const QString& name)
{
    return header.protectedMembers().contains(name) ? header.protectedMembers().valueText(name)
                                                    : header.unprotectedMembers().valueText(name);
}

bool isSymmetric(const jose::JoseHeader& header)
{
    const auto* const algorithm = jose::findSignatureAlgorithm(header.algorithm());
    return algorithm != nullptr && algorithm->family == jose::SignatureFamily::Hmac;
}

bool isOneOf(TokenKind kind, std::initializer_list<TokenKind> kinds)
{
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool hasAll(const JsonMembers& claims, const QStringList& names)
{
    return std::all_of(names.begin(), names.end(), [&](const QString& name) { return claims.contains(name); });
}

std::optional<double> timeOf(const JsonMembers& claims, const QString& claim)
{
    return timeIn(claims.value(claim));
}

std::optional<double> lifetimeOf(const JsonMembers& claims)
{
    const auto expires = timeOf(claims, u"exp"_s);
    const auto issued = timeOf(claims, u"iat"_s);
    return expires && issued ? std::optional(*expires - *issued) : std::nullopt;
}

QStringList wordsOf(const JsonMembers& claims, const QString& claim)
{
    return claims.string(claim).split(u' ', Qt::SkipEmptyParts);
}

QJsonValue within(const JsonMembers& claims, const QString& object, const QString& member)
{
    return claims.value(object).toObject().value(member);
}

QString clientOf(const Case& subject)
{
    const QString known = subject.circumstances.client.id;
    return known.isEmpty() ? subject.claims.string(u"client_id"_s) : known;
}

QString idTokenMark(const Case& subject)
{
    for (const QString& claim : {u"nonce"_s, u"at_hash"_s, u"c_hash"_s}) {
        if (subject.claims.contains(claim)) {
            return claim;
        }
    }
    // An API may be its own client; where a type says what the token is for, this alone means nothing.
    const QString client = clientOf(subject);
    const bool isForClient = !client.isEmpty() && subject.claims.strings(u"aud"_s) == QStringList{client};
    return isForClient && isPlainType(subject.header) ? u"aud"_s : QString();
}

bool wasProven(const Inspection& inspection)
{
    bool isProven = false;
    for (const Step& step : inspection.trace) {
        if (step.kind == Step::Kind::Structure && step.outcome == Step::Outcome::Passed) {
            isProven = false; // another layer begins
        } else if (step.kind == Step::Kind::Signature || step.kind == Step::Kind::Decryption) {
            isProven = step.outcome == Step::Outcome::Passed;
        }
    }
    return isProven;
}

bool isEncrypted(const Inspection& inspection)
{
    const Writing writing = inspection.layers.isEmpty() ? Writing::Unknown : inspection.layers.first().writing;
    return writing == Writing::CompactJwe || writing == Writing::JsonJwe;
}

bool isTextValid(const Case& subject)
{
    const auto now = subject.expectations.now;
    const auto expires = timeOf(subject.claims, u"exp"_s);
    return now && expires && static_cast<double>(*now) < *expires
        && verdict(subject.inspection.trace) != Step::Outcome::Failed;
}

std::optional<jose::Jws> innermostJws(const core::Secret& token, const Case& subject)
{
    const QList<Layer>& layers = subject.inspection.layers;
    if (layers.isEmpty()) {
        return {};
    }
    const QByteArray text = layers.size() == 1 ? token.reveal() : layers.at(layers.size() - 2).content;
    const auto& detached = subject.expectations.detachedPayload;
    auto read = [&]() -> jose::Checked<jose::Jws> {
        switch (layers.last().writing) {
        case Writing::SdJwt:
            return jose::readCompactJws(text.first(text.indexOf('~')));
        case Writing::JsonJws:
            return jose::readObject(text, {}).and_then(
                [&](const JsonMembers& object) { return jose::readJsonJws(object, detached); });
        case Writing::CompactJws:
            return jose::readCompactJws(text, detached);
        case Writing::CompactJwe:
        case Writing::JsonJwe:
        case Writing::Unknown:
            break;
        }
        return jose::Refused(jose::Fault());
    }();
    return read ? std::optional(*std::move(read)) : std::nullopt;
}

std::optional<jose::SignatureVerifier::Verdict> tryKey(const jose::Jws& jws, const jose::Key& key)
{
    const auto* const algorithm = jose::findSignatureAlgorithm(jws.signatures.first().header.algorithm());
    if (algorithm == nullptr) {
        return {};
    }
    auto verifier = jose::SignatureVerifier::make(key, *algorithm);
    return verifier ? std::optional(verifier->verify(jws.signingInput(0), jws.signatures.first().bytes)) : std::nullopt;
}

void needClaims(const Case& subject, const QStringList& claims, const QString& rule, const QString& why,
    const QString& reference, QList<Finding>& findings)
{
    for (const QString& claim : claims) {
        if (!subject.claims.contains(claim)) {
            findings << Finding{
                Severity::Error, rule, claim, FindingText::tr("The token has no “%1”.").arg(claim), why, reference};
        }
    }
}

} // namespace owb::inspector
