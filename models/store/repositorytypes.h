#pragma once

#include "core/result.h"
#include "oauth/client.h"
#include "oauth/token.h"
#include "store/query.h"

#include <QFuture>
#include <QHash>

#include <array>

namespace owb::store {

/** What goes when a client is removed. */
struct Dependents
{
    qint64 tokens = 0;
    qint64 liveTokens = 0; // neither revoked nor expired
    qint64 codes = 0;
};

/** A changed client: as it was loaded, and as it should be. */
struct ClientChange
{
    oauth::Client loaded; // compared with the stored row; a difference is a Conflict, never an overwrite
    oauth::Client edited;
};

/** Which tokens a revocation is about. Exactly one member is given. */
struct TokenSelection
{
    QList<oauth::RowKey> keys;
    std::optional<core::Secret> value; // an access or refresh token
    std::optional<QString> clientId;
    std::optional<QString> userId;
};

/** Counts for the navigation; absent = the table does not exist. */
struct Totals
{
    std::optional<qint64> clients;
    std::optional<qint64> tokens;
    std::optional<qint64> codes;
    bool tokensEstimated = false; // what the engine's statistics say, where counting would read a large table
};

/** What live tokens are counted by: their client, each of their scopes, or how soon they end. */
enum class LiveGroup { Client, Scope, End };

/** Seconds from now within which a live token ends. Beyond them it ends later, or never. */
constexpr std::array<qint64, 4> endSpans{3600, 86'400, 604'800, 2'592'000};

/**
 * Live tokens of each group, as far as they were counted: of a client by its identifier, of a scope by its name (a
 * token without any under an empty one), of an end by the place of the first of endSpans that it is within, 4 later, 5
 * never.
 */
struct GroupTally
{
    QHash<QString, qint64> counts;
    std::optional<Cursor> next; // where to count on; none: that was all
    double share = -1; // of the way through the tables, 0 to 1; less than 0 where keys do not tell
};

template <class T = void> using Reply = QFuture<core::Result<T>>;

} // namespace owb::store
