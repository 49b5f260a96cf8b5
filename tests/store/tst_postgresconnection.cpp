#include "postgrescase.h"

#include "store/postgresconnection.h"

#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <atomic>
#include <clocale>
#include <thread>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

using Kind = core::Error::Kind;

namespace {

/** A port of this machine where nobody answers, or somebody who takes calls and says nothing, or one letter. */
class DeadPort
{
public:
    enum class Manner { Refuses, IsSilent, HasNoTls };

    explicit DeadPort(Manner manner)
        : m_socket(socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        auto* const general = reinterpret_cast<sockaddr*>(&address);
        if (bind(m_socket, general, size) != 0 || getsockname(m_socket, general, &size) != 0
            || (manner != Manner::Refuses && listen(m_socket, 4) != 0)) {
            qFatal("no port to be had");
        }
        number = ntohs(address.sin_port);
        if (manner == Manner::HasNoTls) {
            m_thread = std::thread([this] { answer(); });
        }
    }
    ~DeadPort()
    {
        shutdown(m_socket, SHUT_RDWR); // wakes accept()
        if (m_thread.joinable()) {
            m_thread.join();
        }
        close(m_socket);
    }
    Q_DISABLE_COPY_MOVE(DeadPort)

    int number = 0;
    std::atomic<bool> gotMore = false; // than the question for TLS

private:
    /** PostgreSQL's protocol: N says no to the request for TLS, and what follows is in clear text. */
    void answer()
    {
        for (int call = accept(m_socket, nullptr, nullptr); call >= 0; call = accept(m_socket, nullptr, nullptr)) {
            std::array<char, 64> bytes{};
            if (read(call, bytes.data(), 8) == 8 && write(call, "N", 1) == 1
                && read(call, bytes.data(), bytes.size()) > 0) {
                gotMore = true;
            }
            close(call);
        }
    }

    int m_socket;
    std::thread m_thread;
};

/** A certificate that signed nothing here. */
constexpr const char* otherAuthority = "-----BEGIN CERTIFICATE-----\n"
                                       "MIIBjjCCATSgAwIBAgITF7o8pJ2A3YJCcikfR0U3L37+RDAKBggqhkjOPQQDAjAc\n"
                                       "MRowGAYDVQQDDBFhbm90aGVyIGF1dGhvcml0eTAgFw0yNjExMjQyMzE4MjFaGA8y\n"
                                       "MTI2MTAzMTIzMTgyMVowHDEaMBgGA1UEAwwRYW5vdGhlciBhdXRob3JpdHkwWTAT\n"
                                       "BgcqhkjOPQIBBggqhkjOPQMBBwNCAAQg5XjBe8rj42JaadHorInMVkuT2Nbcry9H\n"
                                       "e/u3UvBo02k9KPTpuaV/QR+CO/aPYeTR3Y51x2kS/uzWOz3USMbNo1MwUTAdBgNV\n"
                                       "HQ4EFgQUiyYMe2B8MKBtmU8TaNZ+TOehSAswHwYDVR0jBBgwFoAUiyYMe2B8MKBt\n"
                                       "mU8TaNZ+TOehSAswDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA\n"
                                       "ooV1Pt47dme9z6BI3buHHAEIYywgdpCCM7X7DitiP1kCIGpchBWCFnj4Lt6RHlI7\n"
                                       "1zOsrRsgHhAmD2LpAnUGzNu7\n"
                                       "-----END CERTIFICATE-----\n";

core::Error errorOf(const SessionSettings& settings)
{
    const auto session = PostgresSession::open(settings);
    return session ? core::Error{Kind::Internal, {}, {}, u"it opened: "_s + (*session)->engineName()} : session.error();
}

} // namespace

/** Who is let in by a real PostgreSQL server, and what is told of those that are not. */
class TestPostgresConnection : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void aRefusedLoginIsTold_data();
    void aRefusedLoginIsTold();
    void aServerThatIsNotThereIsTold();
    void aServerThatIsSilentIsTold();
    void aDatabaseThatIsNotThereIsTold();
    void theNextHostIsTried();
    void aServerOfTheWrongKindIsTold();
    void oddNamesAndPasswordsPass();
    void anOptionThatCannotPassIsTold();
    void aPasswordNeverStandsInAnError();

    void tlsIsUsedWhenItCanBe();
    void tlsIsNotGivenUp();
    void aCertificateIsChecked_data();
    void aCertificateIsChecked();

private:
    std::unique_ptr<PostgresCase> m_case;
    QTemporaryDir m_folder;
};

void TestPostgresConnection::initTestCase()
{
    QVERIFY2(PostgresCase::missing().isEmpty(), PostgresCase::missing().constData());
    qputenv("LANGUAGE", "ko"); // libpq speaks Korean unless it is told otherwise; nothing here may depend on it
    std::setlocale(LC_ALL, "C.UTF-8");
    const QStringList paths = QCoreApplication::libraryPaths(); // asked before the driver is loaded for good
    QCoreApplication::setLibraryPaths({m_folder.path()});
    const core::Error missing = errorOf(PostgresCase::serverSettings());
    QCoreApplication::setLibraryPaths(paths);
    QCOMPARE(missing.kind, Kind::DriverMissing);
    QCOMPARE(missing.subject, u"QPSQL"_s);
    qputenv("HOME", m_folder.path().toLocal8Bit()); // where a .postgresql folder may be
    m_case = std::make_unique<PostgresCase>(u"owb_connection"_s);
    cleanupTestCase();
    m_case = std::make_unique<PostgresCase>(u"owb_connection"_s);
    m_case->run(u"CREATE ROLE owb_stranger LOGIN PASSWORD 'secret'"_s);
    m_case->run(u"CREATE ROLE owb_nobody NOLOGIN PASSWORD 'secret'"_s);
    m_case->run(u"REVOKE CONNECT ON DATABASE owb_connection FROM public"_s);
}

void TestPostgresConnection::cleanupTestCase()
{
    if (m_case) {
        m_case->run(u"DROP ROLE IF EXISTS owb_stranger, owb_nobody, \"owb o'dd; \"\"\\ x=y\""_s);
        m_case->run(u"DROP DATABASE IF EXISTS \"owb o'dd; \"\"\\ x=y\""_s);
        m_case.reset();
    }
}

void TestPostgresConnection::aRefusedLoginIsTold_data()
{
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::newRow("wrong password") << u"owb"_s << u"wrong"_s;
    QTest::newRow("unknown user") << u"owb_unknown"_s << u"secret"_s;
    QTest::newRow("a role that may not log in") << u"owb_nobody"_s << u"secret"_s; // 28000, in the server's words
    QTest::newRow("a password with a NUL") << u"owb"_s << u"a\0b"_s;
}

void TestPostgresConnection::aRefusedLoginIsTold()
{
    QFETCH(QString, user);
    QFETCH(QString, password);
    SessionSettings settings = m_case->settings();
    settings.address.user = user;
    settings.password = core::Secret(password);
    const core::Error error = errorOf(settings);
    QCOMPARE(error.kind, Kind::LoginRefused);
    QCOMPARE(error.subject, settings.location());
    QVERIFY2(!error.detail.contains(password), qPrintable(error.detail));
}

void TestPostgresConnection::aServerThatIsNotThereIsTold()
{
    SessionSettings settings = m_case->settings();
    settings.address.hosts.first().name = u"no-such-host.invalid"_s;
    const core::Error unknown = errorOf(settings);
    QVERIFY2(unknown.kind == Kind::HostUnknown, qPrintable(unknown.detail));
    QCOMPARE(unknown.subject, u"no-such-host.invalid"_s);

    const DeadPort refused(DeadPort::Manner::Refuses);
    settings.address.hosts.first() = {u"127.0.0.1"_s, refused.number};
    QCOMPARE(errorOf(settings).kind, Kind::Connection);
    settings.address.hosts.first() = {m_folder.path(), 5432}; // the folder of a socket
    QCOMPARE(errorOf(settings).kind, Kind::Connection);
}

void TestPostgresConnection::aServerThatIsSilentIsTold()
{
    const DeadPort silent(DeadPort::Manner::IsSilent);
    SessionSettings settings = m_case->settings();
    settings.address.hosts.first() = {u"127.0.0.1"_s, silent.number};
    settings.address.options.insert(u"connect_timeout"_s, u"2"_s); // libpq's least
    QElapsedTimer timer;
    timer.start();
    const core::Error error = errorOf(settings);
    QCOMPARE(error.kind, Kind::Connection);
    QVERIFY2(timer.elapsed() < 4000, qPrintable(QString::number(timer.elapsed()))); // and it is not tried again
}

void TestPostgresConnection::aDatabaseThatIsNotThereIsTold()
{
    SessionSettings settings = m_case->settings();
    settings.address.database = u"owb_missing"_s;
    QCOMPARE(errorOf(settings).kind, Kind::DatabaseMissing);
    QCOMPARE(errorOf(settings).subject, u"owb_missing"_s);
    QCOMPARE(errorOf(m_case->settingsOf(u"owb_stranger"_s)).kind, Kind::DatabaseMissing); // may not connect to it
}

void TestPostgresConnection::theNextHostIsTried()
{
    const DeadPort refused(DeadPort::Manner::Refuses);
    SessionSettings settings = m_case->settings();
    settings.address.hosts.prepend({u"127.0.0.1"_s, refused.number});
    const auto session = PostgresSession::open(settings);
    QVERIFY2(session, session ? "" : qPrintable(session.error().detail));
    QCOMPARE(PostgresCase::ask(**session, u"SELECT current_database()"_s), u"owb_connection"_s);
}

void TestPostgresConnection::aServerOfTheWrongKindIsTold()
{
    SessionSettings settings = m_case->settings();
    settings.address.options.insert(u"target_session_attrs"_s, u"read-only"_s);
    QCOMPARE(errorOf(settings).kind, Kind::Connection);
    settings.address.options.insert(u"target_session_attrs"_s, u"read-write"_s);
    m_case->run(u"ALTER DATABASE owb_connection SET default_transaction_read_only = on"_s);
    const core::Error error = errorOf(settings);
    m_case->run(u"ALTER DATABASE owb_connection RESET default_transaction_read_only"_s);
    QCOMPARE(error.kind, Kind::ReadOnlyDatabase);
    QVERIFY(PostgresSession::open(settings));
}

void TestPostgresConnection::oddNamesAndPasswordsPass()
{
    m_case->run(u"CREATE ROLE \"owb o'dd; \"\"\\ x=y\" LOGIN PASSWORD 'p''a\\;= \"x'"_s);
    m_case->run(u"CREATE DATABASE \"owb o'dd; \"\"\\ x=y\""_s);
    const QTemporaryDir folder(m_folder.filePath(u"it's \\a 한 "_s));
    const QString certificate = folder.filePath(u"ca.pem"_s);
    QVERIFY(QFile::copy(PostgresCase::authority(), certificate));
    SessionSettings settings = m_case->settings();
    settings.address.user = settings.address.database = u"owb o'dd; \"\\ x=y"_s;
    settings.address.options = {{u"sslmode"_s, u"verify-full"_s}, {u"sslrootcert"_s, certificate}};
    settings.password = core::Secret(u"p'a\\;= \"x"_s);
    const auto session = PostgresSession::open(settings);
    QVERIFY2(session, session ? "" : qPrintable(session.error().detail));
    QCOMPARE(PostgresCase::ask(**session, u"SELECT current_user"_s), settings.address.user);
    QCOMPARE(PostgresCase::ask(**session, u"SELECT current_database()"_s), settings.address.database);
}

void TestPostgresConnection::anOptionThatCannotPassIsTold()
{
    const QString odd = m_folder.filePath(u"a;b.pem"_s);
    QVERIFY(QFile::copy(PostgresCase::authority(), odd));
    SessionSettings settings = m_case->settings();
    settings.address.options.insert(u"sslrootcert"_s, odd);
    QCOMPARE(errorOf(settings).kind, Kind::InvalidAddress);
    settings.address.options.insert(u"sslrootcert"_s, m_folder.filePath(u"missing.pem"_s)); // libpq would check nothing
    QCOMPARE(errorOf(settings).kind, Kind::InvalidAddress);
}

void TestPostgresConnection::aPasswordNeverStandsInAnError()
{
    SessionSettings settings = m_case->settings();
    settings.password = core::Secret(u"tiger"_s);
    const core::Error error = postgresConnectError(u"what is \"tiger\"?"_s, {}, settings);
    QCOMPARE(error.kind, Kind::Connection);
    QVERIFY(!error.detail.contains(u"tiger"_s));
}

void TestPostgresConnection::tlsIsUsedWhenItCanBe()
{
    SessionSettings settings = m_case->settings();
    QCOMPARE(settings.address.tlsMode(), core::TlsMode::Prefer);
    QVERIFY2((*PostgresSession::open(settings))->engineName().endsWith(u", TLS 1.3"_s),
        qPrintable((*PostgresSession::open(settings))->engineName()));
    settings.address.options.insert(u"sslmode"_s, u"disable"_s);
    QVERIFY((*PostgresSession::open(settings))->engineName().endsWith(u", no encryption"_s));
}

void TestPostgresConnection::tlsIsNotGivenUp()
{
    const DeadPort server(DeadPort::Manner::HasNoTls);
    SessionSettings settings = m_case->settings();
    settings.address.hosts.first().port = server.number;
    for (const QString& mode : {u"require"_s, u"verify-ca"_s, u"verify-full"_s}) {
        settings.address.options = {{u"sslmode"_s, mode}, {u"sslrootcert"_s, PostgresCase::authority()}};
        const core::Error error = errorOf(settings);
        QVERIFY2(error.kind == Kind::TlsRefused, qPrintable(error.detail));
        QVERIFY(!server.gotMore);
    }
    settings.address.options = {{u"sslmode"_s, u"prefer"_s}};
    QCOMPARE(errorOf(settings).kind, Kind::Connection);
    QVERIFY(server.gotMore); // in clear text, so that the above proves something
}

void TestPostgresConnection::aCertificateIsChecked_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("authority"); // "right", "wrong" or none
    QTest::addColumn<QString>("reason"); // none: it opens
    const auto row = [](const char* mode, const char* host, const char* authority, const char* reason) {
        QTest::addRow("%s, %s, %s", mode, host, authority)
            << QString::fromLatin1(mode) << QString::fromLatin1(host) << QString::fromLatin1(authority)
            << QString::fromLatin1(reason);
    };
    row("require", "127.0.0.1", "", "");
    row("verify-ca", "127.0.0.1", "right", "");
    row("verify-full", "localhost", "right", "");
    row("verify-full", "127.0.0.1", "right", "another host");
    row("verify-full", "localhost", "wrong", "authority that is trusted");
    row("verify-ca", "localhost", "wrong", "authority that is trusted");
    row("require", "localhost", "wrong", "authority that is trusted"); // libpq checks what it is given
    row("verify-ca", "localhost", "", "no authority's certificate");
}

void TestPostgresConnection::aCertificateIsChecked()
{
    QFETCH(QString, mode);
    QFETCH(QString, host);
    QFETCH(QString, authority);
    QFETCH(QString, reason);
    const QString wrong = m_folder.filePath(u"wrong.pem"_s);
    QFile file(wrong);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(otherAuthority) > 0);
    file.close();
    SessionSettings settings = m_case->settings();
    settings.address.hosts.first().name = host;
    settings.address.options = {{u"sslmode"_s, mode}};
    if (!authority.isEmpty()) {
        settings.address.options.insert(u"sslrootcert"_s, authority == "wrong"_L1 ? wrong : PostgresCase::authority());
    }
    const core::Error error = errorOf(settings);
    if (reason.isEmpty()) {
        QVERIFY2(error.detail.contains(u", TLS 1."_s), qPrintable(error.detail));
    } else {
        QVERIFY2(error.kind == Kind::CertificateRefused, qPrintable(error.detail));
        QVERIFY2(error.items.value(0).contains(reason), qPrintable(error.items.value(0)));
    }
}

QTEST_GUILESS_MAIN(TestPostgresConnection)
#include "tst_postgresconnection.moc"
