#include "inspector/commonsecrets.h"
#include "inspector/rulefacts.h"
#include "inspector/texts.h"
#include "jose/base64url.h"
#include "jose/keychoice.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using Verdict = jose::SignatureVerifier::Verdict;

void checkCommonSecret(const jose::Jws& jws, QList<Finding>& findings)
{
    const auto fits = [&](const QByteArray& secret) {
        return tryKey(jws, jose::Key::fromSecret(core::Secret(secret))) == Verdict::Valid;
    };
    const QList<QByteArray> secrets = commonSecrets();
    if (std::any_of(secrets.begin(), secrets.end(), fits)) {
        findings << Finding{Severity::Critical, u"T-AL-06"_s, u"signature"_s,
            FindingText::tr("The token is signed with a secret out of a list of well-known ones."),
            FindingText::tr("Anybody can write tokens that pass; put a long random secret in its place at once."),
            u"RFC 8725 §3.5"_s};
    }
}

/** RFC 8017 section 3.1 takes 3 as well; the trace tells of 1 and of even ones. */
void checkExponent(const jose::Jws& jws, const jose::KeySet& keys, QList<Finding>& findings)
{
    constexpr quint64 usual = 65537;
    for (const jose::Key& key : keys.keys) {
        if (key.type() != jose::KeyType::Rsa) {
            continue;
        }
        const auto jwk = json::JsonMembers::parse(key.toJwk(false).revealText());
        const auto bytes = jose::fromBase64Url(jwk ? jwk->string(u"e"_s).toLatin1() : QByteArray());
        bool isNumber = false;
        const quint64 exponent = bytes ? bytes->toHex().toULongLong(&isNumber, 16) : 0;
        const bool isSmall = isNumber && exponent > 1 && exponent % 2 == 1 && exponent < usual;
        if (isSmall && tryKey(jws, key) == Verdict::Valid) {
            findings << Finding{Severity::Note, u"T-AL-08"_s, {},
                FindingText::tr("The exponent of the RSA key is %1.").arg(exponent),
                FindingText::tr("Small ones forgive no mistake of a program; 65537 is usual."), u"RFC 8017 §3.1"_s};
        }
    }
}

/** The key that the token brings along. */
std::optional<jose::Key> ownKey(const jose::JoseHeader& header)
{
    const auto jwk = jose::keyFromJwk(memberText(header, u"jwk"_s));
    if (header.contains(u"jwk"_s) && jwk) {
        return *jwk;
    }
    // Ordinary base64: RFC 7515 section 4.1.6.
    const QByteArray first = header.value(u"x5c"_s).toArray().first().toString().toLatin1();
    const auto fromCertificate = jose::keyFromCertificate(QByteArray::fromBase64(first));
    return !first.isEmpty() && fromCertificate ? std::optional(*fromCertificate) : std::nullopt;
}

void checkOwnKey(const jose::Jws& jws, const Case& subject, QList<Finding>& findings)
{
    const auto key = ownKey(subject.header);
    if (!key || wasProven(subject.inspection) || tryKey(jws, *key) != Verdict::Valid) {
        return;
    }
    const QString member = subject.header.contains(u"jwk"_s) ? u"jwk"_s : u"x5c"_s;
    findings << Finding{Severity::Critical, u"T-AL-16"_s, member,
        FindingText::tr("The signature fits the key in the token's own “%1”, and no key that was given.").arg(member),
        FindingText::tr("That proves nothing: anybody can sign with a key of their own and bring it along."),
        u"RFC 8725 §3.8"_s};
}

/** RFC 9449 section 4.3: the key of a proof is the one in it. */
void checkProof(const jose::Jws& jws, const Case& subject, QList<Finding>& findings)
{
    const auto key = ownKey(subject.header);
    const auto found = key ? tryKey(jws, *key) : std::nullopt;
    if (!found || *found == Verdict::Valid || jws.signatures.first().bytes.isEmpty()) {
        return; // without a key it is T-DP-01
    }
    const bool isMalformed = *found == Verdict::WrongLength || *found == Verdict::OutOfRange;
    findings << Finding{Severity::Error, isMalformed ? u"T-AL-09"_s : u"T-AL-21"_s, u"signature"_s,
        isMalformed ? FindingText::tr("The signature has a wrong length, or a number that is out of its range.")
                    : FindingText::tr("The signature does not fit the key in the proof."),
        FindingText::tr("The proof was changed, or its sender does not have the key."), u"RFC 9449 §4.3"_s};
}

bool isOpenId(const Case& subject)
{
    return isOneOf(subject.kind, {TokenKind::IdToken, TokenKind::LogoutToken})
        || (subject.kind == TokenKind::RequestObject && wordsOf(subject.claims, u"scope"_s).contains(u"openid"_s));
}

void checkAmbiguousKey(const Case& subject, QList<Finding>& findings)
{
    const auto* const algorithm = jose::findSignatureAlgorithm(subject.header.algorithm());
    if (algorithm == nullptr || subject.keys.keys.isEmpty()) {
        return;
    }
    const auto choice = jose::chooseKeys(subject.keys, subject.header,
        [algorithm](const jose::Key& key) { return jose::checkFits(key, *algorithm, false); });
    if (choice && choice->isAmbiguous) {
        findings << Finding{isOpenId(subject) ? Severity::Error : Severity::Warning, u"T-AL-18"_s, u"kid"_s,
            FindingText::tr("The token names no key, and %1 keys of the set could be meant.")
                .arg(choice->candidates.size()),
            FindingText::tr("Readers must try them all, and many refuse; the issuer should write “kid”."),
            isOpenId(subject) ? u"OIDC Core §10.1"_s : u"RFC 7515 §6"_s};
    }
}

void checkOwner(const Case& subject, QList<Finding>& findings)
{
    const QString owner = subject.circumstances.server.keyIssuer;
    const QString issuer = subject.claims.string(u"iss"_s);
    if (!issuer.isEmpty() && !owner.isEmpty() && issuer != owner && wasProven(subject.inspection)) {
        findings << Finding{Severity::Critical, u"T-AL-22"_s, u"iss"_s,
            FindingText::tr("The key that fits belongs to “%1”, but the token says “%2”.")
                .arg(readable(owner), readable(issuer)),
            FindingText::tr("One issuer writes tokens in the name of another."), u"RFC 8725 §3.8"_s};
    }
}

} // namespace

void algorithmRules(const core::Secret& token, const Case& subject, QList<Finding>& findings)
{
    headerRules(subject, findings);
    checkOwner(subject, findings);
    const auto jws = innermostJws(token, subject);
    if (!jws) {
        return;
    }
    if (isSymmetric(subject.header)) {
        checkCommonSecret(*jws, findings);
    }
    checkExponent(*jws, subject.keys, findings);
    if (subject.kind == TokenKind::DpopProof) {
        checkProof(*jws, subject, findings);
    } else {
        checkOwnKey(*jws, subject, findings);
        checkAmbiguousKey(subject, findings);
    }
}

} // namespace owb::inspector
