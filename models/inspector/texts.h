#pragma once

#include <QCoreApplication>

namespace owb::inspector {

/** What a step compared and found, as whole sentences. */
struct StepText
{
    Q_DECLARE_TR_FUNCTIONS(StepText)
};

/** What a rule found in a token and why it matters, as whole sentences. */
struct FindingText
{
    Q_DECLARE_TR_FUNCTIONS(FindingText)
};

} // namespace owb::inspector
