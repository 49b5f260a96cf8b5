#include "postgrescase.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

/** What the dialect's expressions mean to a real PostgreSQL server, above all that no value makes them fail. */
class TestPostgresDialect : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void listsTheTablesPeopleMade();
    void describesColumns();
    void comparesExactly_data();
    void comparesExactly();
    void comparesByAnIndex();
    void makesIndexes();
    void groupsExactly();
    void tellsWhatIsSet_data();
    void tellsWhatIsSet();
    void readsMoments_data();
    void readsMoments();
    void readsMembers_data();
    void readsMembers();
    void searchesTexts_data();
    void searchesTexts();
    void sumsDoNotOverflow();
    void listsAndJoins();

private:
    /** What an expression over the column `c` gives for one value of a type. */
    [[nodiscard]] QString ask(
        const QString& type, const QString& literal, const QString& expression, const QVariantList& values = {});

    const Dialect& m_dialect = postgresDialect();
    std::unique_ptr<PostgresCase> m_case;
    std::unique_ptr<Session> m_session;
};

void TestPostgresDialect::initTestCase()
{
    QVERIFY2(PostgresCase::missing().isEmpty(), PostgresCase::missing().constData());
    m_case = std::make_unique<PostgresCase>(u"owb_dialect"_s);
    m_case->run(u"CREATE EXTENSION citext"_s);
    m_case->run(u"CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level1', deterministic = false)"_s);
    m_case->run(u"CREATE DOMAIN bounded AS varchar(40) DEFAULT 'x' NOT NULL"_s);
    m_case->run(u"CREATE TYPE mood AS ENUM ('active', 'revoked')"_s);
    m_session = m_case->open();
}

void TestPostgresDialect::cleanupTestCase()
{
    m_session.reset();
    m_case.reset();
}

QString TestPostgresDialect::ask(
    const QString& type, const QString& literal, const QString& expression, const QVariantList& values)
{
    return PostgresCase::ask(*m_session,
        // OFFSET makes it a column, where an expression of constants would be worked out beforehand.
        u"SELECT %1 FROM (SELECT CAST(%2 AS %3)%4 AS c OFFSET 0) AS one"_s.arg(expression,
            literal.isNull() ? u"NULL"_s : m_dialect.literal(literal), type.section(u" COLLATE"_s, 0, 0),
            type.contains("COLLATE"_L1) ? u" COLLATE blind"_s : QString()),
        values);
}

void TestPostgresDialect::listsTheTablesPeopleMade()
{
    m_case->run(u"CREATE TABLE plain (a integer)"_s);
    m_case->run(u"CREATE TABLE \"O\"\"dd'\" (a integer)"_s);
    m_case->run(u"CREATE TABLE parted (a integer) PARTITION BY LIST (a)"_s);
    m_case->run(u"CREATE TABLE part PARTITION OF parted FOR VALUES IN (1)"_s);
    m_case->run(u"CREATE VIEW looked AS SELECT * FROM plain"_s);
    m_case->run(u"CREATE MATERIALIZED VIEW kept AS SELECT * FROM plain"_s);
    m_case->run(u"CREATE SCHEMA elsewhere"_s);
    m_case->run(u"CREATE TABLE elsewhere.hidden (a integer)"_s);
    m_case->run(u"CREATE FOREIGN DATA WRAPPER nothing"_s);
    m_case->run(u"CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing"_s);
    m_case->run(u"CREATE FOREIGN TABLE far (a integer) SERVER nowhere"_s);
    QVERIFY(m_session->execute({u"CREATE TEMP TABLE passing (a integer)"_s, {}}));
    QStringList names;
    QVERIFY(m_session->select({m_dialect.tableNames(), {}}, [&names](const Row& row) {
        names << row.text(0);
        return true;
    }));
    QCOMPARE(names, (QStringList{u"O\"dd'"_s, u"far"_s, u"parted"_s, u"plain"_s}));
}

void TestPostgresDialect::describesColumns()
{
    m_case->run(
        u"CREATE TABLE described (id integer GENERATED ALWAYS AS IDENTITY, gone text, name varchar(48) NOT NULL "
        "DEFAULT 'x', \"when\" timestamptz, twice integer GENERATED ALWAYS AS (1 + 1) STORED, d bounded, "
        "many text[], flag boolean, PRIMARY KEY (name, id))"_s);
    m_case->run(u"ALTER TABLE described DROP COLUMN gone"_s);
    const auto read = [this](const QString& sql, const QVariantList& values, int first) {
        QStringList lines;
        const auto done = m_session->select({sql, values}, [&](const Row& row) {
            if (first == 0 || row.text(0) == "described"_L1) {
                lines << u"%1: %2, %3, %4, %5"_s.arg(row.text(first), row.text(first + 1), row.text(first + 2),
                    row.text(first + 3), row.text(first + 4));
            }
            return true;
        });
        return done ? lines : QStringList{done.error().detail};
    };
    const QStringList expected{u"id: integer, 1, 1, 2"_s, u"name: character varying(48), 1, 1, 1"_s,
        u"when: timestamp with time zone, 0, 0, 0"_s, u"twice: integer, 0, 1, 0"_s,
        u"d: character varying(40), 1, 1, 0"_s, u"many: text[], 0, 0, 0"_s, u"flag: boolean, 0, 0, 0"_s};
    QCOMPARE(read(m_dialect.tableColumns(), {u"described"_s}, 0), expected);
    QCOMPARE(read(m_dialect.allColumns(), {}, 1), expected);
    QCOMPARE(static_cast<int>(valueKindOf(u"text[]"_s)), static_cast<int>(ValueKind::Other));
}

void TestPostgresDialect::comparesExactly_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("equal");
    const auto row = [](const char* type, const char* stored, const QString& value, bool equal) {
        QTest::addRow("%s '%s' = '%s'", type, stored, qPrintable(value))
            << QString::fromLatin1(type) << QString::fromLatin1(stored) << value << equal;
    };
    row("text", "aB", u"aB"_s, true);
    row("text", "aB", u"ab"_s, false);
    row("text", "aB", u"aB "_s, false);
    row("text", "a", u"a\0"_s, false);
    row("citext", "aB", u"aB"_s, true);
    row("citext", "aB", u"Ab"_s, false);
    row("text COLLATE blind", "aB", u"aB"_s, true);
    row("text COLLATE blind", "aB", u"Ab"_s, false);
    row("varchar(9)", "7", u"7"_s, true);
    row("char(9)", "aB", u"aB"_s, true);
    row("integer", "7", u"7"_s, true);
    row("integer", "7", u"8"_s, false);
    row("integer", "7", u"07"_s, false);
    row("integer", "7", u"7.0"_s, false);
    row("smallint", "7", u"70000000000"_s, false);
    row("bigint", "7", u"99999999999999999999"_s, false);
    row("bigint", "7", u"seven"_s, false);
    row("bigint", "7", {}, false);
    row("boolean", "true", u"1"_s, true);
    row("boolean", "true", u"0"_s, false);
    row("boolean", "false", u"nonsense"_s, false);
    row("uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", u"A0EEBC999C0B4EF8BB6D6BB9BD380A11"_s, true);
    row("uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", u"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a12"_s, false);
    row("uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", u"client"_s, false);
    row("bytea", "ab", u"ab"_s, true);
    row("bytea", "ab", u"\\x6162"_s, false);
    row("numeric", "1.50", u"1.50"_s, true);
    row("numeric", "1.50", u"x"_s, false);
    row("jsonb", "{}", u"x"_s, false);
    row("json", "{}", u"{}"_s, true);
    row("timestamptz", "2026-11-24 00:00Z", u"x"_s, false);
    row("text[]", "{a}", u"a"_s, false);
    row("mood", "active", u"active"_s, true);
    row("mood", "active", u"unheard of"_s, false);
}

void TestPostgresDialect::comparesExactly()
{
    QFETCH(QString, type);
    QFETCH(QString, stored);
    QFETCH(QString, value);
    QFETCH(bool, equal);
    const Condition condition = m_dialect.isExactly({u"c"_s, valueKindOf(type)}, value);
    QCOMPARE(ask(type, stored, condition.sql, condition.values), equal ? u"1"_s : u"0"_s);
}

void TestPostgresDialect::comparesByAnIndex()
{
    m_case->run(u"CREATE TABLE many (t text PRIMARY KEY, v varchar(40) UNIQUE, c citext UNIQUE, "
                "b text COLLATE blind UNIQUE, u uuid UNIQUE, i integer UNIQUE, y bytea UNIQUE)"_s);
    m_case->run(
        u"INSERT INTO many SELECT n, n, n, n, CAST(md5(CAST(n AS text)) AS uuid), n, CAST(CAST(n AS text) AS bytea) "
        "FROM generate_series(1, 20000) AS n"_s);
    m_case->run(u"ANALYZE many"_s);
    const std::pair<QString, ValueKind> columns[]{{u"t"_s, ValueKind::Text}, {u"v"_s, ValueKind::Text},
        {u"c"_s, ValueKind::Text}, {u"b"_s, ValueKind::Text}, {u"u"_s, ValueKind::Uuid}, {u"i"_s, ValueKind::Integer},
        {u"y"_s, ValueKind::Bytes}};
    for (const auto& [name, kind] : columns) {
        const QString value = kind == ValueKind::Uuid ? u"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"_s : u"77"_s;
        const Condition condition = m_dialect.isExactly({name, kind}, value);
        const QString plan =
            PostgresCase::ask(*m_session, u"EXPLAIN SELECT * FROM many WHERE "_s + condition.sql, condition.values);
        QVERIFY2(plan.startsWith("Index Scan using many_"_L1), qPrintable(name + u": "_s + plan));
    }
}

void TestPostgresDialect::makesIndexes()
{
    m_case->run(u"CREATE TABLE \"Odd \"\"name\" (id integer PRIMARY KEY, a text, b text, c text, d text)"_s);
    m_case->run(u"CREATE INDEX ON \"Odd \"\"name\" (a, b)"_s);
    m_case->run(u"CREATE INDEX ON \"Odd \"\"name\" (c) WHERE c > ''"_s); // answers a part only
    const auto leading = [this] {
        QStringList columns;
        const auto read =
            m_session->select({m_dialect.indexes().leadingColumns, {u"Odd \"name"_s}}, [&columns](const Row& row) {
                columns << row.text(0);
                return true;
            });
        columns.sort();
        return read ? columns : QStringList(read.error().detail);
    };
    QCOMPARE(leading(), (QStringList{u"a"_s, u"id"_s}));
    const QString create = m_dialect.indexes().create.arg(
        m_dialect.quoted(u"of d"_s), m_dialect.quoted(u"Odd \"name"_s), u"\"d\", \"id\""_s);
    QVERIFY(m_session->execute({create, {}}));
    QCOMPARE(leading(), (QStringList{u"a"_s, u"d"_s, u"id"_s}));
    QVERIFY(m_session->execute({m_dialect.indexes().dropUnfinished.arg(m_dialect.quoted(u"of d"_s)), {}}));
    QVERIFY(m_session->execute({m_dialect.indexes().dropUnfinished.arg(m_dialect.quoted(u"of d"_s)), {}}));
    QCOMPARE(leading(), (QStringList{u"a"_s, u"id"_s}));
}

void TestPostgresDialect::groupsExactly()
{
    QCOMPARE(
        PostgresCase::ask(*m_session,
            u"SELECT count(*) FROM (SELECT %1 FROM (VALUES (CAST('a' AS citext)), ('A'), ('a')) AS v(c) GROUP BY 1) "
            "AS g"_s.arg(m_dialect.exactly(u"c"_s))),
        u"2"_s);
}

void TestPostgresDialect::tellsWhatIsSet_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("literal");
    QTest::addColumn<bool>("isSet");
    const auto row = [](const char* type, const char* literal, bool isSet) {
        QTest::addRow("%s %s", type, literal) << QString::fromLatin1(type) << QString::fromLatin1(literal) << isSet;
    };
    for (const char* type : {"boolean", "integer", "numeric", "text", "citext", "char(3)", "bytea", "timestamptz",
             "date", "uuid", "jsonb", "json", "mood", "text[]"}) {
        row(type, nullptr, false);
    }
    row("boolean", "true", true);
    row("boolean", "false", false);
    row("integer", "0", false);
    row("integer", "-1", true);
    row("numeric", "0.00", false);
    row("double precision", "0.5", true);
    row("text", "", false);
    row("text", "0", true);
    row("text COLLATE blind", "x", true);
    row("char(3)", "", false);
    row("bytea", "", false);
    row("bytea", "x", true);
    row("timestamptz", "2026-11-24", true);
    row("uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", true);
    row("json", "null", true);
    row("mood", "revoked", true);
}

void TestPostgresDialect::tellsWhatIsSet()
{
    QFETCH(QString, type);
    QFETCH(QString, literal);
    QFETCH(bool, isSet);
    QCOMPARE(ask(type, literal, m_dialect.isSet({u"c"_s, valueKindOf(type)})), isSet ? u"1"_s : u"0"_s);
}

void TestPostgresDialect::readsMoments_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("literal");
    QTest::addColumn<QString>("epoch");
    const auto row = [](const char* type, const char* literal, const char* epoch = "NULL") {
        QTest::addRow("%s %s", type, literal)
            << QString::fromLatin1(type) << QString::fromLatin1(literal) << QString::fromLatin1(epoch);
    };
    row("integer", "1790000000", "1790000000");
    row("bigint", "-5", "-5");
    row("numeric", "1790000000.9", "1790000000");
    row("numeric", "1e300");
    row("numeric", "NaN");
    row("double precision", "-0.5", "-1");
    row("double precision", "Infinity");
    row("double precision", "NaN");
    row("timestamptz", "2026-11-24 12:00:00.9+09", "1795489200");
    row("timestamptz", "infinity");
    row("timestamptz", "294276-12-31 23:59:59+00", "9224318015999");
    row("timestamp", "2026-11-24 03:00:00", "1795489200");
    row("timestamp", "-infinity");
    row("timestamp", "1969-12-31 23:59:59.5", "-1");
    row("date", "2026-11-24", "1795478400");
    row("date", "infinity");
    row("boolean", "true");
    row("jsonb", "1");
    row("uuid", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    for (const char* type : {"text", "citext", "text COLLATE blind", "varchar(60)"}) {
        row(type, "2026-11-24T03:00:00Z", "1795489200");
        row(type, "2026-11-24 03:00:00.999999", "1795489200");
        row(type, "2026-11-24 12:00:00+09:00", "1795489200");
        row(type, "2026-11-24 03:00", "1795489200");
        row(type, "2026-11-24", "1795478400");
        row(type, "2024-02-29", "1709164800");
        row(type, "2000-02-29", "951782400");
        row(type, "0001-01-01", "-62135596800");
        row(type, "9999-12-31T23:59:59-14:59", "253402354739");
        for (const char* wrong : {"", "x", "1790000000", "2026-02-29", "2100-02-29", "1900-02-29", "2026-04-31",
                 "2026-13-01", "0000-01-01", "0000-02-29", "2026-11-24T24:00:00Z", "2026-11-24T03:60:00Z",
                 "2026-11-24T03:00:60Z", "2026-11-24T03:00:00+16:00", "2026-11-24T03:00:00Zx", "now", "infinity",
                 "2026-11-24 03:00:00 Mars/Olympus", "2026-11-24\n", "99999999-01-01"}) {
            row(type, wrong);
        }
    }
}

void TestPostgresDialect::readsMoments()
{
    QFETCH(QString, type);
    QFETCH(QString, literal);
    QFETCH(QString, epoch);
    QCOMPARE(ask(type, literal, m_dialect.epochOf({u"c"_s, valueKindOf(type)})), epoch);
}

void TestPostgresDialect::readsMembers_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("literal");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* type, const char* literal, const QString& text = u"NULL"_s) {
        QTest::addRow("%s %s", type, literal) << QString::fromLatin1(type) << QString::fromUtf8(literal) << text;
    };
    for (const char* type : {"text", "json", "jsonb"}) {
        row(type, R"({"a": 1, "na.me": "x y"})", u"x y"_s);
        row(type, R"({"na.me":"","a":"b"})", u""_s);
        row(type, R"({"nasme": "no", "a": {"na.me": "inner"}})");
        row(type, R"({"a": {"na.me": "inner", "b": [1, {"c": "}"}]}, "na.me": "outer"})", u"outer"_s);
        row(type, R"({"b": "\"na.me\": \"in a text\"", "na.me": "out"})", u"out"_s);
        row(type, R"({"na.me": "first", "na.me": "last"})", u"last"_s);
        row(type, R"({"na.me": "\ud55c\uad6d \"\\\/\n\ud83d\ude00 한"})", u"한국 \"\\/\n😀 한"_s);
        row(type, R"({"na.me": null})");
        row(type, R"({"na.me": true, "z": 0})", u"true"_s);
        row(type, R"({"na.me": -12.5})", u"-12.5"_s);
        row(type, R"({"na.me": ["a", "b"]})", u"[\"a\", \"b\"]"_s);
        row(type, R"({"na.me": {"k": [1]}})", u"{\"k\": [1]}"_s);
        row(type, R"([{"na.me": "x"}])");
        row(type, R"("na.me")");
        row(type, "17");
        row(type, nullptr);
    }
    row("citext", R"({"na.me": "x"})", u"x"_s);
    row("text COLLATE blind", R"({"na.me": "x"})", u"x"_s);
    for (const char* type : {"text", "json"}) { // jsonb holds none of these
        row(type, R"({"na.me": "\u0000"})");
        row(type, R"({"na.me": "\ud800"})");
        row(type, R"({"na.me": "\udc00x"})");
    }
    for (const char* bad : {"", "x", "{", R"({"na.me": "\x"})", R"({"na.me": "\u12"})", "{\"na.me\": \"a\nb\"}",
             R"({"na.me": "open)", "{'na.me': 'python'}", R"({"na.me" "x"})", R"({"a": ]}, "na.me": "x"})"}) {
        row("text", bad);
    }
}

void TestPostgresDialect::readsMembers()
{
    QFETCH(QString, type);
    QFETCH(QString, literal);
    QFETCH(QString, text);
    QCOMPARE(ask(type, literal, m_dialect.jsonMember({u"c"_s, valueKindOf(type)}, u"na.me"_s)), text);
}

void TestPostgresDialect::searchesTexts_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<bool>("found");
    const auto row = [](const char* how, const QString& stored, const QString& wanted, bool found) {
        QTest::addRow("%s: %s in %s", how, qPrintable(wanted), qPrintable(stored))
            << QString::fromLatin1(how) << stored << wanted << found;
    };
    row("word", u"openid profile\temail\nphone\raddress"_s, u"email"_s, true);
    row("word", u"openid profile"_s, u"openid"_s, true);
    row("word", u"openid profile"_s, u"profile"_s, true);
    row("word", u"openid profile"_s, u"prof"_s, false);
    row("word", u"openid"_s, u"OpenId"_s, false);
    row("word", {}, u"x"_s, false);
    row("exactly", u"a%B"_s, u"%B"_s, true);
    row("exactly", u"a%B"_s, u"%b"_s, false);
    row("exactly", {}, u"x"_s, false);
    row("text", u"My APP Ä"_s, u"app"_s, true);
    row("text", u"My app"_s, u"APP"_s, true);
    row("text", u"My APP Ä"_s, u"ä"_s, false); // ASCII only
    row("text", u"한국어"_s, u"국"_s, true);
    row("text", {}, u"x"_s, false);
    row("pattern", u"client-1"_s, u"client-*"_s, true);
    row("pattern", u"client-1"_s, u"Client-*"_s, false);
    row("pattern", u"a%b_c!d\\e?"_s, u"a%b_c!d\\e?"_s, true);
    row("pattern", u"axb"_s, u"a%b"_s, false);
    row("pattern", u"axb"_s, u"a_b"_s, false);
    row("pattern", u"a!!b"_s, u"*!b"_s, true);
    row("pattern", u"x\ny"_s, u"x*y"_s, true);
    row("pattern", {}, u"*"_s, false);
}

void TestPostgresDialect::searchesTexts()
{
    QFETCH(QString, how);
    QFETCH(QString, stored);
    QFETCH(QString, wanted);
    QFETCH(bool, found);
    const QString sql = how == "word"_L1 ? m_dialect.hasWord(u"c"_s)
        : how == "exactly"_L1            ? m_dialect.containsExactly(u"c"_s)
        : how == "text"_L1               ? m_dialect.containsText(u"c"_s)
                                         : m_dialect.matchesPattern(u"c"_s);
    const QString bound = how == "pattern"_L1 ? m_dialect.patternFor(wanted) : wanted;
    for (const QString& type : {u"text"_s, u"citext"_s, u"text COLLATE blind"_s}) {
        QCOMPARE(ask(type, stored, sql, {bound}), found ? u"1"_s : u"0"_s);
    }
}

void TestPostgresDialect::sumsDoNotOverflow()
{
    const QString sum = m_dialect.asWide(u"c"_s) + u" + "_s + m_dialect.asWide(u"c"_s);
    QCOMPARE(ask(u"integer"_s, u"2147483647"_s, sum), u"4294967294"_s);
    QCOMPARE(ask(u"bigint"_s, u"9223372036854775807"_s, sum), u"9223372036854775806"_s);
    QCOMPARE(ask(u"bigint"_s, u"-9223372036854775808"_s, sum), u"-9223372036854775806"_s);
    QCOMPARE(ask(u"bigint"_s, {}, sum), u"NULL"_s);
}

void TestPostgresDialect::listsAndJoins()
{
    QCOMPARE(PostgresCase::ask(*m_session,
                 u"SELECT "_s + m_dialect.jsonList(u"FROM (VALUES ('b\"'), ('a')) AS v(c) ORDER BY c"_s, u"c"_s)),
        u"[\"a\", \"b\\\"\"]"_s);
    QCOMPARE(PostgresCase::ask(
                 *m_session, u"SELECT "_s + m_dialect.jsonList(u"FROM (VALUES (1)) AS v(c) WHERE c > 1"_s, u"c"_s)),
        u"[]"_s);
    QCOMPARE(ask(u"text"_s, u"x"_s, m_dialect.concatenated({u"'|'"_s, u"c"_s, u"'|'"_s})), u"|x|"_s);
    QCOMPARE(ask(u"uuid"_s, u"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"_s, m_dialect.asText(u"c"_s)),
        u"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"_s);
    QCOMPARE(m_dialect.quoted(u"a\"; --"_s), u"\"a\"\"; --\""_s);
}

QTEST_GUILESS_MAIN(TestPostgresDialect)
#include "tst_postgresdialect.moc"
