#include "store/sqlitesession.h"

#include "store/openelsewhere.h"
#include "store/sqliteerror.h"
#include "store/sqlitestatement.h"

#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QUrl>

#include <atomic>

#include <sqlite3.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;

/** Filters make ever new statements: beyond this many the kept ones are dropped. */
constexpr qsizetype keptStatements = 128;

core::Result<> checkFile(const SessionSettings& settings)
{
    const QFileInfo file(settings.address.path);
    if (!file.exists()) {
        return core::failure(ErrorKind::FileMissing, settings.address.path);
    }
    if (!file.isFile() || !file.isReadable()) {
        return core::failure(ErrorKind::FileUnreadable, settings.address.path);
    }
    if (settings.writable && !isFileWritable(settings.address.path)) {
        return core::failure(ErrorKind::ReadOnlyDatabase, settings.address.path);
    }
    return {};
}

/** Whether a journal that stays there belongs to the file's own people, so that the server can use it too. */
bool ownsWhatItMakesBeside(const QString& path)
{
    const QFileInfo file(path);
    return geteuid() == 0 // SQLite then gives it away
        || (file.ownerId() == geteuid() && file.groupId() == getegid());
}

} // namespace

bool isFileWritable(const QString& path)
{
    const QFileInfo file(path);
    return file.isWritable() && QFileInfo(file.absolutePath()).isWritable();
}

SqliteSession::SqliteSession(SessionSettings settings)
    : Session(std::move(settings), sqliteDialect())
{
    static std::atomic<int> counter = 0;
    m_name = u"owb-%1"_s.arg(++counter);
}

SqliteSession::~SqliteSession()
{
    if (m_keepsJournal) {
        sqlite3_exec(
            m_handle, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr); // or the next writer removes it
    }
    m_last = {};
    m_statements.clear();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

core::Result<std::unique_ptr<Session>> SqliteSession::open(const SessionSettings& settings)
{
    if (const auto file = checkFile(settings); !file) {
        return tl::unexpected(file.error());
    }
    std::unique_ptr<SqliteSession> session(new SqliteSession(settings));
    if (const auto connected = session->connect(); !connected) {
        return tl::unexpected(connected.error());
    }
    return std::unique_ptr<Session>(std::move(session));
}

core::Result<> SqliteSession::connect()
{
    if (!QSqlDatabase::isDriverAvailable(dialect().driver())) {
        return core::failure(ErrorKind::DriverMissing, dialect().driver());
    }
    m_database = QSqlDatabase::addDatabase(dialect().driver(), m_name);
    // A URI, because only its mode=rw opens for writing without creating a missing file.
    const QByteArray path = QUrl::toPercentEncoding(settings().location(), "/");
    m_database.setDatabaseName(
        u"file:%1?mode=%2"_s.arg(QString::fromLatin1(path), settings().writable ? u"rw"_s : u"ro"_s));
    m_database.setConnectOptions(u"QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1"_s.arg(settings().busyTimeoutMs));
    if (!m_database.open()) {
        const QSqlError error = m_database.lastError();
        return tl::unexpected(
            sqliteError(error.nativeErrorCode().toInt(), error.databaseText(), settings().location()));
    }
    m_handle = *static_cast<sqlite3* const*>(m_database.driver()->handle().constData());
    sqlite3_extended_result_codes(m_handle, 1);
    for (const QString& setup : dialect().sessionSetup(settings().writable, settings().busyTimeoutMs)) {
        if (const auto done = execute({setup, {}}); !done) {
            return tl::unexpected(done.error());
        }
    }
    // A file of another kind opens without complaint: only the first read tells.
    if (const auto probe = select({u"SELECT count(*) FROM sqlite_master"_s, {}}, [](const Row&) { return true; });
        !probe) {
        return probe;
    }
    if (settings().writable && sqlite3_db_readonly(m_handle, "main") != 0) {
        return core::failure(ErrorKind::ReadOnlyDatabase, settings().location());
    }
    return settings().changesMany ? prepareForMany() : core::Result<>();
}

/**
 * A journal that is made anew for each transaction makes thousands of small ones a fifth slower than one that is
 * written over (https://www.sqlite.org/pragma.html#pragma_journal_mode). It stays the server's own mode: this is the
 * connection's choice alone, and the file goes when the session closes.
 */
core::Result<> SqliteSession::prepareForMany()
{
    bool isDeleted = false; // another mode is the database's own choice, and WAL would be left for good
    const auto asked = select({u"PRAGMA journal_mode"_s, {}}, [&isDeleted](const Row& row) {
        isDeleted = row.text(0) == "delete"_L1;
        return true;
    });
    m_keepsJournal = asked && isDeleted && ownsWhatItMakesBeside(settings().address.path);
    const QString mode = m_keepsJournal ? u"PRAGMA journal_mode=PERSIST"_s : QString();
    for (const QString& setup : {u"PRAGMA cache_size=-32768"_s, mode}) {
        if (const auto done = setup.isEmpty() ? core::Result<qint64>(0) : execute({setup, {}}); !done) {
            return tl::unexpected(done.error());
        }
    }
    return asked;
}

core::Error SqliteSession::engineError() const
{
    core::Error error = sqliteError(
        sqlite3_extended_errcode(m_handle), QString::fromUtf8(sqlite3_errmsg(m_handle)), settings().location());
    if (error.kind == ErrorKind::ReadOnlyDatabase && !settings().writable) {
        error.kind = ErrorKind::FileUnreadable; // a WAL database whose -shm file cannot be made
    }
    if (error.kind == ErrorKind::Locked) {
        error.items = openElsewhere(settings().location());
    }
    return error;
}

core::Result<SqliteStatement*> SqliteSession::prepared(const QString& sql)
{
    if (sql.constData() == m_last.first.constData() && sql.size() == m_last.first.size()) {
        return m_last.second.get(); // the same text is asked again and again: it need not even be compared
    }
    if (const auto found = m_statements.constFind(sql); found != m_statements.constEnd()) {
        m_last = {sql, *found};
        return found->get();
    }
    if (m_statements.size() >= keptStatements) {
        m_statements.clear();
    }
    auto statement = std::make_shared<SqliteStatement>();
    if (statement->prepare(m_handle, sql) != SQLITE_OK) {
        return tl::unexpected(engineError());
    }
    m_statements.insert(sql, statement);
    return statement.get();
}

core::Result<> SqliteSession::select(const Statement& statement, const std::function<bool(const Row&)>& each)
{
    const auto read = prepared(statement.sql);
    if (!read) {
        return tl::unexpected(read.error());
    }
    if (const int code = (*read)->bind(statement.values); code != SQLITE_OK) {
        (*read)->reset();
        return core::failure(ErrorKind::Internal, settings().location(), {}, u"bind: %1"_s.arg(code));
    }
    int code = (*read)->step();
    while (code == SQLITE_ROW && each(**read)) {
        code = (*read)->step();
    }
    core::Result<> result;
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        result = tl::unexpected(engineError());
    }
    (*read)->reset(); // an open read would hold its lock against the server
    return result;
}

core::Result<qint64> SqliteSession::execute(const Statement& statement)
{
    const auto done = select(statement, [](const Row&) { return true; });
    return done ? core::Result<qint64>(sqlite3_changes64(m_handle)) : tl::unexpected(done.error());
}

void SqliteSession::interrupt()
{
    sqlite3_interrupt(m_handle); // documented as safe from other threads while the connection is open
}

QString SqliteSession::engineName() const
{
    return u"SQLite %1"_s.arg(QLatin1StringView(sqlite3_libversion()));
}

} // namespace owb::store
