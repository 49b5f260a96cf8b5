#include "settings/connectionimport.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::settings;

class TestConnectionImport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesUrls_data();
    void takesUrls();
    void takesFiles_data();
    void takesFiles();
    void refuses_data();
    void refuses();
    void thePasswordGoesApart();
    void tellsWhatIsLeftOut();
    void takesTheLinesOfAnEnvFile();
    void takesServices();
    void tellsWhatAServiceCannotDo();
    void refusesAServiceFileWithABrokenLine();
    void namesTheServiceFileAsLibpqDoes();

private:
    QString write(const QString& name, const QByteArray& text)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) >= 0 ? file.fileName() : QString();
    }

    QTemporaryDir m_folder;
};

void TestConnectionImport::takesUrls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("address");
    QTest::newRow("plain") << u"postgres://al@db/auth"_s << u"postgresql://al@db/auth"_s;
    QTest::newRow("with a driver") << u"postgresql+psycopg2://al:x@db:6432/auth"_s << u"postgresql://al@db:6432/auth"_s;
    QTest::newRow("a line") << u"DATABASE_URL=postgres://al:x@db/auth"_s << u"postgresql://al@db/auth"_s;
    QTest::newRow("exported, in quotes") << u"  export DB_URI = \"mysql://al:x%23y@db/auth?charset=utf8mb4\" # main"_s
                                         << u"mariadb://al@db/auth"_s;
    QTest::newRow("in single quotes") << u"X='postgis://db/geo'"_s << u"postgresql://db/geo"_s;
    QTest::newRow("behind it a comment") << u"X=postgis://db/geo # old"_s << u"postgresql://db/geo"_s;
    QTest::newRow("another name") << u"mysql-connector://al@db/auth"_s << u"mariadb://al@db/auth"_s;
    QTest::newRow("mysql's options") << u"mysql+pymysql://db/a?ssl_ca=/ca.pem&ssl-mode=VERIFY_IDENTITY"_s
                                     << u"mariadb://db/a?sslmode=verify-full&sslrootcert=/ca.pem"_s;
    QTest::newRow("user in the query") << u"postgresql:///auth?user=al&host=/run/pg"_s
                                       << u"postgresql://al@%2Frun%2Fpg/auth"_s;
    QTest::newRow("several hosts") << u"postgresql://a,b:1/x"_s << u"postgresql://a,b:1/x"_s;
}

void TestConnectionImport::takesUrls()
{
    QFETCH(QString, text);
    const auto imported = importUrl(text);
    QVERIFY2(imported, imported ? "" : qPrintable(imported.error().items.join(u' ')));
    QTEST(imported->connection.address, "address");
    QCOMPARE(imported->address.text(), imported->connection.address);
    QCOMPARE(imported->connection.passwordPlace, PasswordPlace::Keychain);
    QVERIFY(!imported->connection.id.isEmpty());
    QVERIFY(!imported->connection.name.isEmpty());
}

void TestConnectionImport::takesFiles_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    QTest::newRow("three slashes") << u"sqlite:///instance/app.db"_s << u"/srv/app/instance/app.db"_s;
    QTest::newRow("four slashes") << u"sqlite:////var/db/app.db"_s << u"/var/db/app.db"_s;
    QTest::newRow("a driver and options") << u"sqlite+pysqlite:///a%20b.db?timeout=5"_s << u"/srv/app/a b.db"_s;
    QTest::newRow("three slashes to what is there") << u"sqlite:///etc/passwd"_s << u"/etc/passwd"_s;
    QTest::newRow("of another framework") << u"spatialite:///geo.db"_s << u"/srv/app/geo.db"_s;
    QTest::newRow("without slashes") << u"sqlite3:db/development.sqlite3"_s << u"/srv/app/db/development.sqlite3"_s;
}

void TestConnectionImport::takesFiles()
{
    QFETCH(QString, text);
    const auto imported = importUrl(text, u"/srv/app"_s);
    QVERIFY(imported);
    QTEST(imported->connection.address, "path");
    QCOMPARE(imported->connection.passwordPlace, PasswordPlace::None);
}

void TestConnectionImport::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const QString& text : {u""_s, u"hello"_s, u"://x"_s, u"redis://cache/0"_s, u"https://al:hunter2@site/x"_s,
             u"sqlite://"_s, u"sqlite:///:memory:"_s, u"postgres://al:hunter2@db"_s,
             u"postgres://al:hunter2@db:99999/x"_s, u"postgres://db/x?sslmode=perhaps"_s}) {
        QTest::newRow(qPrintable(text)) << text;
    }
}

void TestConnectionImport::refuses()
{
    QFETCH(QString, text);
    const auto imported = importUrl(text);
    QVERIFY(!imported);
    const core::Error error = imported.error();
    QVERIFY(!(error.subject + error.items.join(u' ') + error.detail).contains(u"hunter2"_s));
}

void TestConnectionImport::thePasswordGoesApart()
{
    const auto imported = importUrl(u"mysql://al:p%40ss%2Fw@db/auth"_s);
    QCOMPARE(imported->password->revealText(), u"p@ss/w"_s);
    QVERIFY(!imported->connection.address.contains(u"ss"_s));
    QCOMPARE(importUrl(u"postgresql://db/x?password=a%26b"_s)->password->revealText(), u"a&b"_s);
    QVERIFY(!importUrl(u"postgresql://db/x"_s)->password);
}

void TestConnectionImport::tellsWhatIsLeftOut()
{
    const auto imported = importUrl(u"postgres://db/x?sslmode=allow&application_name=web&pool_size=5"_s);
    QCOMPARE(imported->connection.address, u"postgresql://db/x?sslmode=prefer"_s);
    QCOMPARE(imported->notes.size(), 3);
    QVERIFY(imported->notes.at(0).contains(u"allow"_s));
    QVERIFY(imported->notes.at(1).contains(u"application_name"_s));
    QVERIFY(imported->notes.at(2).contains(u"pool_size"_s));
}

void TestConnectionImport::takesTheLinesOfAnEnvFile()
{
    const QString path = write(u".env"_s,
        "# DATABASE_URL=postgres://old/old\nSECRET_KEY=abc://def\nDATABASE_URL=\"postgres://al:x@db/auth\"\n"
        "REDIS_URL=redis://cache/0\n\nREPLICA=sqlite:///dev.db\r\n");
    const auto imported = importFile(path);
    QVERIFY(imported);
    QCOMPARE(imported->connections.size(), 2);
    QCOMPARE(imported->connections.at(0).address.text(), u"postgresql://al@db/auth"_s);
    QCOMPARE(imported->connections.at(1).address.text(), m_folder.filePath(u"dev.db"_s));
    QCOMPARE(imported->notes,
        (QStringList{
            u"Line 2 holds no database that is known here."_s, u"Line 4 holds no database that is known here."_s}));
    QCOMPARE(importFile(write(u"empty"_s, "A=1\n")).error().kind, core::Error::Kind::NotReadable);
    QCOMPARE(importFile(m_folder.filePath(u"gone"_s)).error().kind, core::Error::Kind::FileMissing);
}

void TestConnectionImport::takesServices()
{
    const QString path = write(u"pg_service.conf"_s,
        "# ours\n[staging]\nhost=staging.example\nport=5433\ndbname=auth\nuser=al\nsslmode=verify-full\n"
        "sslrootcert=/etc/ca.pem\n\n[prod]\nhost=db1,db2\ndbname=auth\nuser=al\npassword=p#w=1\n"
        "[local]\nuser=al\n");
    const auto imported = importFile(path);
    QVERIFY(imported);
    QCOMPARE(imported->connections.size(), 3);
    const auto& staging = imported->connections.at(0);
    QCOMPARE(staging.connection.name, u"staging"_s);
    QCOMPARE(staging.connection.address,
        u"postgresql://al@staging.example:5433/auth?sslmode=verify-full&sslrootcert=/etc/ca.pem"_s);
    QCOMPARE(staging.connection.passwordPlace, PasswordPlace::Engine); // ~/.pgpass, as for libpq itself
    const auto& prod = imported->connections.at(1);
    QCOMPARE(prod.connection.address, u"postgresql://al@db1,db2/auth"_s);
    QCOMPARE(prod.password->revealText(), u"p#w=1"_s);
    QCOMPARE(prod.connection.passwordPlace, PasswordPlace::Keychain);
    QCOMPARE(imported->connections.at(2).connection.address, u"postgresql://al@/al"_s);
    QVERIFY(imported->notes.isEmpty());
}

void TestConnectionImport::tellsWhatAServiceCannotDo()
{
    const auto imported = importFile(write(u"services"_s,
        "[a]\nhost=h\ndbname=d\nhostaddr=10.0.0.1\npassfile=/x\nldap://dir/x\n[nothing]\nhost=h\n[odd]\nhost=h\n"
        "dbname=d\nsslmode=perhaps\n"));
    QCOMPARE(imported->connections.size(), 1);
    QCOMPARE(imported->connections.constFirst().notes.size(), 3);
    QVERIFY(imported->connections.constFirst().notes.at(0).contains(u"hostaddr"_s));
    QVERIFY(imported->connections.constFirst().notes.at(1).contains(u"passfile"_s));
    QVERIFY(imported->connections.constFirst().notes.at(2).contains(u"LDAP"_s));
    QCOMPARE(imported->notes.size(), 2);
    QVERIFY(imported->notes.at(0).contains(u"nothing"_s));
    QVERIFY(imported->notes.at(1).contains(u"odd"_s));
}

void TestConnectionImport::refusesAServiceFileWithABrokenLine()
{
    const auto imported = importFile(write(u"broken"_s, "[a]\nhost=h\nhunter2\n"));
    QVERIFY(!imported);
    QCOMPARE(imported.error().items.value(0), u"3"_s);
    QVERIFY(!imported.error().items.join(u' ').contains(u"hunter2"_s));
}

void TestConnectionImport::namesTheServiceFileAsLibpqDoes()
{
    qputenv("PGSERVICEFILE", "/etc/own.conf");
    QCOMPARE(ownServiceFile(), u"/etc/own.conf"_s);
    qunsetenv("PGSERVICEFILE");
    QVERIFY(ownServiceFile().endsWith(u"/.pg_service.conf"_s));
}

QTEST_GUILESS_MAIN(TestConnectionImport)
#include "tst_connectionimport.moc"
