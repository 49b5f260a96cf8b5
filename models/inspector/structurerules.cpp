#include "inspector/rulefacts.h"
#include "inspector/texts.h"

using namespace Qt::StringLiterals;

namespace owb::inspector {

/** All else of the structure is found by reading the token, and reported from the trace. */
void structureRules(const core::Secret& token, const Case& /*subject*/, QList<Finding>& findings)
{
    constexpr qsizetype longest = 8192;
    const qsizetype size = token.reveal().size();
    if (size > longest) {
        findings << Finding{Severity::Note, u"T-ST-08"_s, {}, FindingText::tr("The token has %1 bytes.").arg(size),
            FindingText::tr("Many servers refuse request headers of more than 8 KB, and it travels with each request."),
            {}};
    }
}

} // namespace owb::inspector
