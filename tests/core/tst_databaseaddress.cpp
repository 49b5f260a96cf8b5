#include "core/databaseaddress.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::core;

class TestDatabaseAddress : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsServers_data();
    void readsServers();
    void keepsThePasswordApart();
    void refuses_data();
    void refuses();
    void neverRepeatsThePassword();
    void asksOthersForEncryption_data();
    void asksOthersForEncryption();
    void readsFilesAsBefore();
};

void TestDatabaseAddress::readsServers_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("label");
    QTest::newRow("postgresql") << u"postgresql://ann@db.example:5433/auth"_s
                                << u"postgresql://ann@db.example:5433/auth"_s << u"auth on db.example"_s;
    QTest::newRow("Django and Heroku") << u"postgres://db.example/auth"_s << u"postgresql://db.example/auth"_s
                                       << u"auth on db.example"_s;
    QTest::newRow("SQLAlchemy") << u"mysql+pymysql://ann@127.0.0.1/auth?charset=utf8mb4"_s
                                << u"mariadb://ann@127.0.0.1/auth"_s << u"auth on 127.0.0.1"_s;
    QTest::newRow("several hosts") << u"postgresql://a:1,b,[::1]:3/x?target_session_attrs=read-write"_s
                                   << u"postgresql://a:1,b,[::1]:3/x?target_session_attrs=read-write"_s << u"x on a"_s;
    QTest::newRow("socket folder") << u"postgresql:///auth?host=/run/pg"_s << u"postgresql://%2Frun%2Fpg/auth"_s
                                   << u"auth on this machine"_s;
    QTest::newRow("percent") << u"mariadb://a%40b@h/my%2Fdb?sslmode=verify-full&sslrootcert=/etc/ca.pem"_s
                             << u"mariadb://a%40b@h/my%2Fdb?sslmode=verify-full&sslrootcert=/etc/ca.pem"_s
                             << u"my/db on h"_s;
}

void TestDatabaseAddress::readsServers()
{
    QFETCH(QString, given);
    const auto address = DatabaseAddress::parse(given);
    QVERIFY(address.has_value());
    QTEST(address->text(), "text");
    QTEST(address->label(), "label");
    QCOMPARE(*DatabaseAddress::parse(address->text()), *address);
}

void TestDatabaseAddress::keepsThePasswordApart()
{
    std::optional<Secret> password;
    const auto address = DatabaseAddress::parse(u"postgresql://ann:p%40ss:w@h/auth"_s, &password);
    QVERIFY(address && password);
    QCOMPARE(password->revealText(), u"p@ss:w"_s);
    QCOMPARE(address->text(), u"postgresql://ann@h/auth"_s);
}

void TestDatabaseAddress::refuses_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("reason");
    QTest::newRow("port") << u"postgresql://h:99999/x"_s << u"the port"_s;
    QTest::newRow("no name") << u"postgresql://h"_s << u"names no database"_s;
    QTest::newRow("empty name") << u"mariadb://h/"_s << u"names no database"_s;
    QTest::newRow("option") << u"postgresql://h/x?ssl=true"_s << u"the option ssl is not known"_s;
    QTest::newRow("mode") << u"postgresql://h/x?sslmode=on"_s << u"sslmode is one of"_s;
    QTest::newRow("seconds") << u"postgresql://h/x?connect_timeout=soon"_s << u"whole number of seconds"_s;
    QTest::newRow("role") << u"postgresql://h/x?target_session_attrs=leader"_s << u"target_session_attrs is one"_s;
    QTest::newRow("bracket") << u"postgresql://[::1/x"_s << u"bracket"_s;
    QTest::newRow("path") << u"postgresql://h/x/y"_s << u"one name"_s;
}

void TestDatabaseAddress::refuses()
{
    QFETCH(QString, given);
    QFETCH(QString, reason);
    const auto address = DatabaseAddress::parse(given);
    QVERIFY(!address);
    QCOMPARE(address.error().kind, Error::Kind::InvalidAddress);
    QVERIFY2(address.error().items.value(0).contains(reason), qPrintable(address.error().items.value(0)));
}

void TestDatabaseAddress::neverRepeatsThePassword()
{
    for (const auto& text :
        {u"postgresql:u:hunter2@h/x"_s, u"postgresql://u:1?hunter2@h/x"_s, u"postgresql://u:hunter2@h:0/x"_s,
            u"postgresql://u:hunter2@h"_s, u"postgresql://u:hunter2@h/x?y=1"_s, u"oracle://u:hunter2@h/x"_s}) {
        const auto address = DatabaseAddress::parse(text);
        QVERIFY(!address);
        QVERIFY(!(address.error().subject + address.error().items.join(u' ') + address.error().detail)
                     .contains("hunter2"_L1));
    }
}

void TestDatabaseAddress::asksOthersForEncryption_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("mode");
    QTest::newRow("elsewhere") << u"postgresql://db.example/x"_s << u"require"_s;
    QTest::newRow("here") << u"postgresql://127.0.0.1/x"_s << u"prefer"_s;
    QTest::newRow("a name like an address") << u"postgresql://127.example.com/x"_s << u"require"_s;
    QTest::newRow("socket") << u"mariadb:///x"_s << u"prefer"_s;
    QTest::newRow("one of them elsewhere") << u"postgresql://localhost,b/x"_s << u"require"_s;
    QTest::newRow("as asked") << u"mariadb://db.example/x?sslmode=disable"_s << u"disable"_s;
}

void TestDatabaseAddress::asksOthersForEncryption()
{
    QFETCH(QString, given);
    QTEST(tlsModeWord(DatabaseAddress::parse(given)->tlsMode()), "mode");
}

void TestDatabaseAddress::readsFilesAsBefore()
{
    QCOMPARE(DatabaseAddress::parse(u"a?b#c.db"_s)->path, QDir::current().absoluteFilePath(u"a?b#c.db"_s));
    QCOMPARE(DatabaseAddress::parse(u"sqlite:///tmp/x.db"_s)->text(), u"/tmp/x.db"_s);
    QCOMPARE(DatabaseAddress::parse(u"sqlite:x.db"_s)->label(), u"x.db"_s);
    QCOMPARE(DatabaseAddress::parse(u"sqlite://x.db"_s).error().kind, Error::Kind::Unsupported);
    QCOMPARE(DatabaseAddress::parse(u":memory:"_s).error().kind, Error::Kind::FileMissing);
}

QTEST_GUILESS_MAIN(TestDatabaseAddress)
#include "tst_databaseaddress.moc"
