#include "postgrescase.h"

#include "core/errortext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

using Kind = core::Error::Kind;

/** What a real PostgreSQL server refuses, and what is told of it. */
class TestPostgresErrors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void tellsWhatIsRefused_data();
    void tellsWhatIsRefused();
    void aUserWithoutRightsIsTold();
    void aServerThatTakesNoChangesIsTold();
    void valuesStayOutOfTheServersLog_data();
    void valuesStayOutOfTheServersLog();

private:
    std::unique_ptr<PostgresCase> m_case;
};

void TestPostgresErrors::initTestCase()
{
    QVERIFY2(PostgresCase::missing().isEmpty(), PostgresCase::missing().constData());
    m_case = std::make_unique<PostgresCase>(u"owb_errors"_s);
    m_case->run(u"DROP ROLE IF EXISTS owb_errors_reader"_s);
    m_case->run(u"CREATE ROLE owb_errors_reader LOGIN PASSWORD 'secret'"_s);
    m_case->run(
        u"CREATE TABLE app (id serial PRIMARY KEY, name varchar(10) UNIQUE, uuid uuid, number smallint NOT NULL "
        "DEFAULT 1 CONSTRAINT small CHECK (number < 100))"_s);
    m_case->run(u"CREATE TABLE \"tok\"\"en\" (app integer CONSTRAINT of_app REFERENCES app)"_s);
    m_case->run(u"INSERT INTO app (name) VALUES ('taken')"_s);
    m_case->run(u"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "RAISE EXCEPTION 'not this one: %', NEW.name USING ERRCODE = COALESCE(NEW.code, 'P0001'); END $$"_s);
    m_case->run(u"CREATE TABLE guarded (name text, code text)"_s);
    m_case->run(u"CREATE TRIGGER guard BEFORE INSERT ON guarded FOR EACH ROW EXECUTE FUNCTION refuse()"_s);
    m_case->run(u"CREATE FUNCTION stray() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                "EXECUTE 'INSERT INTO nowhere VALUES (' || quote_literal(NEW.name) || ')'; RETURN NEW; END $$"_s);
    m_case->run(u"CREATE TABLE strayed (name text)"_s);
    m_case->run(u"CREATE TRIGGER stray BEFORE INSERT ON strayed FOR EACH ROW EXECUTE FUNCTION stray()"_s);
}

void TestPostgresErrors::cleanupTestCase()
{
    if (m_case) {
        m_case->run(u"DROP OWNED BY owb_errors_reader"_s);
        m_case->run(u"DROP ROLE owb_errors_reader"_s);
        m_case.reset();
    }
}

void TestPostgresErrors::tellsWhatIsRefused_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QVariantList>("values");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("told"); // a part of the sentence for people
    const auto row = [](const char* name, const QString& sql, const QVariantList& values, Kind kind,
                         const QString& subject,
                         const QString& told) { QTest::newRow(name) << sql << values << kind << subject << told; };
    row("duplicate", u"INSERT INTO \"app\" (\"name\") VALUES (?)"_s, {u"taken"_s}, Kind::Constraint, u"app"_s,
        u"unique constraint \"app_name_key\" (23505)"_s);
    row("foreign key", u"INSERT INTO \"tok\"\"en\" (\"app\") VALUES (?)"_s, {4711}, Kind::Constraint, u"tok\"en"_s,
        u"foreign key \"of_app\" (23503)"_s);
    row("not null", u"UPDATE \"app\" SET \"number\" = ?"_s, {QVariant()}, Kind::Constraint, u"app"_s,
        u"column \"number\" must hold a value (23502)"_s);
    row("check", u"UPDATE \"app\" SET \"number\" = ?"_s, {4711}, Kind::Constraint, u"app"_s,
        u"check \"small\" (23514)"_s);
    row("trigger", u"INSERT INTO \"guarded\" (\"name\") VALUES (?)"_s, {u"ghastly"_s}, Kind::Constraint, u"guarded"_s,
        u"the database's function \"refuse\" refuses it (P0001)"_s);
    row("trigger that feigns", u"INSERT INTO \"guarded\" (\"name\", \"code\") VALUES (?, ?)"_s,
        {u"ghastly"_s, u"23505"_s}, Kind::Constraint, u"guarded"_s, u"the database's function"_s);
    row("trigger that is broken", u"INSERT INTO \"strayed\" (\"name\") VALUES (?)"_s, {u"ghastly"_s}, Kind::Constraint,
        u"strayed"_s, u"the database's function \"stray\" refuses it (42P01)"_s);
    row("too long", u"INSERT INTO \"app\" (\"number\", \"name\") VALUES (?, ?)"_s, {5, u"ghastly and long"_s},
        Kind::ValueTooLong, u"name"_s, u"Column name holds 10 characters at most; the value has 16."_s);
    row("too long update", u"UPDATE \"app\" SET \"number\" = ?, \"name\" = ? WHERE \"id\" = ?"_s,
        {5, u"ghastly and long"_s, 1}, Kind::ValueTooLong, u"name"_s, u"the value has 16."_s);
    row("too long, elsewhere", u"INSERT INTO \"app\" (\"name\") SELECT repeat(?, 9)"_s, {u"ghastly"_s},
        Kind::Constraint, u"app"_s, u"a text is longer than its column, 10 characters"_s);
    row("no uuid", u"UPDATE \"app\" SET \"uuid\" = ?"_s, {u"ghastly"_s}, Kind::ValueNotAllowed, u"A value"_s,
        u"cannot be stored as given: the server refuses a value (22P02)"_s);
    row("too great", u"UPDATE \"app\" SET \"number\" = ?"_s, {471100}, Kind::ValueNotAllowed, u"A value"_s,
        u"(22003)"_s);
    row("no such table", u"SELECT * FROM \"gone\" WHERE x = ?"_s, {1}, Kind::SchemaChanged, u"gone"_s,
        u"The tables of gone have changed"_s);
    row("no such column", u"UPDATE \"app\" SET \"gone\" = ?"_s, {u"ghastly"_s}, Kind::SchemaChanged, u"app"_s,
        u"The tables of app have changed"_s);
}

void TestPostgresErrors::tellsWhatIsRefused()
{
    QFETCH(QString, sql);
    QFETCH(QVariantList, values);
    QFETCH(Kind, kind);
    QFETCH(QString, subject);
    QFETCH(QString, told);
    const auto session = m_case->open();
    const core::Error error = session->execute({sql, values}).error();
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.subject, subject);
    const QString sentence = core::errorText(error).sentence();
    QVERIFY2(sentence.contains(told), qPrintable(sentence + u'\n' + error.detail));
    for (const QString& word : {u"ghastly"_s, u"taken"_s, u"4711"_s}) {
        QVERIFY2(!(sentence + error.detail).contains(word), qPrintable(error.detail));
    }
    QCOMPARE(PostgresCase::ask(*session, u"SELECT 1"_s), u"1"_s);
}

void TestPostgresErrors::aUserWithoutRightsIsTold()
{
    m_case->run(u"GRANT SELECT ON app TO owb_errors_reader"_s);
    const auto session = PostgresSession::open(m_case->settingsOf(u"owb_errors_reader"_s));
    QVERIFY(session);
    QCOMPARE(PostgresCase::ask(**session, u"SELECT name FROM app"_s), u"taken"_s);
    const core::Error error = (*session)->execute({u"UPDATE \"app\" SET \"number\" = ?"_s, {1}}).error();
    QCOMPARE(error.kind, Kind::Permission);
    QCOMPARE(error.subject, u"app"_s);
    const auto read = (*session)->select({u"SELECT * FROM \"tok\"\"en\""_s, {}}, [](const Row&) { return true; });
    QCOMPARE(read.error().kind, Kind::Permission);
    QCOMPARE(read.error().subject, u"tok\"en"_s);
}

void TestPostgresErrors::aServerThatTakesNoChangesIsTold()
{
    // As a standby does, which cannot be had here: the setting is fixed when the connection is made.
    const auto session = m_case->open();
    const auto done = session->execute({u"BEGIN READ ONLY"_s, {}});
    QVERIFY(done);
    const core::Error error = session->execute({u"UPDATE app SET number = 1"_s, {}}).error();
    QCOMPARE(error.kind, Kind::ReadOnlyDatabase);
    const QString sentence = core::errorText(error).sentence();
    QVERIFY2(!sentence.contains(u"SQLite"_s) && sentence.contains(u"takes no changes"_s), qPrintable(sentence));
}

void TestPostgresErrors::valuesStayOutOfTheServersLog_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QVariant>("value");
    QTest::newRow("read") << u"SELECT name FROM app WHERE name = ?"_s << QVariant(u"ghastly-token"_s);
    QTest::newRow("change") << u"UPDATE app SET name = name WHERE name = ?"_s << QVariant(u"ghastly-token"_s);
    QTest::newRow("failure") << u"UPDATE app SET gone = ? WHERE name = 'x'"_s << QVariant(u"ghastly-token"_s);
    QTest::newRow("bytes") << u"SELECT name FROM app WHERE CAST(name AS bytea) = ?"_s
                           << QVariant(QByteArray("ghastly-token"));
}

void TestPostgresErrors::valuesStayOutOfTheServersLog()
{
    QFETCH(QString, sql);
    QFETCH(QVariant, value);
    const auto session = m_case->open();
    const auto log = [this] { // beside the data, where engines.py keeps it
        return PostgresCase::ask(
            *m_case->open(), u"SELECT pg_read_file(current_setting('data_directory') || '/../log')"_s);
    };
    QVERIFY(session->execute({u"SET log_statement = 'all'"_s, {}}));
    QVERIFY(session->execute({u"SET log_duration = 'on'"_s, {}}));
    const qsizetype before = log().size();
    const auto done = session->execute({sql, {value}});
    Q_UNUSED(done) // one of them fails
    const QString written = log().sliced(before);
    QVERIFY2(written.contains(sql.section(u'?', 0, 0)), qPrintable(written)); // it is the right log
    QVERIFY2(!written.contains(u"ghastly"_s), qPrintable(written));
    QVERIFY2(!written.contains(u"67686173746c79"_s), qPrintable(written));
}

QTEST_GUILESS_MAIN(TestPostgresErrors)
#include "tst_postgreserrors.moc"
