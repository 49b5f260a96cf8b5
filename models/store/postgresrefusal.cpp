#include "store/postgresrefusal.h"

#include "store/postgresoptions.h"
#include "store/session.h"

#include <QDeadlineTimer>
#include <QRegularExpression>

#include <libpq-fe.h>
#include <poll.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

/** The same that Qt's driver was told. */
Connection started(const SessionSettings& settings, const QString& options)
{
    const PostgresOptions names{{u"host"_s, postgresHosts(settings)}, {u"dbname"_s, settings.address.database},
        {u"user"_s, settings.address.user}, {u"password"_s, settings.password.revealText()}};
    QString text;
    for (const auto& [name, value] : names) {
        text += value.isEmpty() ? QString() : postgresOption(name, value) + u' ';
    }
    return {PQconnectStart((text + options).toUtf8().constData()), &PQfinish};
}

/** Drives the connection until it stands or fails. */
void finishConnecting(PGconn* connection, QDeadlineTimer deadline)
{
    auto state = PGRES_POLLING_WRITING; // as libpq's manual begins
    while (PQstatus(connection) != CONNECTION_BAD && !deadline.hasExpired()
        && (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING)) {
        pollfd socket{PQsocket(connection), static_cast<short>(state == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0};
        if (poll(&socket, 1, static_cast<int>(deadline.remainingTime())) > 0) {
            state = PQconnectPoll(connection);
        }
    }
}

} // namespace

QByteArray postgresRefusal(const SessionSettings& settings, const QString& options)
{
    const Connection connection = started(settings, options);
    if (!connection) {
        return {};
    }
    PQsetErrorVerbosity(connection.get(), PQERRORS_SQLSTATE); // codes in place of words
    finishConnecting(connection.get(), QDeadlineTimer(std::chrono::seconds(10)));
    static const QRegularExpression code(u":  ([0-9A-Z]{5})\\s*$"_s);
    return code.match(QString::fromUtf8(PQerrorMessage(connection.get()))).captured(1).toLatin1();
}

} // namespace owb::store
