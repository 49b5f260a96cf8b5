#include "store/readoperations.h"

#include "oauth/clientmatch.h"
#include "store/keywindows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** The first row a statement selects. */
template <class Table> auto readFirst(Session& session, const Table& table, const Statement& statement)
{
    using Value = decltype(table.read(std::declval<const Row&>()));
    std::optional<Value> found;
    const auto done = session.select(statement, [&](const Row& row) {
        found = table.read(row);
        return false;
    });
    return done ? core::Result<std::optional<Value>>(std::move(found)) : tl::unexpected(done.error());
}

/** From here on counting takes longer than anybody wants to wait. */
constexpr qint64 largeTable = 100'000;

core::Result<std::optional<qint64>> countOf(Session& session, const EntitySql& sql)
{
    if (!sql.exists()) {
        return std::optional<qint64>();
    }
    const auto range = keyRange(session, sql);
    if (!range) {
        return tl::unexpected(range.error());
    }
    qint64 rows = 0;
    // Piece by piece, so that nobody waits for the right to write into an SQLite file.
    for (KeyWindows windows(*range, SortOrder::Ascending, {});; windows.advance()) {
        const auto count = countRows(session, sql.countWhere(sql.within({}, windows.piece())));
        if (!count || windows.isLast()) {
            return count.map([rows](qint64 last) { return std::optional(rows + last); });
        }
        rows += *count;
    }
}

/** What the engine's statistics say of a large table that holds nothing else; nothing for others. */
core::Result<std::optional<qint64>> estimateOf(Session& session, const EntitySql& sql)
{
    const QString estimate = session.dialect().rowEstimate();
    if (estimate.isEmpty() || !sql.exists() || !sql.entity().rows.isEmpty()) {
        return std::optional<qint64>();
    }
    std::optional<qint64> rows;
    const auto read = session.select({estimate, {sql.table()}}, [&rows](const Row& row) {
        rows = row.isNull(0) ? std::nullopt : std::optional(row.integer(0));
        return false;
    });
    if (!read) {
        return tl::unexpected(read.error());
    }
    return rows && *rows >= largeTable ? rows : std::optional<qint64>();
}

core::Result<> addCount(Session& session, const EntitySql& sql, Totals& totals)
{
    const auto estimate = estimateOf(session, sql);
    const auto count = estimate && !*estimate ? countOf(session, sql) : estimate;
    if (!count) {
        return tl::unexpected(count.error());
    }
    if (*count) {
        totals.tokens = totals.tokens.value_or(0) + **count;
        totals.tokensEstimated = totals.tokensEstimated || *estimate;
    }
    return {};
}

} // namespace

core::Error noTableFor(const QString& what)
{
    return {core::Error::Kind::Unsupported, what, {u"this database has no table for it"_s}, {}};
}

core::Result<std::optional<oauth::Client>> queryClient(
    Session& session, const ClientTable& table, const QString& clientId)
{
    return readFirst(session, table, table.byId(clientId));
}

core::Result<std::optional<oauth::Client>> clientByKey(
    Session& session, const ClientTable& table, const oauth::RowKey& key, bool locked)
{
    return table.sql().isKey(key)
        ? readFirst(session, table, table.sql().selectWhere(table.sql().keyIs(key), 0, locked))
        : std::optional<oauth::Client>();
}

core::Result<std::optional<oauth::Token>> queryToken(
    Session& session, const Tables& tables, const core::Secret& value, oauth::TokenHint hint)
{
    if (!tables.tokens.sql().exists() && !tables.refreshTokens.sql().exists()) {
        return tl::unexpected(noTableFor(u"tokens"_s));
    }
    if (value.isEmpty()) {
        return std::optional<oauth::Token>(); // '' stands for "no refresh token" in some layouts
    }
    if (hint != oauth::TokenHint::RefreshToken && tables.tokens.sql().exists()) {
        auto byAccess = readFirst(session, tables.tokens, tables.tokens.byAccessToken(value));
        if (!byAccess || *byAccess || hint == oauth::TokenHint::AccessToken) {
            return byAccess;
        }
    }
    const TokenTable& table = tables.refreshTokens.sql().exists() ? tables.refreshTokens : tables.tokens;
    return hint == oauth::TokenHint::AccessToken ? std::optional<oauth::Token>()
                                                 : readFirst(session, table, table.byRefreshToken(value));
}

core::Result<std::optional<oauth::Token>> tokenByKey(Session& session, const Tables& tables, const oauth::RowKey& key)
{
    const TokenTable& table = tables.tokensOf(key);
    return table.sql().exists() && table.sql().isKey(key)
        ? readFirst(session, table, table.sql().selectWhere(table.sql().keyIs(key)))
        : std::optional<oauth::Token>();
}

core::Result<qint64> countRows(Session& session, const Statement& count)
{
    qint64 rows = 0;
    return session
        .select(count,
            [&rows](const Row& row) {
                rows = row.integer(0);
                return false;
            })
        .map([&rows] { return rows; });
}

core::Result<Totals> totals(Session& session, const Tables& tables)
{
    Totals totals;
    const auto clients = countOf(session, tables.clients.sql());
    const auto codes = countOf(session, tables.codes.sql());
    if (!clients || !codes) {
        return tl::unexpected(clients ? codes.error() : clients.error());
    }
    totals.clients = *clients;
    totals.codes = *codes;
    for (const TokenTable* table : {&tables.tokens, &tables.refreshTokens}) {
        if (const auto added = addCount(session, table->sql(), totals); !added) {
            return tl::unexpected(added.error());
        }
    }
    return totals;
}

core::Result<bool> ownsIdentifier(Session& session, const ClientTable& table, const oauth::Client& client)
{
    if (!client.id || !table.sql().isKey(client.key)) {
        return false;
    }
    const Condition same = table.idIs(*client.id);
    const auto all = countRows(session, table.sql().countWhere(same));
    const auto own = countRows(session, table.sql().countWhere(same && table.sql().keyIs(client.key)));
    if (!all || !own) {
        return tl::unexpected(all ? own.error() : all.error());
    }
    return *all == 1 && *own == 1;
}

core::Result<Dependents> dependents(Session& session, const Tables& tables, const oauth::Client& client, qint64 now)
{
    Dependents found;
    const auto owner = ownsIdentifier(session, tables.clients, client);
    if (!owner || !*owner) {
        return owner ? core::Result<Dependents>(found) : tl::unexpected(owner.error());
    }
    for (const TokenTable* tokens : {&tables.tokens, &tables.refreshTokens}) {
        if (!tokens->sql().exists()) {
            continue;
        }
        const Condition own = tokens->clientIs(*client.id);
        const auto all = countRows(session, tokens->sql().countWhere(own));
        const auto live = countRows(session, tokens->sql().countWhere(own && tokens->live(now)));
        if (!all || !live) {
            return tl::unexpected(all ? live.error() : all.error());
        }
        found.tokens += *all;
        found.liveTokens += *live;
    }
    if (tables.codes.sql().exists()) {
        const auto codes = countRows(session, tables.codes.sql().countWhere(tables.codes.clientIs(*client.id)));
        if (!codes) {
            return tl::unexpected(codes.error());
        }
        found.codes = *codes;
    }
    return found;
}

} // namespace owb::store
