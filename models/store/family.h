#pragma once

#include "oauth/token.h"

#include <QList>

namespace owb::store {

/** Members of a family that are read at most. */
constexpr int familyLimit = 200;

/** How a token hangs on the one that it was refreshed from. */
enum class FamilyLink {
    None, // nothing says that it was refreshed
    Refreshed, // its row names the other
    SameFamily, // only that both are of one family is recorded, and when each was issued
    Missing, // its row names a token that is not there any more
    Circular, // its row names one that was itself refreshed from it: the rows contradict each other
};

/** One issue of a family: what the server handed out at once. */
struct FamilyMember
{
    oauth::Token token; // the row of its refresh token, where layouts keep those apart and it is there
    std::optional<oauth::Token> access; // the row of its access token beside that, while there is one
    FamilyLink link = FamilyLink::None;
    int predecessor = -1; // its place in the list; -1: none is shown
    bool isThisOne = false; // of the token that was asked about

    /** The row that says how its access token stands; nothing where that is gone. */
    [[nodiscard]] const oauth::Token* accessRow() const
    {
        return access ? &*access : token.isRefreshAlone() ? nullptr : &token;
    }
};

/** The tokens that were refreshed from each other, oldest first; each comes behind its predecessor. */
struct Family
{
    QList<FamilyMember> members; // empty: the token itself is gone
    bool hasOlder = false; // there are more than are shown
    bool hasNewer = false;
};

} // namespace owb::store
