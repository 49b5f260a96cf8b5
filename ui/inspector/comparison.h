#pragma once

#include "inspector/inspection.h"

namespace owb::ui {

/** One member of two tokens, side by side. */
struct ComparedMember
{
    enum class Part { Header, Claim };

    Part part = Part::Claim;
    QString name;
    QString first; // of the one, for people; empty where it is absent
    QString second;
    bool isDifferent = false;
    QString words; // how they differ: "17 min later"
};

/** The members of both in the order of the first, and behind them those that only the second has. */
[[nodiscard]] QList<ComparedMember> compareTokens(
    const inspector::Inspection& first, const inspector::Inspection& second);

} // namespace owb::ui
