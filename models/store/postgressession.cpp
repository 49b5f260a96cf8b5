#include "store/postgressession.h"

#include "store/postgrescanceller.h"
#include "store/postgresconnection.h"
#include "store/postgreserror.h"
#include "store/postgresparameters.h"
#include "store/postgresrow.h"

#include <QSqlDriver>

#include <libpq-fe.h>

#include <algorithm>
#include <atomic>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;
using PostgresResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

/** So many unwanted rows are read rather than stopped, which takes another connection. */
constexpr int fewRows = 1000;

constexpr int firstWithParameterLogLimit = 130000;

PostgresResult nextResult(PGconn* handle)
{
    return {PQgetResult(handle), &PQclear};
}

bool isCommit(const Statement& statement)
{
    return statement.sql == "COMMIT"_L1;
}

void dropNotice(void*, const PGresult*)
{ } // they would end up on standard error, with values in them

/** Of libpq's "TLSv1.3". */
QString encryptionName(PGconn* handle)
{
    if (PQsslInUse(handle) != 0) {
        return QString::fromUtf8(PQsslAttribute(handle, "protocol")).replace("TLSv"_L1, "TLS "_L1);
    }
    return PQgssEncInUse(handle) != 0 ? u"GSSAPI encryption"_s : u"no encryption"_s;
}

} // namespace

PostgresSession::PostgresSession(SessionSettings settings)
    : Session(std::move(settings), postgresDialect())
{
    static std::atomic<int> counter = 0;
    m_name = u"owb-postgres-%1"_s.arg(++counter);
}

PostgresSession::~PostgresSession()
{
    m_canceller.reset();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

core::Result<std::unique_ptr<Session>> PostgresSession::open(const SessionSettings& settings)
{
    std::unique_ptr<PostgresSession> session(new PostgresSession(settings));
    if (const auto connected = session->connect(); !connected) {
        return tl::unexpected(connected.error());
    }
    return std::unique_ptr<Session>(std::move(session));
}

core::Result<> PostgresSession::connect()
{
    if (!QSqlDatabase::isDriverAvailable(dialect().driver())) {
        return core::failure(ErrorKind::DriverMissing, dialect().driver());
    }
    m_database = QSqlDatabase::addDatabase(dialect().driver(), m_name);
    if (const auto opened = openPostgres(m_database, settings()); !opened) {
        return opened;
    }
    m_handle = *static_cast<PGconn* const*>(m_database.driver()->handle().constData());
    PQsetNoticeReceiver(m_handle, dropNotice, nullptr);
    if (const auto encrypted = checkEncryption(); !encrypted) {
        return encrypted;
    }
    m_canceller = std::make_unique<PostgresCanceller>(m_handle);
    return prepareSession();
}

core::Result<> PostgresSession::checkEncryption() const
{
    const QByteArray host(PQhost(m_handle));
    const bool isSocket = host.isEmpty() || host.startsWith('/') || host.startsWith('@'); // stays in this machine
    if (settings().address.tlsMode() >= core::TlsMode::Require && !isSocket && PQsslInUse(m_handle) == 0) {
        return core::failure(ErrorKind::TlsRefused, settings().location());
    }
    return {};
}

core::Result<> PostgresSession::prepareSession()
{
    QStringList statements = dialect().sessionSetup(settings().writable, settings().busyTimeoutMs);
    statements << u"SELECT set_config('statement_timeout', '%1', FALSE)"_s.arg(statementTimeoutMs());
    if (settings().changesMany) { // thousands of commits; settle() waits for the last, and with it for all
        statements << u"SET synchronous_commit TO off"_s;
    }
    // A server that logs all statements logs bound values too; only its superuser may keep it from that.
    if (QByteArray(PQparameterStatus(m_handle, "is_superuser")) == "on"
        && PQserverVersion(m_handle) >= firstWithParameterLogLimit) {
        statements << u"SELECT set_config('log_parameter_max_length', '0', FALSE)"_s;
    }
    for (const QString& statement : std::as_const(statements)) {
        if (const auto done = execute({statement, {}}); !done) {
            return tl::unexpected(done.error());
        }
    }
    if (!settings().writable) {
        return {};
    }
    bool readOnly = false; // a standby, whatever the session asked for
    const auto asked = select({u"SELECT current_setting('transaction_read_only') = 'on'"_s, {}}, [&](const Row& row) {
        readOnly = row.integer(0) != 0;
        return true;
    });
    return asked && readOnly ? core::failure(ErrorKind::ReadOnlyDatabase, settings().location(), {u"server"_s}) : asked;
}

core::Result<> PostgresSession::select(const Statement& statement, const Each& each)
{
    const auto done = run(statement, &each);
    return done ? core::Result<>() : tl::unexpected(done.error());
}

core::Result<qint64> PostgresSession::execute(const Statement& statement)
{
    if (!settings().writable && statement.sql == dialect().beginWrite()) {
        return core::failure(ErrorKind::ReadOnlyConnection); // the server would allow it
    }
    return run(statement, nullptr);
}

core::Result<qint64> PostgresSession::run(const Statement& statement, const Each* each)
{
    if (m_lost) {
        return tl::unexpected(lostError());
    }
    if (m_running.isValid()) {
        return core::failure(ErrorKind::Internal, {}, {}, u"a statement runs already"_s);
    }
    PostgresParameters parameters;
    if (!parameters.bind(statement.values)) {
        return core::failure(ErrorKind::ValueNotAllowed, u"A text with a NUL character"_s,
            {u"PostgreSQL keeps texts without NUL characters only"_s});
    }
    m_running.start();
    m_inTransaction = PQtransactionStatus(m_handle) == PQTRANS_INTRANS;
    if (!framesTransaction(statement)) {
        m_canceller->arm();
    }
    const Outcome outcome = send(statement, parameters, each) ? received(statement, each) : unsent();
    const auto result = judged(outcome, each == nullptr);
    m_running.invalidate();
    return result;
}

bool PostgresSession::send(const Statement& statement, const PostgresParameters& parameters, const Each* each) const
{
    const NumberedSql sql = numbered(statement.sql);
    const bool sent = sql.count == parameters.count()
        && PQsendQueryParams(m_handle, sql.utf8.constData(), parameters.count(), parameters.types(),
               parameters.values(), parameters.lengths(), parameters.formats(), 0)
            != 0;
    if (sent && each) {
        PQsetSingleRowMode(m_handle); // rows as they come, not all of them first
    }
    return sent;
}

PostgresSession::Outcome PostgresSession::unsent() const
{
    const QString words = PQstatus(m_handle) == CONNECTION_BAD ? QString::fromUtf8(PQerrorMessage(m_handle)).trimmed()
                                                               : u"the statement cannot be sent as it is"_s;
    return {0, core::Error{ErrorKind::Internal, settings().location(), {}, words}, false};
}

PostgresSession::Outcome PostgresSession::received(const Statement& statement, const Each* each)
{
    Outcome outcome;
    int unwanted = 0;
    while (const PostgresResult result = nextResult(m_handle)) {
        const auto status = PQresultStatus(result.get());
        if (status == PGRES_SINGLE_TUPLE) {
            outcome.stoppedEarly = outcome.stoppedEarly || !(*each)(PostgresRow(result.get()));
            // Within a transaction that would undo the transaction.
            if (outcome.stoppedEarly && ++unwanted == fewRows && !m_inTransaction) {
                m_canceller->abandon();
            }
        } else if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
            outcome.touched = QByteArray(PQcmdTuples(result.get())).toLongLong();
            if (isCommit(statement) && QByteArray(PQcmdStatus(result.get())) == "ROLLBACK") {
                outcome.error = core::Error{
                    ErrorKind::Internal, settings().location(), {}, u"a statement had failed, so all was undone"_s};
            }
        } else if (!outcome.error) {
            outcome.error = postgresError(result.get(), statement, settings());
        }
    }
    return outcome;
}

core::Result<qint64> PostgresSession::judged(const Outcome& outcome, bool isChange)
{
    const auto ending = m_canceller->disarm();
    const auto& error = outcome.error;
    m_lost =
        PQstatus(m_handle) == CONNECTION_BAD || !ending.sure || (error && error->kind == ErrorKind::ConnectionLost);
    if (m_lost && error && !(ending.interrupted && !isChange)) { // who stopped a read is not told of its loss
        return tl::unexpected(lostError(error->detail));
    }
    // A change that the server has done outside a transaction is done; all else is undone or was not read whole.
    const bool stored = isChange && !error && PQtransactionStatus(m_handle) == PQTRANS_IDLE;
    if (ending.interrupted && !stored) {
        return core::failure(ErrorKind::Interrupted);
    }
    if (!error || outcome.stoppedEarly) { // stopped early, an error is that of having been stopped
        return outcome.touched;
    }
    const int limit = statementTimeoutMs();
    if (error->kind == ErrorKind::Interrupted && limit > 0 && m_running.elapsed() >= limit) {
        return core::failure(ErrorKind::TimedOut, settings().location(), {}, error->detail); // has the same SQLSTATE
    }
    return tl::unexpected(*error);
}

core::Error PostgresSession::lostError(const QString& words) const
{
    return {ErrorKind::ConnectionLost, settings().location(), {}, words};
}

int PostgresSession::statementTimeoutMs() const
{
    constexpr int usualSeconds = 300;
    constexpr int mostSeconds = 2'000'000; // the server counts milliseconds in 32 bits
    const QString given = settings().address.options.value(u"statement_timeout"_s);
    if (settings().changesMany) {
        return 0; // an index takes as long as the table is large, and can be stopped
    }
    return 1000 * (given.isEmpty() ? usualSeconds : std::min(given.toInt(), mostSeconds));
}

core::Result<> PostgresSession::settle()
{
    if (!settings().changesMany) {
        return {};
    }
    return inTransaction([this]() -> core::Result<> {
        for (const QString& statement : {u"SET LOCAL synchronous_commit TO on"_s,
                 u"SELECT pg_logical_emit_message(TRUE, 'owb', '')"_s}) { // a commit that wrote nothing would not wait
            if (const auto done = execute({statement, {}}); !done) {
                return tl::unexpected(done.error());
            }
        }
        return {};
    });
}

void PostgresSession::interrupt()
{
    m_canceller->interrupt();
}

QString PostgresSession::engineName() const
{
    const QString version = QString::fromUtf8(PQparameterStatus(m_handle, "server_version")).section(u' ', 0, 0);
    return u"PostgreSQL %1, %2"_s.arg(version, encryptionName(m_handle));
}

} // namespace owb::store
