#include "protocol/httpworker.h"

#include "protocol/texts.h"

#include <QFile>
#include <QHostAddress>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace owb::protocol {

namespace {

using jose::Checked;
using jose::Fault;
using jose::Refused;

/** What the watching of one reply notes: why it was ended from here, when it was. */
struct Watched
{
    QByteArray body;
    std::optional<Fault> fault;
};

QString hostOf(const QUrl& url)
{
    return url.port() < 0 ? url.host() : u"%1:%2"_s.arg(url.host()).arg(url.port());
}

Fault tooSlow(const QUrl& url, int ms)
{
    constexpr int second = 1000;
    return {ServerText::tr("%1 did not finish its answer within %2 seconds.").arg(hostOf(url)).arg(ms / second),
        ServerText::tr("Try again later, or look whether a proxy stands between."), {}, {}};
}

Fault tooLong(const QUrl& url, qsizetype bytes)
{
    constexpr qsizetype kilobyte = 1000;
    return {ServerText::tr("The answer of %1 is longer than %2 kB; reading stopped there.")
                .arg(hostOf(url))
                .arg(bytes / kilobyte),
        ServerText::tr("No authorization server needs that much: look whether the address is right."), {}, {}};
}

Fault redirected(const QNetworkReply& reply)
{
    const QUrl target = reply.url().resolved(reply.attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl());
    return {ServerText::tr("%1 sends on to %2, which was not followed.").arg(hostOf(reply.url()), hostOf(target)),
        ServerText::tr("Tokens and secrets go only where you send them. Use the other address if it is the right one."),
        u"RFC 9700 §4.12"_s, {}};
}

/** Qt's reason as one sentence and what to do; its own text may hold the address, which holds no secret here. */
Fault notReached(const QNetworkReply& reply)
{
    const QString host = hostOf(reply.url());
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
        return {ServerText::tr("There is no host named %1.").arg(reply.url().host()),
            ServerText::tr("Compare the address, and whether this machine can reach it."), {}, {}};
    case QNetworkReply::ConnectionRefusedError:
        return {ServerText::tr("Nothing listens at %1.").arg(host),
            ServerText::tr("Look whether the server runs, and at which port."), {}, {}};
    case QNetworkReply::SslHandshakeFailedError:
        return {ServerText::tr("The certificate of %1 was not accepted: %2.").arg(host, reply.errorString()),
            ServerText::tr("If it is signed by an authority of your own, give that authority's certificate."),
            u"RFC 9700 §4.1"_s, {}};
    case QNetworkReply::RemoteHostClosedError:
        return {ServerText::tr("%1 closed the connection before its answer was whole.").arg(host),
            ServerText::tr("Try again; the server's log may say why."), {}, {}};
    default:
        return {ServerText::tr("%1 cannot be reached: %2.").arg(host, reply.errorString()),
            ServerText::tr("Compare the address, and whether this machine can reach it."), {}, {}};
    }
}

HttpReply asReply(const QNetworkReply& reply, const QByteArray& body)
{
    const QByteArray type = reply.header(QNetworkRequest::ContentTypeHeader).toByteArray();
    return {reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
        type.first(type.indexOf(';') < 0 ? type.size() : type.indexOf(';')).trimmed().toLower(), body,
        reply.rawHeader("WWW-Authenticate")};
}

Checked<HttpReply> outcome(const QNetworkReply& reply, const Watched& watched)
{
    if (watched.fault) {
        return Refused(*watched.fault);
    }
    const QVariant status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute);
    if (reply.attribute(QNetworkRequest::RedirectionTargetAttribute).isValid()) {
        return Refused(redirected(reply));
    }
    // A status is an answer, whatever it is; an error without one, or in the middle of the body, is none.
    const bool isAnswer = reply.error() == QNetworkReply::NoError
        || (status.isValid() && reply.error() >= QNetworkReply::ContentAccessDenied);
    return isAnswer ? Checked<HttpReply>(asReply(reply, watched.body)) : Refused(notReached(reply));
}

} // namespace

bool isLoopback(const QUrl& url)
{
    const QHostAddress address(url.host());
    return address.isLoopback() || url.host().compare(u"localhost"_s, Qt::CaseInsensitive) == 0;
}

Checked<> checkAddress(const QUrl& url)
{
    if (!url.isValid() || url.host().isEmpty()) {
        return Refused(Fault{ServerText::tr("This is no address of a server."),
            ServerText::tr("Write it whole, for example https://id.example."), {}, {}});
    }
    const bool isPlain = url.scheme() == u"http";
    if (url.scheme() != u"https" && !(isPlain && isLoopback(url))) {
        return Refused(Fault{ServerText::tr("%1 is not an https address.").arg(hostOf(url)),
            ServerText::tr("Tokens and secrets travel encrypted; plain http is taken for this machine only."),
            u"RFC 8414 §2"_s, {}});
    }
    if (!url.userInfo().isEmpty()) {
        return Refused(Fault{ServerText::tr("The address holds a user name or a password."),
            ServerText::tr("Leave them out; they would end up in logs."), u"RFC 9110 §4.2.4"_s, {}});
    }
    return {};
}

HttpWorker::HttpWorker(HttpLimits limits, QString authorityFile)
    : m_limits(limits)
    , m_authorityFile(std::move(authorityFile))
{ }

void HttpWorker::stop()
{
    m_manager.reset(); // its replies go with it, and with them their promises
}

Checked<QSslConfiguration> HttpWorker::tlsSettings() const
{
    QSslConfiguration settings = QSslConfiguration::defaultConfiguration();
    settings.setProtocol(QSsl::TlsV1_2OrLater);
    settings.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (m_authorityFile.isEmpty()) {
        return settings;
    }
    QFile file(m_authorityFile);
    const auto added = file.open(QIODevice::ReadOnly) ? QSslCertificate::fromDevice(&file) : QList<QSslCertificate>();
    if (added.isEmpty()) {
        return Refused(Fault{ServerText::tr("The file %1 holds no certificate in PEM.").arg(m_authorityFile),
            ServerText::tr("Give the certificate of the authority that signed the server's."), {}, {}});
    }
    settings.addCaCertificates(added);
    return settings;
}

void HttpWorker::send(const HttpRequest& request, const Promise& promise)
{
    const auto settings = tlsSettings();
    if (!settings) {
        promise->addResult(Refused(settings.error()));
        promise->finish();
        return;
    }
    if (!m_manager) {
        m_manager = std::make_unique<QNetworkAccessManager>();
        m_manager->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        m_manager->setCookieJar(nullptr);
    }
    QNetworkRequest made(request.url);
    made.setSslConfiguration(*settings);
    made.setRawHeader("Accept", request.accept);
    made.setHeader(QNetworkRequest::UserAgentHeader, u"OAuth Workbench " OWB_VERSION ""_s);
    // The bytes are counted as they come; compressed ones would be more than were counted.
    made.setRawHeader("Accept-Encoding", "identity");
    made.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    if (!request.authorization.isEmpty()) {
        made.setRawHeader("Authorization", request.authorization.reveal());
    }
    if (!request.isPost) {
        watch(m_manager->get(made), promise);
        return;
    }
    made.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    watch(m_manager->post(made, request.form.reveal()), promise);
}

void HttpWorker::watch(QNetworkReply* reply, const Promise& promise)
{
    auto watched = std::make_shared<Watched>();
    reply->setReadBufferSize(m_limits.bytes + 1); // an endless body must not be kept while nobody looks
    auto* timer = new QTimer(reply);
    timer->setSingleShot(true);
    timer->start(m_limits.totalMs);
    connect(timer, &QTimer::timeout, reply, [this, reply, watched] {
        watched->fault = tooSlow(reply->url(), m_limits.totalMs);
        reply->abort();
    });
    const auto read = [this, reply, watched] {
        watched->body += reply->readAll();
        if (watched->body.size() > m_limits.bytes && !watched->fault) {
            watched->fault = tooLong(reply->url(), m_limits.bytes);
            reply->abort();
        }
    };
    connect(reply, &QIODevice::readyRead, reply, read);
    connect(reply, &QNetworkReply::finished, reply, [reply, watched, promise, read] {
        if (reply->isOpen()) {
            read();
        }
        promise->addResult(outcome(*reply, *watched));
        promise->finish();
        reply->deleteLater();
    });
}

} // namespace owb::protocol
