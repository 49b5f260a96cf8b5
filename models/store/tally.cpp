#include "store/tally.h"

#include "store/bulkoperations.h"
#include "store/keywindows.h"
#include "store/livegroups.h"
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

/** Counts pieces of one table from `after` on until a short time is up, and says where it came to. */
template <class CountPiece>
core::Result<std::optional<Cursor>> countThrough(
    Session& session, const EntitySql& sql, const std::optional<Cursor>& after, double& share, CountPiece countPiece)
{
    const auto range = keyRange(session, sql);
    if (!range) {
        return tl::unexpected(range.error());
    }
    for (KeyWindows windows(*range, SortOrder::Ascending, after);; windows.advance()) {
        const core::Result<> done = countPiece(windows.piece());
        share = windows.isLast() ? 1 : windows.share();
        if (!done) {
            return tl::unexpected(done.error());
        }
        if (windows.isLast() || windows.isTimeUp()) {
            return windows.isLast() ? std::nullopt : std::optional(windows.end());
        }
    }
}

/** The same in tables one after the other; `countPiece` is told the place of the table. */
template <class CountPiece>
core::Result<std::optional<Cursor>> countThroughAll(Session& session, const QList<const TokenTable*>& tables,
    const std::optional<Cursor>& after, double& share, CountPiece countPiece)
{
    for (qsizetype i = 0; i < tables.size(); ++i) {
        const TokenTable& table = *tables.at(i);
        const bool second = table.isOfRefreshTokens();
        if (after && after->ofRefreshTokens && !second) {
            continue;
        }
        const bool here = after && after->ofRefreshTokens == second;
        auto next = countThrough(session, table.sql(), here ? after : std::nullopt, share,
            [&](const Stretch& piece) { return countPiece(i, piece); });
        if (!next) {
            return next;
        }
        share = share < 0 ? -1 : (static_cast<double>(i) + share) / static_cast<double>(tables.size());
        if (*next) {
            (*next)->ofRefreshTokens = second;
            return next;
        }
    }
    return std::optional<Cursor>();
}

core::Result<Tally> countAll(
    Session& session, const QList<Counting>& countings, const std::optional<Cursor>& after, qsizetype counts)
{
    Tally tally;
    tally.counts.fill(0, counts);
    QList<const TokenTable*> tables;
    for (const Counting& counting : countings) {
        tables << counting.table;
    }
    const auto next = countThroughAll(session, tables, after, tally.share,
        [&](qsizetype i, const Stretch& piece) { return count(session, countings.at(i), piece, tally); });
    if (!next) {
        return tl::unexpected(next.error());
    }
    tally.next = *next;
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

/**
 * Counts some rows of every part of the table of tokens, and gives what the counts are to be multiplied by. Nothing
 * where all can be counted at once, or where there are two tables or keys that do not tell how many rows there are.
 */
template <class CountPiece>
core::Result<std::optional<double>> countSamples(Session& session, const Tables& tables, CountPiece countPiece)
{
    constexpr qint64 samples = 64;
    constexpr qint64 width = 500; // keys
    const bool both = tables.tokens.sql().exists() && tables.refreshTokens.sql().exists();
    const TokenTable& table = tables.tokens.sql().exists() ? tables.tokens : tables.refreshTokens;
    const auto range = keyRange(session, table.sql());
    if (!range) {
        return tl::unexpected(range.error());
    }
    qint64 span = 0;
    const bool tells = !both && *range && !__builtin_sub_overflow((*range)->most, (*range)->least, &span)
        && span > 8 * samples * width;
    for (qint64 i = 0; tells && i < samples; ++i) {
        const qint64 from = (*range)->least + span / samples * i + span / samples / 2;
        const Stretch piece(Cursor{{}, {from}, false}, Cursor{{}, {from + width}, false});
        if (const core::Result<> done = countPiece(table, piece); !done) {
            return tl::unexpected(done.error());
        }
    }
    return tells ? std::optional(static_cast<double>(span) / static_cast<double>(samples * width)) : std::nullopt;
}

qint64 scaled(qint64 count, double times)
{
    return static_cast<qint64>(static_cast<double>(count) * times);
}

core::Result<> countGroups(
    Session& session, const TokenTable& table, LiveGroup by, const Stretch& piece, qint64 now, GroupTally& live)
{
    return session.select(liveBy(table, by, now, piece), [&](const Row& row) {
        for (const QString& group : groupsOf(table, by, row.text(0))) {
            live.counts[group] += row.integer(1);
        }
        return true;
    });
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
    const auto countings = statesOf(tables, filter, now);
    if (!countings) {
        return tl::unexpected(countings.error());
    }
    Tally tally;
    tally.counts.fill(0, 3);
    const auto scale = countSamples(session, tables,
        [&](const TokenTable&, const Stretch& piece) { return count(session, countings->constFirst(), piece, tally); });
    if (!scale || !*scale) {
        return scale ? core::Result<Tally>(Tally()) : tl::unexpected(scale.error());
    }
    std::transform(tally.counts.cbegin(), tally.counts.cend(), tally.counts.begin(),
        [times = **scale](qint64 found) { return scaled(found, times); });
    return withExpired(tally);
}

core::Result<GroupTally> liveTokensBy(
    Session& session, const Tables& tables, LiveGroup by, const std::optional<Cursor>& after, qint64 now)
{
    QList<const TokenTable*> counted;
    for (const TokenTable* table : {&tables.tokens, &tables.refreshTokens}) {
        if (hasGroup(*table, by)) {
            counted << table;
        }
    }
    GroupTally live;
    const auto next = countThroughAll(session, counted, after, live.share,
        [&](qsizetype i, const Stretch& piece) { return countGroups(session, *counted.at(i), by, piece, now, live); });
    if (!next) {
        return tl::unexpected(next.error());
    }
    live.next = *next;
    return live;
}

core::Result<GroupTally> estimateLiveTokensBy(Session& session, const Tables& tables, LiveGroup by, qint64 now)
{
    GroupTally live;
    const auto scale = countSamples(session, tables, [&](const TokenTable& table, const Stretch& piece) {
        return hasGroup(table, by) ? countGroups(session, table, by, piece, now, live) : core::Result<>();
    });
    if (!scale || !*scale) {
        return scale ? core::Result<GroupTally>(GroupTally()) : tl::unexpected(scale.error());
    }
    for (qint64& count : live.counts) {
        count = scaled(count, **scale);
    }
    return live;
}

} // namespace owb::store
