#include "store/tokenvisit.h"

#include "store/keywindows.h"
#include "store/tokensegments.h"

namespace owb::store {

namespace {

/** Rows of one statement: so many that starting it does not count, and so few that an engine keeps them at once. */
constexpr int chunkSize = 4000;
constexpr qint64 visitMs = 80;

/** One going through a list, until its time is up. */
class Visit
{
public:
    Visit(Session& session, const TokenVisitor& visitor)
        : m_session(session)
        , m_visitor(visitor)
    {
        m_clock.start();
    }

    /** False at the end of the time: then visited().next says where to go on. */
    core::Result<bool> throughTable(
        const TokenTable& table, const Condition& condition, const Ordering& ordering, const Stretch& stretch);
    [[nodiscard]] Visited& visited() { return m_visited; }

private:
    core::Result<bool> throughPiece(
        const TokenTable& table, const Condition& condition, const Ordering& ordering, Stretch piece);
    /** The rows of one chunk; `last` of a whole one, behind which there are more. */
    core::Result<std::optional<Cursor>> throughChunk(
        const TokenTable& table, const Condition& condition, const Ordering& ordering, const Stretch& stretch);

    Session& m_session;
    const TokenVisitor& m_visitor;
    QElapsedTimer m_clock;
    Visited m_visited;
};

core::Result<std::optional<Cursor>> Visit::throughChunk(
    const TokenTable& table, const Condition& condition, const Ordering& ordering, const Stretch& stretch)
{
    std::optional<Cursor> last;
    core::Result<> shown;
    int rows = 0;
    const auto show = [&](const Row& row) {
        if (++rows > chunkSize) {
            return false;
        }
        shown = m_visitor(table.read(row));
        if (rows == chunkSize) {
            last = table.sql().cursor(row, ordering);
        }
        m_visited.rows += shown ? 1 : 0;
        return shown.has_value();
    };
    for (const Statement& statement : table.sql().page(condition, ordering, stretch, chunkSize)) {
        const auto read = shown && rows <= chunkSize ? m_session.select(statement, show) : core::Result<>();
        if (!read || !shown) {
            return tl::unexpected(read ? shown.error() : read.error());
        }
    }
    return rows > chunkSize ? last : std::nullopt;
}

core::Result<bool> Visit::throughPiece(
    const TokenTable& table, const Condition& condition, const Ordering& ordering, Stretch piece)
{
    for (;;) {
        const auto last = throughChunk(table, condition, ordering, piece);
        if (!last || !*last) {
            return last ? core::Result<bool>(true) : tl::unexpected(last.error());
        }
        piece.after = *last;
        if (m_clock.elapsed() >= visitMs) {
            m_visited.next = *last;
            return false;
        }
    }
}

core::Result<bool> Visit::throughTable(
    const TokenTable& table, const Condition& condition, const Ordering& ordering, const Stretch& stretch)
{
    const auto range = keyRange(m_session, table.sql());
    if (!range) {
        return tl::unexpected(range.error());
    }
    const bool isInOrderOfKeys = ordering.expression.isEmpty();
    // Without a condition every key is a row: then a chunk is a piece.
    const bool looks = isInOrderOfKeys && !condition.sql.isEmpty();
    for (KeyWindows windows(looks ? *range : std::nullopt, ordering.order, stretch);; windows.advance()) {
        const auto done = throughPiece(table, condition, ordering, windows.piece());
        if (!done || (*done && windows.isLast())) {
            return done;
        }
        if (*done && windows.isTimeUp()) {
            m_visited.next = windows.end();
        }
        if (m_visited.next) {
            m_visited.share = isInOrderOfKeys ? shareBehind(*range, ordering.order, *m_visited.next) : -1;
            return false;
        }
    }
}

} // namespace

core::Result<Visited> visitTokens(Session& session, const Tables& tables, const TokenQuery& query,
    const std::optional<Cursor>& after, const TokenVisitor& visitor, qint64 now)
{
    const auto parts = segmentsOf(tables, after);
    if (!parts) {
        return tl::unexpected(parts.error());
    }
    Visit visit(session, visitor);
    for (const Segment& part : *parts) {
        const TokenTable& table = *part.table;
        const auto done =
            visit.throughTable(table, table.matching(query.filter, now), table.ordering(query), part.stretch);
        if (!done) {
            return tl::unexpected(done.error());
        }
        if (!*done) {
            visit.visited().next->ofRefreshTokens = table.isOfRefreshTokens();
            return visit.visited();
        }
    }
    visit.visited().share = 1;
    return visit.visited();
}

} // namespace owb::store
