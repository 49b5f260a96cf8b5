#pragma once

#include "oauth/token.h"
#include "core/result.h"
#include "store/query.h"

#include <functional>

namespace owb::store {

/** What happens to each of many tokens. Purge removes rows that ended and that nothing live needs. */
enum class BulkAction { Revoke, Expire, Restore, Purge };

/** A part of a list by the keys of rows: behind the first and up to the second; without one to that end of the list. */
struct KeyStretch
{
    std::optional<oauth::RowKey> after;
    std::optional<oauth::RowKey> until;
};

/** A change of any number of tokens, made in batches. */
struct BulkChange
{
    BulkAction action = BulkAction::Revoke;
    oauth::RevokeWhat what = oauth::RevokeWhat::Both; // of Revoke
    TokenQuery query; // the list that holds them
    QList<Stretch> stretches; // of the list; none: all of it
    qint64 now = 0; // epoch seconds: what the filter takes for now, and what is written
    qint64 before = 0; // of Purge: epoch seconds before which a row must have ended
};

/** How much one batch may do. A driver grows and shrinks it by what the last batch took. */
struct BatchSize
{
    int rows = 256; // changed at most, 1 to 8192
    qint64 keys = 4096; // looked at, where keys are whole numbers
    bool isDense = false; // a good part of the keys is likely meant: they need not be looked for first
};

/** What a batch did. */
struct BatchDone
{
    qint64 changed = 0; // rows
    qint64 keys = 0; // looked at, counted as if none was missing; 0 where keys are no whole numbers
    std::optional<Cursor> next; // where to go on; none: that was the last
    double share = 0; // of the way through the tables, 0 to 1; less than 0 where keys do not tell
    qint64 lockedUs = 0; // from the start of its transaction to the end of its commit, microseconds
    qint64 readUs = 0; // looking for the rows, before that
    qint64 waitedUs = 0; // until others let it begin its transaction
};

/** Counts of rows, as far as they were counted. */
struct Tally
{
    QList<qint64> counts;
    std::optional<Cursor> next; // where to count on; none: that was all
    double share = -1; // of the way through the tables, 0 to 1; less than 0 where keys do not tell
};

/** Takes a token of a list that is gone through, in a thread of the repository's; a failure ends the going through. */
using TokenVisitor = std::function<core::Result<>(const oauth::Token& token)>;

/** How far a list was gone through. */
struct Visited
{
    qint64 rows = 0;
    std::optional<Cursor> next; // where to go on; none: that was the last
    double share = -1; // as in BatchDone
};

/** What became of tokens that were to be added. */
struct TokensAdded
{
    qint64 added = 0;
    qint64 present = 0; // left alone, because the access token or the refresh token is stored already
    qint64 lockedUs = 0; // as in BatchDone
    qint64 waitedUs = 0;
};

/** An index that a table lacks for what is asked of it. */
struct IndexAdvice
{
    QString table;
    QString column;
    QString name;
    QString statement; // that makes it
    bool locksWriters = false; // the server cannot write while it is made
};

/** What the engine has to do for a list. */
struct ListCost
{
    bool looksThroughAll = false; // no index gives its order, or leads to the rows of its filter
    QList<IndexAdvice> missing; // indexes that would
};

/** The counts of a tally of states. */
enum TallyState { AnyState, ActiveState, ExpiredState, RevokedState, TallyStates };

} // namespace owb::store
