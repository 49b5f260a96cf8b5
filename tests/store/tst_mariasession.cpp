#include "mariacase.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSqlDatabase>
#include <QTest>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

using ErrorKind = core::Error::Kind;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true; // everything takes longer, and freed memory is kept
#else
constexpr bool sanitized = false;
#endif

/** A session on a MariaDB server: rows one at a time, and what stops them. */
class TestMariaSession : public MariaCase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void keepsFewStatements();
    void settlesTheSession();
    void streamsInLittleMemory();
    void stopsEarly();
    void isInterrupted_data();
    void isInterrupted();
    void interruptsNothingElse();
    void survivesManyInterruptions();
    void keepsAFailedTransactionFromTheTable();
    void takesNoChangesWhenOpenedToRead();
    void keepsNoConnection();

private:
    /** In milliseconds: what interrupt() took, and from then until the statement ended. */
    struct Delay
    {
        qint64 asking = 0;
        qint64 stopping = 0;
    };

    [[nodiscard]] static qint64 memoryInUse();
    [[nodiscard]] Delay interrupted(const Statement& statement, bool change);
};

void TestMariaSession::initTestCase()
{
    const QString trouble = start({u"CREATE TABLE kinds (id INT, v VARCHAR(50))"_s,
        u"CREATE TABLE numbers (id INT PRIMARY KEY, text VARCHAR(100) NOT NULL UNIQUE)"_s,
        u"INSERT INTO numbers SELECT seq, CONCAT('number ', seq) FROM seq_1_to_100"_s});
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
}

void TestMariaSession::init()
{
    const QString trouble = openAgain();
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
}

qint64 TestMariaSession::memoryInUse()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : -1;
}

void TestMariaSession::keepsFewStatements()
{
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(one(u"SELECT ? + %1"_s.arg(i), {1}).toInt(), i + 1);
    }
    const int kept = server()
                         .ask(u"SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS "
                              "WHERE VARIABLE_NAME = 'Prepared_stmt_count'"_s)
                         .toInt();
    QVERIFY2(kept > 1 && kept <= 64, qPrintable(QString::number(kept))); // two sessions are open
}

void TestMariaSession::settlesTheSession()
{
    QCOMPARE(one(u"SELECT @@sql_mode"_s).toString(),
        u"NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"_s);
    QCOMPARE(one(u"SELECT CONCAT_WS(' ', @@time_zone, @@autocommit, @@tx_isolation, @@innodb_lock_wait_timeout, "
                 "@@lock_wait_timeout, @@character_set_results, ROUND(@@max_statement_time))"_s)
                 .toString(),
        u"+00:00 ON REPEATABLE-READ 1 1 utf8mb4 300"_s);
    const auto file = session().execute({u"LOAD DATA LOCAL INFILE '/etc/hostname' INTO TABLE kinds (v)"_s, {}});
    QVERIFY(!file); // no server gets our files
    QCOMPARE(one(u"SELECT COUNT(*) FROM numbers"_s).toInt(), 100);
}

void TestMariaSession::streamsInLittleMemory()
{
    QCOMPARE(one(u"SELECT 1"_s).toInt(), 1);
    const qint64 before = memoryInUse();
    qint64 most = 0;
    qint64 count = 0;
    const auto read =
        session().select({u"SELECT seq, REPEAT('x', 1000) FROM seq_1_to_200000"_s, {}}, [&](const Row& row) {
            count += row.bytes(1).size() == 1000 ? 1 : 0;
            most = count % 50'000 == 0 ? std::max(most, memoryInUse()) : most;
            return true;
        });
    QVERIFY(read);
    QCOMPARE(count, 200'000);
    QVERIFY2(sanitized || most - before < 8'000'000, qPrintable(QString::number(most - before))); // of 200 MB
}

void TestMariaSession::stopsEarly()
{
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 3; ++i) {
        qint64 seen = 0;
        const auto read = session().select({u"SELECT seq FROM seq_1_to_100000000"_s, {}}, [&seen](const Row& row) {
            seen = row.integer(0);
            return seen < 3;
        });
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QCOMPARE(seen, 3);
        QCOMPARE(one(u"SELECT id FROM numbers"_s).toInt(), 1); // ends early as well, with few rows left
        QCOMPARE(one(u"SELECT COUNT(*) FROM numbers WHERE SLEEP(0.01) = 0 AND id < ?"_s, {5}).toInt(), 4);
    }
    QVERIFY2(time.elapsed() < 20'000, qPrintable(QString::number(time.elapsed())));
    QVERIFY(!session().isLost());
}

void TestMariaSession::isInterrupted_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<bool>("change");
    QTest::newRow("sleep, which reports success") << u"SELECT SLEEP(60)"_s << false;
    QTest::newRow("a heavy read")
        << u"SELECT COUNT(*) FROM seq_1_to_100000 a, seq_1_to_100000 b WHERE a.seq + b.seq = 1"_s << false;
    QTest::newRow("many rows") << u"SELECT a.seq FROM seq_1_to_100000 a, seq_1_to_100000 b"_s << false;
    QTest::newRow("a change") << u"UPDATE numbers SET text = CONCAT(text, SLEEP(1))"_s << true;
    QTest::newRow("a change with a value") << u"UPDATE numbers SET text = CONCAT(text, SLEEP(?))"_s << true;
}

TestMariaSession::Delay TestMariaSession::interrupted(const Statement& statement, bool change)
{
    Delay delay;
    QElapsedTimer time;
    const qint64 connection = one(u"SELECT CONNECTION_ID()"_s).toLongLong();
    std::thread other([&] { // one request, when the statement runs for sure
        if (const auto watcher = server().open()) {
            const QString running = u"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE ID = ?"
                                    " AND COMMAND IN ('Query', 'Execute')"_s;
            while (firstValue(**watcher, running, {connection}).value_or(1) != 1) { }
        }
        time.start();
        session().interrupt();
        delay.asking = time.elapsed();
    });
    const auto done = change
        ? session().execute(statement)
        : session().select(statement, [](const Row&) { return true; }).map([] { return qint64(0); });
    other.join();
    delay.stopping = time.elapsed();
    if (done || done.error().kind != ErrorKind::Interrupted || session().isLost()) {
        QTest::qFail("it was not interrupted", __FILE__, __LINE__);
    }
    return delay;
}

void TestMariaSession::isInterrupted()
{
    QFETCH(const QString, sql);
    QFETCH(const bool, change);
    const Statement statement{sql, sql.contains(u'?') ? QVariantList{1} : QVariantList()};
    const QString before = one(u"SELECT GROUP_CONCAT(text ORDER BY id) FROM numbers"_s).toString();
    Delay quickest{1000, 10'000};
    for (int i = 0; i < 5 && (quickest.asking > 20 || quickest.stopping > 300); ++i) { // the machine may be busy
        const Delay delay = interrupted(statement, change);
        quickest = {std::min(quickest.asking, delay.asking), std::min(quickest.stopping, delay.stopping)};
        QVERIFY(!QTest::currentTestFailed());
    }
    QVERIFY2(quickest.asking <= 20, qPrintable(QString::number(quickest.asking)));
    QVERIFY2(quickest.stopping <= (sanitized ? 3000 : 300), qPrintable(QString::number(quickest.stopping)));
    QCOMPARE(one(u"SELECT GROUP_CONCAT(text ORDER BY id) FROM numbers"_s).toString(), before);
}

void TestMariaSession::interruptsNothingElse()
{
    session().interrupt(); // nothing runs
    QCOMPARE(one(u"SELECT SLEEP(0.3)"_s).toInt(), 0);
    QCOMPARE(one(u"SELECT COUNT(*) FROM numbers"_s).toInt(), 100);
}

void TestMariaSession::survivesManyInterruptions()
{
    std::atomic<bool> ending = false;
    std::thread other([&] {
        while (!ending) {
            session().interrupt();
            QTest::qSleep(3);
        }
    });
    int stopped = 0;
    for (int i = 0; i < 150; ++i) {
        const auto read = firstValue(session(), u"SELECT COUNT(*) FROM seq_1_to_20000 WHERE seq > ?"_s, {i});
        stopped += read ? 0 : 1;
        if (read) {
            QCOMPARE(read->toInt(), 20000 - i);
        } else {
            QCOMPARE(read.error().kind, ErrorKind::Interrupted);
        }
    }
    ending = true;
    other.join();
    QVERIFY(!session().isLost());
    QCOMPARE(one(u"SELECT SLEEP(0.3)"_s).toInt(), 0);
    QVERIFY(stopped > 0);
}

void TestMariaSession::keepsAFailedTransactionFromTheTable()
{
    const auto result = session().inTransaction([&]() -> core::Result<> {
        const auto done = session().execute({u"DELETE FROM numbers WHERE id > ?"_s, {10}});
        return done && *done == 90 ? core::Result<>(core::failure(ErrorKind::Conflict)) : core::Result<>();
    });
    QCOMPARE(result.error().kind, ErrorKind::Conflict);
    QCOMPARE(server().ask(u"SELECT COUNT(*) FROM numbers"_s).toInt(), 100);
    QVERIFY(session().inTransaction([&] { return session().execute({u"DELETE FROM kinds WHERE 1 = ?"_s, {1}}); }));
    QCOMPARE(server().ask(u"SELECT COUNT(*) FROM kinds"_s).toInt(), 0);
}

void TestMariaSession::takesNoChangesWhenOpenedToRead()
{
    const auto reader = server().open({}, false);
    QVERIFY(reader);
    QCOMPARE(firstValue(**reader, u"SELECT COUNT(*) FROM numbers"_s)->toInt(), 100);
    for (const QVariantList& values : {QVariantList{1}, QVariantList()}) {
        const QString sql = values.isEmpty() ? u"DELETE FROM numbers"_s : u"DELETE FROM numbers WHERE 1 = ?"_s;
        const auto change = (*reader)->execute({sql, values});
        QVERIFY(!change);
        QCOMPARE(change.error().kind, ErrorKind::ReadOnlyConnection);
        const auto whole = (*reader)->inTransaction([&] { return (*reader)->execute({sql, values}); });
        QVERIFY(!whole);
        QCOMPARE(whole.error().kind, ErrorKind::ReadOnlyConnection);
    }
    QCOMPARE(server().ask(u"SELECT COUNT(*) FROM numbers"_s).toInt(), 100);
}

void TestMariaSession::keepsNoConnection()
{
    const qsizetype before = QSqlDatabase::connectionNames().size();
    QVERIFY(server().open());
    QCOMPARE(QSqlDatabase::connectionNames().size(), before);
    QTRY_COMPARE(server().ask(u"SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE USER = 'owb'"_s).toInt(), 2);
}

QTEST_GUILESS_MAIN(TestMariaSession)
#include "tst_mariasession.moc"
