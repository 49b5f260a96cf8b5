#include "inspector/rulefacts.h"
#include "inspector/texts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

void checkSameParty(const Case& subject, QList<Finding>& findings)
{
    const QString client = subject.circumstances.client.id.isEmpty() ? subject.circumstances.request.clientId
                                                                     : subject.circumstances.client.id;
    QStringList names;
    for (const QString& name : {subject.claims.string(u"iss"_s), subject.claims.string(u"sub"_s),
             subject.claims.string(u"client_id"_s), client}) {
        if (!name.isEmpty() && !names.contains(name)) {
            names << name;
        }
    }
    if (names.size() > 1) {
        findings << Finding{Severity::Error, u"T-CA-01"_s, u"sub"_s,
            FindingText::tr("Issuer, subject and client are not one and the same: “%1”.").arg(readable(names)),
            FindingText::tr("A client can only vouch for itself."), u"RFC 7523 §3"_s};
    }
}

/** RFC 7523 section 3 takes any name of the server; rfc7523bis section 4 its issuer identifier alone. */
void checkServer(const Case& subject, QList<Finding>& findings)
{
    const auto& server = subject.circumstances.server;
    const QStringList audiences = subject.claims.strings(u"aud"_s);
    const bool isStrict = server.followsStrictAudience || server.followsFapi;
    const QString reuse = FindingText::tr("Another server could use it at this one, or the other way round.");
    needClaims(subject, {u"aud"_s}, u"T-CA-02"_s, reuse, u"RFC 7523 §3"_s, findings);
    if (audiences.isEmpty() || server.issuer.isEmpty()) {
        return;
    }
    if (!audiences.contains(server.issuer) && !audiences.contains(server.tokenEndpoint)) {
        findings << Finding{Severity::Error, u"T-CA-02"_s, u"aud"_s,
            FindingText::tr("The assertion is for “%1”; the server is “%2”.")
                .arg(readable(audiences), readable(server.issuer)),
            FindingText::tr("The server refuses it, or takes what was meant for another one."), u"RFC 7523 §3"_s};
    } else if (audiences != QStringList{server.issuer}) {
        findings << Finding{isStrict ? Severity::Error : Severity::Warning, u"T-CA-02"_s, u"aud"_s,
            FindingText::tr("The assertion is for “%1”, not for the server's issuer identifier alone, “%2”.")
                .arg(readable(audiences), readable(server.issuer)),
            reuse, u"rfc7523bis §4"_s};
    }
}

void checkUse(const Case& subject, QList<Finding>& findings)
{
    constexpr double farAway = 3600;
    const auto expires = timeOf(subject.claims, u"exp"_s);
    const auto now = subject.expectations.now;
    const auto from = now ? std::optional(static_cast<double>(*now)) : timeOf(subject.claims, u"iat"_s);
    needClaims(subject, {u"exp"_s}, u"T-CA-03"_s, FindingText::tr("Whoever finds it can use it for ever."),
        u"RFC 7523 §3"_s, findings);
    if (expires && from && *expires - *from > farAway) {
        findings << Finding{Severity::Warning, u"T-CA-03"_s, u"exp"_s,
            FindingText::tr("The assertion can be used for %1 seconds more.")
                .arg(QString::number(*expires - *from, 'f', 0)),
            FindingText::tr("It is made for one request; a server may refuse one that ends so late."),
            u"RFC 7523 §3"_s};
    }
    if (subject.circumstances.server.isOpenIdProvider) {
        needClaims(subject, {u"jti"_s}, u"T-CA-03"_s,
            FindingText::tr("The server cannot tell that it was used before."), u"OIDC Core §9"_s, findings);
    }
}

} // namespace

void assertionRules(const Case& subject, QList<Finding>& findings)
{
    if (subject.kind != TokenKind::ClientAssertion) {
        return;
    }
    checkSameParty(subject, findings);
    checkServer(subject, findings);
    checkUse(subject, findings);
    if (isPlainType(subject.header)) { // a more specific type is as good
        findings << Finding{subject.circumstances.server.followsStrictAudience ? Severity::Warning : Severity::Note,
            u"T-CA-04"_s, u"typ"_s, FindingText::tr("The header does not say “client-authentication+jwt”."),
            FindingText::tr("Another token of the client could be taken for an assertion."), u"rfc7523bis §4"_s};
    }
}

} // namespace owb::inspector
