#include "inspector/finding.h"

namespace owb::inspector {

QString name(Finding::Severity severity)
{
    using namespace Qt::StringLiterals;
    switch (severity) {
    case Finding::Severity::Note:
        return u"note"_s;
    case Finding::Severity::Warning:
        return u"warning"_s;
    case Finding::Severity::Error:
        return u"error"_s;
    case Finding::Severity::Critical:
        return u"critical"_s;
    }
    return {};
}

} // namespace owb::inspector
