#include "store/tally.h"

#include "store/bulkoperations.h"
#include "store/keywindows.h"
#include "store/readoperations.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** What is counted in one table: the rows of a condition, and which of them meet others. */
struct Counting
{
    const TokenTable* table;
    Condition rows;
    QList<Condition> parts; // beside the count of all
};

Statement countOf(const Counting& counting, const Condition& piece)
{
    QString selected = u"count(*)"_s;
    QVariantList values;
    for (const Condition& part : counting.parts) {
        selected += u", COALESCE(SUM(CASE WHEN %1 THEN 1 ELSE 0 END), 0)"_s.arg(part.sql);
        values += part.values;
    }
    const EntitySql& sql = counting.table->sql();
    const Condition own = sql.ownRows(counting.rows && piece);
    return {u"SELECT %1 FROM %2%3"_s.arg(selected, sql.table(), own.whereClause()), values + own.values};
}

core::Result<> count(Session& session, const Counting& counting, const Stretch& piece, Tally& tally)
{
    return session.select(countOf(counting, counting.table->sql().within({}, piece)), [&](const Row& row) {
        for (int i = 0; i < tally.counts.size(); ++i) {
            tally.counts[i] += row.integer(i);
        }
        return false;
    });
}

/** Counts in one table from `after` on until a short time is up; tells in `next` and `share` how far it came. */
core::Result<> countThrough(
    Session& session, const Counting& counting, const std::optional<Cursor>& after, Tally& tally)
{
    const auto range = keyRange(session, counting.table->sql());
    if (!range) {
        return tl::unexpected(range.error());
    }
    for (KeyWindows windows(*range, SortOrder::Ascending, after);; windows.advance()) {
        const auto done = count(session, counting, windows.piece(), tally);
        tally.share = windows.isLast() ? 1 : windows.share();
        if (!done || windows.isLast()) {
            return done;
        }
        if (windows.isTimeUp()) {
            tally.next = windows.end();
            return {};
        }
    }
}

/** Counts in the tables one after the other. */
core::Result<Tally> countAll(
    Session& session, const QList<Counting>& countings, const std::optional<Cursor>& after, qsizetype counts)
{
    Tally tally;
    tally.counts.fill(0, counts);
    const auto tables = static_cast<double>(countings.size());
    for (qsizetype i = 0; i < countings.size(); ++i) {
        const bool second = countings.at(i).table->isOfRefreshTokens();
        if (after && after->ofRefreshTokens && !second) {
            continue;
        }
        const bool here = after && after->ofRefreshTokens == second;
        const auto done = countThrough(session, countings.at(i), here ? after : std::nullopt, tally);
        if (!done) {
            return tl::unexpected(done.error());
        }
        tally.share = tally.share < 0 ? -1 : (static_cast<double>(i) + tally.share) / tables;
        if (tally.next) {
            tally.next->ofRefreshTokens = second;
            return tally;
        }
    }
    return tally;
}

core::Result<QList<Counting>> statesOf(const Tables& tables, const oauth::Filter& filter, qint64 now)
{
    QList<Counting> countings;
    for (const TokenTable* table : {&tables.tokens, &tables.refreshTokens}) {
        if (table->sql().exists()) {
            countings << Counting{table, table->matching(filter, now), {table->live(now), table->revoked()}};
        }
    }
    return countings.isEmpty() ? tl::unexpected(noTableFor(u"tokens"_s)) : core::Result<QList<Counting>>(countings);
}

/** Any, live and revoked were counted: what is neither of the two has expired. */
Tally withExpired(Tally tally)
{
    const QList<qint64> found = tally.counts;
    tally.counts = {found.at(0), found.at(1), found.at(0) - found.at(1) - found.at(2), found.at(2)};
    return tally;
}

} // namespace

core::Result<Tally> tallyToChange(
    Session& session, const Tables& tables, const BulkChange& change, const std::optional<Cursor>& after)
{
    if (const auto possible = isPossible(tables, change); !possible) {
        return tl::unexpected(possible.error());
    }
    QList<Counting> countings;
    for (const TokenTable* table : {&tables.tokens, &tables.refreshTokens}) {
        if (const auto rows = toChange(tables, *table, change)) {
            countings << Counting{table, *rows, {}};
        }
    }
    return countAll(session, countings, after, 1);
}

core::Result<Tally> tallyStates(
    Session& session, const Tables& tables, const oauth::Filter& filter, const std::optional<Cursor>& after, qint64 now)
{
    const auto countings = statesOf(tables, filter, now);
    return countings ? countAll(session, *countings, after, 3).map(withExpired) : tl::unexpected(countings.error());
}

core::Result<Tally> estimateStates(Session& session, const Tables& tables, const oauth::Filter& filter, qint64 now)
{
    constexpr qint64 samples = 64;
    constexpr qint64 width = 500; // keys
    const auto countings = statesOf(tables, filter, now);
    const auto range = countings ? keyRange(session, countings->constFirst().table->sql())
                                 : core::Result<std::optional<KeyRange>>(tl::unexpect, countings.error());
    if (!range) {
        return tl::unexpected(range.error());
    }
    qint64 span = 0;
    const bool tells = countings->size() == 1 && *range
        && !__builtin_sub_overflow((*range)->most, (*range)->least, &span) && span > 8 * samples * width;
    Tally tally;
    if (!tells) {
        return tally;
    }
    tally.counts.fill(0, 3);
    for (qint64 i = 0; i < samples; ++i) {
        const qint64 from = (*range)->least + span / samples * i + span / samples / 2;
        const Stretch piece(Cursor{{}, {from}, false}, Cursor{{}, {from + width}, false});
        if (const auto done = count(session, countings->constFirst(), piece, tally); !done) {
            return tl::unexpected(done.error());
        }
    }
    const double scale = static_cast<double>(span) / static_cast<double>(samples * width);
    std::transform(tally.counts.cbegin(), tally.counts.cend(), tally.counts.begin(),
        [scale](qint64 found) { return static_cast<qint64>(static_cast<double>(found) * scale); });
    return withExpired(tally);
}

} // namespace owb::store
