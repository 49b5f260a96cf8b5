#pragma once

#include <QCoreApplication>

namespace owb::oauth {

/** Why an input was not taken, as the end of a sentence: "it must be a list of texts". */
struct ReasonText
{
    Q_DECLARE_TR_FUNCTIONS(ReasonText)
};

/** The search language: what a term means, and what to write instead. */
struct FilterText
{
    Q_DECLARE_TR_FUNCTIONS(FilterText)
};

/** What a rule found and why it matters, as whole sentences. */
struct RuleText
{
    Q_DECLARE_TR_FUNCTIONS(RuleText)
};

} // namespace owb::oauth
