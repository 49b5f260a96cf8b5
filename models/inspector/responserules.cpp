#include "inspector/rulefacts.h"
#include "inspector/texts.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

/** JARM section 2.4. What the trace compares is reported from there under the same rule, and “none” as T-AL-01. */
void checkAuthorization(const Case& subject, QList<Finding>& findings)
{
    const QString section = u"JARM §2.4"_s;
    const QString why = FindingText::tr("The response may be of another server, or for another client.");
    needClaims(subject, {u"iss"_s, u"aud"_s, u"exp"_s}, u"T-JA-01"_s, why, u"JARM §2.1"_s, findings);
    const QString issuer = subject.claims.string(u"iss"_s);
    const QString server = subject.circumstances.server.issuer;
    if (!server.isEmpty() && !issuer.isEmpty() && issuer != server) {
        findings << Finding{Severity::Error, u"T-JA-01"_s, u"iss"_s,
            FindingText::tr("The response is from “%1”; the request went to “%2”.")
                .arg(readable(issuer), readable(server)),
            why, section};
    }
    const QString client = subject.circumstances.client.id;
    const QStringList audiences = subject.claims.strings(u"aud"_s);
    if (!client.isEmpty() && !audiences.isEmpty() && !audiences.contains(client)) {
        findings << Finding{Severity::Error, u"T-JA-01"_s, u"aud"_s,
            FindingText::tr("The response is for “%1”, not for this client, “%2”.")
                .arg(readable(audiences), readable(client)),
            why, section};
    }
}

void checkIntrospection(const Case& subject, QList<Finding>& findings)
{
    const QString section = u"RFC 9701 §5"_s;
    if (mediaType(subject.header) != u"token-introspection+jwt") {
        findings << Finding{Severity::Error, u"T-JI-01"_s, u"typ"_s,
            FindingText::tr("The header does not say “token-introspection+jwt”."),
            FindingText::tr("The response could be taken for the token that it is about."), section};
    }
    needClaims(subject, {u"iss"_s, u"aud"_s, u"iat"_s, u"token_introspection"_s}, u"T-JI-01"_s,
        FindingText::tr("The API cannot tell from whom it is, whether it is meant for it, or what it says."), section,
        findings);
    const QJsonObject answer = subject.claims.value(u"token_introspection"_s).toObject();
    if (answer.value(u"active"_s) == QJsonValue(false) && answer.size() > 1) {
        findings << Finding{Severity::Error, u"T-JI-02"_s, u"token_introspection"_s,
            FindingText::tr("The token is not active, and %1 other members tell of it.").arg(answer.size() - 1),
            FindingText::tr("Nothing may be told of a token that is not active."), section};
    }
    for (const QString& claim : {u"sub"_s, u"exp"_s}) {
        if (subject.claims.contains(claim)) {
            findings << Finding{Severity::Warning, u"T-JI-02"_s, claim,
                FindingText::tr("“%1” stands outside of “token_introspection”.").arg(claim),
                FindingText::tr("The response could be taken for an access token."), section};
        }
    }
}

} // namespace

void responseRules(const Case& subject, QList<Finding>& findings)
{
    if (subject.kind == TokenKind::AuthorizationResponse) {
        checkAuthorization(subject, findings);
    } else if (subject.kind == TokenKind::IntrospectionResponse) {
        checkIntrospection(subject, findings);
    }
}

} // namespace owb::inspector
