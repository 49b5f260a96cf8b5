#include "scriptedserver.h"

#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace owb::test {

ScriptedServer::ScriptedServer()
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* socket = m_server.nextPendingConnection()) {
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_received.remove(socket);
                socket->deleteLater();
            });
        }
    });
}

void ScriptedServer::answer(const QByteArray& path, Answer answer)
{
    m_answers.insert(path, std::move(answer));
}

void ScriptedServer::answer(const QByteArray& path, const QByteArray& body, const QByteArray& type, int status)
{
    answer(path, [=](const Request&, QTcpSocket& socket) { reply(socket, body, type, status); });
}

QUrl ScriptedServer::url(const QString& path) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_server.serverPort()).arg(path));
}

void ScriptedServer::reply(
    QTcpSocket& socket, const QByteArray& body, const QByteArray& type, int status, const QByteArray& more)
{
    socket.write("HTTP/1.1 " + QByteArray::number(status) + " x\r\nContent-Type: " + type + "\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + more + "Connection: close\r\n\r\n" + body);
    socket.disconnectFromHost();
}

void ScriptedServer::read(QTcpSocket& socket)
{
    QByteArray& received = m_received[&socket];
    received += socket.readAll();
    const qsizetype end = received.indexOf("\r\n\r\n");
    if (end < 0) {
        return;
    }
    Request request;
    const QByteArrayList lines = received.first(end).split('\n');
    const QByteArrayList first = lines.first().split(' ');
    request.method = first.value(0);
    request.path = first.value(1);
    for (const QByteArray& line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    request.body = received.sliced(end + 4);
    if (request.body.size() < request.headers.value("content-length").toLongLong()) {
        return;
    }
    received.clear();
    m_requests << request;
    const auto found = m_answers.constFind(request.path);
    if (found == m_answers.constEnd()) {
        reply(socket, "{}", "application/json", 404);
        return;
    }
    (*found)(request, socket);
}

} // namespace owb::test
