#include "inspector/claimwords.h"
#include "inspector/rulefacts.h"
#include "inspector/texts.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using json::JsonMembers;

void checkNumbers(const JsonMembers& claims, QList<Finding>& findings)
{
    const QStringList names = claims.names();
    for (const QString& claim : names) {
        if (!isTimeClaim(claim) || timeOf(claims, claim)) {
            continue;
        }
        findings << Finding{Severity::Error, u"T-CL-09"_s, claim,
            claims.value(claim).isDouble()
                ? FindingText::tr("“%1” is %2: too large for seconds, as if it were milliseconds.")
                      .arg(claim, readable(claims.valueText(claim)))
                : FindingText::tr("“%1” is no number.").arg(claim),
            FindingText::tr("Readers refuse it, or take it for a time far away; seconds since 1970 are meant."),
            u"RFC 7519 §2"_s};
    }
}

/** Of a DPoP proof it is T-DP-04. */
void checkIssued(const Case& subject, QList<Finding>& findings)
{
    const auto issued = timeOf(subject.claims, u"iat"_s);
    if (!issued || !subject.expectations.now || subject.kind == TokenKind::DpopProof) {
        return;
    }
    constexpr double fapiLimit = 60; // FAPI 2.0 Security Profile section 5.3.2.1, of JWTs sent to the server
    const double ahead = *issued - static_cast<double>(*subject.expectations.now);
    const bool isForServer = isOneOf(subject.kind, {TokenKind::ClientAssertion, TokenKind::RequestObject});
    const bool isRefused = subject.circumstances.server.followsFapi && isForServer && ahead > fapiLimit;
    if (isRefused || ahead > static_cast<double>(subject.expectations.skew)) {
        findings << Finding{isRefused ? Severity::Error : Severity::Warning, u"T-CL-08"_s, u"iat"_s,
            FindingText::tr("It was issued %1 seconds in the future.").arg(QString::number(std::floor(ahead), 'f', 0)),
            FindingText::tr("A clock is wrong, or the token was prepared to be used later."),
            isRefused ? u"FAPI 2.0 Security Profile §5.3.2.1"_s : u"RFC 7519 §4.1.6"_s};
    }
}

void checkOrder(const JsonMembers& claims, QList<Finding>& findings)
{
    const auto expires = timeOf(claims, u"exp"_s);
    for (const QString& start : {u"iat"_s, u"nbf"_s}) {
        const auto begins = timeOf(claims, start);
        if (expires && begins && *expires <= *begins) {
            findings << Finding{Severity::Error, u"T-CL-10"_s, u"exp"_s,
                FindingText::tr("The token ends, “exp” %1, no later than its “%2”, %3.")
                    .arg(claims.valueText(u"exp"_s), start, claims.valueText(start)),
                FindingText::tr("There is no time at which it could be accepted."), u"RFC 7519 §4.1.4"_s};
            return;
        }
    }
}

/** One hour for what anybody can use who has it, ten minutes for assertions; beyond an hour those are T-CA-03. */
void checkLifetime(const Case& subject, QList<Finding>& findings)
{
    constexpr double hour = 3600;
    constexpr double tenMinutes = 600;
    const double lifetime = lifetimeOf(subject.claims).value_or(0);
    const bool isBearer = subject.kind == TokenKind::AccessToken && !subject.claims.contains(u"cnf"_s);
    const bool isAssertion = subject.kind == TokenKind::ClientAssertion && lifetime <= hour;
    if ((isBearer && lifetime > hour) || (isAssertion && lifetime > tenMinutes)) {
        findings << Finding{Severity::Warning, u"T-CL-11"_s, u"exp"_s,
            FindingText::tr("The token lives %1 seconds; %2 are enough.")
                .arg(QString::number(std::floor(lifetime), 'f', 0), QString::number(isBearer ? hour : tenMinutes)),
            FindingText::tr("Whoever finds it can use it that long."),
            isBearer ? u"RFC 6750 §5.3"_s : u"RFC 7523 §3"_s};
    }
}

} // namespace

void timeRules(const Case& subject, QList<Finding>& findings)
{
    checkNumbers(subject.claims, findings);
    checkIssued(subject, findings);
    checkOrder(subject.claims, findings);
    checkLifetime(subject, findings);
}

} // namespace owb::inspector
