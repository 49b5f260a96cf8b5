#include "store/mariasession.h"

#include "store/mariadriver.h"
#include "store/mariainterrupter.h"
#include "store/mariastatement.h"

#include <mysql.h>
#include <mysqld_error.h>

#include <atomic>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;

/** The server's limit is for all its clients together, and no more than 16,382 as it comes. */
constexpr qsizetype keptMariaStatements = 32;
/** So many rows that nobody wants are read faster than a second connection is made to stop them. */
constexpr int fewRows = 1000;
constexpr int usualLimitSeconds = 300;
constexpr qsizetype shortestHidden = 3;

/** Words of the server with every text that was bound struck out, should one have got into them. */
QString withoutBound(QString words, const QVariantList& values)
{
    for (const QVariant& value : values) {
        const bool isText = value.typeId() == QMetaType::QString || value.typeId() == QMetaType::QByteArray;
        const QString text = isText ? value.toString() : QString();
        if (text.size() >= shortestHidden) {
            words.replace(text, u"\u2026"_s);
        }
    }
    return words;
}

} // namespace

MariaSession::MariaSession(SessionSettings settings)
    : Session(std::move(settings), mariaDialect())
{
    static std::atomic<int> counter = 0;
    m_name = u"owb-mariadb-%1"_s.arg(++counter);
}

MariaSession::~MariaSession()
{
    m_interrupter.reset();
    m_statements.clear();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

core::Result<std::unique_ptr<Session>> MariaSession::open(const SessionSettings& settings)
{
    std::unique_ptr<MariaSession> session(new MariaSession(settings));
    if (const auto connected = session->connect(); !connected) {
        return tl::unexpected(connected.error());
    }
    return std::unique_ptr<Session>(std::move(session));
}

core::Result<> MariaSession::connect()
{
    auto* driver = new MariaDriver(settings());
    m_database = QSqlDatabase::addDatabase(driver, m_name); // which now owns the driver
    if (!m_database.open()) {
        return tl::unexpected(driver->failure());
    }
    m_handle = driver->connection();
    m_interrupter = std::make_unique<MariaInterrupter>(settings(), driver->endpoint(), m_handle);
    return setUp();
}

core::Result<> MariaSession::setUp()
{
    const bool isMariaDb = mariadb_connection(m_handle) != 0;
    // An index takes as long as the table is large, and can be stopped.
    const int limit =
        settings().changesMany ? 0 : mariaSeconds(settings().address, u"statement_timeout"_s, usualLimitSeconds);
    QStringList setup = dialect().sessionSetup(settings().writable, settings().busyTimeoutMs);
    // MySQL counts milliseconds, and stops only reads.
    setup << (isMariaDb ? u"SET SESSION max_statement_time = %1"_s.arg(limit)
                        : u"SET SESSION max_execution_time = %1"_s.arg(qint64(limit) * 1000));
    for (const QString& sql : setup) {
        if (const auto done = executeText(sql); !done) {
            return tl::unexpected(done.error());
        }
    }
    // Those logs hold statements with the values written into them. Not every account may turn them off for itself.
    for (const QString& sql : {u"SET SESSION sql_log_off = 1"_s,
             isMariaDb ? u"SET SESSION slow_query_log = 0"_s : u"SET SESSION long_query_time = 31536000"_s}) {
        Q_UNUSED(executeText(sql).has_value())
    }
    return {};
}

MariaFailure MariaSession::lastFailure() const
{
    return {mysql_errno(m_handle), QString::fromUtf8(mysql_error(m_handle))};
}

tl::unexpected<core::Error> MariaSession::failed(const MariaFailure& failure, const QVariantList& values)
{
    core::Error error = mariaError(failure, settings().address);
    error.detail = withoutBound(error.detail, values);
    m_lost = m_lost || error.kind == ErrorKind::ConnectionLost;
    return tl::unexpected(error);
}

core::Result<std::shared_ptr<MariaStatement>> MariaSession::prepared(const Statement& statement)
{
    std::shared_ptr<MariaStatement> found = m_statements.value(statement.sql);
    if (!found) {
        if (m_statements.size() >= keptMariaStatements) {
            m_statements.clear();
        }
        found = std::make_shared<MariaStatement>(m_handle);
        bool done = found->prepare(statement.sql);
        if (!done && found->failure().code == ER_MAX_PREPARED_STMT_COUNT_REACHED) { // others took theirs: free ours
            m_statements.clear();
            done = found->prepare(statement.sql);
        }
        if (!done) {
            return failed(found->failure());
        }
        m_statements.insert(statement.sql, found);
    }
    if (!found->bind(statement.values)) {
        return core::failure(ErrorKind::Internal, settings().location(), {}, u"bind: wrong number of values"_s);
    }
    return found;
}

template <class Work> auto MariaSession::stoppable(Work work) -> decltype(work())
{
    m_interrupter->arm();
    auto result = work();
    const MariaInterrupter::Ended ended = m_interrupter->disarm();
    if (ended.killed) {
        // Takes up a KILL that came too late for its statement, before it can hit another.
        m_lost = m_lost || (!askMaria(m_handle, "SELECT 1") && isMariaLost(mysql_errno(m_handle)));
    }
    if (ended.interrupted) { // an interrupted sleep() or benchmark() reports success
        return core::failure(ErrorKind::Interrupted, settings().location());
    }
    return result;
}

core::Result<> MariaSession::start(MariaStatement& prepared, const Statement& statement)
{
    if (prepared.execute()) {
        return {};
    }
    const MariaFailure failure = prepared.failure();
    prepared.reset();
    m_statements.remove(statement.sql); // a table may have changed, or the server forgotten it
    return failed(failure, statement.values);
}

core::Result<> MariaSession::select(const Statement& statement, const std::function<bool(const Row&)>& each)
{
    const auto read = prepared(statement);
    if (!read) {
        return tl::unexpected(read.error());
    }
    return stoppable([&]() -> core::Result<> {
        const auto started = start(**read, statement);
        return started ? fetchAll(**read, each) : started;
    });
}

core::Result<> MariaSession::fetchAll(MariaStatement& read, const std::function<bool(const Row&)>& each)
{
    auto fetched = read.fetch();
    while (fetched == MariaStatement::Fetched::Row && !m_interrupter->isInterrupted() && each(read)) {
        fetched = read.fetch();
    }
    core::Result<> result;
    if (fetched == MariaStatement::Fetched::Failed) {
        result = failed(read.failure());
    } else if (fetched == MariaStatement::Fetched::Row && !read.skip(fewRows)) {
        m_interrupter->dropRest();
    }
    read.reset();
    return result;
}

core::Result<qint64> MariaSession::execute(const Statement& statement)
{
    if (!settings().writable && statement.sql == dialect().beginWrite()) {
        return core::failure(ErrorKind::ReadOnlyConnection); // it would overrule the session's setting
    }
    if (framesTransaction(statement)) {
        return executeText(statement.sql);
    }
    return stoppable(
        [&] { return statement.values.isEmpty() ? executeText(statement.sql) : executePrepared(statement); });
}

core::Result<qint64> MariaSession::executePrepared(const Statement& statement)
{
    const auto change = prepared(statement);
    if (!change) {
        return tl::unexpected(change.error());
    }
    if (const auto started = start(**change, statement); !started) {
        return tl::unexpected(started.error());
    }
    qint64 touched = (*change)->rowsTouched();
    touched = touched < 0 ? 0 : touched; // it gives rows, which nobody asked for
    const auto read = fetchAll(**change, [&touched](const Row&) {
        ++touched;
        return true;
    });
    return read ? core::Result<qint64>(touched) : tl::unexpected(read.error());
}

core::Result<qint64> MariaSession::executeText(const QString& sql)
{
    const QByteArray text = sql.toUtf8();
    if (mysql_real_query(m_handle, text.constData(), static_cast<unsigned long>(text.size())) != 0) {
        return failed(lastFailure());
    }
    qint64 touched = static_cast<qint64>(mysql_affected_rows(m_handle));
    if (MYSQL_RES* rows = mysql_use_result(m_handle)) { // which nobody asked for
        for (touched = 0; mysql_fetch_row(rows);) {
            ++touched;
        }
        mysql_free_result(rows);
    }
    return mysql_errno(m_handle) == 0 ? core::Result<qint64>(touched) : failed(lastFailure());
}

void MariaSession::interrupt()
{
    m_interrupter->interrupt();
}

QString MariaSession::engineName() const
{
    const QString server = QString::fromUtf8(mysql_get_server_info(m_handle));
    const QString name = mariadb_connection(m_handle) != 0 ? u"MariaDB"_s : u"MySQL"_s;
    const char* tls = nullptr;
    if (mysql_get_ssl_cipher(m_handle)) {
        mariadb_get_info(m_handle, MARIADB_CONNECTION_TLS_VERSION, static_cast<void*>(&tls));
    }
    const auto* driver = static_cast<const MariaDriver*>(m_database.driver());
    const QString way = driver->endpoint().isSocket() ? u"local socket"_s : u"not encrypted"_s;
    return u"%1 %2, %3"_s.arg(
        name, server.section(u'-', 0, 0), tls ? QString::fromLatin1(tls).replace("TLSv"_L1, "TLS "_L1) : way);
}

} // namespace owb::store
