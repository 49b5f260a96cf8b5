#include "inspector/algorithmsteps.h"

#include "inspector/texts.h"

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

jose::Fault notAllowed(const QString& algorithm, const QStringList& allowed)
{
    return {StepText::tr("%1 is not among the algorithms that are allowed: %2.").arg(algorithm, allowed.join(u", "_s)),
        StepText::tr("Allow it if the issuer is meant to use it."), u"RFC 8725 §3.1"_s, u"T-AL-02"_s};
}

} // namespace

jose::Fault unknownAlgorithm(const QString& algorithm, const QString& what)
{
    return {StepText::tr("“%1” is no standard algorithm for %2.").arg(algorithm, what),
        StepText::tr("Only its issuer can mend that."), u"RFC 7515 §5.2"_s, u"T-AL-02"_s};
}

Step allowedStep(const QString& algorithm, const QStringList& allowed)
{
    if (allowed.isEmpty()) {
        return passed(Step::Kind::Algorithm,
            StepText::tr("%1 is a standard algorithm; nobody said which ones are allowed.").arg(algorithm),
            u"RFC 8725 §3.1"_s);
    }
    return allowed.contains(algorithm) ? passed(Step::Kind::Algorithm,
               StepText::tr("%1 is in the list of allowed ones.").arg(algorithm), u"RFC 8725 §3.1"_s)
                                       : failed(Step::Kind::Algorithm, notAllowed(algorithm, allowed));
}

Step noKeyStep(const QString& remedy)
{
    return notChecked(Step::Kind::Key, StepText::tr("No key was given."), u"RFC 7515 §6"_s, remedy);
}

} // namespace owb::inspector
