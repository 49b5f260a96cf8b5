#include "mariaserver.h"

#include "core/errortext.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

using ErrorKind = core::Error::Kind;

Q_DECLARE_METATYPE(owb::core::Error::Kind)

/** What a MariaDB server refuses, and that no value of a statement gets into an error or the server's log. */
class TestMariaRefusals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void refusesWhatBreaksARule_data();
    void refusesWhatBreaksARule();
    void saysWhichColumnIsTooShort();
    void refusesWhatTheAccountMayNot();
    void refusesChangesOnAReplica();
    void endsAStatementAtItsLimit();
    void hasNoLimitWhereNoneIsAskedFor();
    void waitsForALockOnlySoLong();
    void losesADeadlock();
    void knowsALostConnection();
    void knowsAConnectionLostOnTheWay();
    void keepsValuesOutOfTheLogs();

private:
    [[nodiscard]] std::unique_ptr<Session> opened(const MariaServer::Options& options = {})
    {
        auto session = m_server->open(options);
        return session ? std::move(*session) : nullptr;
    }
    [[nodiscard]] static qint64 idOf(Session& session)
    {
        return firstValue(session, u"SELECT CONNECTION_ID()"_s).value_or(QVariant()).toLongLong();
    }

    std::unique_ptr<MariaServer> m_server;
};

void TestMariaRefusals::initTestCase()
{
    m_server = std::make_unique<MariaServer>();
    QVERIFY2(m_server->trouble().isEmpty(), qPrintable(m_server->trouble()));
    m_server->run({u"CREATE TABLE parent (id INT PRIMARY KEY)"_s, u"INSERT INTO parent VALUES (1), (2)"_s,
        u"CREATE TABLE child (id INT PRIMARY KEY AUTO_INCREMENT, parent INT, code VARCHAR(20) NOT NULL, "
        "short VARCHAR(5), small TINYINT, day DATE, latin VARCHAR(20) CHARACTER SET latin1, UNIQUE KEY code_key "
        "(code), "
        "CONSTRAINT parent_key FOREIGN KEY (parent) REFERENCES parent (id), "
        "CONSTRAINT small_check CHECK (small <> 13))"_s,
        u"INSERT INTO child (parent, code) VALUES (1, 'stored-code')"_s,
        u"CREATE TRIGGER guard BEFORE UPDATE ON child FOR EACH ROW BEGIN IF NEW.code LIKE 'bad%' THEN "
        "SET @words = CONCAT('protected row ', NEW.code); SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = @words; "
        "END IF; END"_s});
}

void TestMariaRefusals::refusesWhatBreaksARule_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QVariantList>("values");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("detail"); // what stays of the server's words
    const auto row = [](const char* name, const QString& sql, const QVariantList& values, const QString& detail,
                         ErrorKind kind = ErrorKind::Constraint) {
        QTest::newRow(name) << sql << values << kind << detail;
    };
    const QString insert = u"INSERT INTO child (%1) VALUES (?)"_s;
    row("there already", insert.arg(u"code"_s), {u"stored-code"_s}, u"Duplicate entry for key 'code_key'"_s);
    row("there already, in other letters", insert.arg(u"code"_s), {u"STORED-code "_s},
        u"Duplicate entry for key 'code_key'"_s);
    row("no parent", u"UPDATE child SET parent = ?"_s, {77}, u"foreign key"_s);
    row("a child left", u"DELETE FROM parent WHERE id = ?"_s, {1}, u"`parent_key`"_s);
    row("must not be NULL", insert.arg(u"code"_s), {QVariant()}, u"Column 'code' cannot be null"_s);
    row("has no default", insert.arg(u"parent"_s), {1}, u"Field 'code' doesn't have a default value"_s);
    row("checked", u"UPDATE child SET small = ?"_s, {13}, u"`small_check`"_s);
    row("raised by a trigger", u"UPDATE child SET code = ?"_s, {u"bad-value"_s}, u"protected row \u2026"_s);
    row("no number of that size", u"UPDATE child SET small = ?"_s, {1000}, u"for column 'small'"_s);
    row("no date", u"UPDATE child SET day = ?"_s, {u"bad-value"_s}, u"Incorrect date value for column `"_s);
    row("no number", u"UPDATE child SET small = ?"_s, {u"bad-value"_s}, u"Incorrect integer value for column `"_s);
    row("no such characters", u"UPDATE child SET latin = ?"_s, {u"\u65e5\u672c"_s}, u"Incorrect string value"_s);
    row("no such characters to look for", u"SELECT id FROM child WHERE latin = ?"_s, {u"\u65e5\u672c"_s},
        u"Illegal mix of collations"_s, ErrorKind::Unsupported);
    row("no such column", u"UPDATE child SET other = ?"_s, {u"bad-value"_s}, u"Unknown column 'other'"_s,
        ErrorKind::SchemaChanged);
    row("no such table", u"UPDATE other SET other = ?"_s, {u"bad-value"_s}, u".other' doesn't exist"_s,
        ErrorKind::SchemaChanged);
    row("no SQL", u"UPDATE child WHERE code = ?"_s, {u"bad-value"_s}, u"You have an error in your SQL syntax"_s,
        ErrorKind::Internal);
}

void TestMariaRefusals::refusesWhatBreaksARule()
{
    QFETCH(const QString, sql);
    QFETCH(const QVariantList, values);
    QFETCH(const ErrorKind, kind);
    QFETCH(const QString, detail);
    const auto session = opened();
    const auto done = session->execute({sql, values});
    QVERIFY(!done);
    QCOMPARE(done.error().kind, kind);
    QVERIFY2(done.error().detail.contains(detail), qPrintable(done.error().detail));
    const QString all = core::errorText(done.error()).sentence() + done.error().detail + done.error().items.join(u' ');
    for (const QString& value : {u"stored-code"_s, u"STORED-code"_s, u"bad-value"_s, u"1000"_s, u"\\xE6"_s}) {
        QVERIFY2(!all.contains(value), qPrintable(all));
    }
    QCOMPARE(firstValue(*session, u"SELECT code FROM child"_s)->toString(), u"stored-code"_s);
}

void TestMariaRefusals::saysWhichColumnIsTooShort()
{
    const auto session = opened();
    const auto done = session->execute({u"UPDATE child SET short = ?"_s, {u"longer than five"_s}});
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::ValueTooLong);
    QCOMPARE(done.error().subject, u"short"_s);
    QVERIFY(!done.error().detail.contains(u"longer"_s));
}

void TestMariaRefusals::refusesWhatTheAccountMayNot()
{
    const auto session = Session::open(m_server->account(u"owb_reader"_s, {u"SELECT ON %1.parent"_s}));
    QVERIFY(session);
    QCOMPARE(firstValue(**session, u"SELECT COUNT(*) FROM parent"_s)->toInt(), 2);
    const auto table = firstValue(**session, u"SELECT COUNT(*) FROM child"_s);
    QVERIFY(!table);
    QCOMPARE(table.error().kind, ErrorKind::Permission);
    QCOMPARE(table.error().subject, u"child"_s);
    const auto change = (*session)->execute({u"DELETE FROM parent WHERE id = ?"_s, {5}});
    QVERIFY(!change);
    QCOMPARE(change.error().kind, ErrorKind::Permission);
    QCOMPARE(change.error().subject, u"parent"_s);

    SessionSettings elsewhere = (*session)->settings();
    elsewhere.address.database = u"mysql"_s;
    const auto none = Session::open(elsewhere);
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::DatabaseMissing);
}

void TestMariaRefusals::refusesChangesOnAReplica()
{
    const auto session = Session::open(m_server->account(u"owb_writer"_s, {u"ALL ON %1.*"_s}));
    QVERIFY(session);
    m_server->run({u"SET GLOBAL read_only = 1"_s});
    const auto change = (*session)->execute({u"DELETE FROM parent WHERE id = ?"_s, {5}});
    m_server->run({u"SET GLOBAL read_only = 0"_s});
    QVERIFY(!change);
    QCOMPARE(change.error().kind, ErrorKind::ReadOnlyDatabase);
    QVERIFY(core::errorText(change.error()).what.contains(u"takes no changes"_s));
    QCOMPARE((*session)->execute({u"DELETE FROM parent WHERE id = ?"_s, {5}}).value_or(-1), 0);
}

void TestMariaRefusals::endsAStatementAtItsLimit()
{
    const auto session = opened({{u"statement_timeout"_s, u"1"_s}});
    QElapsedTimer time;
    time.start();
    const auto read = firstValue(
        *session, u"SELECT COUNT(*) FROM seq_1_to_100000 a, seq_1_to_100000 b WHERE a.seq + b.seq = ?"_s, {1});
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::TimedOut);
    QCOMPARE(read.error().subject, session->settings().location());
    QVERIFY2(time.elapsed() < 10'000, qPrintable(QString::number(time.elapsed())));
    QCOMPARE(firstValue(*session, u"SELECT 1"_s)->toInt(), 1);
}

void TestMariaRefusals::hasNoLimitWhereNoneIsAskedFor()
{
    const auto session = opened({{u"statement_timeout"_s, u"0"_s}});
    QCOMPARE(firstValue(*session, u"SELECT @@max_statement_time"_s)->toDouble(), 0.0);
}

void TestMariaRefusals::waitsForALockOnlySoLong()
{
    const auto holder = opened();
    const auto waiting = opened(); // for 1 s
    QVERIFY(holder->execute({holder->dialect().beginWrite(), {}}));
    QVERIFY(firstValue(*holder, u"SELECT id FROM parent WHERE id = 2"_s + holder->dialect().forUpdate()));
    QElapsedTimer time;
    time.start();
    const auto change = waiting->execute({u"DELETE FROM parent WHERE id = ?"_s, {2}});
    QVERIFY(!change);
    QCOMPARE(change.error().kind, ErrorKind::Locked);
    QVERIFY2(time.elapsed() < 10'000, qPrintable(QString::number(time.elapsed())));
    QVERIFY(!waiting->execute({u"ALTER TABLE parent COMMENT = 'x'"_s, {}})); // a lock on the whole table
    QVERIFY2(time.elapsed() < 20'000, qPrintable(QString::number(time.elapsed())));
    QVERIFY(holder->execute({u"ROLLBACK"_s, {}}));
}

void TestMariaRefusals::losesADeadlock()
{
    auto first = opened();
    const auto second = opened();
    for (Session* session : {first.get(), second.get()}) {
        QVERIFY(session->execute({session->dialect().beginWrite(), {}}));
    }
    QVERIFY(first->execute({u"UPDATE parent SET id = id WHERE id = ?"_s, {1}}));
    QVERIFY(second->execute({u"UPDATE parent SET id = id WHERE id = ?"_s, {2}}));
    core::Result<qint64> one;
    std::thread other([&] { one = first->execute({u"UPDATE parent SET id = id WHERE id = ?"_s, {2}}); });
    const auto two = second->execute({u"UPDATE parent SET id = id WHERE id = ?"_s, {1}});
    Q_UNUSED(second->execute({u"ROLLBACK"_s, {}}).has_value())
    other.join();
    QVERIFY(!one || !two);
    QCOMPARE((one ? two : one).error().kind, ErrorKind::Locked);
}

void TestMariaRefusals::knowsALostConnection()
{
    const auto session = opened();
    QVERIFY(!session->isLost());
    m_server->run({u"KILL CONNECTION %1"_s.arg(idOf(*session))});
    for (int i = 0; i < 2; ++i) {
        const auto read = firstValue(*session, u"SELECT COUNT(*) FROM parent WHERE id > ?"_s, {0});
        QVERIFY(!read);
        QCOMPARE(read.error().kind, ErrorKind::ConnectionLost);
        QCOMPARE(read.error().subject, session->settings().location());
        QVERIFY(session->isLost());
    }
    QCOMPARE(session->inTransaction([&] {
                        return session->execute({u"DELETE FROM child"_s, {}});
                    })
                 .error()
                 .kind,
        ErrorKind::ConnectionLost);
    session->interrupt();
    QVERIFY(opened());
}

void TestMariaRefusals::knowsAConnectionLostOnTheWay()
{
    const auto session = opened();
    const qint64 id = idOf(*session);
    qint64 seen = 0;
    const auto read = session->select({u"SELECT seq, REPEAT('x', 1000) FROM seq_1_to_10000000"_s, {}}, [&](const Row&) {
        if (++seen == 100) {
            m_server->run({u"KILL CONNECTION %1"_s.arg(id)});
        }
        return true;
    });
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::ConnectionLost);
    QVERIFY(session->isLost());
    QVERIFY(seen < 10'000'000);
}

void TestMariaRefusals::keepsValuesOutOfTheLogs()
{
    m_server->run({u"SET GLOBAL log_output = 'TABLE'"_s, u"SET GLOBAL general_log = 1"_s,
        u"SET GLOBAL slow_query_log = 1"_s, u"SET GLOBAL long_query_time = 0"_s});
    {
        const auto session = opened(); // after the logs were turned on
        QVERIFY(session->execute({u"INSERT INTO child (code) VALUES (?)"_s, {u"secret-in-a-change"_s}}));
        QCOMPARE(
            firstValue(*session, u"SELECT COUNT(*) FROM child WHERE code = ?"_s, {u"secret-in-a-change"_s})->toInt(),
            1);
        QVERIFY(session->execute({u"DELETE FROM child WHERE code = ?"_s, {u"secret-in-a-change"_s}}));
    }
    m_server->run({u"SET GLOBAL general_log = 0"_s, u"SET GLOBAL slow_query_log = 0"_s});
    QVERIFY(m_server->ask(u"SELECT COUNT(*) FROM mysql.general_log"_s).toInt() > 0); // the log was on
    QCOMPARE(m_server->ask(u"SELECT COUNT(*) FROM mysql.general_log WHERE argument LIKE '%secret-in%'"_s).toInt(), 0);
    QCOMPARE(m_server->ask(u"SELECT COUNT(*) FROM mysql.slow_log WHERE sql_text LIKE '%secret-in%'"_s).toInt(), 0);
}

QTEST_GUILESS_MAIN(TestMariaRefusals)
#include "tst_mariarefusals.moc"
