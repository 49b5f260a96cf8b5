#include "oauth/filter.h"

#include <QCoreApplication>

namespace owb::oauth {

namespace {

QString relationText(const char* text)
{
    return QCoreApplication::translate("Filter", text);
}

QString timeRelation(const FilterTerm& term)
{
    const bool issued = term.key == FilterTerm::Key::Issued;
    const bool isDistance = !term.value.contains(u'-') || term.value.startsWith(u'-');
    switch (term.compare) {
    case FilterTerm::Compare::Equal:
        return isDistance ? relationText(issued ? "Issued in the last" : "Expires within")
                          : relationText(issued ? "Issued on" : "Expires on");
    case FilterTerm::Compare::Before:
        return isDistance ? relationText(issued ? "Issued in the last" : "Expires within")
                          : relationText(issued ? "Issued before" : "Expires before");
    case FilterTerm::Compare::After:
        return isDistance ? relationText(issued ? "Issued longer ago than" : "Expires later than")
                          : relationText(issued ? "Issued after" : "Expires after");
    }
    return {};
}

} // namespace

TermWords words(const FilterTerm& term)
{
    const bool no = term.negated;
    const auto relation = [no](const char* yes, const char* not_) { return relationText(no ? not_ : yes); };
    switch (term.key) {
    case FilterTerm::Key::Word: return {relation("Contains", "Does not contain"), term.value};
    case FilterTerm::Key::Client: return {relation("Client is", "Client is not"), term.value};
    case FilterTerm::Key::User: return {relation("User is", "User is not"), term.value};
    case FilterTerm::Key::Scope: return {relation("Scope contains", "Scope does not contain"), term.value};
    case FilterTerm::Key::State: return {relation("State is", "State is not"), term.value};
    case FilterTerm::Key::Type: return {relation("Type is", "Type is not"), term.value};
    case FilterTerm::Key::Grant: return {relation("Grant is", "Grant is not"), term.value};
    case FilterTerm::Key::Redirect: return {relation("Redirect URI contains", "Redirect URI does not contain"), term.value};
    case FilterTerm::Key::Issued:
    case FilterTerm::Key::Expires: return {(no ? relationText("Not:") + u' ' : QString()) + timeRelation(term), term.value};
    }
    return {};
}

} // namespace owb::oauth
