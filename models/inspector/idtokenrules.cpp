#include "inspector/rulefacts.h"
#include "inspector/texts.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

void checkParties(const Case& subject, QList<Finding>& findings)
{
    const QString client = subject.circumstances.client.id;
    const QStringList audiences = subject.claims.strings(u"aud"_s);
    const QStringList& trusted = subject.expectations.audiences;
    const QString party = subject.claims.string(u"azp"_s);
    if (!client.isEmpty() && !audiences.isEmpty() && !audiences.contains(client)) {
        findings << Finding{Severity::Error, u"T-ID-01"_s, u"aud"_s,
            FindingText::tr("The token is for “%1”, not for this client, “%2”.")
                .arg(readable(audiences), readable(client)),
            FindingText::tr("Another application got it, and whoever runs that can sign in here with it."),
            u"OIDC Core §3.1.3.7"_s};
    }
    for (const QString& audience : audiences) { // nobody is trusted where nobody was asked whom to trust
        if (!trusted.isEmpty() && !client.isEmpty() && audience != client && audiences.contains(client)
            && !trusted.contains(audience)) {
            findings << Finding{Severity::Error, u"T-ID-01"_s, u"aud"_s,
                FindingText::tr("The token is also for “%1”, which this client does not trust.")
                    .arg(readable(audience)),
                FindingText::tr("That one can sign in here with it."), u"OIDC Core §3.1.3.7"_s};
        }
    }
    if (!party.isEmpty() && !client.isEmpty() && party != client) {
        findings << Finding{Severity::Warning, u"T-ID-02"_s, u"azp"_s,
            FindingText::tr("The authorized party is “%1”, not this client, “%2”.")
                .arg(readable(party), readable(client)),
            FindingText::tr("The token was issued to that one."), u"OIDC Core §3.1.3.7"_s};
    } else if (audiences.size() > 1 && !subject.claims.contains(u"azp"_s)) {
        findings << Finding{Severity::Note, u"T-ID-02"_s, u"azp"_s,
            FindingText::tr("The token is for %1 audiences, and names no authorized party.").arg(audiences.size()),
            FindingText::tr("It cannot be told to which of them it was issued."), u"OIDC Core §2"_s};
    }
}

/** `max_age` of the request, or `require_auth_time` of the registration. */
void checkSignIn(const Case& subject, QList<Finding>& findings)
{
    const auto& request = subject.circumstances.request;
    const auto signedIn = timeOf(subject.claims, u"auth_time"_s);
    const auto now = subject.expectations.now;
    if ((request.maxAge || subject.circumstances.client.requiresAuthTime) && !subject.claims.contains(u"auth_time"_s)) {
        findings << Finding{Severity::Error, u"T-ID-06"_s, u"auth_time"_s,
            FindingText::tr("The token does not say when the user signed in, which was asked."),
            FindingText::tr("The user may have signed in long ago."), u"OIDC Core §2"_s};
    } else if (signedIn && now && request.maxAge
        && static_cast<double>(*now - *request.maxAge - subject.expectations.skew) > *signedIn) {
        findings << Finding{Severity::Warning, u"T-ID-06"_s, u"auth_time"_s,
            FindingText::tr("The user signed in %1 seconds ago; at most %2 were asked.")
                .arg(QString::number(static_cast<double>(*now) - *signedIn, 'f', 0), QString::number(*request.maxAge)),
            FindingText::tr("Let the user sign in again."), u"OIDC Core §3.1.3.7"_s};
    }
    const QString reached = subject.claims.string(u"acr"_s);
    if (!request.essentialAcr.isEmpty() && !request.essentialAcr.contains(reached)) {
        findings << Finding{Severity::Error, u"T-ID-07"_s, u"acr"_s,
            FindingText::tr("The user signed in with “%1”; “%2” was demanded.")
                .arg(readable(reached), readable(request.essentialAcr)),
            FindingText::tr("The sign-in was weaker than asked, and must count as failed."), u"OIDC Core §5.5.1.1"_s};
    }
}

void checkForm(const Case& subject, QList<Finding>& findings)
{
    for (const QString& member : {u"x5u"_s, u"x5c"_s, u"jku"_s, u"jwk"_s}) {
        if (subject.header.contains(member)) {
            findings << Finding{Severity::Warning, u"T-ID-08"_s, member,
                FindingText::tr("The header holds “%1”.").arg(member),
                FindingText::tr("The keys of an ID Token are agreed on before, and never come with it."),
                u"OIDC Core §2"_s};
        }
    }
    const auto& client = subject.circumstances.client;
    if (client.registeredEncryption && !isEncrypted(subject.inspection)) {
        findings << Finding{Severity::Warning, u"T-ID-09"_s, {},
            FindingText::tr("The client registered encryption, and the token is not encrypted."),
            FindingText::tr("The client should refuse it."), u"OIDC Core §3.1.3.7"_s};
    }
    if (client.isPublic && isSymmetric(subject.header)) {
        findings << Finding{Severity::Error, u"T-ID-10"_s, u"alg"_s,
            FindingText::tr("The token is signed with the client's secret, %1, and the client is public.")
                .arg(subject.header.algorithm()),
            FindingText::tr("A public client has no secret, or one that everybody can find."), u"OIDC Core §10.1"_s};
    }
}

void checkAge(const Case& subject, QList<Finding>& findings)
{
    constexpr double day = 24 * 60 * 60;
    const double lifetime = lifetimeOf(subject.claims).value_or(0);
    if (lifetime > day) {
        findings << Finding{Severity::Note, u"T-ID-14"_s, u"exp"_s,
            FindingText::tr("The token lives %1 seconds, more than a day.").arg(QString::number(lifetime, 'f', 0)),
            FindingText::tr("It tells of one login; the session is the application's own matter."), {}};
    }
    needClaims(
        subject, {u"iat"_s}, u"T-ID-15"_s, FindingText::tr("Its age cannot be told."), u"OIDC Core §2"_s, findings);
}

} // namespace

void idTokenRules(const Case& subject, QList<Finding>& findings)
{
    if (subject.kind != TokenKind::IdToken) {
        return;
    }
    checkParties(subject, findings);
    checkSignIn(subject, findings);
    checkForm(subject, findings);
    checkAge(subject, findings);
    idTokenCompanyRules(subject, findings);
}

} // namespace owb::inspector
