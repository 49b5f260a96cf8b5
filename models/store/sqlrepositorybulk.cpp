// What the repository does with more rows than anybody waits for.

#include "core/clock.h"
#include "store/bulkoperations.h"
#include "store/indexadvice.h"
#include "store/readoperations.h"
#include "store/sqlrepository.h"
#include "store/tally.h"
#include "store/tokenvisit.h"

namespace owb::store {

SessionSettings SqlRepository::settingsOfBulk() const
{
    SessionSettings bulk = m_settings;
    bulk.changesMany = true;
    return bulk;
}

DbThread& SqlRepository::bulk()
{
    if (!m_bulk) {
        m_bulk = std::make_unique<DbThread>(settingsOfBulk(), Waits::Nobody);
    }
    return *m_bulk;
}

Reply<BatchDone> SqlRepository::changeBatch(BulkChange change, std::optional<Cursor> after, BatchSize size)
{
    return run(
        bulk(),
        [change, after, size](Session& session, const Tables& tables, qint64) {
            return store::changeBatch(session, tables, change, after, size);
        },
        Repeat::Never);
}

Reply<TokensAdded> SqlRepository::addTokens(QList<oauth::Token> tokens)
{
    return run(
        bulk(),
        [tokens](Session& session, const Tables& tables, qint64) { return store::addTokens(session, tables, tokens); },
        Repeat::Never);
}

Reply<> SqlRepository::settle()
{
    auto settled = bulk().post([](Session& session) { return session.settle(); }, Repeat::Never);
    bulk().rest();
    return settled;
}

Reply<Visited> SqlRepository::visitTokens(TokenQuery query, std::optional<Cursor> after, TokenVisitor visitor)
{
    return run(
        reader(m_visitor),
        [query, after, visitor](Session& session, const Tables& tables, qint64 now) {
            return store::visitTokens(session, tables, query, after, visitor, now);
        },
        Repeat::Never); // the visitor would see rows twice
}

Reply<ListCost> SqlRepository::listCost(TokenQuery query)
{
    // Not behind the list itself, which may take long just because there is none.
    return run(background(),
        [query](Session& session, const Tables& tables, qint64) { return store::listCost(session, tables, query); });
}

Reply<IndexAdvice> SqlRepository::makeIndex(IndexAdvice advice)
{
    auto made = run(
        bulk(),
        [advice](Session& session, const Tables&, qint64) {
            return createIndex(session, advice).map([&advice] { return advice; });
        },
        Repeat::Never);
    bulk().rest();
    return made;
}

void SqlRepository::stopMaking()
{
    if (m_bulk) {
        m_bulk->interrupt();
    }
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

Reply<GroupTally> SqlRepository::liveTokensBy(LiveGroup by, std::optional<Cursor> after)
{
    return run(background(), [by, after](Session& session, const Tables& tables, qint64 now) {
        return store::liveTokensBy(session, tables, by, after, now);
    });
}

Reply<GroupTally> SqlRepository::estimateLiveTokensBy(LiveGroup by)
{
    return run(background(), [by](Session& session, const Tables& tables, qint64 now) {
        return store::estimateLiveTokensBy(session, tables, by, now);
    });
}

} // namespace owb::store
