#include "testdatabase.h"

#include "core/errortext.h"

using namespace Qt::StringLiterals;
using namespace owb;

class TestDetection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsTheGenerationsApart_data();
    void tellsTheGenerationsApart();
    void findsTablesUnderAnyName();
    void isNotTakenInByLookAlikes();
    void saysWhatCanBeDone();
    void offersEveryReading();
    void worksWithoutTokensOrCodes();
    void takesTheTableThatGoesWithTheClients_data();
    void takesTheTableThatGoesWithTheClients();
    void readsDatabasesInUtf16();
    void passesOverTablesItCannotDescribe();

private:
    StillClock m_clock;
};

void TestDetection::tellsTheGenerationsApart_data()
{
    QTest::addColumn<int>("layout");
    QTest::addColumn<QString>("profile");
    QTest::newRow("before 0.13") << static_cast<int>(Layout::Before013) << u"authlib-sqlalchemy-0.12"_s;
    QTest::newRow("0.13 to 0.15") << static_cast<int>(Layout::Before10) << u"authlib-sqlalchemy-0.15"_s;
    QTest::newRow("1.0 to 1.5") << static_cast<int>(Layout::Since10) << u"authlib-sqlalchemy-1.5"_s;
    QTest::newRow("1.6") << static_cast<int>(Layout::Since16) << u"authlib-sqlalchemy-1.6"_s;
}

void TestDetection::tellsTheGenerationsApart()
{
    QFETCH(int, layout);
    QFETCH(QString, profile);
    TestDatabase database(static_cast<Layout>(layout));
    database.run(u"CREATE TABLE unrelated (id INTEGER PRIMARY KEY, client_id TEXT)"_s);
    const auto repository = openedRepository(database.path(), m_clock, false);
    QCOMPARE(repository->schema().profile, profile);
    QCOMPARE(repository->schema().clients.table, u"oauth2_client"_s);
    QCOMPARE(repository->schema().tokens.table, u"oauth2_token"_s);
    QCOMPARE(repository->schema().codes.table, u"oauth2_code"_s);
    QVERIFY(repository->schema().evidence.size() >= 3);
    QVERIFY(repository->schema().writable());
}

void TestDetection::findsTablesUnderAnyName()
{
    TestDatabase database;
    database.run(u"ALTER TABLE oauth2_client RENAME TO \"Clients & \"\"Apps\"\"\""_s);
    database.run(u"ALTER TABLE oauth2_token RENAME TO \"order\""_s);
    database.run(u"ALTER TABLE oauth2_code RENAME TO \"grant's codes\""_s);
    const auto repository = openedRepository(database.path(), m_clock);
    QCOMPARE(repository->schema().clients.table, u"Clients & \"Apps\""_s);
    QCOMPARE(repository->schema().tokens.table, u"order"_s);
    oauth::Client client = oauth::newClient(m_clock.now());
    const auto added = answered(repository->addClient(client));
    QVERIFY(added);
    oauth::Token token = oauth::newToken(m_clock.now());
    token.clientId = client.id;
    QVERIFY(answered(repository->saveToken(token)));
    QCOMPARE(answered(repository->removeClient(*added))->tokens, 1);
    QCOMPARE(answered(repository->codes({}, std::nullopt))->rows.size(), 0);
}

void TestDetection::isNotTakenInByLookAlikes()
{
    TestDatabase database;
    database.run(u"CREATE TABLE token_blacklist (jti TEXT, access_token TEXT)"_s);
    database.run(u"CREATE TABLE clients (id INTEGER PRIMARY KEY, name TEXT, client_id TEXT, city TEXT)"_s);
    const auto opened = answered(store::openDatabase(database.path(), {}, m_clock));
    QCOMPARE(opened->candidates.size(), 1);
    QCOMPARE(opened->repository->schema().tokens.table, u"oauth2_token"_s);
}

void TestDetection::saysWhatCanBeDone()
{
    TestDatabase database;
    for (const QString& table : {u"oauth2_client"_s, u"oauth2_token"_s, u"oauth2_code"_s}) {
        database.run(u"DROP TABLE "_s + table);
    }
    const auto opened = answered(store::openDatabase(database.path(), {}, m_clock));
    QCOMPARE(opened.error().kind, core::Error::Kind::NoOAuthTables);
    QVERIFY(core::errorText(opened.error()).sentence().contains(u"--profile"_s));
}

void TestDetection::offersEveryReading()
{
    TestDatabase database;
    database.run(u"CREATE TABLE zz_client AS SELECT * FROM oauth2_client"_s);
    const auto opened = answered(store::openDatabase(database.path(), {}, m_clock));
    QCOMPARE(opened->candidates.size(), 2);
    QCOMPARE(opened->repository->schema().clients.table, u"oauth2_client"_s); // the usual name is likelier
    const auto other = answered(store::openDatabase(database.path(), quickOptions(false, 1, 300), m_clock));
    QCOMPARE(other->repository->schema().clients.table, u"zz_client"_s);
}

void TestDetection::worksWithoutTokensOrCodes()
{
    TestDatabase database;
    database.run(u"DROP TABLE oauth2_token"_s);
    database.run(u"DROP TABLE oauth2_code"_s);
    database.addClient(u"app"_s, u"s"_s, u"{}"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    QVERIFY(!repository->schema().tokens.exists());
    QCOMPARE(answered(repository->tokens({}, std::nullopt)).error().kind, core::Error::Kind::Unsupported);
    QCOMPARE(answered(repository->totals())->clients, 1);
    QVERIFY(!answered(repository->totals())->tokens.has_value());
    const auto client = *answered(repository->queryClient(u"app"_s));
    QVERIFY(answered(repository->removeClient(*client)));
}

void TestDetection::takesTheTableThatGoesWithTheClients_data()
{
    QTest::addColumn<QString>("clients");
    QTest::addColumn<QString>("tokens");
    QTest::addColumn<QString>("aside");
    QTest::newRow("old tokens") << u"app_client"_s << u"app_token"_s << u"app_old_token"_s;
    QTest::newRow("an archive that names the client") << u"client"_s << u"token"_s << u"client_token_archive"_s;
    QTest::newRow("a log") << u"oauth2_client"_s << u"oauth2_token"_s << u"oauth2_client_token_log"_s;
    QTest::newRow("class names") << u"Client"_s << u"Token"_s << u"ClientTokenHistory"_s;
    QTest::newRow("words that hold log, copy or old") << u"login_apps"_s << u"login_grants"_s << u"zz_tokens"_s;
    QTest::newRow("a backup of other names") << u"apps"_s << u"issued"_s << u"apps_issued_backup"_s;
}

void TestDetection::takesTheTableThatGoesWithTheClients()
{
    QFETCH(const QString, clients);
    QFETCH(const QString, tokens);
    QFETCH(const QString, aside);
    TestDatabase database;
    database.run(u"CREATE TABLE \"%1\" AS SELECT * FROM oauth2_token"_s.arg(aside));
    database.run(u"ALTER TABLE oauth2_client RENAME TO \"x\""_s);
    database.run(u"ALTER TABLE x RENAME TO \"%1\""_s.arg(clients));
    database.run(u"ALTER TABLE oauth2_token RENAME TO \"y\""_s);
    database.run(u"ALTER TABLE y RENAME TO \"%1\""_s.arg(tokens));
    const auto opened = answered(store::openDatabase(database.path(), {}, m_clock));
    QCOMPARE(opened->repository->schema().clients.table, clients);
    QCOMPARE(opened->repository->schema().tokens.table, tokens);
    QCOMPARE(opened->candidates.size(), 2); // and the other can be chosen
    QCOMPARE(opened->candidates.at(1).info.tokens.table, aside);
}

void TestDetection::readsDatabasesInUtf16()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"wide.db"_s);
    TestDatabase::makeWide(path);
    TestDatabase::runAll(
        path, {u"INSERT INTO oauth2_client VALUES ('앱', 's', 0, 0, '{\"client_name\":\"한빛\"}', 1, NULL)"_s});
    const auto repository = openedRepository(path, m_clock, false);
    QCOMPARE((*answered(repository->queryClient(u"앱"_s)))->name(), u"한빛"_s);
}

void TestDetection::passesOverTablesItCannotDescribe()
{
    TestDatabase database;
    TestDatabase::runAll(database.path(),
        {u"PRAGMA writable_schema=ON"_s,
            u"INSERT INTO sqlite_master VALUES ('table', 'spots', 'spots', 0, 'CREATE "
            "VIRTUAL TABLE spots USING a_module_that_is_not_here')"_s});
    const auto repository = openedRepository(database.path(), m_clock, false);
    QCOMPARE(repository->schema().clients.table, u"oauth2_client"_s);
}

QTEST_GUILESS_MAIN(TestDetection)
#include "tst_detection.moc"
