// What the repository does with more rows than anybody waits for.

#include "core/clock.h"
#include "store/bulkoperations.h"
#include "store/readoperations.h"
#include "store/sqlrepository.h"
#include "store/tally.h"

namespace owb::store {

Reply<BatchDone> SqlRepository::changeBatch(BulkChange change, std::optional<Cursor> after, BatchSize size)
{
    if (!m_bulk) {
        m_bulk = std::make_unique<DbThread>(m_settings, Waits::Nobody);
    }
    return run(
        *m_bulk,
        [change, after, size](Session& session, const Tables& tables, qint64) {
            return store::changeBatch(session, tables, change, after, size);
        },
        Repeat::Never);
}

Reply<QList<Stretch>> SqlRepository::stretchesOf(TokenQuery query, QList<KeyStretch> stretches)
{
    return run(*m_foreground, [query, stretches](Session& session, const Tables& tables, qint64) {
        return store::stretchesOf(session, tables, query, stretches);
    });
}

Reply<Tally> SqlRepository::tallyToChange(BulkChange change, std::optional<Cursor> after)
{
    return run(background(), [change, after](Session& session, const Tables& tables, qint64) {
        return store::tallyToChange(session, tables, change, after);
    });
}

Reply<Tally> SqlRepository::tallyStates(oauth::Filter filter, std::optional<Cursor> after)
{
    return run(background(), [filter, after](Session& session, const Tables& tables, qint64 now) {
        return store::tallyStates(session, tables, filter, after, now);
    });
}

Reply<Tally> SqlRepository::estimateStates(oauth::Filter filter)
{
    return run(background(), [filter](Session& session, const Tables& tables, qint64 now) {
        return store::estimateStates(session, tables, filter, now);
    });
}

Reply<LiveTokens> SqlRepository::liveTokensByClient(std::optional<Cursor> after)
{
    return run(background(), [after](Session& session, const Tables& tables, qint64 now) {
        return store::liveTokensByClient(session, tables, after, now);
    });
}

} // namespace owb::store
