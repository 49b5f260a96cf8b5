#include "store/dbthread.h"
#include "testdatabase.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

class TestSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFailedTransactionLeavesNoTrace();
    void aRunningReadIsStopped();
    void aThreadThatEndsAnswersNobody();
    void readsKeepNoLock();
    void manyTransactionsUseOneJournal();
    void aDatabaseKeepsItsJournalMode();
    void aThreadThatRestsOpensAgain();

private:
    [[nodiscard]] static SessionSettings manyChanges(const TestDatabase& database);
    /** Adds a client in a transaction of its own. */
    [[nodiscard]] static core::Result<> addClient(Session& session, const QString& id);
    /** Runs for minutes unless it is stopped. */
    static Statement endless()
    {
        return {u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"_s, {}};
    }
};

void TestSession::aFailedTransactionLeavesNoTrace()
{
    TestDatabase database;
    auto session = Session::open(sessionFor(database.path(), true));
    const auto result = (*session)->inTransaction([&]() -> core::Result<> {
        const auto done =
            (*session)->execute({u"INSERT INTO oauth2_client VALUES ('a', 's', 1, 0, '{}', 1, NULL)"_s, {}});
        return done ? core::Result<>(core::failure(core::Error::Kind::Conflict)) : core::Result<>();
    });
    QCOMPARE(result.error().kind, core::Error::Kind::Conflict);
    QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_client"_s).toInt(), 0);
}

void TestSession::aRunningReadIsStopped()
{
    TestDatabase database;
    DbThread thread(sessionFor(database.path(), false));
    std::atomic<bool> running = false;
    const auto reply = thread.post([&running](Session& session) {
        running = true;
        return session.select(endless(), [](const Row&) { return true; });
    });
    QTRY_VERIFY(running);
    QVERIFY(QTest::qWaitFor([&] { // the statement may not have begun yet: ask until it ends
        thread.interrupt();
        return reply.isFinished();
    }));
    QCOMPARE(answered(reply).error().kind, core::Error::Kind::Interrupted);
}

void TestSession::aThreadThatEndsAnswersNobody()
{
    TestDatabase database;
    QFuture<core::Result<>> waiting;
    {
        DbThread thread(sessionFor(database.path(), false));
        std::atomic<bool> hold = true;
        const auto first = thread.post([&hold](Session&) {
            while (hold) {
                std::this_thread::yield();
            }
            return core::Result<>();
        });
        waiting = thread.post([](Session&) { return core::Result<>(); });
        hold = false;
        Q_UNUSED(first)
    }
    QTRY_VERIFY(waiting.isFinished() || waiting.isCanceled());
}

void TestSession::readsKeepNoLock()
{
    TestDatabase database;
    database.addClient(u"a"_s, u"s"_s, u"{}"_s);
    database.addClient(u"b"_s, u"s"_s, u"{}"_s);
    auto reader = Session::open(sessionFor(database.path(), false));
    QVERIFY((*reader)->select(
        {u"SELECT * FROM oauth2_client"_s, {}}, [](const Row&) { return false; })); // stops after one row
    auto writer = Session::open(sessionFor(database.path(), true));
    QVERIFY((*writer)->execute({u"BEGIN EXCLUSIVE"_s, {}}));
    QVERIFY((*writer)->execute({u"COMMIT"_s, {}}));
}

SessionSettings TestSession::manyChanges(const TestDatabase& database)
{
    SessionSettings settings = sessionFor(database.path(), true);
    settings.changesMany = true;
    return settings;
}

core::Result<> TestSession::addClient(Session& session, const QString& id)
{
    return session.inTransaction([&]() -> core::Result<> {
        const auto done =
            session.execute({u"INSERT INTO oauth2_client VALUES (?, 's', 1, 0, '{}', NULL, NULL)"_s, {id}});
        return done ? core::Result<>() : tl::unexpected(done.error());
    });
}

/** The file stays between them, others may write meanwhile, and it goes with the session. */
void TestSession::manyTransactionsUseOneJournal()
{
    TestDatabase database;
    const QString journal = database.path() + u"-journal"_s;
    {
        auto session = Session::open(manyChanges(database));
        QVERIFY(addClient(**session, u"a"_s));
        QVERIFY(QFileInfo::exists(journal));
        database.addClient(u"the server's"_s, u"s"_s, u"{}"_s);
        QVERIFY(!QFileInfo::exists(journal)); // as the server's own mode has it
        QVERIFY(addClient(**session, u"b"_s));
        QVERIFY(QFileInfo::exists(journal));
        QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_client"_s).toInt(), 3);
        QCOMPARE(database.ask(u"PRAGMA journal_mode"_s).toString(), u"delete"_s);
    }
    QVERIFY(!QFileInfo::exists(journal));
    QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_client"_s).toInt(), 3);
}

void TestSession::aDatabaseKeepsItsJournalMode()
{
    TestDatabase database;
    QCOMPARE(database.ask(u"PRAGMA journal_mode=WAL"_s).toString(), u"wal"_s);
    {
        auto session = Session::open(manyChanges(database));
        QVERIFY(addClient(**session, u"a"_s));
    }
    QCOMPARE(database.ask(u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
}

void TestSession::aThreadThatRestsOpensAgain()
{
    TestDatabase database;
    DbThread thread(manyChanges(database));
    const auto add = [](const QString& id) { return [id](Session& session) { return addClient(session, id); }; };
    QVERIFY(answered(thread.post(add(u"a"_s), Repeat::Never)));
    thread.rest();
    QTRY_VERIFY(!QFileInfo::exists(database.path() + u"-journal"_s));
    QVERIFY(answered(thread.post(add(u"b"_s), Repeat::Never)));
    QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_client"_s).toInt(), 2);
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
