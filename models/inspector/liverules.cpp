#include "inspector/rulefacts.h"
#include "inspector/texts.h"

#include <QJsonObject>

#include <cmath>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

/** What the token is bound to by `cnf`, of its own or of the introspection: RFC 9449 section 6.2, RFC 8705 section 3.2.
 */
QString boundTo(const Case& subject, const QString& method)
{
    const QString own = within(subject.claims, u"cnf"_s, method).toString();
    const auto& introspection = subject.circumstances.company.introspection;
    return own.isEmpty() && introspection ? within(*introspection, u"cnf"_s, method).toString() : own;
}

bool isBound(const Case& subject)
{
    const auto& introspection = subject.circumstances.company.introspection;
    return subject.claims.contains(u"cnf"_s) || (introspection && introspection->contains(u"cnf"_s));
}

void checkSenderBinding(const Case& subject, QList<Finding>& findings)
{
    const auto& company = subject.circumstances.company;
    const bool isFapi = subject.circumstances.server.followsFapi;
    if (!isBound(subject) && (isFapi || subject.circumstances.client.requiresSenderConstraint)) {
        findings << Finding{isFapi ? Severity::Error : Severity::Warning, u"T-AT-10"_s, u"cnf"_s,
            FindingText::tr("The token should be bound to a key of the client, and is bound to none."),
            FindingText::tr("Whoever steals it can use it."),
            isFapi ? u"FAPI 2.0 Security Profile §5.3.2.1"_s : u"RFC 9700 §2.2.1"_s};
    }
    const QString dpopKey = boundTo(subject, u"jkt"_s);
    if (!dpopKey.isEmpty() && !company.dpopThumbprint.isEmpty() && dpopKey != company.dpopThumbprint) {
        findings << Finding{Severity::Error, u"T-AT-11"_s, u"cnf"_s,
            FindingText::tr("The token is bound to the DPoP key “%1”; “%2” is in use.")
                .arg(readable(dpopKey), readable(company.dpopThumbprint)),
            FindingText::tr("It was issued to somebody else, or the client made itself a new key."),
            u"RFC 9449 §7.1"_s};
    }
    const QString certificate = boundTo(subject, u"x5t#S256"_s);
    const QString& inUse = company.certificateThumbprint;
    if (!certificate.isEmpty() && !inUse.isEmpty() && certificate != inUse) {
        findings << Finding{Severity::Error, u"T-AT-12"_s, u"cnf"_s,
            FindingText::tr("The token is bound to the certificate “%1”; “%2” is in use.")
                .arg(readable(certificate), readable(inUse)),
            FindingText::tr("It was issued to somebody else, or the client got a new certificate."), u"RFC 8705 §3"_s};
    }
}

void checkTokenType(const Case& subject, QList<Finding>& findings)
{
    const QString type = subject.circumstances.company.tokenType;
    const bool isBoundToKey = !boundTo(subject, u"jkt"_s).isEmpty();
    const bool saysDpop = type.compare(u"DPoP"_s, Qt::CaseInsensitive) == 0;
    const bool saysBearer = type.compare(u"Bearer"_s, Qt::CaseInsensitive) == 0;
    if ((saysBearer && isBoundToKey) || (saysDpop && !isBoundToKey)) {
        findings << Finding{Severity::Error, u"T-AT-13"_s, u"token_type"_s,
            isBoundToKey
                ? FindingText::tr("The response says “%1”, but the token is bound to a DPoP key.").arg(readable(type))
                : FindingText::tr("The response says “%1”, but the token is bound to no key.").arg(readable(type)),
            isBoundToKey ? FindingText::tr("The client sends no proof along, and the API refuses it.")
                         : FindingText::tr("The client believes it is protected, and is not."),
            u"RFC 9449 §5"_s};
    }
}

void checkEnds(const Case& subject, QList<Finding>& findings)
{
    const auto expires = timeOf(subject.claims, u"exp"_s);
    const auto issued = timeOf(subject.claims, u"iat"_s);
    const auto& company = subject.circumstances.company;
    const auto& row = subject.circumstances.row;
    const auto skew = static_cast<double>(subject.expectations.skew);
    const auto differs = [&](double other) { return std::abs(*expires - other) > skew; };
    if (expires && issued && company.expiresIn && differs(*issued + static_cast<double>(*company.expiresIn))) {
        findings << Finding{Severity::Warning, u"T-AT-14"_s, u"exp"_s,
            FindingText::tr("By its text the token lives %1 seconds, by the response %2.")
                .arg(QString::number(*expires - *issued, 'f', 0), QString::number(*company.expiresIn)),
            FindingText::tr("The client uses it too long, or gives it up too early."), u"RFC 6749 §5.1"_s};
    } else if (expires && row && row->exists && row->expires && differs(static_cast<double>(*row->expires))) {
        findings << Finding{Severity::Warning, u"T-AT-14"_s, u"exp"_s,
            FindingText::tr("By its text the token ends at %1, in the database at %2.")
                .arg(QString::number(*expires, 'f', 0), QString::number(*row->expires)),
            FindingText::tr("Whether it is over depends on who is asked."), u"RFC 6749 §5.1"_s};
    }
}

void contradiction(const QString& member, const QString& what, const QString& why, QList<Finding>& findings)
{
    findings << Finding{Severity::Error, u"T-AT-15"_s, member, what, why, u"RFC 7662 §4"_s};
}

/** What introspection says of the token itself. */
void compareMembers(const Case& subject, const json::JsonMembers& answer, QList<Finding>& findings)
{
    for (const QString& claim : {u"iss"_s, u"sub"_s, u"client_id"_s, u"exp"_s}) {
        if (subject.claims.contains(claim) && answer.contains(claim)
            && subject.claims.value(claim) != answer.value(claim)) {
            contradiction(claim, FindingText::tr("Token and introspection do not agree on “%1”.").arg(claim),
                FindingText::tr("The server took it for another token."), findings);
        }
    }
}

void checkStanding(const Case& subject, QList<Finding>& findings)
{
    const auto& row = subject.circumstances.row;
    const auto& answer = subject.circumstances.company.introspection;
    const bool isDead = row && (!row->exists || row->isRevoked);
    if (isDead && isTextValid(subject)) {
        contradiction({},
            row->exists ? FindingText::tr("By its text the token is valid, but in the database it is revoked.")
                        : FindingText::tr("By its text the token is valid, but it is not in the database."),
            FindingText::tr("An API that only looks at the text still takes it; let it ask the server."), findings);
    }
    if (!answer) {
        return;
    }
    const QJsonValue active = answer->value(u"active"_s);
    const auto now = subject.expectations.now;
    const auto expires = timeOf(subject.claims, u"exp"_s);
    const bool isOver =
        now && expires && static_cast<double>(*now - subject.expectations.skew) >= *expires; // as T-CL-06
    if (active == QJsonValue(true) && (isDead || isOver)) {
        contradiction(u"active"_s, FindingText::tr("Introspection says that the token is active, and it is not."),
            FindingText::tr("The server does not look at the end or the revocation of its tokens."), findings);
    } else if (active == QJsonValue(false) && !isDead && isTextValid(subject)) {
        contradiction(u"active"_s,
            FindingText::tr("Introspection says that the token is not active, though it is valid."),
            FindingText::tr("An API that only looks at the text still takes it; let it ask the server."), findings);
    }
    if (active == QJsonValue(true)) {
        compareMembers(subject, *answer, findings);
    }
}

void checkOwners(const Case& subject, QList<Finding>& findings)
{
    const auto& row = subject.circumstances.row;
    if (!row || !row->exists || row->isRevoked || !isTextValid(subject)) {
        return;
    }
    const auto gone = [&](bool isGone, const QString& member, const QString& what) {
        if (isGone) {
            findings << Finding{Severity::Warning, u"T-AT-16"_s, member, what,
                FindingText::tr("The token can still be used; revoke it."), u"RFC 7592 §2.3"_s};
        }
    };
    gone(row->isClientGone, u"client_id"_s, FindingText::tr("The client of the token was deleted or disabled."));
    gone(row->isUserGone, u"sub"_s, FindingText::tr("The user of the token was deleted or disabled."));
    gone(row->isConsentGone, u"scope"_s, FindingText::tr("The user took back the consent that the token rests on."));
}

/** RFC 9470 section 6: the same as for ID Tokens, for what an API asked. */
void checkStepUp(const Case& subject, QList<Finding>& findings)
{
    const auto& request = subject.circumstances.request;
    const QString reached = subject.claims.string(u"acr"_s);
    const QString why = FindingText::tr("An API that asks for more will refuse it: sign in again.");
    if (!request.essentialAcr.isEmpty() && !request.essentialAcr.contains(reached)) {
        findings << Finding{Severity::Warning, u"T-AT-17"_s, u"acr"_s,
            FindingText::tr("The user signed in with “%1”; “%2” was asked.")
                .arg(readable(reached), readable(request.essentialAcr)),
            why, u"RFC 9470 §3"_s};
    }
    const auto signedIn = timeOf(subject.claims, u"auth_time"_s);
    const auto now = subject.expectations.now;
    const bool isOld = signedIn && now && request.maxAge
        && static_cast<double>(*now - *request.maxAge - subject.expectations.skew) > *signedIn;
    if (request.maxAge && (!signedIn || isOld)) {
        findings << Finding{Severity::Warning, u"T-AT-17"_s, u"auth_time"_s,
            isOld ? FindingText::tr("The user signed in more than %1 seconds ago.").arg(*request.maxAge)
                  : FindingText::tr("The token does not say when the user signed in."),
            why, u"RFC 9470 §3"_s};
    }
}

} // namespace

void liveRules(const Case& subject, QList<Finding>& findings)
{
    checkSenderBinding(subject, findings);
    checkTokenType(subject, findings);
    checkEnds(subject, findings);
    checkStanding(subject, findings);
    checkOwners(subject, findings);
    checkStepUp(subject, findings);
    if (subject.circumstances.company.isInQuery) {
        findings << Finding{Severity::Error, u"T-AT-20"_s, {},
            FindingText::tr("The token was sent in the query of an address."),
            FindingText::tr("Addresses are written into logs and histories; send it in the Authorization header."),
            u"RFC 9700 §4.3.2"_s};
    }
}

} // namespace owb::inspector
