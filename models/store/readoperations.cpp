#include "store/readoperations.h"

#include "oauth/clientmatch.h"

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

/** Rows read at once where not every one is shown. */
constexpr int chunkSize = 1000;

/**
 * Fills a page up to its size with the rows that `wanted` takes. A chunk at a time, because an engine may send all
 * rows of a statement whose reading is given up.
 */
template <class Value, class Table, class Wanted>
core::Result<> fillPage(Session& session, const Table& table, const Condition& condition, const Ordering& ordering,
    std::optional<Cursor> after, Page<Value>& page, Wanted wanted, int chunk)
{
    page.next.reset();
    for (;;) {
        std::optional<Cursor> last;
        int rows = 0;
        bool full = false;
        const auto done = session.select(table.sql().page(condition, ordering, after, chunk), [&](const Row& row) {
            Value value = table.read(row);
            if (++rows <= chunk && wanted(value)) {
                if (page.rows.size() == pageSize) {
                    full = true;
                    return false;
                }
                page.rows.append(std::move(value));
                if (page.rows.size() == pageSize) {
                    page.next = table.sql().cursor(row, ordering);
                }
            }
            if (rows == chunk) {
                last = table.sql().cursor(row, ordering);
            }
            return rows <= chunk;
        });
        if (!done) {
            return done;
        }
        if (full) {
            return {};
        }
        if (rows <= chunk) { // these were the last
            page.next.reset();
            return {};
        }
        if (page.rows.size() == pageSize && rows > chunk && chunk == pageSize) {
            return {};
        }
        after = last;
    }
}

template <class Value, class Table>
core::Result<Page<Value>> readPage(Session& session, const Table& table, const Condition& condition,
    const Ordering& ordering, const std::optional<Cursor>& after)
{
    Page<Value> page;
    page.rows.reserve(pageSize);
    const auto done = fillPage(
        session, table, condition, ordering, after, page, [](const Value&) { return true; }, pageSize);
    return done ? core::Result<Page<Value>>(std::move(page)) : tl::unexpected(done.error());
}

core::Error noTable(const QString& what)
{
    return {core::Error::Kind::Unsupported, what, {u"this database has no table for it"_s}, {}};
}

/** Marks the clients of a page whose identifier another row has as well: the table itself rarely forbids it. */
core::Result<> markDuplicates(Session& session, const ClientTable& table, QList<oauth::Client>& clients)
{
    QVariantList ids;
    for (const oauth::Client& client : clients) {
        if (client.id) {
            ids << *client.id;
        }
    }
    if (ids.isEmpty()) {
        return {};
    }
    const QString column = table.sql().column(u"client_id"_s);
    const QString marks = QStringList(ids.size(), u"?"_s).join(u", "_s);
    QSet<QString> twice;
    const QString exact = table.sql().dialect().exactly(column);
    const auto read = session.select({u"SELECT %4 FROM %2 WHERE %1 IN (%3) GROUP BY %4 HAVING count(*) > 1"_s.arg(
                                          column, table.sql().table(), marks, exact),
                                         ids},
        [&twice](const Row& row) {
            twice.insert(row.text(0));
            return true;
        });
    for (oauth::Client& client : clients) {
        if (client.id && twice.contains(*client.id)) {
            client.problems.append({oauth::CellProblem::Kind::DuplicateIdentifier,
                table.sql().entity().field(u"client_id"_s)->column, *client.id, {}});
        }
    }
    return read;
}

core::Result<std::optional<qint64>> countOf(Session& session, const EntitySql& sql)
{
    if (!sql.exists()) {
        return std::optional<qint64>();
    }
    return countRows(session, sql.countWhere({})).map([](qint64 count) { return std::optional(count); });
}

} // namespace

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
        return tl::unexpected(noTable(u"tokens"_s));
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

core::Result<Page<oauth::Client>> clientPage(
    Session& session, const ClientTable& table, const ClientQuery& query, const std::optional<Cursor>& after)
{
    const auto& terms = query.filter.terms;
    const bool all = std::none_of(terms.cbegin(), terms.cend(), oauth::isAboutMetadata);
    Page<oauth::Client> page;
    page.rows.reserve(pageSize);
    const auto done = fillPage(
        session, table, table.matching(query.filter), table.ordering(query), after, page,
        [&query](const oauth::Client& client) { return oauth::matchesMetadata(query.filter, client); },
        all ? pageSize : chunkSize);
    const auto marked = done ? markDuplicates(session, table, page.rows) : done;
    return marked ? core::Result<Page<oauth::Client>>(std::move(page)) : tl::unexpected(marked.error());
}

core::Result<qint64> countClients(Session& session, const ClientTable& table, const oauth::Filter& filter)
{
    const auto& terms = filter.terms;
    if (std::none_of(terms.cbegin(), terms.cend(), oauth::isAboutMetadata)) {
        return countRows(session, table.sql().countWhere(table.matching(filter)));
    }
    qint64 count = 0;
    const auto read = session.select(table.sql().selectWhere(table.matching(filter)), [&](const Row& row) {
        count += static_cast<qint64>(oauth::matchesMetadata(filter, table.read(row)));
        return true;
    });
    return read ? core::Result<qint64>(count) : tl::unexpected(read.error());
}

/** Access tokens first; refresh tokens with rows of their own follow, in the same order among themselves. */
core::Result<Page<oauth::Token>> tokenPage(
    Session& session, const Tables& tables, const TokenQuery& query, const std::optional<Cursor>& after, qint64 now)
{
    QList<const TokenTable*> segments;
    for (const TokenTable* table : {&tables.tokens, &tables.refreshTokens}) {
        if (table->sql().exists() && (!after || !after->ofRefreshTokens || table->isOfRefreshTokens())) {
            segments << table;
        }
    }
    if (segments.isEmpty()) {
        return tl::unexpected(noTable(u"tokens"_s));
    }
    Page<oauth::Token> page;
    page.rows.reserve(pageSize);
    std::optional<Cursor> from = after && after->key.isEmpty() ? std::nullopt : after;
    for (const TokenTable* table : segments) {
        if (page.rows.size() == pageSize) { // the next page begins with this table
            page.next = Cursor{{}, {}, true};
            return page;
        }
        const auto done = fillPage(
            session, *table, table->matching(query.filter, now), table->ordering(query), from, page,
            [](const oauth::Token&) { return true; }, pageSize);
        if (!done) {
            return tl::unexpected(done.error());
        }
        if (page.next) {
            page.next->ofRefreshTokens = table->isOfRefreshTokens();
            return page;
        }
        from.reset();
    }
    return page;
}

core::Result<qint64> countTokens(Session& session, const Tables& tables, const oauth::Filter& filter, qint64 now)
{
    qint64 all = 0;
    for (const TokenTable* table : {&tables.tokens, &tables.refreshTokens}) {
        const auto count = table->sql().exists()
            ? countRows(session, table->sql().countWhere(table->matching(filter, now)))
            : core::Result<qint64>(0);
        if (!count) {
            return count;
        }
        all += *count;
    }
    return all;
}

core::Result<Page<oauth::AuthorizationCode>> codePage(
    Session& session, const CodeTable& table, const CodeQuery& query, const std::optional<Cursor>& after, qint64 now)
{
    if (!table.sql().exists()) {
        return tl::unexpected(noTable(u"authorization codes"_s));
    }
    return readPage<oauth::AuthorizationCode>(
        session, table, table.matching(query.filter, now), table.ordering(query), after);
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
    const auto clients = countOf(session, tables.clients.sql());
    auto tokens = countOf(session, tables.tokens.sql());
    const auto refreshTokens = countOf(session, tables.refreshTokens.sql());
    const auto codes = countOf(session, tables.codes.sql());
    for (const auto* count :
        std::initializer_list<const core::Result<std::optional<qint64>>*>{&clients, &tokens, &refreshTokens, &codes}) {
        if (!*count) {
            return tl::unexpected(count->error());
        }
    }
    if (*refreshTokens) {
        *tokens = tokens->value_or(0) + **refreshTokens;
    }
    return Totals{*clients, *tokens, *codes};
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

core::Result<QHash<QString, qint64>> liveTokensByClient(Session& session, const Tables& tables, qint64 now)
{
    QHash<QString, qint64> counts;
    for (const TokenTable* table : {&tables.tokens, &tables.refreshTokens}) {
        if (!table->sql().exists() || !table->sql().entity().has(u"client_id"_s)) {
            continue;
        }
        const auto read = session.select(table->liveByClient(now), [&counts](const Row& row) {
            counts[row.text(0)] += row.integer(1);
            return true;
        });
        if (!read) {
            return tl::unexpected(read.error());
        }
    }
    return counts;
}

} // namespace owb::store
