#pragma once

#include "core/result.h"
#include "oauth/client.h"
#include "oauth/token.h"
#include "store/query.h"

#include <QFuture>
#include <QHash>

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

/** Live tokens per client identifier, as far as they were counted. */
struct LiveTokens
{
    QHash<QString, qint64> counts;
    std::optional<Cursor> next; // where to count on; none: that was all
};

template <class T> using Reply = QFuture<core::Result<T>>;

} // namespace owb::store
