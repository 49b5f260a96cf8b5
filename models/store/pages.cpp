// Lists, a page at a time.

#include "oauth/clientmatch.h"
#include "store/keywindows.h"
#include "store/readoperations.h"
#include "store/tokensegments.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** Rows read at once where not every one is shown. */
constexpr int chunkSize = 1000;

/**
 * Fills a page up to its size with the rows that `wanted` takes. A chunk at a time, because an engine may send all
 * rows of a statement whose reading is given up.
 */
template <class Value, class Table, class Wanted>
core::Result<> fillPage(Session& session, const Table& table, const Condition& condition, const Ordering& ordering,
    Stretch stretch, Page<Value>& page, Wanted wanted, int chunk)
{
    page.next.reset();
    for (;;) {
        std::optional<Cursor> last;
        int rows = 0;
        bool full = false;
        const auto take = [&](const Row& row) {
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
        };
        core::Result<> done;
        for (const Statement& statement : table.sql().page(condition, ordering, stretch, chunk)) {
            if (done && !full && rows <= chunk) {
                done = session.select(statement, take);
            }
        }
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
        stretch.after = last;
    }
}

template <class Value, class Table>
core::Result<Page<Value>> readPage(
    Session& session, const Table& table, const Condition& condition, const Ordering& ordering, const Stretch& stretch)
{
    Page<Value> page;
    page.rows.reserve(pageSize);
    const auto done = fillPage(
        session, table, condition, ordering, stretch, page, [](const Value&) { return true; }, pageSize);
    return done ? core::Result<Page<Value>>(std::move(page)) : tl::unexpected(done.error());
}

/** Fills a page from a search that may find next to nothing for long, with what it finds in a short time. */
core::Result<> fillThrough(Session& session, const TokenTable& table, const Condition& condition,
    const Ordering& ordering, const Stretch& stretch, Page<oauth::Token>& page)
{
    const auto range = windowsOf(session, table.sql(), condition, ordering);
    if (!range) {
        return tl::unexpected(range.error());
    }
    for (KeyWindows windows(*range, ordering.order, stretch);; windows.advance()) {
        const auto done = fillPage(
            session, table, condition, ordering, windows.piece(), page, [](const oauth::Token&) { return true; },
            pageSize);
        if (!done || page.next || windows.isLast()) {
            return done;
        }
        if (windows.isTimeUp() || page.rows.size() == pageSize) {
            page.next = windows.end();
            return {};
        }
    }
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

} // namespace

core::Result<Page<oauth::Client>> clientPage(
    Session& session, const ClientTable& table, const ClientQuery& query, const Stretch& stretch)
{
    const auto& terms = query.filter.terms;
    const bool all = std::none_of(terms.cbegin(), terms.cend(), oauth::isAboutMetadata);
    Page<oauth::Client> page;
    page.rows.reserve(pageSize);
    const auto done = fillPage(
        session, table, table.matching(query.filter), table.ordering(query), stretch, page,
        [&query](const oauth::Client& client) { return oauth::matchesMetadata(query.filter, client); },
        all ? pageSize : chunkSize);
    const auto marked = done ? markDuplicates(session, table, page.rows) : done;
    return marked ? core::Result<Page<oauth::Client>>(std::move(page)) : tl::unexpected(marked.error());
}

/** Access tokens first; refresh tokens with rows of their own follow, in the same order among themselves. */
core::Result<Page<oauth::Token>> tokenPage(
    Session& session, const Tables& tables, const TokenQuery& query, const Stretch& stretch, qint64 now)
{
    const auto parts = segmentsOf(tables, stretch);
    if (!parts) {
        return tl::unexpected(parts.error());
    }
    Page<oauth::Token> page;
    page.rows.reserve(pageSize);
    for (const Segment& part : *parts) {
        if (page.rows.size() == pageSize) { // the next page begins with this table
            page.next = Cursor{{}, {}, true};
            return page;
        }
        const TokenTable& table = *part.table;
        const auto done =
            fillThrough(session, table, table.matching(query.filter, now), table.ordering(query), part.stretch, page);
        if (!done) {
            return tl::unexpected(done.error());
        }
        if (page.next) {
            page.next->ofRefreshTokens = table.isOfRefreshTokens();
            return page;
        }
    }
    return page;
}

core::Result<Page<oauth::AuthorizationCode>> codePage(
    Session& session, const CodeTable& table, const CodeQuery& query, const Stretch& stretch, qint64 now)
{
    if (!table.sql().exists()) {
        return tl::unexpected(noTableFor(u"authorization codes"_s));
    }
    return readPage<oauth::AuthorizationCode>(
        session, table, table.matching(query.filter, now), table.ordering(query), stretch);
}

} // namespace owb::store
