#include "inspector/rulefacts.h"
#include "inspector/texts.h"

#include <QSet>

#include <algorithm>

namespace owb::inspector {

namespace {

/** Most severe first; of the same rule and member the first only, which is the one with the trace's own values. */
QList<Finding> inOrder(const QList<Finding>& findings)
{
    QList<Finding> ordered;
    QSet<std::pair<QString, QString>> seen;
    for (const Finding& finding : findings) {
        const auto place = std::pair(finding.rule, finding.member);
        if (!seen.contains(place)) {
            seen.insert(place);
            ordered << finding;
        }
    }
    std::stable_sort(ordered.begin(), ordered.end(), [](const Finding& a, const Finding& b) {
        return a.severity == b.severity ? a.rule < b.rule : a.severity > b.severity;
    });
    return ordered;
}

} // namespace

Classification classify(const Inspection& inspection)
{
    const Classification found = classify(inspection.header() == nullptr ? jose::JoseHeader() : *inspection.header(),
        inspection.claims.value_or(json::JsonMembers()));
    // What it holds of digests is gone once it was read.
    const bool isSdJwt = !inspection.layers.isEmpty() && inspection.layers.last().writing == Writing::SdJwt;
    return found.kind == TokenKind::Jwt && isSdJwt
        ? Classification{TokenKind::SdJwt, FindingText::tr("disclosures follow it")}
        : found;
}

QList<Finding> lint(const core::Secret& token, const Inspection& inspection, const jose::KeySet& keys,
    const Expectations& expectations, const Circumstances& circumstances, std::optional<Classification::Kind> kind)
{
    const jose::JoseHeader noHeader;
    const json::JsonMembers noClaims;
    const jose::JoseHeader& header = inspection.header() != nullptr ? *inspection.header() : noHeader;
    const json::JsonMembers& claims = inspection.claims ? *inspection.claims : noClaims;
    const Case subject{
        inspection, header, claims, kind.value_or(classify(inspection).kind), keys, expectations, circumstances};
    QList<Finding> findings = traceFindings(token, subject);
    structureRules(token, subject, findings);
    algorithmRules(token, subject, findings);
    if (inspection.claims) {
        for (const auto family : {claimRules, accessTokenRules, idTokenRules, logoutRules, dpopRules, assertionRules,
                 requestObjectRules, responseRules, disclosureRules}) {
            family(subject, findings);
        }
    }
    return inOrder(findings);
}

} // namespace owb::inspector
