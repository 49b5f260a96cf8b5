#include "postgrescase.h"

#include "oauth/rowkey.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

using Kind = core::Error::Kind;

/** Statements on a real PostgreSQL server. */
class TestPostgresSession : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_case.reset(); }

    void readsEveryType_data();
    void readsEveryType();
    void storesEveryType();
    void refusesANulInAText();
    void leavesQuestionMarksInQuotesAlone_data();
    void leavesQuestionMarksInQuotesAlone();
    void refusesAWrongNumberOfValues();
    void countsTheRowsThatMatched();
    void manyCommitsWaitForTheDiskOnce();
    void readsOnlyWhenNotWritable();
    void keepsOrUndoesATransaction();
    void tellsACommitThatUndid();
    void preparesTheSession();

private:
    std::unique_ptr<PostgresCase> m_case;
};

void TestPostgresSession::initTestCase()
{
    QVERIFY2(PostgresCase::missing().isEmpty(), PostgresCase::missing().constData());
    m_case = std::make_unique<PostgresCase>(u"owb_session"_s);
}

void TestPostgresSession::readsEveryType_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<int>("type");
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char* sql, Row::Type type, const QVariant& value) {
        QTest::newRow(sql) << QString::fromUtf8(sql) << static_cast<int>(type) << value;
    };
    row("NULL", Row::Type::Null, {});
    row("CAST(NULL AS bytea)", Row::Type::Null, {});
    row("CAST(-7 AS smallint)", Row::Type::Integer, -7LL);
    row("2147483647", Row::Type::Integer, 2147483647LL);
    row("CAST('-9223372036854775808' AS bigint)", Row::Type::Integer, std::numeric_limits<qint64>::min());
    row("TRUE", Row::Type::Integer, 1LL);
    row("FALSE", Row::Type::Integer, 0LL);
    row("CAST(0.1 AS double precision)", Row::Type::Real, 0.1);
    row("CAST('Infinity' AS double precision)", Row::Type::Real, std::numeric_limits<double>::infinity());
    row("CAST('-Infinity' AS real)", Row::Type::Real, -std::numeric_limits<double>::infinity());
    row("CAST('123456789012345678.123456789' AS numeric)", Row::Type::Text, u"123456789012345678.123456789"_s);
    row("'한국어 😀'", Row::Type::Text, u"한국어 😀"_s);
    row("CAST('' AS text)", Row::Type::Text, u""_s);
    row("CAST('a  ' AS varchar(9))", Row::Type::Text, u"a  "_s);
    row("CAST('a' AS char(9))", Row::Type::Text, u"a"_s);
    row("CAST('\\x00ff5c41' AS bytea)", Row::Type::Blob, QByteArray("\x00\xff\\A", 4));
    row("CAST('' AS bytea)", Row::Type::Blob, QByteArray(""));
    row("CAST('{\"b\": 1}' AS jsonb)", Row::Type::Text, u"{\"b\": 1}"_s);
    row("CAST('{\"b\":  1}' AS json)", Row::Type::Text, u"{\"b\":  1}"_s);
    row("CAST('A0EEBC999C0B4EF8BB6D6BB9BD380A11' AS uuid)", Row::Type::Text, u"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"_s);
    row("CAST('2026-11-24 12:00:00.5+09' AS timestamptz)", Row::Type::Text, u"2026-11-24 03:00:00.5+00"_s);
    row("CAST('2026-11-24 12:00' AS timestamp)", Row::Type::Text, u"2026-11-24 12:00:00"_s);
    row("CAST('2026-11-24' AS date)", Row::Type::Text, u"2026-11-24"_s);
    row("CAST('{a,b}' AS text[])", Row::Type::Text, u"{a,b}"_s);
}

void TestPostgresSession::readsEveryType()
{
    QFETCH(QString, sql);
    QFETCH(int, type);
    QFETCH(QVariant, value);
    const auto session = m_case->open(false);
    int rows = 0;
    const auto read = session->select({u"SELECT "_s + sql, {}}, [&](const Row& row) {
        ++rows;
        [&] {
            QCOMPARE(static_cast<int>(row.type(0)), type);
            QCOMPARE(row.value(0), value);
            QCOMPARE(row.value(0).isNull(), value.isNull());
        }();
        return true;
    });
    QVERIFY2(read, read ? "" : qPrintable(read.error().detail));
    QCOMPARE(rows, 1);
}

void TestPostgresSession::storesEveryType()
{
    m_case->run(u"CREATE TABLE every (i2 smallint, i8 bigint, b boolean, d double precision, n numeric(30,5), "
                "t text, v varchar(9), y bytea, j jsonb, k json, u uuid, tz timestamptz, ts timestamp, dt date)"_s);
    const auto session = m_case->open();
    const QVariantList values{7, std::numeric_limits<qint64>::max(), true, 0.1, u"123456789012345678901.5"_s,
        u"한 ' \" \\ ? $1 😀\n"_s, u""_s, QByteArray("\x00\x01\xfe'", 4), u"{\"a\": [1]}"_s, u"{ }"_s,
        u"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"_s, u"2026-11-24T12:00:00Z"_s, u"2026-11-24 12:00:00"_s,
        u"2026-11-24"_s};
    const auto stored = session->execute({u"INSERT INTO every VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"_s, values});
    QVERIFY2(stored, stored ? "" : qPrintable(stored.error().detail));
    QCOMPARE(*stored, 1);
    QVariantList read;
    const auto selected = session->select({u"SELECT * FROM every"_s, {}}, [&read](const Row& row) {
        for (int i = 0; i < 14; ++i) {
            read << row.value(i);
        }
        return true;
    });
    QVERIFY(selected);
    QVariantList expected = values;
    expected[0] = 7LL;
    expected[2] = 1LL;
    expected[4] = u"123456789012345678901.50000"_s;
    expected[11] = u"2026-11-24 12:00:00+00"_s;
    QCOMPARE(read, expected);
    // What was read finds its row again, and NULL is stored as NULL whatever the column.
    read[2] = true; // a boolean is read as a number
    const Statement again{u"UPDATE every SET i2=?,i8=?,b=?,d=?,n=?,t=?,v=?,y=?,j=?,k=?,u=?,tz=?,ts=?,dt=? "
                          "WHERE i8 = ? AND d = ? AND t = ? AND y = ? AND u = ? AND tz = ?"_s,
        QVariantList(14) + QVariantList{read[1], read[3], read[5], read[7], read[10], read[11]}};
    const auto updated = session->execute(again);
    QVERIFY2(updated, updated ? "" : qPrintable(updated.error().detail));
    QCOMPARE(*updated, 1);
    QCOMPARE(
        PostgresCase::ask(*session, u"SELECT num_nulls(VARIADIC ARRAY[t, v, CAST(y AS text)]) FROM every"_s), u"3"_s);
}

void TestPostgresSession::refusesANulInAText()
{
    const auto session = m_case->open();
    const Statement statement{u"SELECT ?"_s, {u"a\0b"_s}};
    const auto read = session->select(statement, [](const Row&) { return true; });
    QCOMPARE(read.error().kind, Kind::ValueNotAllowed);
    QVERIFY(!read.error().items.isEmpty());
    const QVariant raw = QVariant::fromValue(oauth::RawText{"a\xff"});
    const auto other = session->select({u"SELECT CAST(? AS text)"_s, {raw}}, [](const Row&) { return true; });
    QCOMPARE(other.error().kind, Kind::ValueNotAllowed); // no UTF-8
    QVERIFY2(!other.error().detail.contains(u"0x61"_s), qPrintable(other.error().detail));
    QCOMPARE(PostgresCase::ask(*session, u"SELECT 1"_s), u"1"_s);
}

void TestPostgresSession::leavesQuestionMarksInQuotesAlone_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("answer");
    QTest::newRow("text") << u"SELECT '?' || CAST(? AS text) || '?''?'"_s << u"?x?'?"_s;
    QTest::newRow("name") << u"SELECT \"a?\"\"\" || ? FROM (SELECT CAST('y' AS text) AS \"a?\"\"\") AS t"_s << u"yx"_s;
    QTest::newRow("line comment") << u"SELECT -- why?\n CAST(? AS text)"_s << u"x"_s;
    QTest::newRow("block comment") << u"SELECT /* ? /* ? */ ? */ CAST(? AS text)"_s << u"x"_s;
    QTest::newRow("comment in a text") << u"SELECT '/*--' || ? || '--*/'"_s << u"/*--x--*/"_s;
    QTest::newRow("comment at the end") << u"SELECT CAST(? AS text) -- why?"_s << u"x"_s;
    QTest::newRow("backslash") << u"SELECT '\\' || CAST(? AS text)"_s << u"\\x"_s;
}

void TestPostgresSession::leavesQuestionMarksInQuotesAlone()
{
    QFETCH(QString, sql);
    QFETCH(QString, answer);
    const auto session = m_case->open(false);
    QCOMPARE(PostgresCase::ask(*session, sql, {u"x"_s}), answer);
}

void TestPostgresSession::refusesAWrongNumberOfValues()
{
    const auto session = m_case->open();
    QCOMPARE(session->execute({u"SELECT CAST(? AS text)"_s, {}}).error().kind, Kind::Internal);
    QCOMPARE(session->execute({u"SELECT CAST(? AS text)"_s, {1, 2}}).error().kind, Kind::Internal);
    QVERIFY(!session->isLost());
    QCOMPARE(PostgresCase::ask(*session, u"SELECT 1"_s), u"1"_s);
}

void TestPostgresSession::countsTheRowsThatMatched()
{
    m_case->run(u"CREATE TABLE counted AS SELECT n FROM generate_series(1, 5) AS n"_s);
    const auto session = m_case->open();
    QCOMPARE(session->execute({u"UPDATE counted SET n = n WHERE n > ?"_s, {3}}).value(), 2);
    QCOMPARE(session->execute({u"DELETE FROM counted WHERE n > ?"_s, {9}}).value(), 0);
    QCOMPARE(session->execute({u"INSERT INTO counted VALUES (?), (?)"_s, {6, 7}}).value(), 2);
}

void TestPostgresSession::readsOnlyWhenNotWritable()
{
    m_case->run(u"CREATE TABLE untouched (n integer)"_s);
    const auto session = m_case->open(false);
    QCOMPARE(session->execute({u"INSERT INTO untouched VALUES (1)"_s, {}}).error().kind, Kind::ReadOnlyConnection);
    const auto begun = session->inTransaction([&] {
        return session->execute({u"INSERT INTO untouched VALUES (1)"_s, {}});
    });
    QCOMPARE(begun.error().kind, Kind::ReadOnlyConnection);
    QCOMPARE(PostgresCase::ask(*session, u"SELECT count(*) FROM untouched"_s), u"0"_s);
}

void TestPostgresSession::keepsOrUndoesATransaction()
{
    m_case->run(u"CREATE TABLE kept (n integer)"_s);
    const auto session = m_case->open();
    const Statement insert{u"INSERT INTO kept VALUES (?)"_s, {1}};
    QVERIFY(session->inTransaction([&] { return session->execute(insert); }));
    const auto undone = session->inTransaction([&]() -> core::Result<qint64> {
        const auto done = session->execute(insert);
        return done ? core::Result<qint64>(core::failure(Kind::Conflict)) : done;
    });
    QCOMPARE(undone.error().kind, Kind::Conflict);
    QCOMPARE(PostgresCase::ask(*session, u"SELECT count(*) FROM kept"_s), u"1"_s);
}

/** The server ends a transaction in which a statement failed with ROLLBACK, and calls that a success. */
void TestPostgresSession::tellsACommitThatUndid()
{
    m_case->run(u"CREATE TABLE unheard (n integer)"_s);
    const auto session = m_case->open();
    const auto done = session->inTransaction([&] {
        const auto insert = session->execute({u"INSERT INTO unheard VALUES (1)"_s, {}});
        const auto failed = session->execute({u"SELECT 1 / 0"_s, {}});
        Q_UNUSED(failed)
        return insert;
    });
    QVERIFY(!done);
    QCOMPARE(PostgresCase::ask(*session, u"SELECT count(*) FROM unheard"_s), u"0"_s);
}

void TestPostgresSession::preparesTheSession()
{
    m_case->run(u"ALTER DATABASE owb_session SET TimeZone TO 'Asia/Seoul'"_s);
    m_case->run(u"ALTER DATABASE owb_session SET DateStyle TO 'German'"_s);
    m_case->run(u"ALTER DATABASE owb_session SET bytea_output TO 'escape'"_s);
    const auto session = m_case->open(false);
    const auto setting = [&session](const QString& name) {
        return PostgresCase::ask(*session, u"SELECT current_setting(?)"_s, {name});
    };
    QCOMPARE(setting(u"application_name"_s), u"oauth-workbench"_s);
    QCOMPARE(setting(u"lock_timeout"_s), u"200ms"_s);
    QCOMPARE(setting(u"statement_timeout"_s), u"5min"_s);
    QCOMPARE(setting(u"idle_in_transaction_session_timeout"_s), u"1min"_s);
    QCOMPARE(setting(u"transaction_read_only"_s), u"on"_s);
    QCOMPARE(PostgresCase::ask(*session, u"SELECT CAST('2026-11-24 12:00+09' AS timestamptz)"_s),
        u"2026-11-24 03:00:00+00"_s);
    QVERIFY2(session->engineName().startsWith(u"PostgreSQL 1"_s), qPrintable(session->engineName()));
    for (const QString& name : {u"TimeZone"_s, u"DateStyle"_s, u"bytea_output"_s}) {
        m_case->run(u"ALTER DATABASE owb_session RESET "_s + name);
    }
}

void TestPostgresSession::manyCommitsWaitForTheDiskOnce()
{
    const QString user = u"owb_settles"_s; // who may do nothing but log in
    m_case->run(u"DROP ROLE IF EXISTS "_s + user);
    m_case->run(u"CREATE ROLE %1 LOGIN PASSWORD 'secret'"_s.arg(user));
    m_case->run(u"ALTER ROLE %1 SET synchronous_commit TO on"_s.arg(user)); // the server of the tests has it off
    SessionSettings settings = m_case->settingsOf(user);
    for (const bool many : {false, true}) {
        settings.writable = true;
        settings.changesMany = many;
        const auto session = PostgresSession::open(settings);
        QVERIFY2(session, qPrintable(session ? QString() : session.error().detail));
        QCOMPARE(PostgresCase::ask(**session, u"SHOW synchronous_commit"_s), many ? u"off"_s : u"on"_s);
        const auto settled = (*session)->settle();
        QVERIFY2(settled, qPrintable(settled ? QString() : settled.error().detail));
        QCOMPARE(PostgresCase::ask(**session, u"SHOW synchronous_commit"_s), many ? u"off"_s : u"on"_s);
    }
    m_case->run(u"DROP ROLE "_s + user);
}

QTEST_GUILESS_MAIN(TestPostgresSession)
#include "tst_postgressession.moc"
