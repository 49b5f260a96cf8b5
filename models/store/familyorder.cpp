// How the issues of a family follow each other.

#include "store/familyreader.h"

#include <algorithm>

namespace owb::store {

namespace {

using Issue = FamilyReader::Issue;

/** When it was issued; of those of the same second, the one with the smaller number. */
bool isOlder(const Issue& a, const Issue& b)
{
    const auto number = [](const Issue& issue) { return issue.main.token.key.parts.constFirst().toLongLong(); };
    const qint64 one = a.main.token.issuedAt;
    const qint64 other = b.main.token.issuedAt;
    return one != other ? one < other : number(a) < number(b);
}

qsizetype placeOf(const QList<Issue>& issues, const core::Secret& handle)
{
    const auto found = std::find_if(issues.cbegin(), issues.cend(),
        [&handle](const Issue& issue) { return !handle.isEmpty() && issue.handle == handle; });
    return found == issues.cend() ? -1 : std::distance(issues.cbegin(), found);
}

/** By age, but never before what they were refreshed from: clocks of servers differ. */
QList<Issue> ordered(QList<Issue> issues)
{
    std::stable_sort(issues.begin(), issues.end(), isOlder);
    QList<Issue> done;
    while (!issues.isEmpty()) {
        const auto isReady = [&issues](const Issue& issue) { return placeOf(issues, issue.from) < 0; };
        const auto next = std::find_if(issues.begin(), issues.end(), isReady);
        const auto taken = next == issues.end() ? issues.begin() : next; // in a circle nobody is the first
        done << *taken;
        issues.erase(taken);
    }
    return done;
}

/** The last before `place` that bears the same mark of a family. */
int lastAlike(const QList<Issue>& issues, qsizetype place)
{
    const QString& family = issues.at(place).main.family;
    for (qsizetype i = place - 1; i >= 0 && !family.isEmpty(); --i) {
        if (issues.at(i).main.family == family) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

void tie(const QList<Issue>& issues, qsizetype place, FamilyMember& member)
{
    const Issue& issue = issues.at(place);
    const qsizetype named = placeOf(issues, issue.from);
    if (named >= place) {
        member.link = FamilyLink::Circular;
        return;
    }
    member.predecessor = named >= 0 ? static_cast<int>(named) : lastAlike(issues, place);
    member.link = named >= 0      ? FamilyLink::Refreshed
        : !issue.from.isEmpty()   ? FamilyLink::Missing
        : member.predecessor >= 0 ? FamilyLink::SameFamily
                                  : FamilyLink::None;
}

} // namespace

Family familyOf(const QList<Issue>& issues)
{
    const QList<Issue> inOrder = ordered(issues);
    const oauth::RowKey asked = issues.constFirst().main.token.key;
    Family family;
    for (qsizetype place = 0; place < inOrder.size(); ++place) {
        const Issue& issue = inOrder.at(place);
        FamilyMember member{issue.main.token, issue.access, FamilyLink::None, -1, issue.main.token.key == asked};
        tie(inOrder, place, member);
        family.members << member;
    }
    return family;
}

} // namespace owb::store
