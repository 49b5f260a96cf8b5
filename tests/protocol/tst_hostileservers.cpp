#include "protocol/authorizationserver.h"
#include "scriptedserver.h"

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>

using namespace owb;
using namespace owb::protocol;
using namespace owb::test;
using namespace Qt::StringLiterals;

namespace {

constexpr HttpLimits small{2'000, 100'000};

/** The fault that a future ends with, within a bounded wait. */
template <class T> jose::Fault faultOf(QFuture<jose::Checked<T>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000)) {
        return {u"it never ended"_s, {}, {}, {}};
    }
    if (future.resultCount() == 0) {
        return {u"it was cancelled"_s, {}, {}, {}};
    }
    const auto result = future.result();
    return result ? jose::Fault{u"it succeeded"_s, {}, {}, {}} : result.error();
}

/** Writes for as long as somebody reads. */
void drip(QTcpSocket& socket, const QByteArray& piece, int everyMs)
{
    auto* timer = new QTimer(&socket);
    QObject::connect(timer, &QTimer::timeout, &socket, [&socket, piece] {
        if (socket.state() == QAbstractSocket::ConnectedState) {
            socket.write(piece);
        }
    });
    timer->start(everyMs);
}

const QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";

} // namespace

/** Servers that do not behave: a bounded wait, and a sentence that says what happened. */
class TestHostileServers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEndlessBodyIsCutOff();
    void aSlowDripEndsWithTheTime();
    void silenceEndsWithTheTime();
    void aLargeKeySetIsCutOff();
    void redirectsAreNotFollowed();
    void anotherTypeIsRefused();
    void anotherIssuerIsRefused();
    void deepNestingIsRefused();
    void aCutConnectionIsTold();
    void nobodyThereIsTold();
    void plainHttpIsForThisMachineOnly_data();
    void plainHttpIsForThisMachineOnly();
    void anUntrustedCertificateIsRefused();
    void whatRunsIsDroppedAtTheEnd();
};

void TestHostileServers::anEndlessBodyIsCutOff()
{
    ScriptedServer server;
    server.answer("/keys", [](const auto&, QTcpSocket& socket) {
        socket.write(head);
        drip(socket, QByteArray(50'000, ' '), 0);
    });
    HttpThread http(small);
    const auto fault = faultOf(AuthorizationServer(http).keys(server.url(u"/keys"_s)));
    QVERIFY2(fault.what.contains(u"longer than 100 kB"), qPrintable(fault.what));
    QVERIFY(!fault.remedy.isEmpty());
}

void TestHostileServers::aSlowDripEndsWithTheTime()
{
    ScriptedServer server;
    server.answer("/keys", [](const auto&, QTcpSocket& socket) {
        socket.write(head);
        drip(socket, " ", 50);
    });
    HttpThread http(small);
    QElapsedTimer timer;
    timer.start();
    const auto fault = faultOf(AuthorizationServer(http).keys(server.url(u"/keys"_s)));
    QVERIFY2(fault.what.contains(u"within 2 seconds"), qPrintable(fault.what));
    QVERIFY(timer.elapsed() < 8'000);
}

void TestHostileServers::silenceEndsWithTheTime()
{
    ScriptedServer server;
    server.answer("/keys", [](const auto&, QTcpSocket&) {});
    HttpThread http(small);
    const auto fault = faultOf(AuthorizationServer(http).keys(server.url(u"/keys"_s)));
    QVERIFY2(fault.what.contains(u"within 2 seconds"), qPrintable(fault.what));
}

void TestHostileServers::aLargeKeySetIsCutOff()
{
    ScriptedServer server;
    server.answer("/keys", [](const auto&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n");
        socket.write("{\"keys\":[" + QByteArray(100'000'000, ' '));
    });
    HttpThread http;
    const auto fault = faultOf(AuthorizationServer(http).keys(server.url(u"/keys"_s)));
    QVERIFY2(fault.what.contains(u"longer than 1000 kB"), qPrintable(fault.what));
}

void TestHostileServers::redirectsAreNotFollowed()
{
    ScriptedServer server;
    ScriptedServer other;
    server.answer("/introspect", [&other](const auto&, QTcpSocket& socket) {
        ScriptedServer::reply(socket, {}, "text/html", 307, "Location: " + other.url(u"/steal"_s).toEncoded() + "\r\n");
    });
    HttpThread http(small);
    const auto fault = faultOf(AuthorizationServer(http).introspect(server.url(u"/introspect"_s),
        {ClientCredentials::Method::Basic, u"me"_s, core::Secret(QByteArray("hidden"))},
        core::Secret(QByteArray("token")), {}, false));
    QVERIFY2(fault.what.contains(u"was not followed"), qPrintable(fault.what));
    QVERIFY(fault.what.contains(other.url().authority()));
    QVERIFY(other.requests().isEmpty());
}

void TestHostileServers::anotherTypeIsRefused()
{
    ScriptedServer server;
    server.answer("/keys", "<html>Sign in</html>", "text/html; charset=utf-8");
    HttpThread http(small);
    const auto fault = faultOf(AuthorizationServer(http).keys(server.url(u"/keys"_s)));
    QVERIFY2(fault.what.contains(u"text/html"), qPrintable(fault.what));
}

void TestHostileServers::anotherIssuerIsRefused()
{
    ScriptedServer server;
    server.answer("/.well-known/openid-configuration", "{\"issuer\":\"https://evil.example\"}");
    HttpThread http(small);
    const auto fault = faultOf(AuthorizationServer(http).discover(server.url().toString()));
    QCOMPARE(fault.rule, u"F-03"_s);
    QVERIFY2(fault.what.contains(u"evil.example"), qPrintable(fault.what));
    QCOMPARE(server.requests().size(), 1);
}

void TestHostileServers::deepNestingIsRefused()
{
    ScriptedServer server;
    server.answer("/keys", "{\"keys\":" + QByteArray(40'000, '[') + QByteArray(40'000, ']') + '}');
    HttpThread http(small);
    const auto fault = faultOf(AuthorizationServer(http).keys(server.url(u"/keys"_s)));
    QVERIFY2(fault.what.contains(u"nested too deeply"), qPrintable(fault.what));
}

void TestHostileServers::aCutConnectionIsTold()
{
    ScriptedServer server;
    server.answer("/keys", [](const auto&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"keys\"");
        socket.disconnectFromHost();
    });
    HttpThread http(small);
    const auto fault = faultOf(AuthorizationServer(http).keys(server.url(u"/keys"_s)));
    QVERIFY2(fault.what.contains(u"before its answer was whole"), qPrintable(fault.what));
}

void TestHostileServers::nobodyThereIsTold()
{
    QUrl url;
    {
        const ScriptedServer server;
        url = server.url(u"/keys"_s);
    }
    HttpThread http(small);
    const auto fault = faultOf(AuthorizationServer(http).keys(url));
    QVERIFY2(fault.what.contains(u"Nothing listens at"), qPrintable(fault.what));
}

void TestHostileServers::plainHttpIsForThisMachineOnly_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("https") << u"https://id.example"_s << true;
    QTest::newRow("http") << u"http://id.example"_s << false;
    QTest::newRow("http to this machine") << u"http://127.0.0.1:8080/x"_s << true;
    QTest::newRow("by name") << u"http://localhost:8080/x"_s << true;
    QTest::newRow("by IPv6") << u"http://[::1]:8080/x"_s << true;
    QTest::newRow("a name that only looks so") << u"http://localhost.evil.example/x"_s << false;
    QTest::newRow("a name like an address") << u"http://127.0.0.1.evil.example/x"_s << false;
    QTest::newRow("file") << u"file:///etc/passwd"_s << false;
    QTest::newRow("ftp") << u"ftp://id.example"_s << false;
    QTest::newRow("with a password") << u"https://me:secret@id.example"_s << false;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("a word") << u"id.example"_s << false;
}

void TestHostileServers::plainHttpIsForThisMachineOnly()
{
    QFETCH(const QString, address);
    QFETCH(const bool, allowed);
    const auto checked = checkAddress(QUrl(address));
    QCOMPARE(checked.has_value(), allowed);
    QVERIFY(checked || (!checked.error().what.isEmpty() && !checked.error().what.contains(u"secret"_s)));
}

void TestHostileServers::anUntrustedCertificateIsRefused()
{
    HttpThread http(small, u"/nowhere/authority.pem"_s);
    const auto fault = faultOf(AuthorizationServer(http).keys(QUrl(u"https://127.0.0.1:1/keys"_s)));
    QVERIFY2(fault.what.contains(u"holds no certificate"), qPrintable(fault.what));
}

void TestHostileServers::whatRunsIsDroppedAtTheEnd()
{
    ScriptedServer server;
    server.answer("/keys", [](const auto&, QTcpSocket&) {});
    QFuture<jose::Checked<FetchedKeys>> keys;
    QElapsedTimer timer;
    timer.start();
    {
        HttpThread http;
        keys = AuthorizationServer(http).keys(server.url(u"/keys"_s));
        QTRY_COMPARE(server.requests().size(), 1);
    }
    QVERIFY(timer.elapsed() < 5'000);
    QTRY_VERIFY(keys.isFinished());
    QCOMPARE(keys.resultCount(), 0);
}

QTEST_GUILESS_MAIN(TestHostileServers)
#include "tst_hostileservers.moc"
