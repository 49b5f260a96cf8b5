#include "inspector/rulefacts.h"
#include "inspector/texts.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace owb::inspector {

void logoutRules(const Case& subject, QList<Finding>& findings)
{
    if (subject.kind != TokenKind::LogoutToken) {
        return;
    }
    const QString section = u"OIDC Back-Channel Logout §2.4"_s;
    if (subject.claims.contains(u"nonce"_s)) {
        findings << Finding{Severity::Error, u"T-LO-01"_s, u"nonce"_s,
            FindingText::tr("The logout token holds a nonce, which it must not."),
            FindingText::tr("It could be taken for an ID Token, and sign somebody in."), section};
    }
    if (!within(subject.claims, u"events"_s, u"http://schemas.openid.net/event/backchannel-logout"_s).isObject()) {
        findings << Finding{Severity::Error, u"T-LO-02"_s, u"events"_s,
            FindingText::tr("“events” does not hold the event of a logout, an object named "
                            "“http://schemas.openid.net/event/backchannel-logout”."),
            FindingText::tr("Nothing says that a session is to end."), section};
    }
    needClaims(subject, {u"iss"_s, u"aud"_s, u"iat"_s, u"exp"_s, u"jti"_s}, u"T-LO-03"_s,
        FindingText::tr("A client must refuse it, and the session stays."), section, findings);
    if (!subject.claims.contains(u"sub"_s) && !subject.claims.contains(u"sid"_s)) {
        findings << Finding{Severity::Error, u"T-LO-03"_s, u"sub"_s,
            FindingText::tr("The token has neither “sub” nor “sid”."),
            FindingText::tr("Nothing says whose session is to end."), section};
    }
    if (mediaType(subject.header) != u"logout+jwt") {
        findings << Finding{Severity::Warning, u"T-LO-04"_s, u"typ"_s,
            FindingText::tr("The header does not say “logout+jwt”."),
            FindingText::tr("Without it a client may take the token for another kind."), section};
    }
}

} // namespace owb::inspector
