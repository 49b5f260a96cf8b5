#include "../ui/scriptedrepository.h"
#include "jobs/statisticsjob.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using jobs::Known;
using store::LiveGroup;

namespace {

/** A table of tokens that is counted in two pieces. */
class Counts final : public test::ScriptedRepository
{
public:
    [[nodiscard]] store::Reply<store::Tally> estimateStates(oauth::Filter) override
    {
        return reply<store::Tally>(store::Tally{{100, 50, 30, 20}, {}, 1});
    }
    [[nodiscard]] store::Reply<store::Tally> tallyStates(oauth::Filter, std::optional<store::Cursor> after) override
    {
        return reply<store::Tally>(store::Tally{{60, 30, 20, 10}, next(after), after ? 1 : 0.5});
    }
    [[nodiscard]] store::Reply<store::GroupTally> estimateLiveTokensBy(LiveGroup) override
    {
        return reply<store::GroupTally>(store::GroupTally{{{u"a"_s, 50}}, {}, 1});
    }
    [[nodiscard]] store::Reply<store::GroupTally> liveTokensBy(
        LiveGroup by, std::optional<store::Cursor> after) override
    {
        if (failing == by) {
            return reply<store::GroupTally>(core::failure(core::Error::Kind::ConnectionLost, u"db"_s));
        }
        return reply<store::GroupTally>(store::GroupTally{{{u"a"_s, 20}, {u"b"_s, 5}}, next(after), after ? 1 : 0.5});
    }

    std::optional<LiveGroup> failing;

private:
    static std::optional<store::Cursor> next(const std::optional<store::Cursor>& after)
    {
        return after ? std::nullopt : std::optional(store::Cursor{{}, {1}, false});
    }
};

} // namespace

/** Counting the tokens of a table for the overview. */
class TestStatisticsJob : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsEverythingNearlyAndThenExactly();
    void keepsWhatWasCountedWhenItFails();
};

void TestStatisticsJob::findsEverythingNearlyAndThenExactly()
{
    Counts repository;
    jobs::StatisticsJob job(repository, nullptr);
    QSignalSpy finished(&job, &jobs::Job::finished);
    QList<double> shares;
    QList<Known> seen;
    connect(&job, &jobs::Job::progressed, this, [&] { shares << job.share(); });
    connect(&job, &jobs::StatisticsJob::foundMore, this, [&] { seen << job.found().by(LiveGroup::End).known; });
    job.start();
    QVERIFY(finished.wait());
    QCOMPARE(job.state(), jobs::Job::State::Done);
    QCOMPARE(job.found().states, (QList<qint64>{120, 60, 40, 20}));
    QCOMPARE(job.found().statesKnown, Known::Exactly);
    for (const LiveGroup group : {LiveGroup::Client, LiveGroup::Scope, LiveGroup::End}) {
        QCOMPARE(job.found().by(group).counts, (QHash<QString, qint64>{{u"a"_s, 40}, {u"b"_s, 10}}));
        QCOMPARE(job.found().by(group).known, Known::Exactly);
    }
    QVERIFY(seen.contains(Known::Nearly)); // before it was counted
    QVERIFY(std::is_sorted(shares.cbegin(), shares.cend()));
    QCOMPARE(job.rows(), 120);
}

void TestStatisticsJob::keepsWhatWasCountedWhenItFails()
{
    Counts repository;
    repository.failing = LiveGroup::Scope;
    jobs::StatisticsJob job(repository, nullptr);
    QSignalSpy finished(&job, &jobs::Job::finished);
    job.start();
    QVERIFY(finished.wait());
    QCOMPARE(job.state(), jobs::Job::State::Failed);
    QCOMPARE(job.found().by(LiveGroup::Client).known, Known::Exactly);
    QCOMPARE(job.found().by(LiveGroup::Scope).known, Known::Nearly);
    QCOMPARE(job.error()->kind, core::Error::Kind::ConnectionLost);
}

QTEST_GUILESS_MAIN(TestStatisticsJob)
#include "tst_statisticsjob.moc"
