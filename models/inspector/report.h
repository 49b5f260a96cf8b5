#pragma once

#include "inspector/finding.h"
#include "inspector/inspection.h"
#include "inspector/tokenkind.h"

namespace owb::inspector {

/** What came of looking at a token, to be printed or passed on. It never holds the token or its signature. */
struct Report
{
    const Inspection& inspection;
    std::optional<Classification> classification; // nothing where there are no claims
    std::optional<Trace> steps; // nothing where only its contents were asked for
    std::optional<QList<Finding>> findings; // the same
    std::optional<qint64> now; // for times in words
    bool showsValues = true; // false: names of claims, but of their values only those that tell nobody
};

/** One JSON object: kind, layers with their headers, claims, verdict, steps, findings. */
[[nodiscard]] QString reportAsJson(const Report& report);
/** The same as lines for people. */
[[nodiscard]] QString reportAsText(const Report& report);
/** A list of objects: rule, severity, member, what, why, reference. */
[[nodiscard]] QString findingsAsJson(const QList<Finding>& findings);

} // namespace owb::inspector
