#include "mariacase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

/** What MariaDB itself makes of the dialect's SQL: tables described, texts found. */
class TestMariaDialect : public MariaCase
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void describesTables();
    void findsExactlyWhatIsThere_data();
    void findsExactlyWhatIsThere();
    void findsByTheIndex_data();
    void findsByTheIndex();
    void makesIndexes();
    void findsTextWhateverTheCharacterSet();
    void findsByOtherKinds_data();
    void findsByOtherKinds();
    void groupsByBytes();

private:
    [[nodiscard]] static const Dialect& dialect() { return mariaDialect(); }
};

void TestMariaDialect::initTestCase()
{
    const QString trouble =
        start({u"CREATE TABLE texts (id INT PRIMARY KEY AUTO_INCREMENT, ci VARCHAR(50) COLLATE utf8mb4_general_ci, "
               "bin VARCHAR(50) COLLATE utf8mb4_bin, unicode VARCHAR(50) COLLATE utf8mb4_unicode_ci, latin "
               "VARCHAR(50) CHARACTER SET latin1, three VARCHAR(50) CHARACTER SET utf8mb3, long_text LONGTEXT, "
               "KEY (ci), KEY (bin), KEY (unicode), KEY (latin), KEY (three), KEY (long_text(40)))"_s,
            u"INSERT INTO texts (ci) SELECT CONCAT('filler-', seq) FROM seq_1_to_5000"_s,
            u"INSERT INTO texts (ci) VALUES ('Token'), ('token'), ('token '), ('t\u00f6ken'), ('T\u00d6KEN')"_s,
            u"UPDATE texts SET bin = ci, unicode = ci, latin = ci, three = ci, long_text = ci"_s,
            u"ANALYZE TABLE texts"_s});
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
}

void TestMariaDialect::describesTables()
{
    server().run({u"CREATE TABLE `Odd ``name` (b INT NOT NULL DEFAULT 3, a BIGINT UNSIGNED AUTO_INCREMENT, "
                  "v VARCHAR(48) NULL DEFAULT NULL, g INT AS (b + 1) STORED, t DATETIME(6) NOT NULL, "
                  "PRIMARY KEY (a, b))"_s,
        u"CREATE TABLE `odd ``name` (x INT)"_s, u"CREATE VIEW looks AS SELECT 1 AS one"_s,
        u"CREATE TABLE history (x INT) WITH SYSTEM VERSIONING"_s, u"CREATE SEQUENCE counter"_s});
    QStringList names;
    QVERIFY(session().select({dialect().tableNames(), {}}, [&](const Row& row) {
        names << row.text(0);
        return true;
    }));
    QCOMPARE(names.size(), 4);
    QVERIFY(names.contains(u"Odd `name"_s) && names.contains(u"history"_s) && names.contains(u"texts"_s));
    const QStringList expected{u"b int(11) 1 1 2"_s, u"a bigint(20) unsigned 1 1 1"_s, u"v varchar(48) 0 0 0"_s,
        u"g int(11) 0 1 0"_s, u"t datetime(6) 1 0 0"_s};
    for (const bool all : {false, true}) {
        QStringList columns;
        const Statement statement{all ? dialect().allColumns() : dialect().tableColumns(),
            all ? QVariantList() : QVariantList{u"Odd `name"_s}};
        const auto read = session().select(statement, [&](const Row& row) {
            const int first = all ? 1 : 0;
            if (!all || row.text(0) == u"Odd `name"_s) {
                columns << QStringList{row.text(first), row.text(first + 1), row.text(first + 2), row.text(first + 3),
                    row.text(first + 4)}
                               .join(u' ');
            }
            return true;
        });
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QCOMPARE(columns, expected);
    }
    server().run(
        {u"DROP TABLE `Odd ``name`, `odd ``name`, history"_s, u"DROP VIEW looks"_s, u"DROP SEQUENCE counter"_s});
}

void TestMariaDialect::findsExactlyWhatIsThere_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("rows");
    QTest::newRow("lower") << u"token"_s << 1;
    QTest::newRow("upper") << u"Token"_s << 1;
    QTest::newRow("in no row") << u"TOKEN"_s << 0;
    QTest::newRow("blank at the end") << u"token "_s << 1;
    QTest::newRow("blanks at the end") << u"token  "_s << 0;
    QTest::newRow("accent") << u"t\u00f6ken"_s << 1;
    QTest::newRow("accent apart") << u"to\u0308ken"_s << 0;
    QTest::newRow("NUL at the end") << u"token\0"_s << 0;
    QTest::newRow("pattern") << u"t%ken"_s << 0;
}

void TestMariaDialect::findsExactlyWhatIsThere()
{
    QFETCH(const QString, value);
    QFETCH(const int, rows);
    for (const QString& column : {u"ci"_s, u"bin"_s, u"unicode"_s, u"three"_s, u"long_text"_s, u"latin"_s}) {
        if (column == u"latin"_s && value.contains(QChar(0x308))) {
            continue; // which it cannot even be compared with: findsTextWhateverTheCharacterSet()
        }
        const Condition condition = dialect().isExactly({dialect().quoted(column), ValueKind::Text}, value);
        QCOMPARE(one(u"SELECT COUNT(*) FROM texts"_s + condition.whereClause(), condition.values).toInt(), rows);
        QCOMPARE(one(u"SELECT COUNT(*) FROM texts WHERE %1 = %2"_s.arg(
                         dialect().exactly(dialect().quoted(column)), dialect().exactly(u"?"_s)),
                     {value})
                     .toInt(),
            rows);
    }
}

void TestMariaDialect::findsByTheIndex_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("value");
    for (const char* column : {"ci", "bin", "unicode", "latin", "three", "long_text"}) {
        QTest::newRow(column) << QString::fromLatin1(column) << u"token"_s;
        QTest::addRow("%s, accent", column) << QString::fromLatin1(column) << u"t\u00f6ken"_s;
    }
}

void TestMariaDialect::findsByTheIndex()
{
    QFETCH(const QString, column);
    QFETCH(const QString, value);
    const Condition condition = dialect().isExactly({dialect().quoted(column), ValueKind::Text}, value);
    for (const QString& statement :
        {u"EXPLAIN SELECT id FROM texts"_s, u"EXPLAIN UPDATE texts SET id = id"_s, u"EXPLAIN DELETE FROM texts"_s}) {
        QString used;
        qint64 rows = 0;
        const auto read =
            session().select({statement + condition.whereClause(), condition.values}, [&](const Row& row) {
                used = row.text(5);
                rows = row.integer(8);
                return true;
            });
        QVERIFY2(read, qPrintable(read ? QString() : read.error().detail));
        QCOMPARE(used, column); // the index has the column's name
        QVERIFY2(rows < 10, qPrintable(QString::number(rows)));
    }
}

void TestMariaDialect::makesIndexes()
{
    const auto leading = [this] {
        return one(u"SELECT GROUP_CONCAT(c ORDER BY c) FROM (%1) l"_s.arg(
                       QString(dialect().indexes().leadingColumns)
                           .replace(u"SELECT column_name"_s, u"SELECT column_name AS c"_s)),
            {u"odd `name"_s})
            .toString();
    };
    QVERIFY(session().execute({u"CREATE TABLE `odd ``name` (id int PRIMARY KEY, a varchar(20), b varchar(20), c text, "
                               "KEY (a, b), KEY (c(5)))"_s,
        {}}));
    QCOMPARE(leading(), u"a,id"_s); // that of the first letters answers a part only
    const QString create = dialect().indexes().create.arg(
        dialect().quoted(u"of b"_s), dialect().quoted(u"odd `name"_s), dialect().quoted(u"b"_s));
    QVERIFY(session().execute({create, {}}));
    QCOMPARE(leading(), u"a,b,id"_s);
    QVERIFY(session().execute({u"DROP TABLE `odd ``name`"_s, {}}));
}

void TestMariaDialect::findsTextWhateverTheCharacterSet()
{
    for (const QString& value : {u"\u65e5\u672c"_s, u"\U0001F511"_s}) {
        for (const QString& column : {u"latin"_s, u"three"_s}) {
            const Condition condition = dialect().isExactly({column, ValueKind::Text}, value);
            const auto found =
                firstValue(session(), u"SELECT COUNT(*) FROM texts"_s + condition.whereClause(), condition.values);
            QVERIFY(found ? found->toInt() == 0 : found.error().kind == core::Error::Kind::Unsupported);
        }
    }
    QCOMPARE(
        one(u"SELECT COUNT(*) FROM texts WHERE "_s + dialect().containsText(u"latin"_s), {u"\u65e5"_s}).toInt(), 0);
    QCOMPARE(
        one(u"SELECT COUNT(*) FROM texts WHERE "_s + dialect().matchesPattern(u"latin"_s), {u"\u65e5%"_s}).toInt(), 0);
    QCOMPARE(one(u"SELECT COUNT(*) FROM texts WHERE "_s + dialect().hasWord(u"latin"_s), {u"\u65e5"_s}).toInt(), 0);
}

void TestMariaDialect::findsByOtherKinds_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<ValueKind>("kind");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("found");
    const auto row = [](const char* expression, ValueKind kind, const char* value, bool found) {
        QTest::addRow("%s is %s", expression, value)
            << QString::fromLatin1(expression) << kind << QString::fromLatin1(value) << found;
    };
    row("7", ValueKind::Integer, "7", true);
    row("7", ValueKind::Integer, "07", false);
    row("7", ValueKind::Integer, "7x", false);
    row("0", ValueKind::Integer, "abc", false); // which the server would take for 0
    row("0", ValueKind::Integer, "", false);
    row("CAST(18446744073709551615 AS UNSIGNED)", ValueKind::Integer, "18446744073709551615", true);
    row("1", ValueKind::Boolean, "1", true);
    row("0", ValueKind::Boolean, "false", false);
    row("CAST('123e4567-e89b-12d3-a456-426614174000' AS UUID)", ValueKind::Uuid, "123e4567-e89b-12d3-a456-426614174000",
        true);
    row("CAST('123e4567-e89b-12d3-a456-426614174000' AS UUID)", ValueKind::Uuid, "123", false);
    row("x'61'", ValueKind::Bytes, "a", true);
    row("x'61'", ValueKind::Bytes, "A", false);
    row("CAST('2026-05-28 20:26:40' AS DATETIME)", ValueKind::Moment, "2026-05-28 20:26:40", true);
    row("CAST('2026-05-28 20:26:40' AS DATETIME)", ValueKind::Moment, "yesterday", false);
    row("CAST(1.50 AS DECIMAL(5,2))", ValueKind::Real, "1.50", true);
    row("CAST(1.50 AS DECIMAL(5,2))", ValueKind::Real, "1.5", false);
}

void TestMariaDialect::findsByOtherKinds()
{
    QFETCH(const QString, expression);
    QFETCH(const ValueKind, kind);
    QFETCH(const QString, value);
    QFETCH(const bool, found);
    const Condition condition = dialect().isExactly({expression, kind}, value);
    QCOMPARE(one(u"SELECT COUNT(*) FROM dual"_s + condition.whereClause(), condition.values).toInt(), found ? 1 : 0);
}

void TestMariaDialect::groupsByBytes()
{
    QCOMPARE(one(u"SELECT COUNT(*) FROM (SELECT 1 FROM texts WHERE id > 5000 GROUP BY %1) grouped"_s.arg(
                     dialect().exactly(u"ci"_s)))
                 .toInt(),
        5);
}

QTEST_GUILESS_MAIN(TestMariaDialect)
#include "tst_mariadialect.moc"
