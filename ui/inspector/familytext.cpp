#include "inspector/familytext.h"

#include "common/widgets.h"
#include "inspector/claimwords.h"
#include "inspector/inspectortext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

using oauth::RefreshState;
using oauth::TokenState;
using store::FamilyLink;

/** Where the row of its access token is gone: what the refresh token says. */
Chip chipWithoutAccess(const store::FamilyMember& member)
{
    return member.token.refreshState() == RefreshState::Revoked
        ? Chip{Tone::Revoked, InspectorText::tr("Revoked")}
        : Chip{Tone::Neutral, InspectorText::tr("No access token")};
}

/** Of one that another was got with, what the chip does not say. */
QString usedWords(const store::FamilyMember& member, qint64 now)
{
    const oauth::Token* const access = member.accessRow();
    if (!access) {
        return InspectorText::tr("Access token gone");
    }
    switch (access->stateAt(now)) {
    case TokenState::Active:
        return member.token.refreshState() == RefreshState::Live
            ? InspectorText::tr("Refresh token used, and still taken")
            : InspectorText::tr("Refresh token used");
    case TokenState::Expired:
        return InspectorText::tr("Access token expired");
    case TokenState::Revoked:
        return InspectorText::tr("Access token revoked");
    }
    return {};
}

QString refreshWords(RefreshState state)
{
    switch (state) {
    case RefreshState::None:
        return InspectorText::tr("No refresh token");
    case RefreshState::Live:
        return InspectorText::tr("Refresh token live");
    case RefreshState::Revoked:
        return InspectorText::tr("Refresh token revoked");
    }
    return {};
}

} // namespace

bool isUsed(const store::Family& family, int member)
{
    return std::any_of(family.members.cbegin(), family.members.cend(),
        [member](const store::FamilyMember& other) { return other.predecessor == member; });
}

Chip memberChip(const store::Family& family, int member, qint64 now)
{
    const store::FamilyMember& one = family.members.at(member);
    const oauth::Token* const access = one.accessRow();
    const auto state = access ? std::optional(access->stateAt(now)) : std::nullopt;
    if (state == TokenState::Active) { // although another was got with it: that is worth to be seen
        return {Tone::Active, InspectorText::tr("Active")};
    }
    if (isUsed(family, member)) {
        return {Tone::Expired, InspectorText::tr("Refresh used")};
    }
    if (!state) {
        return chipWithoutAccess(one);
    }
    return *state == TokenState::Revoked ? Chip{Tone::Revoked, InspectorText::tr("Revoked")}
                                         : Chip{Tone::Expired, InspectorText::tr("Expired")};
}

QString issuedWords(const store::FamilyMember& member)
{
    return member.token.issuedAt == 0 ? InspectorText::tr("Issue not recorded")
                                      : InspectorText::tr("Issued %1").arg(inspector::dateWords(member.token.issuedAt));
}

QString detailWords(const store::Family& family, int member, qint64 now)
{
    const store::FamilyMember& one = family.members.at(member);
    const QString words = isUsed(family, member) ? usedWords(one, now) : refreshWords(one.token.refreshState());
    return words + u", "_s + InspectorText::tr("key %1").arg(displayText(one.token.shownKey()));
}

QString linkWords(const store::Family& family, int member)
{
    const store::FamilyMember& one = family.members.at(member);
    switch (one.link) {
    case FamilyLink::None:
        return {};
    case FamilyLink::Refreshed:
        return one.predecessor < 0 ? InspectorText::tr("Older ones are not shown") : QString();
    case FamilyLink::SameFamily:
        return InspectorText::tr("Same family; the link is gone");
    case FamilyLink::Missing:
        return InspectorText::tr("Refreshed from a token that is gone");
    case FamilyLink::Circular:
        return InspectorText::tr("Refreshed from a later one: the rows contradict each other");
    }
    return {};
}

QString memberWords(const store::Family& family, int member, qint64 now)
{
    const store::FamilyMember& one = family.members.at(member);
    QStringList words{InspectorText::tr("Token %1 of %2").arg(member + 1).arg(family.members.size()),
        memberChip(family, member, now).text, issuedWords(one), detailWords(family, member, now)};
    if (one.isThisOne) {
        words.insert(1, InspectorText::tr("this one"));
    }
    if (const QString link = linkWords(family, member); !link.isEmpty()) {
        words << link;
    } else if (one.predecessor >= 0) {
        words << InspectorText::tr("refreshed from token %1").arg(one.predecessor + 1);
    }
    return words.join(u", "_s);
}

} // namespace owb::ui
