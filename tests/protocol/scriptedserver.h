#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <functional>

class QTcpSocket;

namespace owb::test {

/** A server on loopback that answers as it is told, rightly or not. */
class ScriptedServer : public QObject
{
    Q_OBJECT
public:
    struct Request
    {
        QByteArray method;
        QByteArray path; // with its query
        QHash<QByteArray, QByteArray> headers; // names in small letters
        QByteArray body;
    };
    /** Writes to the socket whatever it wants, at once or later. */
    using Answer = std::function<void(const Request& request, QTcpSocket& socket)>;

    ScriptedServer();
    void answer(const QByteArray& path, Answer answer);
    /** A whole and proper answer. */
    void answer(
        const QByteArray& path, const QByteArray& body, const QByteArray& type = "application/json", int status = 200);
    [[nodiscard]] QUrl url(const QString& path = {}) const;
    [[nodiscard]] const QList<Request>& requests() const { return m_requests; }

    static void reply(
        QTcpSocket& socket, const QByteArray& body, const QByteArray& type, int status, const QByteArray& more = {});

private:
    void read(QTcpSocket& socket);

    QHash<QByteArray, Answer> m_answers;
    QHash<QTcpSocket*, QByteArray> m_received;
    QList<Request> m_requests;
    QTcpServer m_server; // the last: its sockets say goodbye to the others
};

} // namespace owb::test
