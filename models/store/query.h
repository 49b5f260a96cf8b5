#pragma once

#include "oauth/filter.h"

#include <QVariant>

#include <optional>

namespace owb::store {

enum class SortOrder { Ascending, Descending };
enum class ClientSort { Key, Id, Name, IssuedAt };
enum class TokenSort { Key, IssuedAt, ExpiresAt, ClientId, UserId };
enum class CodeSort { Key, AuthTime, ClientId };

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
};

/** A page of rows and where the next begins; no `next`: these were the last. */
template <class T> struct Page
{
    QList<T> rows;
    std::optional<Cursor> next;
};

/** Rows of a page when nothing else is asked for. */
constexpr int pageSize = 200;

} // namespace owb::store
