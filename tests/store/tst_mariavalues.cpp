#include "mariacase.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

using ErrorKind = core::Error::Kind;

/** Values there and back, and the statements that carry them. */
class TestMariaValues : public MariaCase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void readsEveryType_data();
    void readsEveryType();
    void bindsEveryType_data();
    void bindsEveryType();
    void readsALongTextWhole();
    void knowsAPlaceholderFromAQuestionMark();
    void countsTheRowsItMatched();
    void seesATableThatChanges();
    void runsOneStatementAtATime();
};

void TestMariaValues::initTestCase()
{
    const QString trouble =
        start({u"CREATE TABLE kinds (id INT PRIMARY KEY AUTO_INCREMENT, i BIGINT, u BIGINT UNSIGNED, y TINYINT(1), "
               "b BIT(1), d DOUBLE, f FLOAT, n DECIMAL(30,10), v VARCHAR(100), t LONGTEXT, l VARCHAR(50) "
               "CHARACTER SET latin1, vb VARBINARY(100), bl LONGBLOB, m DATETIME, m6 DATETIME(6), ts TIMESTAMP NULL, "
               "da DATE, ti TIME(3), ye YEAR, e ENUM('a', 'B'), s SET('x', 'y'), uu UUID, j JSON)"_s,
            u"CREATE TABLE numbers (id INT PRIMARY KEY, text VARCHAR(100) NOT NULL UNIQUE)"_s,
            u"INSERT INTO numbers SELECT seq, CONCAT('number ', seq) FROM seq_1_to_100"_s});
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
}

void TestMariaValues::init()
{
    const QString trouble = openAgain();
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
}

void TestMariaValues::readsEveryType_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QVariant>("value");
    const auto row = [](const char* sql, const QVariant& value) {
        QTest::newRow(sql) << QString::fromUtf8(sql) << value;
    };
    row("NULL", {});
    row("CAST(NULL AS CHAR)", {});
    row("-5", -5LL);
    row("9223372036854775807", std::numeric_limits<qint64>::max());
    row("CAST(18446744073709551615 AS UNSIGNED)", u"18446744073709551615"_s);
    row("CAST(7 AS UNSIGNED)", 7LL);
    row("TRUE", 1LL);
    row("b'1'+0", 1LL);
    row("2.5e0", 2.5);
    row("CAST(123456789012345678.123456789 AS DECIMAL(30,9))", u"123456789012345678.123456789"_s);
    row("'Zo\u00eb \U0001F511'", u"Zo\u00eb \U0001F511"_s);
    row("''", u""_s);
    row("x'00ff41'",
        QByteArray("\0\xff"
                   "A",
            3));
    row("CAST('2026-05-28 20:26:40' AS DATETIME)", u"2026-05-28 20:26:40"_s);
    row("CAST('2026-05-28 20:26:40.123456' AS DATETIME(6))", u"2026-05-28 20:26:40.123456"_s);
    row("CAST('2026-05-28 20:26:40' AS DATETIME(6))", u"2026-05-28 20:26:40.000000"_s);
    row("CAST('2026-05-28' AS DATE)", u"2026-05-28"_s);
    row("CAST('-10:11:12.5' AS TIME(3))", u"-10:11:12.500"_s);
    row("FROM_UNIXTIME(1780000000)", u"2026-05-28 20:26:40"_s); // the session's clock is UTC
    row("CAST('0000-00-00' AS DATE)", u"0000-00-00"_s);
    row("UNHEX('61') = 'a'", 1LL);
    row("JSON_OBJECT('a', 1)", u"{\"a\": 1}"_s);
    row("CAST('123e4567-e89b-12d3-a456-426614174000' AS UUID)", u"123e4567-e89b-12d3-a456-426614174000"_s);
}

void TestMariaValues::readsEveryType()
{
    QFETCH(const QString, sql);
    QFETCH(const QVariant, value);
    const QVariant read = one(u"SELECT "_s + sql);
    QCOMPARE(read, value);
    QCOMPARE(read.typeId(), value.typeId());
}

void TestMariaValues::bindsEveryType_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QVariant>("bound");
    QTest::addColumn<QVariant>("stored");
    const auto row = [](const char* name, const char* column, const QVariant& bound, const QVariant& stored = {}) {
        QTest::newRow(name) << QString::fromUtf8(column) << bound << (stored.isValid() ? stored : bound);
    };
    row("null", "v", {});
    row("bool", "y", true, 1LL);
    row("bool as bit", "b", true, 1LL);
    row("int", "i", -42, -42LL);
    row("long", "i", std::numeric_limits<qint64>::min());
    row("unsigned", "u", std::numeric_limits<quint64>::max(), u"18446744073709551615"_s);
    row("double", "d", 0.1);
    row("float", "f", 0.1, static_cast<double>(0.1F)); // which is equal to it, as 0.1 is not
    row("decimal as text", "n", u"123456789012345678.1234567890"_s);
    row("text", "v", u"Zo\u00eb \U0001F511 'quoted' \\back\\ `x` ?"_s);
    row("empty text", "v", u""_s);
    row("text with a NUL", "v", u"a\0b"_s);
    row("text in latin1", "l", u"Zo\u00eb"_s);
    row("blanks at the end", "v", u"a  "_s);
    row("bytes", "vb", QByteArray("\0\xff'\\\"", 5));
    row("empty bytes", "bl", QByteArray(""));
    row("moment as text", "m", u"2038-05-28 20:26:40"_s);
    row("moment in ISO form", "m", u"2026-05-28T20:26:40"_s, u"2026-05-28 20:26:40"_s);
    row("moment with fractions", "m6", u"2026-05-28 20:26:40.123456"_s);
    row("timestamp", "ts", u"2026-05-28 20:26:40"_s);
    row("date", "da", u"2026-05-28"_s);
    row("time", "ti", u"-10:11:12.500"_s);
    row("year", "ye", 2026, 2026LL);
    row("enum", "e", u"B"_s);
    row("set", "s", u"x,y"_s);
    row("uuid", "uu", u"123e4567-e89b-12d3-a456-426614174000"_s);
    row("json", "j", u"{\"a\":[1,null]}"_s);
}

void TestMariaValues::bindsEveryType()
{
    QFETCH(const QString, column);
    QFETCH(const QVariant, bound);
    QFETCH(const QVariant, stored);
    QVERIFY(session().execute({u"DELETE FROM kinds"_s, {}}));
    const auto written = session().execute({u"INSERT INTO kinds (%1) VALUES (?)"_s.arg(column), {bound}});
    QVERIFY2(written, qPrintable(written ? QString() : written.error().detail));
    QCOMPARE(*written, 1);
    const QVariant read = one(u"SELECT %1 FROM kinds"_s.arg(column));
    QCOMPARE(read, stored);
    QCOMPARE(read.typeId(), stored.typeId());
    QCOMPARE(one(u"SELECT COUNT(*) FROM kinds WHERE %1 <=> ?"_s.arg(column), {read}).toInt(), 1);
}

void TestMariaValues::readsALongTextWhole()
{
    QString text = u"\u00e9x"_s.repeated(700'000);
    QVERIFY(session().execute({u"DELETE FROM kinds"_s, {}}));
    QVERIFY(session().execute(
        {u"INSERT INTO kinds (t, bl, v) VALUES (?, ?, ?)"_s, {text, text.toLatin1(), u"x"_s.repeated(100)}}));
    for (int i = 0; i < 2; ++i) { // the second time from the kept statement
        const auto read = session().select({u"SELECT v, t, bl, t FROM kinds"_s, {}}, [&](const Row& row) {
            return QTest::qCompare(row.text(1), text, "t", "text", __FILE__, __LINE__)
                && QTest::qCompare(row.bytes(2), text.toLatin1(), "bl", "text", __FILE__, __LINE__)
                && QTest::qCompare(row.text(3), text, "t", "text", __FILE__, __LINE__)
                && QTest::qCompare(row.bytes(0).size(), qsizetype(100), "v", "100", __FILE__, __LINE__);
        });
        QVERIFY(read);
    }
    for (const int length : {255, 256, 257}) {
        QCOMPARE(one(u"SELECT REPEAT('z', ?)"_s, {length}).toString(), u"z"_s.repeated(length));
    }
}

void TestMariaValues::knowsAPlaceholderFromAQuestionMark()
{
    const QString sql = u"SELECT CONCAT('?', \"?\", ?, '\\'?') AS `?` /* ? */ -- ?\n# ?\nFROM dual"_s;
    QCOMPARE(one(sql, {u"x?y"_s}).toString(), u"??x?y'?"_s);
    QCOMPARE(failureOf(u"SELECT ?"_s, {1, 2}), ErrorKind::Internal);
    QCOMPARE(one(u"SELECT ?"_s, {7}).toInt(), 7);
}

void TestMariaValues::countsTheRowsItMatched()
{
    const Statement same{u"UPDATE numbers SET text = text WHERE id <= ?"_s, {10}};
    QCOMPARE(session().execute(same).value_or(-1), 10);
    QCOMPARE(session().execute({u"UPDATE numbers SET text = text WHERE id <= 10"_s, {}}).value_or(-1), 10);
    QCOMPARE(session().execute({u"UPDATE numbers SET text = text WHERE id = ?"_s, {-1}}).value_or(-1), 0);
    QCOMPARE(session().execute({u"DELETE FROM kinds WHERE id = ?"_s, {-1}}).value_or(-1), 0);
    QCOMPARE(session().execute({u"INSERT INTO kinds (i) VALUES (?), (?) RETURNING id"_s, {1, 2}}).value_or(-1), 2);
    QCOMPARE(session().execute({u"SELECT id FROM numbers"_s, {}}).value_or(-1), 100);
}

void TestMariaValues::seesATableThatChanges()
{
    server().run({u"CREATE TABLE changing (a INT)"_s, u"INSERT INTO changing VALUES (1)"_s});
    const QString all = u"SELECT * FROM changing"_s;
    QCOMPARE(one(all), QVariant(1LL));
    server().run({u"ALTER TABLE changing MODIFY a VARCHAR(300)"_s, u"UPDATE changing SET a = REPEAT('x', 300)"_s});
    QCOMPARE(one(all).toString().size(), 300);
    server().run({u"ALTER TABLE changing ADD b INT DEFAULT 3"_s});
    QCOMPARE(failureOf(all), ErrorKind::SchemaChanged); // the connector's: it has room for one column
    QCOMPARE(one(all).toString().size(), 300);
    server().run({u"ALTER TABLE changing DROP a"_s});
    QCOMPARE(failureOf(u"SELECT a FROM changing"_s), ErrorKind::SchemaChanged);
    server().run({u"DROP TABLE changing"_s});
    QCOMPARE(failureOf(all), ErrorKind::SchemaChanged);
    QCOMPARE(one(u"SELECT 1"_s), QVariant(1LL));
}

void TestMariaValues::runsOneStatementAtATime()
{
    const auto two = session().execute({u"DELETE FROM kinds; DELETE FROM numbers"_s, {}});
    QVERIFY(!two);
    QCOMPARE(two.error().kind, ErrorKind::Internal);
    QCOMPARE(failureOf(u"SELECT 1; SELECT 2"_s), ErrorKind::Internal);
    QCOMPARE(one(u"SELECT COUNT(*) FROM numbers"_s).toInt(), 100);
}

QTEST_GUILESS_MAIN(TestMariaValues)
#include "tst_mariavalues.moc"
