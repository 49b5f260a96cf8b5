#include "mariaserver.h"
#include "striptls.h"

#include "core/errortext.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

using ErrorKind = core::Error::Kind;

Q_DECLARE_METATYPE(owb::core::Error::Kind)

/** Getting to a MariaDB server: which one, with what proof, and what is told when it does not work. */
class TestMariaConnect : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void encryptsAsAsked_data();
    void encryptsAsAsked();
    void sendsNothingWhereTlsIsHidden_data();
    void sendsNothingWhereTlsIsHidden();
    void fallsBackOnlyWhereTlsIsNotOffered();
    void checksCertificates_data();
    void checksCertificates();
    void checksTheHostWithTheSystemsAuthorities();
    void keepsThePasswordFromAServerThatAsksForIt();
    void saysWhyItCannotConnect_data();
    void saysWhyItCannotConnect();
    void givesUpOnSilence();
    void triesOneHostAfterTheOther();
    void choosesAHostByItsRole();
    void localhostWithAPortIsNoSocket();

private:
    [[nodiscard]] int port() const { return m_server->settings().address.hosts.constFirst().port; }
    [[nodiscard]] SessionSettings through(const StripTls& other, const QString& sslmode) const;

    std::unique_ptr<MariaServer> m_server;
    QTemporaryDir m_folder;
};

void TestMariaConnect::initTestCase()
{
    m_server = std::make_unique<MariaServer>();
    QVERIFY2(m_server->trouble().isEmpty(), qPrintable(m_server->trouble()));
    QFile file(m_folder.filePath(u"other.pem"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("-----BEGIN CERTIFICATE-----\n"
               "MIIBrTCCAVOgAwIBAgIUcEOjP3FrTDZZjvxq9yeHxQbv84swCgYIKoZIzj0EAwIw\n"
               "KzEpMCcGA1UEAwwgQW4gYXV0aG9yaXR5IHRoYXQgc2lnbmVkIG5vdGhpbmcwIBcN\n"
               "MjYxMTI0MjI1OTM2WhgPMjEyNjEwMzEyMjU5MzZaMCsxKTAnBgNVBAMMIEFuIGF1\n"
               "dGhvcml0eSB0aGF0IHNpZ25lZCBub3RoaW5nMFkwEwYHKoZIzj0CAQYIKoZIzj0D\n"
               "AQcDQgAEClmrws3ZyeaXxANaJprl4GojwPO/UYl1RGAWF33P/pnTHAM36yfLVPUp\n"
               "GbmaJr9QGb46L8RM07lyhgWhSK45mqNTMFEwHQYDVR0OBBYEFNC9suSJ/Aydzq7I\n"
               "GmU6iiCH6cvNMB8GA1UdIwQYMBaAFNC9suSJ/Aydzq7IGmU6iiCH6cvNMA8GA1Ud\n"
               "EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgQB/MgtYsfF4c5gMUnBszhf2S\n"
               "2lSzou7sTiFpXyX6BYQCIQCBPS7LWKVwqv/aGerTl1T6xqUkAm1J9OJjO4KJwsUc\n"
               "Ow==\n"
               "-----END CERTIFICATE-----\n");
}

SessionSettings TestMariaConnect::through(const StripTls& other, const QString& sslmode) const
{
    SessionSettings settings = m_server->settings({{u"sslmode"_s, sslmode}, {u"sslrootcert"_s, m_server->authority()}});
    settings.address.hosts = {{u"127.0.0.1"_s, other.port()}};
    return settings;
}

void TestMariaConnect::encryptsAsAsked_data()
{
    QTest::addColumn<QString>("sslmode");
    QTest::addColumn<bool>("encrypted");
    QTest::newRow("disable") << u"disable"_s << false;
    QTest::newRow("prefer") << u"prefer"_s << true;
    QTest::newRow("require") << u"require"_s << true;
    QTest::newRow("verify-ca") << u"verify-ca"_s << true;
    QTest::newRow("verify-full") << u"verify-full"_s << true;
}

void TestMariaConnect::encryptsAsAsked()
{
    QFETCH(const QString, sslmode);
    QFETCH(const bool, encrypted);
    const auto session = m_server->open({{u"sslmode"_s, sslmode}, {u"sslrootcert"_s, m_server->authority()}});
    QVERIFY2(session, qPrintable(session ? QString() : session.error().detail));
    const QString name = (*session)->engineName();
    QVERIFY2(name.startsWith("MariaDB 1"_L1), qPrintable(name));
    QVERIFY2(name.endsWith(encrypted ? u", TLS 1.3"_s : u", not encrypted"_s), qPrintable(name));
    const QString cipher =
        u"SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'Ssl_cipher'"_s;
    QCOMPARE(!firstValue(**session, cipher)->toString().isEmpty(), encrypted); // as the server sees it
}

void TestMariaConnect::sendsNothingWhereTlsIsHidden_data()
{
    QTest::addColumn<QString>("sslmode");
    QTest::newRow("require") << u"require"_s;
    QTest::newRow("verify-ca") << u"verify-ca"_s;
    QTest::newRow("verify-full") << u"verify-full"_s;
}

void TestMariaConnect::sendsNothingWhereTlsIsHidden()
{
    QFETCH(const QString, sslmode);
    const StripTls other(StripTls::Trick::HideTls, port());
    for (const bool namesAuthority : {true, false}) {
        SessionSettings settings = through(other, sslmode);
        if (!namesAuthority) {
            settings.address.options.remove(u"sslrootcert"_s);
        }
        const auto session = Session::open(settings);
        QVERIFY(!session);
        QCOMPARE(session.error().kind, ErrorKind::TlsRefused);
    }
    QCOMPARE(other.connections(), 2);
    QCOMPARE(other.received(), QByteArray());
}

void TestMariaConnect::fallsBackOnlyWhereTlsIsNotOffered()
{
    const StripTls hidden(StripTls::Trick::HideTls, port());
    const auto clear = Session::open(through(hidden, u"prefer"_s));
    QVERIFY(clear);
    QVERIFY((*clear)->engineName().endsWith(", not encrypted"_L1));

    const StripTls broken(StripTls::Trick::BreakTls, port());
    const auto none = Session::open(through(broken, u"prefer"_s));
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::Connection);
    QCOMPARE(broken.connections(), 1); // and not another in clear text
    QCOMPARE(broken.received().size(), 36); // the request for TLS, which names nobody
}

void TestMariaConnect::checksCertificates_data()
{
    QTest::addColumn<QString>("sslmode");
    QTest::addColumn<QString>("authority");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("reason"); // empty: it connects
    const QString own = qEnvironmentVariable("OWB_TEST_CA");
    const QString other = m_folder.filePath(u"other.pem"_s);
    const QString unknown = u"self-signed certificate in certificate chain"_s;
    // 127.1 is the same place under a name that the certificate does not have.
    QTest::newRow("full") << u"verify-full"_s << own << u"127.0.0.1"_s << QString();
    QTest::newRow("full, localhost") << u"verify-full"_s << own << u"localhost"_s << QString();
    QTest::newRow("full, other host") << u"verify-full"_s << own << u"127.1"_s << u"its certificate is not for 127.1"_s;
    QTest::newRow("full, other authority") << u"verify-full"_s << other << u"127.0.0.1"_s << unknown;
    QTest::newRow("full, none named") << u"verify-full"_s << QString() << u"127.0.0.1"_s << unknown;
    QTest::newRow("full, no file") << u"verify-full"_s << u"/nowhere.pem"_s << u"127.0.0.1"_s
                                   << u"the file /nowhere.pem, named by sslrootcert, cannot be read"_s;
    QTest::newRow("ca, other host") << u"verify-ca"_s << own << u"127.1"_s << QString();
    QTest::newRow("ca, other authority") << u"verify-ca"_s << other << u"127.0.0.1"_s << unknown;
    QTest::newRow("ca, none named") << u"verify-ca"_s << QString() << u"127.0.0.1"_s << unknown;
    QTest::newRow("require") << u"require"_s << QString() << u"127.1"_s << QString();
    QTest::newRow("require, authority named") << u"require"_s << other << u"127.0.0.1"_s << unknown;
    QTest::newRow("prefer proves nothing") << u"prefer"_s << other << u"127.1"_s << QString();
}

void TestMariaConnect::checksCertificates()
{
    QFETCH(const QString, sslmode);
    QFETCH(const QString, authority);
    QFETCH(const QString, host);
    QFETCH(const QString, reason);
    SessionSettings settings = m_server->settings({{u"sslmode"_s, sslmode}});
    settings.address.hosts.first().name = host;
    if (!authority.isEmpty()) {
        settings.address.options.insert(u"sslrootcert"_s, authority);
    }
    const auto session = Session::open(settings);
    QCOMPARE(session ? QString() : session.error().items.value(0), reason);
    QVERIFY(session || session.error().kind == ErrorKind::CertificateRefused);
    QVERIFY(!session || (*session)->engineName().endsWith(", TLS 1.3"_L1));
}

void TestMariaConnect::checksTheHostWithTheSystemsAuthorities()
{
    qputenv("SSL_CERT_FILE", m_server->authority().toLocal8Bit()); // as good as installed
    SessionSettings settings = m_server->settings({{u"sslmode"_s, u"verify-full"_s}});
    const auto right = Session::open(settings);
    settings.address.hosts.first().name = u"127.1"_s;
    const auto other = Session::open(settings);
    qunsetenv("SSL_CERT_FILE");
    QVERIFY(right);
    QVERIFY(!other);
    QCOMPARE(other.error().kind, ErrorKind::CertificateRefused);
}

void TestMariaConnect::keepsThePasswordFromAServerThatAsksForIt()
{
    const StripTls other(StripTls::Trick::AskForPassword, port());
    SessionSettings settings = through(other, u"prefer"_s);
    settings.password = core::Secret(u"the-password"_s);
    const auto session = Session::open(settings);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::LoginRefused);
    QVERIFY(!other.received().isEmpty());
    QVERIFY(!other.received().contains("the-password"));
}

void TestMariaConnect::saysWhyItCannotConnect_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("value");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("subject"); // empty: the address
    QTest::newRow("password") << u"password"_s << u"wrong"_s << ErrorKind::LoginRefused << QString();
    QTest::newRow("password with a NUL") << u"password"_s << QString(u'a') + QChar(0) << ErrorKind::LoginRefused
                                         << QString();
    QTest::newRow("user") << u"user"_s << u"nobody"_s << ErrorKind::LoginRefused << QString();
    QTest::newRow("database") << u"database"_s << u"no_such"_s << ErrorKind::DatabaseMissing << u"no_such"_s;
    QTest::newRow("host") << u"host"_s << u"no-such-host.invalid"_s << ErrorKind::HostUnknown
                          << u"no-such-host.invalid"_s;
    QTest::newRow("port") << u"port"_s << u"1"_s << ErrorKind::Connection << QString();
    QTest::newRow("socket") << u"socket"_s << u"/nowhere"_s << ErrorKind::Connection << QString();
}

void TestMariaConnect::saysWhyItCannotConnect()
{
    QFETCH(const QString, part);
    QFETCH(const QString, value);
    QFETCH(const ErrorKind, kind);
    QFETCH(const QString, subject);
    SessionSettings settings = m_server->settings();
    core::DatabaseAddress& address = settings.address;
    if (part == "password"_L1) {
        settings.password = core::Secret(value);
    } else if (part == "port"_L1) {
        address.hosts.first().port = value.toInt();
    } else if (part == "socket"_L1) {
        address.hosts = {{value, 0}};
    } else {
        (part == "user"_L1 ? address.user : (part == "host"_L1 ? address.hosts.first().name : address.database)) =
            value;
    }
    const auto session = Session::open(settings);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, kind);
    QCOMPARE(session.error().subject, subject.isEmpty() ? address.text() : subject);
    QVERIFY(!core::errorText(session.error()).sentence().contains(u"wrong"_s)); // the password
}

void TestMariaConnect::givesUpOnSilence()
{
    const StripTls other(StripTls::Trick::Silence, port());
    SessionSettings settings = through(other, u"prefer"_s);
    settings.address.options.insert(u"connect_timeout"_s, u"1"_s);
    QElapsedTimer time;
    time.start();
    const auto session = Session::open(settings);
    QVERIFY(!session);
    QCOMPARE(session.error().kind, ErrorKind::Connection);
    QVERIFY2(time.elapsed() < 8000, qPrintable(QString::number(time.elapsed())));
}

void TestMariaConnect::triesOneHostAfterTheOther()
{
    SessionSettings settings = m_server->settings();
    const auto right = settings.address.hosts.constFirst();
    settings.address.hosts = {{u"127.0.0.1"_s, 1}, {u"no-such-host.invalid"_s, 0}, right};
    QVERIFY(Session::open(settings));
    settings.password = core::Secret(u"wrong"_s);
    settings.address.hosts = {right, {u"127.0.0.1"_s, 1}};
    QCOMPARE(Session::open(settings).error().kind, ErrorKind::LoginRefused); // which the next one cannot mend
}

void TestMariaConnect::choosesAHostByItsRole()
{
    QVERIFY(m_server->open({{u"target_session_attrs"_s, u"read-write"_s}}));
    QVERIFY(m_server->open({{u"target_session_attrs"_s, u"prefer-standby"_s}}));
    const auto none = m_server->open({{u"target_session_attrs"_s, u"standby"_s}});
    QVERIFY(!none);
    QCOMPARE(none.error().kind, ErrorKind::Connection);
    QCOMPARE(none.error().detail, u"it is no standby"_s);

    m_server->run({u"SET GLOBAL read_only = 1"_s});
    const auto standby = m_server->open({{u"target_session_attrs"_s, u"read-only"_s}});
    const auto primary = m_server->open({{u"target_session_attrs"_s, u"primary"_s}});
    m_server->run({u"SET GLOBAL read_only = 0"_s});
    QVERIFY(standby);
    QVERIFY(!primary);
    QCOMPARE(primary.error().detail, u"it takes no changes"_s);
}

void TestMariaConnect::localhostWithAPortIsNoSocket()
{
    SessionSettings settings = m_server->settings({{u"sslmode"_s, u"require"_s}});
    settings.address.hosts.first().name = u"localhost"_s;
    const auto session = Session::open(settings);
    QVERIFY(session && (*session)->engineName().endsWith(", TLS 1.3"_L1));
}

QTEST_GUILESS_MAIN(TestMariaConnect)
#include "tst_mariaconnect.moc"
