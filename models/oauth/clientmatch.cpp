#include "oauth/clientmatch.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

bool anyContains(const QStringList& texts, const QString& part)
{
    return std::any_of(texts.cbegin(), texts.cend(),
        [&part](const QString& text) { return text.contains(part, Qt::CaseInsensitive); });
}

bool meets(const FilterTerm& term, const Client& client)
{
    switch (term.key) {
    case FilterTerm::Key::Word:
        return anyContains({client.id.value_or(QString()), client.name()}, term.value);
    case FilterTerm::Key::Scope:
        return client.scopes().contains(term.value);
    case FilterTerm::Key::Grant:
        return client.grantTypes().contains(term.value);
    case FilterTerm::Key::Redirect:
        return anyContains(client.redirectUris(), term.value);
    case FilterTerm::Key::Type:
        return term.value == (client.isPublic() ? "public"_L1 : "confidential"_L1);
    default:
        return true;
    }
}

} // namespace

bool isAboutMetadata(const FilterTerm& term)
{
    static const QList<FilterTerm::Key> keys{FilterTerm::Key::Word, FilterTerm::Key::Scope, FilterTerm::Key::Grant,
        FilterTerm::Key::Redirect, FilterTerm::Key::Type};
    return keys.contains(term.key);
}

bool matchesMetadata(const Filter& filter, const Client& client)
{
    return std::all_of(filter.terms.cbegin(), filter.terms.cend(),
        [&client](const FilterTerm& term) { return !isAboutMetadata(term) || meets(term, client) != term.negated; });
}

} // namespace owb::oauth
