#include "protocol/authorizationserver.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslServer>
#include <QSslSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace owb;
using namespace owb::protocol;
using namespace Qt::StringLiterals;

namespace {

const QByteArray keys = "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"one\","
                        "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/** A server is believed only with a certificate that is signed by somebody trusted, and for its own name. */
class TestTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anUnknownAuthorityIsRefused();
    void anAuthorityOfOnesOwnIsTaken();
    void aCertificateOfAnotherHostIsRefused();

private:
    void makeCertificate(const QString& name, const QString& alternative) const;
    void serve(QSslServer& server, const QString& name) const;
    [[nodiscard]] jose::Checked<FetchedKeys> fetched(
        const QString& certificate, const QString& authorityFile, QByteArrayList* received = nullptr) const;

    QTemporaryDir m_folder;
};

void TestTls::makeCertificate(const QString& name, const QString& alternative) const
{
    QProcess openssl;
    openssl.start(u"openssl"_s,
        {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:P-256"_s, u"-nodes"_s,
            u"-days"_s, u"2"_s, u"-subj"_s, u"/CN=test"_s, u"-addext"_s, u"subjectAltName="_s + alternative,
            u"-keyout"_s, m_folder.filePath(name + u".key"_s), u"-out"_s, m_folder.filePath(name + u".pem"_s)});
    QVERIFY2(openssl.waitForFinished(30'000) && openssl.exitCode() == 0, openssl.readAllStandardError().constData());
}

void TestTls::initTestCase()
{
    QVERIFY(QSslSocket::supportsSsl());
    makeCertificate(u"here"_s, u"IP:127.0.0.1"_s);
    makeCertificate(u"elsewhere"_s, u"DNS:other.example"_s);
}

void TestTls::serve(QSslServer& server, const QString& name) const
{
    QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
    settings.setLocalCertificate(QSslCertificate(contentsOf(m_folder.filePath(name + u".pem"_s))));
    settings.setPrivateKey(QSslKey(contentsOf(m_folder.filePath(name + u".key"_s)), QSsl::Ec));
    server.setSslConfiguration(settings);
    QVERIFY(server.listen(QHostAddress::LocalHost));
}

jose::Checked<FetchedKeys> TestTls::fetched(
    const QString& certificate, const QString& authorityFile, QByteArrayList* received) const
{
    QSslServer server;
    serve(server, certificate);
    connect(&server, &QSslServer::pendingConnectionAvailable, &server, [&server, received] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QIODevice::readyRead, socket, [socket, received] {
            const QByteArray request = socket->readAll();
            if (received != nullptr) {
                *received << request;
            }
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                + QByteArray::number(keys.size()) + "\r\n\r\n" + keys);
        });
    });
    HttpThread http({5'000, 100'000}, authorityFile);
    auto future = AuthorizationServer(http).keys(QUrl(u"https://127.0.0.1:%1/keys"_s.arg(server.serverPort())));
    const bool ended = QTest::qWaitFor([&] { return future.isFinished(); }, 10'000);
    return ended && future.resultCount() > 0 ? future.result()
                                             : jose::Refused(jose::Fault{u"it never ended"_s, {}, {}, {}});
}

void TestTls::anUnknownAuthorityIsRefused()
{
    QByteArrayList received;
    const auto answer = fetched(u"here"_s, {}, &received);
    QVERIFY(!answer);
    QVERIFY2(answer.error().what.contains(u"certificate of 127.0.0.1"_s), qPrintable(answer.error().what));
    QVERIFY(answer.error().remedy.contains(u"authority"_s));
    QVERIFY(received.isEmpty()); // not a byte of the request
}

void TestTls::anAuthorityOfOnesOwnIsTaken()
{
    const auto answer = fetched(u"here"_s, m_folder.filePath(u"here.pem"_s));
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().what));
    QCOMPARE(answer->keys.names(), QStringList{u"one"_s});
}

void TestTls::aCertificateOfAnotherHostIsRefused()
{
    QByteArrayList received;
    const auto answer = fetched(u"elsewhere"_s, m_folder.filePath(u"elsewhere.pem"_s), &received);
    QVERIFY(!answer);
    QVERIFY2(answer.error().what.contains(u"certificate of 127.0.0.1"_s), qPrintable(answer.error().what));
    QVERIFY(received.isEmpty());
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"
