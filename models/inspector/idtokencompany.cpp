#include "inspector/rulefacts.h"
#include "inspector/texts.h"
#include "jose/base64url.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using json::JsonMembers;

bool answers(const Case& subject, const QString& word)
{
    const auto& request = subject.circumstances.request;
    return request.isFromAuthorizationEndpoint && request.responseType.split(u' ').contains(word);
}

/** OIDC Core section 12.2: one from a refresh holds what the first one held; it is compared with that. */
bool isRefreshed(const Case& subject)
{
    return subject.circumstances.company.earlierIdToken.has_value();
}

void checkNonce(const Case& subject, QList<Finding>& findings)
{
    const QString sent = subject.circumstances.request.nonce;
    const bool isImplicit = answers(subject, u"id_token"_s) && !answers(subject, u"code"_s);
    const bool isMissing = !subject.claims.contains(u"nonce"_s);
    if (isRefreshed(subject)) {
        return;
    }
    const QString why = FindingText::tr("A token of another login may have been put in its place.");
    if (isMissing && (!sent.isEmpty() || isImplicit)) {
        findings << Finding{Severity::Error, u"T-ID-03"_s, u"nonce"_s,
            sent.isEmpty() ? FindingText::tr("The token has no “nonce”, which the implicit flow demands.")
                           : FindingText::tr("A nonce was sent, and the token has none."),
            why, isImplicit ? u"OIDC Core §3.2.2.11"_s : u"OIDC Core §3.1.3.7"_s};
    } else if (!sent.isEmpty() && !isMissing && subject.claims.string(u"nonce"_s) != sent) {
        findings << Finding{Severity::Error, u"T-ID-03"_s, u"nonce"_s,
            FindingText::tr("The nonce of the token is not the one that was sent."), why, u"OIDC Core §3.1.3.7"_s};
    }
}

/** The left half of the hash that the algorithm uses; nothing for Ed448, whose hash Qt does not have. */
std::optional<QString> halfHash(const Case& subject, const core::Secret& text)
{
    using Hash = QCryptographicHash;
    const QString name = subject.header.algorithm();
    const auto* const algorithm = jose::findSignatureAlgorithm(name);
    const bool isWide = algorithm != nullptr && algorithm->family == jose::SignatureFamily::EdDsa;
    std::optional<Hash::Algorithm> hash;
    if (name.endsWith("256"_L1) || name == u"ES256K") {
        hash = Hash::Sha256;
    } else if (name.endsWith("384"_L1)) {
        hash = Hash::Sha384;
    } else if (name.endsWith("512"_L1) || (isWide && name != u"Ed448")) {
        hash = Hash::Sha512;
    }
    if (algorithm == nullptr || !hash) {
        return {};
    }
    const QByteArray digest = Hash::hash(text.reveal(), *hash);
    return QString::fromLatin1(jose::toBase64Url(QByteArrayView(digest).first(digest.size() / 2)));
}

/** One of the claims that bind what came together. */
struct Bond
{
    QString claim;
    QString rule;
    QString section;
    const std::optional<core::Secret>& partner;
    bool isNeeded = false;
    QString missing;
    QString wrong;
};

void checkBond(const Case& subject, const Bond& bond, QList<Finding>& findings)
{
    const QString why = FindingText::tr("What came with the token may have been exchanged for something else.");
    if (!subject.claims.contains(bond.claim)) {
        if (bond.isNeeded) {
            findings << Finding{Severity::Error, bond.rule, bond.claim, bond.missing, why, bond.section};
        }
        return;
    }
    const auto expected = bond.partner ? halfHash(subject, *bond.partner) : std::nullopt;
    if (expected && subject.claims.string(bond.claim) != *expected) {
        findings << Finding{Severity::Error, bond.rule, bond.claim, bond.wrong, why, bond.section};
    }
}

void checkBonds(const Case& subject, QList<Finding>& findings)
{
    const auto& company = subject.circumstances.company;
    const bool holdsIdToken = answers(subject, u"id_token"_s);
    checkBond(subject,
        {u"at_hash"_s, u"T-ID-04"_s, u"OIDC Core §3.2.2.9"_s, company.accessToken,
            holdsIdToken && answers(subject, u"token"_s),
            FindingText::tr("An access token came with the token, which has no “at_hash” of it."),
            FindingText::tr("“at_hash” is not that of the access token.")},
        findings);
    checkBond(subject,
        {u"c_hash"_s, u"T-ID-05"_s, u"OIDC Core §3.3.2.10"_s, company.code, holdsIdToken && answers(subject, u"code"_s),
            FindingText::tr("A code came with the token, which has no “c_hash” of it."),
            FindingText::tr("“c_hash” is not that of the code.")},
        findings);
}

void checkUserInfo(const Case& subject, QList<Finding>& findings)
{
    const auto& userInfo = subject.circumstances.company.userInfo;
    const QString whose = subject.claims.string(u"sub"_s);
    if (userInfo && userInfo->string(u"sub"_s) != whose) {
        findings << Finding{Severity::Error, u"T-ID-11"_s, u"sub"_s,
            userInfo->contains(u"sub"_s) ? FindingText::tr("UserInfo speaks of “%1”, the token of “%2”.")
                                               .arg(readable(userInfo->string(u"sub"_s)), readable(whose))
                                         : FindingText::tr("UserInfo does not say whom it speaks of."),
            FindingText::tr("What UserInfo says must not be used: it may be about somebody else."),
            u"OIDC Core §5.3.2"_s};
    }
}

void refreshed(const QString& member, const QString& what, QList<Finding>& findings)
{
    findings << Finding{Severity::Error, u"T-ID-12"_s, member, what,
        FindingText::tr("It is not about the login that was refreshed."), u"OIDC Core §12.2"_s};
}

void checkRefreshed(const Case& subject, const JsonMembers& first, QList<Finding>& findings)
{
    const JsonMembers& claims = subject.claims;
    for (const QString& claim : {u"iss"_s, u"sub"_s}) {
        if (claims.value(claim) != first.value(claim)) {
            refreshed(claim, FindingText::tr("“%1” is not that of the first ID Token.").arg(claim), findings);
        }
    }
    QStringList audiences = claims.strings(u"aud"_s);
    QStringList earlier = first.strings(u"aud"_s);
    audiences.sort();
    earlier.sort();
    if (audiences != earlier) {
        refreshed(u"aud"_s, FindingText::tr("The audience is not that of the first ID Token."), findings);
    }
    if (claims.contains(u"auth_time"_s) && claims.value(u"auth_time"_s) != first.value(u"auth_time"_s)) {
        refreshed(
            u"auth_time"_s, FindingText::tr("The time of the login is not that of the first ID Token."), findings);
    }
    const auto issued = timeOf(claims, u"iat"_s);
    const auto before = timeOf(first, u"iat"_s);
    if (issued && before && *issued <= *before) {
        refreshed(u"iat"_s, FindingText::tr("It was issued no later than the first ID Token."), findings);
    }
    if (claims.contains(u"nonce"_s) && claims.value(u"nonce"_s) != first.value(u"nonce"_s)) {
        refreshed(u"nonce"_s, FindingText::tr("The nonce is not that of the first ID Token."), findings);
    } else if (claims.contains(u"nonce"_s)) {
        findings << Finding{Severity::Note, u"T-ID-12"_s, u"nonce"_s,
            FindingText::tr("The nonce of the first ID Token is repeated."),
            FindingText::tr("That is allowed, but advised against: a nonce belongs to one request."),
            u"OIDC Core §12.2"_s};
    }
}

void checkOther(const Case& subject, const JsonMembers& other, QList<Finding>& findings)
{
    for (const QString& claim : {u"iss"_s, u"sub"_s}) {
        if (subject.claims.value(claim) != other.value(claim)) {
            findings << Finding{Severity::Error, u"T-ID-13"_s, claim,
                FindingText::tr("The two ID Tokens of the flow do not agree on “%1”.").arg(claim),
                FindingText::tr("One of them is of another login."), u"OIDC Core §3.3.3.6"_s};
        }
    }
}

} // namespace

void idTokenCompanyRules(const Case& subject, QList<Finding>& findings)
{
    const auto& company = subject.circumstances.company;
    checkNonce(subject, findings);
    checkBonds(subject, findings);
    checkUserInfo(subject, findings);
    if (company.earlierIdToken) {
        checkRefreshed(subject, *company.earlierIdToken, findings);
    }
    if (company.otherIdToken) {
        checkOther(subject, *company.otherIdToken, findings);
    }
}

} // namespace owb::inspector
