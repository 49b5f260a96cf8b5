#pragma once

#include "inspector/finding.h"

#include <QLatin1StringView>

#include <span>

namespace owb::inspector {

/** A rule as it stands in the tables; `title` is yet to be translated. */
struct CatalogueEntry
{
    QLatin1StringView id;
    Finding::Severity severity = Finding::Severity::Error; // the most severe it is reported with
    const char* title = nullptr; // what the rule asks, one sentence
    const char* reference = nullptr;
};

/** Structure, algorithms, claims. */
[[nodiscard]] std::span<const CatalogueEntry> commonEntries();
/** What each kind of token asks. */
[[nodiscard]] std::span<const CatalogueEntry> profileEntries();
[[nodiscard]] const CatalogueEntry* findRule(const QString& id);

} // namespace owb::inspector
