#include "inspector/rulecatalogue.h"
#include "inspector/rulefacts.h"
#include "inspector/texts.h"
#include "jose/base64url.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using StepKind = Step::Kind;

/** A failed step, and which of the token's layers it belongs to. */
struct Failure
{
    const Step& step;
    qsizetype layer = 0; // from 0, from the outside
    bool isOuterProven = false; // what is around this layer
};

bool isEncryption(const Layer& layer)
{
    return layer.writing == Writing::CompactJwe || layer.writing == Writing::JsonJwe;
}

/** OIDC Core section 2: allowed where the token came straight from the server and the client registered it. */
bool mayBeUnsigned(const Case& subject)
{
    return subject.kind == TokenKind::IdToken && subject.circumstances.client.registeredNone
        && !subject.circumstances.request.isFromAuthorizationEndpoint && subject.header.algorithm() == u"none";
}

/** The same of claims that are compared: in some kinds a rule of their own asks it, in others nobody does. */
QString claimRuleOf(const QString& rule, const Case& subject)
{
    const bool isAudience = rule == u"T-CL-03" || rule == u"T-CL-04";
    const bool isMissing = rule == u"T-CL-03" || (rule == u"T-CL-01" && !subject.claims.contains(u"iss"_s));
    const auto& client = subject.circumstances.client;
    switch (subject.kind) {
    case TokenKind::DpopProof: // RFC 9449 section 4.2: it has neither issuer nor audience
        return isAudience || rule == u"T-CL-01" ? QString() : rule;
    case TokenKind::AuthorizationResponse:
        return u"T-JA-01"_s;
    case TokenKind::ClientAssertion:
        return isAudience ? u"T-CA-02"_s : rule;
    case TokenKind::LogoutToken:
        return isMissing ? u"T-LO-03"_s : rule;
    case TokenKind::IntrospectionResponse:
        return isMissing ? u"T-JI-01"_s : rule;
    case TokenKind::KeyBinding: // RFC 9901 section 4.3: the issuer is the holder, who has no name
        return isAudience ? u"T-SD-02"_s : rule == u"T-CL-01" ? QString() : rule;
    case TokenKind::SdJwt: // the expected audience is that of the key binding
        return isAudience ? QString() : rule;
    case TokenKind::IdToken: // T-ID-01 looks at the same
        return rule == u"T-CL-04" && !client.id.isEmpty() && !subject.claims.strings(u"aud"_s).contains(client.id)
            ? QString()
            : rule;
    case TokenKind::Jwt:
    case TokenKind::AccessToken:
    case TokenKind::RequestObject:
        break;
    }
    return rule;
}

/** The rule that a failed step breaks in a token of this kind; nothing where another one says it better. */
QString ruleOf(const Failure& failure, const Case& subject)
{
    const QString& rule = failure.step.rule;
    if (rule == u"T-CL-09" || rule == u"T-AL-12") { // every member is looked at by its own rules
        return {};
    }
    if (rule == u"T-AL-01") {
        return mayBeUnsigned(subject) ? QString() : rule;
    }
    const bool isAboutKey = failure.step.kind == StepKind::Key || failure.step.kind == StepKind::Signature;
    if (isAboutKey && subject.kind == TokenKind::DpopProof) { // its key stands in the proof: RFC 9449 section 4.3
        return {};
    }
    if (failure.step.kind == StepKind::Key && failure.isOuterProven
        && (rule.isEmpty() || rule == u"T-AL-03"
            || rule == u"T-AL-20")) { // one key for the outside and none for the inside
        return u"T-ST-07"_s;
    }
    return rule.startsWith("T-CL-"_L1) ? claimRuleOf(rule, subject) : rule;
}

/** What the rules of the trace are about, in the header or the claims. */
QString memberOf(const Step& step)
{
    static const QHash<QString, QString> members{{u"T-ST-05"_s, u"crit"_s}, {u"T-ST-06"_s, u"b64"_s},
        {u"T-AL-02"_s, u"alg"_s}, {u"T-AL-03"_s, u"alg"_s}, {u"T-AL-11"_s, u"alg"_s}, {u"T-AL-13"_s, u"zip"_s},
        {u"T-AL-20"_s, u"kid"_s}, {u"T-CL-01"_s, u"iss"_s}, {u"T-CL-03"_s, u"aud"_s}, {u"T-CL-04"_s, u"aud"_s},
        {u"T-CL-06"_s, u"exp"_s}, {u"T-CL-07"_s, u"nbf"_s}};
    if (step.kind == StepKind::Signature) {
        return u"signature"_s;
    }
    return step.rule == u"T-AL-01" ? u"alg"_s : members.value(step.rule);
}

/** Every part of a text that should be base64url. */
QList<QByteArray> encodedParts(const QByteArray& text)
{
    QList<QByteArray> parts;
    if (!text.startsWith('{')) {
        for (const QByteArray& piece : text.split('~')) {
            parts << piece.split('.');
        }
        return parts;
    }
    static const QRegularExpression member(
        u"\"(?:payload|protected|signature|encrypted_key|iv|ciphertext|tag|aad)\"\\s*:\\s*\"([^\"]*)\""_s);
    for (auto found = member.globalMatch(QString::fromUtf8(text)); found.hasNext();) {
        parts << found.next().captured(1).toUtf8();
    }
    return parts;
}

/** Unused bits change nothing that is read, in contrast to padding and spaces. */
bool isOnlyUnusedBits(const core::Secret& token, const Inspection& inspection)
{
    QList<QByteArray> parts = encodedParts(token.reveal());
    for (const Layer& layer : inspection.layers) {
        if (writingOf(layer.content) != Writing::Unknown) {
            parts << encodedParts(layer.content);
        }
    }
    bool hasUnusedBits = false;
    for (const QByteArray& part : parts) {
        const auto bytes = jose::fromBase64Url(part);
        if (!bytes && bytes.error().kind != jose::Base64Fault::Kind::UnusedBits) {
            return false;
        }
        hasUnusedBits = hasUnusedBits || !bytes;
    }
    return hasUnusedBits;
}

Severity severityOf(const QString& rule, const Failure& failure, const core::Secret& token, const Case& subject)
{
    if (rule == u"T-ST-02" && isOnlyUnusedBits(token, subject.inspection)) {
        return Severity::Warning;
    }
    const auto& layers = subject.inspection.layers;
    if (rule == u"T-AL-03" && failure.layer < layers.size() && isEncryption(layers.at(failure.layer))) {
        return Severity::Error; // nobody can forge anything with it
    }
    const CatalogueEntry* const entry = findRule(rule);
    return entry == nullptr ? Severity::Error : entry->severity;
}

Finding findingOf(const QString& rule, const Failure& failure, const core::Secret& token, const Case& subject)
{
    const Step& step = failure.step;
    const CatalogueEntry* const entry = findRule(rule);
    const bool isInside = rule == u"T-ST-07";
    QString why = visible(step.remedy);
    QString reference = step.reference;
    if (entry != nullptr) {
        why = why.isEmpty() ? FindingText::tr(entry->title) : why;
        reference = reference.isEmpty() ? QString::fromUtf8(entry->reference) : reference;
    }
    return {severityOf(rule, failure, token, subject), rule, isInside ? QString() : memberOf(step),
        isInside ? FindingText::tr("The token inside was not verified: %1").arg(visible(step.what))
                 : visible(step.what),
        isInside ? FindingText::tr("Whoever wrapped it did not vouch for it; give the key of its issuer as well.")
                 : why,
        isInside ? u"RFC 7519 §7.2"_s : reference};
}

} // namespace

QList<Finding> traceFindings(const core::Secret& token, const Case& subject)
{
    QList<Finding> findings;
    qsizetype layer = -1;
    bool isProven = false;
    bool isOuterProven = false;
    for (const Step& step : subject.inspection.trace) {
        if (step.kind == StepKind::Structure && step.outcome == Step::Outcome::Passed) {
            ++layer;
            isOuterProven = layer > 0 && isProven;
            isProven = false;
        }
        if (step.kind == StepKind::Signature || step.kind == StepKind::Decryption) {
            isProven = step.outcome == Step::Outcome::Passed;
        }
        if (step.outcome != Step::Outcome::Failed) {
            continue;
        }
        const Failure failure{step, std::max<qsizetype>(layer, 0), isOuterProven};
        const QString rule = ruleOf(failure, subject);
        if (!rule.isEmpty()) {
            findings << findingOf(rule, failure, token, subject);
        }
    }
    return findings;
}

} // namespace owb::inspector
