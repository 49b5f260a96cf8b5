#include "inspector/claimwords.h"
#include "inspector/inspection.h"
#include "inspector/signaturesteps.h"
#include "inspector/texts.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using json::JsonMembers;
using Kind = Step::Kind;

bool isAboutClaims(const Step& step)
{
    return step.kind == Kind::Type || step.kind == Kind::Issuer || step.kind == Kind::Audience
        || step.kind == Kind::Time;
}

Step typeStep(const jose::JoseHeader& header)
{
    const QString type = header.string(u"typ"_s);
    return type.isEmpty() ? notChecked(Kind::Type,
               StepText::tr("The header has no “typ”; nothing says what this token is for."), u"RFC 8725 §3.11"_s)
                          : passed(Kind::Type, StepText::tr("The header says “%1”.").arg(type), u"RFC 7515 §4.1.9"_s);
}

Step issuerStep(const JsonMembers& claims, const QString& expected)
{
    const QString section = u"RFC 8725 §3.8"_s;
    const QString issuer = claims.string(u"iss"_s);
    if (expected.isEmpty()) {
        return notChecked(Kind::Issuer,
            issuer.isEmpty() ? StepText::tr("The token names no issuer, and none is expected.")
                             : StepText::tr("The token says “%1”; no expected issuer was given.").arg(issuer),
            section, StepText::tr("Give the issuer that the token should come from."));
    }
    if (issuer == expected) {
        return passed(Kind::Issuer, StepText::tr("Equals the expected “%1”.").arg(expected), section);
    }
    return failed(Kind::Issuer,
        {issuer.isEmpty()
                ? StepText::tr("The token names no issuer; “%1” is expected.").arg(expected)
                : StepText::tr("The token says “%1”; “%2” is expected. The two must be the same to the letter.")
                      .arg(issuer, expected),
            StepText::tr(
                "Look whether the token comes from another environment, or a slash at the end is one too many."),
            section, u"T-CL-01"_s});
}

Step audienceStep(const JsonMembers& claims, const QStringList& expected)
{
    const QString section = u"RFC 7519 §4.1.3"_s;
    const QStringList audiences = claims.strings(u"aud"_s);
    if (expected.isEmpty()) {
        return notChecked(Kind::Audience,
            audiences.isEmpty()
                ? StepText::tr("The token names no audience, and none is expected.")
                : StepText::tr("The token is for “%1”; no expected audience was given.").arg(audiences.join(u"”, “"_s)),
            section, StepText::tr("Give the audience that the token should be for."));
    }
    for (const QString& audience : audiences) {
        if (expected.contains(audience)) {
            return passed(Kind::Audience, StepText::tr("“%1” is among its audiences.").arg(audience), section);
        }
    }
    return failed(Kind::Audience,
        {audiences.isEmpty()
                ? StepText::tr("The token names no audience; “%1” is expected.").arg(expected.join(u"”, “"_s))
                : StepText::tr("The token is for “%1”; “%2” is expected.")
                      .arg(audiences.join(u"”, “"_s), expected.join(u"”, “"_s)),
            StepText::tr("Ask for a token that names this audience."), section,
            audiences.isEmpty() ? u"T-CL-03"_s : u"T-CL-04"_s});
}

/** A claim that must be a number of seconds; nothing where it is absent. */
jose::Checked<std::optional<double>> secondsOf(const JsonMembers& claims, const QString& claim)
{
    const QJsonValue value = claims.value(claim);
    if (!claims.contains(claim)) {
        return std::optional<double>();
    }
    if (!timeIn(value)) {
        return jose::Refused(jose::Fault{value.isDouble()
                ? StepText::tr("“%1” is %2: too large for seconds, as if it were milliseconds.")
                      .arg(claim, claims.valueText(claim))
                : StepText::tr("“%1” is no number.").arg(claim),
            StepText::tr("Its issuer must write seconds since 1970, as a number."), u"RFC 7519 §2"_s, u"T-CL-09"_s});
    }
    return timeIn(value);
}

struct Times
{
    std::optional<double> expires;
    std::optional<double> notBefore;
    std::optional<double> issued;
};

jose::Checked<Times> timesOf(const JsonMembers& claims)
{
    Times times;
    for (const auto& [claim, place] : {std::pair(u"exp"_s, &times.expires), std::pair(u"nbf"_s, &times.notBefore),
             std::pair(u"iat"_s, &times.issued)}) {
        const auto seconds = secondsOf(claims, claim);
        if (!seconds) {
            return jose::Refused(seconds.error());
        }
        *place = *seconds;
    }
    return times;
}

qint64 whole(double seconds)
{
    return static_cast<qint64>(std::floor(seconds));
}

Step timeStep(const JsonMembers& claims, const Expectations& expectations)
{
    const auto times = timesOf(claims);
    if (!times) {
        return failed(Kind::Time, times.error());
    }
    if (!expectations.now) {
        return notChecked(Kind::Time, StepText::tr("No time was given to compare with."), u"RFC 7519 §4.1.4"_s);
    }
    const auto now = static_cast<double>(*expectations.now);
    const auto skew = static_cast<double>(expectations.skew);
    const QString tolerance = StepText::tr("(%1 s tolerance)").arg(expectations.skew);
    if (times->expires && now - skew >= *times->expires) {
        return failed(Kind::Time,
            {StepText::tr("It ended at %1, and it is %2 %3.")
                    .arg(dateWords(whole(*times->expires)), dateWords(*expectations.now), tolerance),
                StepText::tr("Get a new token. If it is new, compare the clocks."), u"RFC 7519 §4.1.4"_s,
                u"T-CL-06"_s});
    }
    if (times->notBefore && now + skew < *times->notBefore) {
        return failed(Kind::Time,
            {StepText::tr("It begins at %1, and it is %2 %3.")
                    .arg(dateWords(whole(*times->notBefore)), dateWords(*expectations.now), tolerance),
                StepText::tr("Wait, or compare the clocks."), u"RFC 7519 §4.1.5"_s, u"T-CL-07"_s});
    }
    if (!times->expires) {
        return notChecked(Kind::Time, StepText::tr("The token has no “exp”: its text never ends."),
            u"RFC 7519 §4.1.4"_s, StepText::tr("Its issuer should give it an end."));
    }
    return passed(Kind::Time,
        StepText::tr("%1 is before %2 %3.")
            .arg(dateWords(*expectations.now), dateWords(whole(*times->expires)), tolerance),
        u"RFC 7519 §4.1.4"_s);
}

} // namespace

void checkClaims(Inspection& inspection, const Expectations& expectations)
{
    Trace& trace = inspection.trace;
    trace.erase(std::remove_if(trace.begin(), trace.end(), isAboutClaims), trace.end());
    if (!inspection.claims || expectations.signatureOnly) {
        return;
    }
    const jose::JoseHeader& header = *inspection.header();
    trace << typeStep(header);
    if (keyOfProof(header)) { // a DPoP proof has no issuer and no audience: RFC 9449 section 4.2
        return;
    }
    // Of an SD-JWT it is the key binding that has an audience.
    const bool hasAudience = inspection.layers.last().writing != Writing::SdJwt;
    trace << issuerStep(*inspection.claims, expectations.issuer)
          << audienceStep(*inspection.claims, hasAudience ? expectations.audiences : QStringList())
          << timeStep(*inspection.claims, expectations);
}

} // namespace owb::inspector
