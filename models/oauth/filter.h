#pragma once

#include "core/result.h"
#include "oauth/filterterm.h"

#include <QList>

namespace owb::oauth {

/**
 * The search language of the window and of `owb --filter`.
 *
 * Words match identifiers and names; `key:value` narrows: client: user: scope: state:active|expired|revoked type:
 * issued:>2026-01-01 expires:<7d grant: redirect:. A leading - negates, double quotes keep spaces, terms are joined
 * by "and". In `client:` and `user:` a * stands for any characters; inside quotes
 * \", \* and \\ stand for themselves. A word with a colon goes into quotes, but for URIs
 * with an authority. Times are local dates (2026-01-01), moments (2026-01-01T10:00) or distances from now (7d, 12h,
 * 30m; `expires:<7d` = within 7 days, `issued:<7d` = in the last 7 days, > = beyond that; `expires:<-7d` = expired in
 * the last 7 days).
 */
struct Filter
{
    QList<FilterTerm> terms;

    [[nodiscard]] bool isEmpty() const { return terms.isEmpty(); }
    /** Failure: Kind::InvalidQuery naming the word and the nearest key or what to write. `now` in epoch seconds. */
    [[nodiscard]] static core::Result<Filter> parse(const QString& text, qint64 now);
    bool operator==(const Filter&) const = default;
};

/** 7d, 12h, 30m or 45s in seconds, negative after a -; nothing for anything else. */
[[nodiscard]] std::optional<qint64> distanceFrom(const QString& text);
/** A value as it is written after a key so that it means just itself: in quotes, with " and * and \\ escaped. */
[[nodiscard]] QString quotedValue(const QString& value);

/** Two parts of a term for a chip: "Scope contains" and "orders". */
struct TermWords
{
    QString relation;
    QString value;
};
[[nodiscard]] TermWords words(const FilterTerm& term);

} // namespace owb::oauth
