// Where the pages of a list begin.

#include "oauth/clientmatch.h"
#include "store/keywindows.h"
#include "store/readoperations.h"
#include "store/tokensegments.h"

#include <algorithm>

namespace owb::store {

namespace {

/** Keys looked at in one go: few enough that a stop and the next one in the queue are not waited for. */
constexpr int keysAtOnce = 20000;

/** Looks on from the places that are known; `since`: rows found after the last end. */
template <class Table>
core::Result<> lookOn(Session& session, const Table& table, const Condition& condition, const Ordering& ordering,
    const Stretch& stretch, Places& places, int since)
{
    const qint64 before = places.rows;
    std::optional<Cursor> last;
    const auto take = [&](const Row& row) {
        if (places.rows - before == keysAtOnce) {
            places.next = last;
            return false;
        }
        last = table.sql().keyCursor(row, ordering);
        if ((++places.rows + since) % pageSize == 0) {
            places.ends << *last;
        }
        return true;
    };
    core::Result<> done;
    for (const Statement& statement : table.sql().keysOf(condition, ordering, stretch, keysAtOnce)) {
        if (done && !places.next) {
            done = session.select(statement, take);
        }
    }
    return done;
}

/** The same where a search may find next to nothing for long. */
core::Result<> lookThrough(Session& session, const TokenTable& table, const Condition& condition,
    const Ordering& ordering, const Stretch& stretch, Places& places, int since)
{
    const auto range = windowsOf(session, table.sql(), condition, ordering);
    if (!range) {
        return tl::unexpected(range.error());
    }
    for (KeyWindows windows(*range, ordering.order, stretch);; windows.advance()) {
        const auto done = lookOn(session, table, condition, ordering, windows.piece(), places, since);
        places.share = windows.share();
        if (!done || places.next || windows.isLast()) {
            return done;
        }
        if (windows.isTimeUp() || places.rows >= keysAtOnce) {
            places.next = windows.end();
            return {};
        }
    }
}

} // namespace

std::optional<Stretch> segmentOf(const TokenTable& table, const Stretch& stretch)
{
    const auto isStart = [](const Cursor& cursor) { return cursor.key.isEmpty(); };
    const bool second = table.isOfRefreshTokens();
    const bool before = stretch.after && stretch.after->ofRefreshTokens && !second;
    const bool behind = second && stretch.until && (!stretch.until->ofRefreshTokens || isStart(*stretch.until));
    if (!table.sql().exists() || before || behind) {
        return std::nullopt;
    }
    Stretch own;
    if (stretch.after && stretch.after->ofRefreshTokens == second && !isStart(*stretch.after)) {
        own.after = stretch.after;
    }
    if (stretch.until && stretch.until->ofRefreshTokens == second) {
        own.until = stretch.until;
    }
    return own;
}

core::Result<QList<Segment>> segmentsOf(const Tables& tables, const Stretch& stretch)
{
    QList<Segment> found;
    for (const TokenTable* table : {&tables.tokens, &tables.refreshTokens}) {
        if (const auto own = segmentOf(*table, stretch)) {
            found << Segment{table, *own};
        }
    }
    const bool any = tables.tokens.sql().exists() || tables.refreshTokens.sql().exists();
    return any ? core::Result<QList<Segment>>(found) : tl::unexpected(noTableFor(u"tokens"_s));
}

core::Result<Places> clientPlaces(
    Session& session, const ClientTable& table, const ClientQuery& query, const std::optional<Cursor>& after, int since)
{
    Places places;
    const auto& terms = query.filter.terms;
    if (std::any_of(terms.cbegin(), terms.cend(), oauth::isAboutMetadata)) { // which the database does not answer
        const auto page = clientPage(session, table, query, after);
        if (page && page->next) {
            places.ends << *page->next;
        }
        places.rows = page ? page->rows.size() : 0;
        places.next = page ? page->next : std::nullopt;
        return page ? core::Result<Places>(places) : tl::unexpected(page.error());
    }
    const auto done = lookOn(session, table, table.matching(query.filter), table.ordering(query), after, places, since);
    return done ? core::Result<Places>(places) : tl::unexpected(done.error());
}

core::Result<Places> codePlaces(Session& session, const CodeTable& table, const CodeQuery& query,
    const std::optional<Cursor>& after, int since, qint64 now)
{
    Places places;
    const auto done =
        lookOn(session, table, table.matching(query.filter, now), table.ordering(query), after, places, since);
    return done ? core::Result<Places>(places) : tl::unexpected(done.error());
}

core::Result<Places> tokenPlaces(Session& session, const Tables& tables, const TokenQuery& query,
    const std::optional<Cursor>& after, int since, qint64 now)
{
    const auto parts = segmentsOf(tables, after);
    if (!parts) {
        return tl::unexpected(parts.error());
    }
    Places places;
    for (const Segment& part : *parts) {
        const TokenTable& table = *part.table;
        const qsizetype before = places.ends.size();
        const auto done = lookThrough(
            session, table, table.matching(query.filter, now), table.ordering(query), part.stretch, places, since);
        if (!done) {
            return tl::unexpected(done.error());
        }
        for (qsizetype i = before; i < places.ends.size(); ++i) {
            places.ends[i].ofRefreshTokens = table.isOfRefreshTokens();
        }
        if (places.next) {
            places.next->ofRefreshTokens = table.isOfRefreshTokens();
            return places;
        }
    }
    return places;
}

core::Result<QList<Stretch>> stretchesOf(
    Session& session, const Tables& tables, const TokenQuery& query, const QList<KeyStretch>& stretches)
{
    core::Result<> read;
    const auto place = [&](const std::optional<oauth::RowKey>& key) -> std::optional<Cursor> {
        if (!key || !read) {
            return std::nullopt;
        }
        const TokenTable& table = tables.tokensOf(*key);
        const Ordering ordering = table.ordering(query);
        std::optional<Cursor> found;
        read = session.select(
            table.sql().keysOf(table.sql().keyIs(*key), ordering, {}, 1).constFirst(), [&](const Row& row) {
                found = table.sql().keyCursor(row, ordering);
                found->ofRefreshTokens = key->ofRefreshTokens;
                return false;
            });
        if (read && !found) {
            read = core::failure(core::Error::Kind::NotFound, QStringLiteral("a token at the end of the selection"));
        }
        return found;
    };
    QList<Stretch> places;
    for (const KeyStretch& stretch : stretches) {
        const auto after = place(stretch.after);
        places << Stretch(after, place(stretch.until));
    }
    return read ? core::Result<QList<Stretch>>(places) : tl::unexpected(read.error());
}

core::Result<Places> guessedPlaces(Session& session, const Tables& tables, const TokenQuery& query)
{
    const auto range = tables.tokens.sql().exists() ? tables.tokens.sql().keyRange() : std::nullopt;
    const bool plain = query.filter.isEmpty() && query.sort == TokenSort::Key && !tables.refreshTokens.sql().exists();
    Places places;
    if (!range || !plain) {
        return places;
    }
    qint64 least = 0;
    qint64 most = -1;
    const auto read = session.select(*range, [&](const Row& row) {
        if (!row.isNull(0)) {
            least = row.integer(0);
            most = row.integer(1);
        }
        return false;
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    constexpr qint64 mostPages = 5'000; // more take memory and time, and a place between two is found by its key
    places.rows = most - least + 1;
    const qint64 step = std::max<qint64>(pageSize, places.rows / mostPages);
    for (qint64 rows = step; rows < places.rows; rows += step) {
        const qint64 key = query.order == SortOrder::Ascending ? least + rows - 1 : most - rows + 1;
        places.ends << Cursor{{}, {key}, false};
    }
    return places;
}

} // namespace owb::store
