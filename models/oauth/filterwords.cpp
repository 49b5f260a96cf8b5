#include "oauth/filter.h"

#include "oauth/texts.h"

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using Compare = FilterTerm::Compare;

/** 7d, 12h, 30m and 45s; dates end with a digit or a Z. */
bool isDistance(const QString& value)
{
    return u"dhms"_s.contains(value.back());
}

QString distanceWords(const QString& value)
{
    const qint64 count = std::abs(value.chopped(1).toLongLong());
    const bool one = count == 1;
    QString words;
    switch (value.back().unicode()) {
    case u'd':
        words = one ? FilterText::tr("%1 day") : FilterText::tr("%1 days");
        break;
    case u'h':
        words = one ? FilterText::tr("%1 hour") : FilterText::tr("%1 hours");
        break;
    case u'm':
        words = one ? FilterText::tr("%1 minute") : FilterText::tr("%1 minutes");
        break;
    default:
        words = one ? FilterText::tr("%1 second") : FilterText::tr("%1 seconds");
        break;
    }
    return words.arg(count);
}

QString issuedRelation(const FilterTerm& term)
{
    const bool no = term.negated;
    if (isDistance(term.value)) {
        return term.compare == Compare::After
            ? (no ? FilterText::tr("Not issued longer ago than") : FilterText::tr("Issued longer ago than"))
            : (no ? FilterText::tr("Not issued in the last") : FilterText::tr("Issued in the last"));
    }
    switch (term.compare) {
    case Compare::Equal:
        return no ? FilterText::tr("Not issued on") : FilterText::tr("Issued on");
    case Compare::Before:
        return no ? FilterText::tr("Not issued before") : FilterText::tr("Issued before");
    case Compare::After:
        return no ? FilterText::tr("Not issued after") : FilterText::tr("Issued after");
    }
    return {};
}

QString expiredRelation(const FilterTerm& term)
{
    return term.compare == Compare::After
        ? (term.negated ? FilterText::tr("Not expired longer ago than") : FilterText::tr("Expired longer ago than"))
        : (term.negated ? FilterText::tr("Not expired in the last") : FilterText::tr("Expired in the last"));
}

QString expiresRelation(const FilterTerm& term)
{
    const bool no = term.negated;
    if (isDistance(term.value)) {
        if (term.value.startsWith(u'-')) {
            return expiredRelation(term);
        }
        return term.compare == Compare::After
            ? (no ? FilterText::tr("Does not expire later than in") : FilterText::tr("Expires later than in"))
            : (no ? FilterText::tr("Does not expire within") : FilterText::tr("Expires within"));
    }
    switch (term.compare) {
    case Compare::Equal:
        return no ? FilterText::tr("Does not expire on") : FilterText::tr("Expires on");
    case Compare::Before:
        return no ? FilterText::tr("Does not expire before") : FilterText::tr("Expires before");
    case Compare::After:
        return no ? FilterText::tr("Does not expire after") : FilterText::tr("Expires after");
    }
    return {};
}

QString relationOf(const FilterTerm& term)
{
    const bool no = term.negated;
    switch (term.key) {
    case FilterTerm::Key::Word:
        return no ? FilterText::tr("Does not contain") : FilterText::tr("Contains");
    case FilterTerm::Key::Client:
        return no ? FilterText::tr("Client is not") : FilterText::tr("Client is");
    case FilterTerm::Key::User:
        return no ? FilterText::tr("User is not") : FilterText::tr("User is");
    case FilterTerm::Key::Scope:
        return no ? FilterText::tr("Scope does not contain") : FilterText::tr("Scope contains");
    case FilterTerm::Key::State:
        return no ? FilterText::tr("State is not") : FilterText::tr("State is");
    case FilterTerm::Key::Type:
        return no ? FilterText::tr("Type is not") : FilterText::tr("Type is");
    case FilterTerm::Key::Grant:
        return no ? FilterText::tr("Grant is not") : FilterText::tr("Grant is");
    case FilterTerm::Key::Redirect:
        return no ? FilterText::tr("Redirect URI does not contain") : FilterText::tr("Redirect URI contains");
    case FilterTerm::Key::Issued:
        return issuedRelation(term);
    case FilterTerm::Key::Expires:
        return expiresRelation(term);
    }
    return {};
}

} // namespace

TermWords words(const FilterTerm& term)
{
    const bool time = term.key == FilterTerm::Key::Issued || term.key == FilterTerm::Key::Expires;
    if (term.value.isEmpty()) {
        return {};
    }
    return {relationOf(term), time && isDistance(term.value) ? distanceWords(term.value) : term.value};
}

} // namespace owb::oauth
