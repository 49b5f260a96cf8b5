#pragma once

#include "oauth/filter.h"

#include <QVariant>

#include <optional>

namespace owb::store {

enum class SortOrder { Ascending, Descending };
enum class ClientSort { Key, Id, Name, IssuedAt };
enum class TokenSort { Key, IssuedAt, ExpiresAt, ClientId, UserId };
enum class CodeSort { Key, AuthTime, ClientId };

/** Whether a term means every value that its pattern fits. */
[[nodiscard]] inline bool isPattern(const oauth::FilterTerm& term)
{
    return !term.literal && term.value.contains(u'*');
}

/** Which clients, in which order. Ties are broken by primary key, in the same direction. */
struct ClientQuery
{
    oauth::Filter filter;
    ClientSort sort = ClientSort::Key;
    SortOrder order = SortOrder::Ascending;
    bool operator==(const ClientQuery&) const = default;
};

struct TokenQuery
{
    oauth::Filter filter;
    TokenSort sort = TokenSort::Key;
    SortOrder order = SortOrder::Descending;
    bool operator==(const TokenQuery&) const = default;
};

struct CodeQuery
{
    oauth::Filter filter;
    CodeSort sort = CodeSort::Key;
    SortOrder order = SortOrder::Descending;
    bool operator==(const CodeQuery&) const = default;
};

/** Where a page ended: the sort value and the key of its last row. Opaque outside `store`. */
struct Cursor
{
    QVariant sortValue;
    QVariantList key; // empty: at the start
    bool ofRefreshTokens = false; // in the second of two tables with tokens
    bool operator==(const Cursor&) const = default;
};

/** A part of a list in its order. */
struct Stretch
{
    std::optional<Cursor> after; // rows behind this one; none: from the start
    std::optional<Cursor> until; // this row and none behind it; none: to the end

    Stretch(std::nullopt_t = std::nullopt) { }
    Stretch(Cursor from)
        : after(std::move(from))
    { }
    Stretch(std::optional<Cursor> from, std::optional<Cursor> to = std::nullopt)
        : after(std::move(from))
        , until(std::move(to))
    { }
};

/**
 * A page of rows and where the next begins; no `next`: these were the last. A page may have fewer rows than others, or
 * none, and yet a `next`: what was found so far by a search that looks through the whole table.
 */
template <class T> struct Page
{
    QList<T> rows;
    std::optional<Cursor> next;
};

/** Rows of a page when nothing else is asked for. */
constexpr int pageSize = 200;

/** Where the pages of a list begin, as far as they have been looked for. */
struct Places
{
    QList<Cursor> ends; // the last row of each whole page, in their order
    qint64 rows = 0; // found
    std::optional<Cursor> next; // where to look on; none: all of it has been looked at
    double share = -1; // of the table's keys that were looked through, 0 to 1; less than 0 where they do not tell
};

} // namespace owb::store
