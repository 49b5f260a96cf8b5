#include "../ui/scriptedrepository.h"
#include "jobs/bulkjob.h"
#include "jobs/tallyjob.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using jobs::Job;
using Error = core::Error;

namespace {

/** Answers every batch with what the test says, and notes what was asked. */
class Batches final : public test::ScriptedRepository
{
public:
    [[nodiscard]] store::Reply<store::BatchDone> changeBatch(
        store::BulkChange, std::optional<store::Cursor> after, store::BatchSize) override
    {
        asked << after.value_or(store::Cursor{}).key.value(0).toLongLong();
        if (failure) {
            return reply<store::BatchDone>(tl::unexpected(*std::exchange(failure, std::nullopt)));
        }
        store::BatchDone done;
        done.changed = 10;
        done.lockedUs = 7000;
        done.share = static_cast<double>(asked.constLast() + 1) / static_cast<double>(most);
        if (asked.constLast() + 1 < most) {
            done.next = store::Cursor{{}, {asked.constLast() + 1}, false};
        }
        return reply<store::BatchDone>(done);
    }
    [[nodiscard]] store::Reply<store::Tally> tallyToChange(
        store::BulkChange, std::optional<store::Cursor> after) override
    {
        store::Tally tally;
        tally.counts = {3};
        tally.share = after ? 1 : 0.5;
        if (!after) {
            tally.next = store::Cursor{{}, {1}, false};
        }
        return reply<store::Tally>(tally);
    }
    [[nodiscard]] store::Reply<> settle() override
    {
        ++settled;
        return reply<void>(lost ? core::Result<>(tl::unexpected(*lost)) : core::Result<>());
    }

    QList<qint64> asked;
    std::optional<Error> failure;
    std::optional<Error> lost; // while it settles
    int settled = 0;
    qint64 most = 4;
};

} // namespace

/** Long work that can be halted and stopped. */
class TestBulkJob : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void doesEveryBatchAndTellsOnce();
    void stopsAfterTheBatchThatIsAtWork();
    void haltsAndGoesOnWhereItWas();
    void aLockedDatabaseIsTriedAgain();
    void whatMayPassHaltsIt_data();
    void whatMayPassHaltsIt();
    void aRefusalEndsIt();
    void isDoneOnceItHasSettled();
    void hasNothingToSettleBeforeItBegins();
    void doesNotWaitForAServerThatIsAway();
    void countsAddUp();
    void batchesFollowTheTimeTheyTake();
    void theWayToTheServerIsNoWork();
    void shortRestsAddUp();
};

void TestBulkJob::doesEveryBatchAndTellsOnce()
{
    Batches repository;
    jobs::BulkJob job(repository, {}, nullptr);
    QSignalSpy told(&repository, &store::Repository::manyTokensChanged);
    QSignalSpy finished(&job, &Job::finished);
    job.start();
    QVERIFY(finished.wait());
    QCOMPARE(job.state(), Job::State::Done);
    QCOMPARE(job.rows(), 40);
    QCOMPARE(job.share(), 1.0);
    QCOMPARE(job.longestLockUs(), 7000);
    QCOMPARE(repository.asked, (QList<qint64>{0, 1, 2, 3}));
    QCOMPARE(told.size(), 1);
    QCOMPARE(repository.settled, 1);
}

void TestBulkJob::stopsAfterTheBatchThatIsAtWork()
{
    Batches repository;
    jobs::BulkJob job(repository, {}, nullptr);
    QSignalSpy finished(&job, &Job::finished);
    connect(&job, &Job::progressed, &job, [&job] {
        if (job.rows() == 20) {
            job.stop();
        }
    });
    job.start();
    QVERIFY(finished.wait());
    QCOMPARE(job.state(), Job::State::Stopped);
    QCOMPARE(job.rows(), 20);
    QCOMPARE(finished.size(), 1);
    QCOMPARE(repository.settled, 1);
    job.resume();
    job.start();
    QCOMPARE(job.state(), Job::State::Stopped);
}

void TestBulkJob::haltsAndGoesOnWhereItWas()
{
    Batches repository;
    jobs::BulkJob job(repository, {}, nullptr);
    QSignalSpy finished(&job, &Job::finished);
    QMetaObject::Connection once;
    once = connect(&job, &Job::progressed, &job, [&job, &once] {
        if (job.rows() == 20) {
            disconnect(once);
            job.pause();
        }
    });
    job.start();
    QTRY_COMPARE(job.state(), Job::State::Paused);
    QCoreApplication::processEvents();
    QCOMPARE(repository.asked.size(), 2);
    job.resume();
    QVERIFY(finished.wait());
    QCOMPARE(repository.asked, (QList<qint64>{0, 1, 2, 3}));
    QCOMPARE(job.rows(), 40);
}

void TestBulkJob::aLockedDatabaseIsTriedAgain()
{
    Batches repository;
    repository.failure = Error{Error::Kind::Locked, {}, {}, {}};
    jobs::BulkJob job(repository, {}, nullptr);
    QSignalSpy finished(&job, &Job::finished);
    job.start();
    QVERIFY(finished.wait());
    QCOMPARE(job.state(), Job::State::Done);
    QCOMPARE(repository.asked, (QList<qint64>{0, 0, 1, 2, 3}));
}

void TestBulkJob::whatMayPassHaltsIt_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("a lost connection") << Error::Kind::ConnectionLost;
    QTest::newRow("editing that was locked") << Error::Kind::ReadOnlyConnection;
}

void TestBulkJob::whatMayPassHaltsIt()
{
    QFETCH(const Error::Kind, kind);
    Batches repository;
    repository.failure = Error{kind, {}, {}, {}};
    jobs::BulkJob job(repository, {}, nullptr);
    QSignalSpy finished(&job, &Job::finished);
    job.start();
    QTRY_COMPARE(job.state(), Job::State::Paused);
    QCOMPARE(job.error()->kind, kind);
    job.resume();
    QVERIFY(finished.wait());
    QCOMPARE(job.state(), Job::State::Done);
    QVERIFY(!job.error());
}

void TestBulkJob::aRefusalEndsIt()
{
    Batches repository;
    repository.failure = Error{Error::Kind::Constraint, {}, {}, {}};
    jobs::BulkJob job(repository, {}, nullptr);
    QSignalSpy finished(&job, &Job::finished);
    job.start();
    QVERIFY(finished.wait());
    QCOMPARE(job.state(), Job::State::Failed);
    QCOMPARE(job.error()->kind, Error::Kind::Constraint);
}

void TestBulkJob::isDoneOnceItHasSettled()
{
    Batches repository;
    repository.lost = Error{Error::Kind::ConnectionLost, {}, {}, {}};
    jobs::BulkJob job(repository, {}, nullptr);
    QSignalSpy finished(&job, &Job::finished);
    job.start();
    QVERIFY(finished.wait());
    QCOMPARE(job.state(), Job::State::Failed);
    QCOMPARE(job.error()->kind, Error::Kind::ConnectionLost);
    QCOMPARE(finished.size(), 1);
}

void TestBulkJob::hasNothingToSettleBeforeItBegins()
{
    Batches repository;
    jobs::BulkJob job(repository, {}, nullptr);
    QSignalSpy finished(&job, &Job::finished);
    job.stop();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(job.state(), Job::State::Stopped);
    QCOMPARE(repository.settled, 0);
}

void TestBulkJob::doesNotWaitForAServerThatIsAway()
{
    Batches repository;
    jobs::BulkJob job(repository, {}, nullptr);
    QSignalSpy finished(&job, &Job::finished);
    connect(&job, &Job::progressed, &job, [&repository] {
        repository.failure = Error{Error::Kind::ConnectionLost, {}, {}, {}};
    });
    job.start();
    QTRY_COMPARE(job.state(), Job::State::Paused);
    job.stop();
    QCOMPARE(finished.size(), 1);
    QCOMPARE(job.state(), Job::State::Stopped);
    QCOMPARE(repository.settled, 0);
}

void TestBulkJob::countsAddUp()
{
    Batches repository;
    const std::unique_ptr<jobs::TallyJob> tally(jobs::makeChangeTally(repository, {}, nullptr));
    QSignalSpy finished(tally.get(), &Job::finished);
    tally->start();
    QVERIFY(finished.wait());
    QCOMPARE(tally->count(), 6);
}

/** Twice the time that is aimed at halves what the next batch does, a short time doubles it. */
void TestBulkJob::batchesFollowTheTimeTheyTake()
{
    store::BatchSize size{1000, 4000, false};
    store::BatchDone slow;
    slow.changed = 1000;
    slow.keys = 100'000;
    slow.lockedUs = 200'000;
    slow.readUs = 1000;
    QCOMPARE(jobs::nextSize(size, slow).rows, 500);
    store::BatchDone quick = slow;
    quick.lockedUs = 1000;
    QCOMPARE(jobs::nextSize(size, quick).rows, 2000);
    QVERIFY(!jobs::nextSize(size, quick).isDense);
    quick.keys = 1500;
    QVERIFY(jobs::nextSize(size, quick).isDense);
    QCOMPARE(jobs::nextSize(size, quick).keys, 3000);
    store::BatchDone barren;
    barren.keys = 4000;
    barren.readUs = 1000;
    QCOMPARE(jobs::nextSize(size, barren).keys, 8000);
    barren.readUs = 200'000;
    QCOMPARE(jobs::nextSize(size, barren).keys, 2000);
}

/** The way to a distant server is none of the batch's work: halving the batch would not shorten it. */
void TestBulkJob::theWayToTheServerIsNoWork()
{
    jobs::BatchPace pace;
    pace.note(20'000, 45'000);
    QCOMPARE(pace.workUs(), 5000);
    QCOMPARE(pace.waitedUs(), 0);
    pace.note(21'500, 48'000);
    QCOMPARE(pace.workUs(), 8000);
    QCOMPARE(pace.waitedUs(), 1500); // another held the lock
}

/** Rests shorter than a timer knows add up. */
void TestBulkJob::shortRestsAddUp()
{
    jobs::BatchPace pace;
    QCOMPARE(pace.rest(800), 0);
    QCOMPARE(pace.rest(800), 1);
    QCOMPARE(pace.rest(800), 1);
    QCOMPARE(pace.rest(0), 0);
}

QTEST_GUILESS_MAIN(TestBulkJob)
#include "tst_bulkjob.moc"
