#include "store/readoperations.h"

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

template <class Value, class Table>
core::Result<Page<Value>> readPage(Session& session, const Table& table, const Condition& condition,
    const Ordering& ordering, const std::optional<Cursor>& after)
{
    Page<Value> page;
    page.rows.reserve(pageSize);
    std::optional<Cursor> last;
    bool more = false;
    const auto done = session.select(table.sql().page(condition, ordering, after, pageSize), [&](const Row& row) {
        if (page.rows.size() == pageSize) {
            more = true;
            return false;
        }
        page.rows.append(table.read(row));
        if (page.rows.size() == pageSize) {
            last = table.sql().cursor(row, ordering);
        }
        return true;
    });
    if (!done) {
        return tl::unexpected(done.error());
    }
    if (more) {
        page.next = last;
    }
    return page;
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
    Session& session, const ClientTable& table, const oauth::RowKey& key)
{
    return table.sql().isKey(key) ? readFirst(session, table, table.sql().selectWhere(table.sql().keyIs(key)))
                                  : std::optional<oauth::Client>();
}

core::Result<std::optional<oauth::Token>> queryToken(
    Session& session, const TokenTable& table, const core::Secret& value, oauth::TokenHint hint)
{
    if (!table.sql().exists()) {
        return tl::unexpected(noTable(u"tokens"_s));
    }
    if (value.isEmpty()) {
        return std::optional<oauth::Token>(); // '' stands for "no refresh token" in some layouts
    }
    if (hint != oauth::TokenHint::RefreshToken) {
        auto byAccess = readFirst(session, table, table.byAccessToken(value));
        if (!byAccess || *byAccess || hint == oauth::TokenHint::AccessToken) {
            return byAccess;
        }
    }
    return readFirst(session, table, table.byRefreshToken(value));
}

core::Result<std::optional<oauth::Token>> tokenByKey(
    Session& session, const TokenTable& table, const oauth::RowKey& key)
{
    return table.sql().isKey(key) ? readFirst(session, table, table.sql().selectWhere(table.sql().keyIs(key)))
                                  : std::optional<oauth::Token>();
}

core::Result<Page<oauth::Client>> clientPage(
    Session& session, const ClientTable& table, const ClientQuery& query, const std::optional<Cursor>& after)
{
    auto page = readPage<oauth::Client>(session, table, table.matching(query.filter), table.ordering(query), after);
    if (page) {
        if (const auto marked = markDuplicates(session, table, page->rows); !marked) {
            return tl::unexpected(marked.error());
        }
    }
    return page;
}

core::Result<Page<oauth::Token>> tokenPage(
    Session& session, const TokenTable& table, const TokenQuery& query, const std::optional<Cursor>& after, qint64 now)
{
    if (!table.sql().exists()) {
        return tl::unexpected(noTable(u"tokens"_s));
    }
    return readPage<oauth::Token>(session, table, table.matching(query.filter, now), table.ordering(query), after);
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
    const auto tokens = countOf(session, tables.tokens.sql());
    const auto codes = countOf(session, tables.codes.sql());
    for (const auto* count : {&clients, &tokens, &codes}) {
        if (!*count) {
            return tl::unexpected(count->error());
        }
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
    const TokenTable& tokens = tables.tokens;
    if (tokens.sql().exists()) {
        const auto all = countRows(session, tokens.sql().countWhere(tokens.clientIs(*client.id)));
        const auto live = countRows(session, tokens.sql().countWhere(tokens.clientIs(*client.id) && tokens.live(now)));
        if (!all || !live) {
            return tl::unexpected(all ? live.error() : all.error());
        }
        found.tokens = *all;
        found.liveTokens = *live;
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

core::Result<QHash<QString, qint64>> liveTokensByClient(Session& session, const TokenTable& table, qint64 now)
{
    QHash<QString, qint64> counts;
    if (!table.sql().exists()) {
        return counts;
    }
    return session
        .select(table.liveByClient(now),
            [&counts](const Row& row) {
                counts.insert(row.text(0), row.integer(1));
                return true;
            })
        .map([&counts] { return counts; });
}

} // namespace owb::store
