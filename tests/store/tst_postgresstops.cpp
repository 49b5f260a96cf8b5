#include "postgrescase.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

using Kind = core::Error::Kind;

/** How statements on a real PostgreSQL server end before their time. */
class TestPostgresStops : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_case.reset(); }

    void streamsManyRowsInLittleMemory();
    void stopsEarlyAndGoesOn();
    void stopsEarlyWithinATransaction();
    void refusesAStatementWithinAnother();

    void anInterruptionStops_data();
    void anInterruptionStops();
    void anInterruptionBetweenRowsIsTold();
    void anInterruptionOfNothingHarmsNothing();
    void anInterruptionHitsNoLaterStatement();
    void aLateInterruptionKeepsWhatIsStored();

    void aStatementRunsIntoItsTimeLimit();
    void aStatementWithoutLimitIsStoppedByOthers();
    void aLockIsNotAwaitedForEver();
    void aBrokenConnectionIsTold_data();
    void aBrokenConnectionIsTold();
    void aConnectionThatBrokeWhileIdleIsTold();

private:
    /** Calls interrupt() from another thread until `done`. */
    static std::thread interrupting(Session& session, const std::atomic<bool>& done);

    std::unique_ptr<PostgresCase> m_case;
};

void TestPostgresStops::initTestCase()
{
    QVERIFY2(PostgresCase::missing().isEmpty(), PostgresCase::missing().constData());
    m_case = std::make_unique<PostgresCase>(u"owb_stops"_s);
}

void TestPostgresStops::streamsManyRowsInLittleMemory()
{
    const auto peakKib = [] {
        QFile status(u"/proc/self/status"_s);
        const QByteArray text = status.open(QIODevice::ReadOnly) ? status.readAll() : QByteArray();
        const qsizetype at = text.indexOf("VmHWM:");
        return text.mid(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toLongLong();
    };
    const auto session = m_case->open(false);
    const qint64 before = peakKib();
    qint64 sum = 0;
    const auto read = session->select(
        {u"SELECT n, repeat('x', 200) FROM generate_series(1, 200000) AS n"_s, {}}, [&sum](const Row& row) {
            sum += row.integer(0);
            return row.bytes(1).size() == 200;
        });
    QVERIFY(read);
    QCOMPARE(sum, 200000LL * 200001 / 2);
    QVERIFY(before > 0);
#ifndef __SANITIZE_ADDRESS__ // which keeps what was freed
    QVERIFY2(peakKib() - before < 8192, qPrintable(QString::number(peakKib() - before))); // the rows are 40 MB
#endif
}

void TestPostgresStops::stopsEarlyAndGoesOn()
{
    const auto session = m_case->open(false);
    for (const qint64 wanted : {1, 1500}) {
        qint64 rows = 0;
        QElapsedTimer timer;
        timer.start();
        const auto read = session->select(
            {u"SELECT generate_series(1, 50000000)"_s, {}}, [&](const Row&) { return ++rows < wanted; });
        QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
        QCOMPARE(rows, wanted);
        QCOMPARE(PostgresCase::ask(*session, u"SELECT 42"_s), u"42"_s);
        QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
    }
    qint64 rows = 0;
    QVERIFY(session->select({u"SELECT n FROM generate_series(1, 3) AS n"_s, {}}, [&](const Row&) {
        ++rows;
        return false;
    }));
    QCOMPARE(rows, 1);
    QCOMPARE(PostgresCase::ask(*session, u"SELECT 43"_s), u"43"_s);
}

void TestPostgresStops::stopsEarlyWithinATransaction()
{
    m_case->run(u"CREATE TABLE early (n integer)"_s);
    const auto session = m_case->open();
    const auto done = session->inTransaction([&]() -> core::Result<qint64> {
        const auto read =
            session->select({u"SELECT generate_series(1, 1000000)"_s, {}}, [](const Row&) { return false; });
        return read ? session->execute({u"INSERT INTO early VALUES (?)"_s, {1}}) : tl::unexpected(read.error());
    });
    QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    QCOMPARE(PostgresCase::ask(*session, u"SELECT count(*) FROM early"_s), u"1"_s);
}

void TestPostgresStops::refusesAStatementWithinAnother()
{
    const auto session = m_case->open(false);
    core::Result<> inner;
    const auto outer = session->select({u"SELECT 1"_s, {}}, [&](const Row&) {
        inner = session->select({u"SELECT 2"_s, {}}, [](const Row&) { return true; });
        return true;
    });
    QVERIFY(outer);
    QCOMPARE(inner.error().kind, Kind::Internal);
    QCOMPARE(PostgresCase::ask(*session, u"SELECT 3"_s), u"3"_s);
}

std::thread TestPostgresStops::interrupting(Session& session, const std::atomic<bool>& done)
{
    return std::thread([&session, &done] {
        while (!done) {
            session.interrupt();
            std::this_thread::yield();
        }
    });
}

void TestPostgresStops::anInterruptionStops_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("waiting") << u"SELECT pg_sleep(60)"_s;
    QTest::newRow("busy") << u"SELECT count(*) FROM generate_series(1, 2000000000) AS n"_s;
    QTest::newRow("giving rows") << u"SELECT generate_series(1, 2000000000)"_s;
}

void TestPostgresStops::anInterruptionStops()
{
    QFETCH(QString, sql);
    const auto session = m_case->open(false);
    QElapsedTimer timer;
    std::atomic<qint64> longestCall = 0;
    std::thread other([&] { // one request, when the statement runs for sure
        while (PostgresCase::ask(*m_case->open(false),
                   u"SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query = ?"_s, {sql})
            != "1"_L1) { }
        timer.start();
        session->interrupt();
        longestCall = timer.elapsed();
    });
    const auto read = session->select({sql, {}}, [](const Row&) { return true; });
    const qint64 taken = timer.elapsed();
    other.join();
    QCOMPARE(read.error().kind, Kind::Interrupted);
    // Long before the statement would end; how long exactly is a benchmark's matter.
    QVERIFY2(taken < 10'000, qPrintable(QString::number(taken)));
    QVERIFY2(longestCall < 5'000, qPrintable(QString::number(longestCall)));
    QVERIFY(!session->isLost());
    QCOMPARE(PostgresCase::ask(*session, u"SELECT 42"_s), u"42"_s);
}

/** The whole result may be on its way already, so that the server has nothing to stop. */
void TestPostgresStops::anInterruptionBetweenRowsIsTold()
{
    const auto session = m_case->open(false);
    int rows = 0;
    const auto read = session->select({u"SELECT n FROM generate_series(1, 3) AS n"_s, {}}, [&](const Row&) {
        if (++rows == 1) {
            session->interrupt();
        }
        return true;
    });
    QCOMPARE(read.error().kind, Kind::Interrupted);
    QCOMPARE(PostgresCase::ask(*session, u"SELECT 42"_s), u"42"_s);
}

void TestPostgresStops::anInterruptionOfNothingHarmsNothing()
{
    const auto session = m_case->open(false);
    session->interrupt();
    session->interrupt();
    QCOMPARE(PostgresCase::ask(*session, u"SELECT pg_sleep(0.3) || 'done'"_s), u"done"_s);
}

void TestPostgresStops::anInterruptionHitsNoLaterStatement()
{
    const auto session = m_case->open(false);
    for (int round = 0; round < 200; ++round) {
        std::atomic<bool> done = false;
        std::thread other = interrupting(*session, done);
        const auto read = session->select({u"SELECT 1"_s, {}}, [](const Row&) { return true; });
        Q_UNUSED(read) // stopped or not, as it happens
        done = true;
        other.join();
        QCOMPARE(PostgresCase::ask(*session, u"SELECT pg_sleep(0.001) || 'done'"_s), u"done"_s);
    }
}

/** What the server has stored is not called stopped. */
void TestPostgresStops::aLateInterruptionKeepsWhatIsStored()
{
    m_case->run(u"CREATE TABLE late (n integer)"_s);
    const auto session = m_case->open();
    int stored = 0;
    for (int round = 0; round < 100; ++round) {
        std::atomic<bool> done = false;
        std::thread other = interrupting(*session, done);
        const auto inserted = session->inTransaction([&] {
            return session->execute({u"INSERT INTO late VALUES (?)"_s, {round}});
        });
        const auto alone = session->execute({u"INSERT INTO late VALUES (?)"_s, {round}});
        done = true;
        other.join();
        stored += (inserted ? 1 : 0) + (alone ? 1 : 0);
    }
    QCOMPARE(PostgresCase::ask(*session, u"SELECT count(*) FROM late"_s), QString::number(stored));
}

void TestPostgresStops::aStatementRunsIntoItsTimeLimit()
{
    SessionSettings settings = m_case->settings(false);
    settings.address.options.insert(u"statement_timeout"_s, u"1"_s);
    const auto session = PostgresSession::open(settings);
    QVERIFY(session);
    const auto read = (*session)->select({u"SELECT pg_sleep(30)"_s, {}}, [](const Row&) { return true; });
    QCOMPARE(read.error().kind, Kind::TimedOut);
    QCOMPARE(PostgresCase::ask(**session, u"SELECT 42"_s), u"42"_s);
}

void TestPostgresStops::aStatementWithoutLimitIsStoppedByOthers()
{
    SessionSettings settings = m_case->settings(false);
    settings.address.options.insert(u"statement_timeout"_s, u"0"_s);
    const auto session = PostgresSession::open(settings);
    QVERIFY(session);
    QCOMPARE(PostgresCase::ask(**session, u"SHOW statement_timeout"_s), u"0"_s);
    const auto read = (*session)->select(
        {u"SELECT pg_cancel_backend(pg_backend_pid()), pg_sleep(30)"_s, {}}, [](const Row&) { return true; });
    QCOMPARE(read.error().kind, Kind::Interrupted);
}

void TestPostgresStops::aLockIsNotAwaitedForEver()
{
    m_case->run(u"CREATE TABLE held AS SELECT 1 AS n"_s);
    const auto holder = m_case->open();
    const auto waiter = m_case->open();
    const Statement change{u"UPDATE held SET n = n + 1"_s, {}};
    const auto held = holder->inTransaction([&]() -> core::Result<qint64> {
        const auto done = holder->execute(change);
        return done ? waiter->execute(change) : done;
    });
    QCOMPARE(held.error().kind, Kind::Locked);
    QCOMPARE(waiter->execute(change).value(), 1);
}

void TestPostgresStops::aBrokenConnectionIsTold_data()
{
    QTest::addColumn<bool>("isChange");
    QTest::newRow("read") << false;
    QTest::newRow("change") << true;
}

void TestPostgresStops::aBrokenConnectionIsTold()
{
    QFETCH(bool, isChange);
    const auto session = m_case->open();
    const Statement suicide{u"SELECT pg_terminate_backend(pg_backend_pid()), pg_sleep(30)"_s, {}};
    const core::Error error = isChange ? session->execute(suicide).error()
                                       : session->select(suicide, [](const Row&) { return true; }).error();
    QCOMPARE(error.kind, Kind::ConnectionLost);
    QVERIFY(session->isLost());
    QCOMPARE(session->execute({u"SELECT 1"_s, {}}).error().kind, Kind::ConnectionLost);
    session->interrupt(); // harms nothing
}

void TestPostgresStops::aConnectionThatBrokeWhileIdleIsTold()
{
    const auto session = m_case->open();
    const QString pid = PostgresCase::ask(*session, u"SELECT pg_backend_pid()"_s);
    m_case->run(u"SELECT pg_terminate_backend(%1, 10000)"_s.arg(pid)); // waits until it is gone
    QVERIFY(!session->isLost()); // nobody can know
    const auto done = session->inTransaction([&] { return session->execute({u"SELECT 1"_s, {}}); });
    QCOMPARE(done.error().kind, Kind::ConnectionLost);
    QVERIFY(session->isLost());
}

QTEST_GUILESS_MAIN(TestPostgresStops)
#include "tst_postgresstops.moc"
