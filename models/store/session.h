#pragma once

#include "core/result.h"
#include "store/dialect.h"
#include "store/row.h"
#include "store/statement.h"

#include <QHash>
#include <QSqlDatabase>

#include <functional>
#include <memory>

struct sqlite3;

namespace owb::store {

class SqliteStatement;

/** Where the database is and how to open it. */
struct SessionSettings
{
    QString path; // absolute
    bool writable = false;
    int busyTimeoutMs = 3000;
};

/** Whether the file and its folder, which holds the journal, may be written. */
[[nodiscard]] bool isFileWritable(const QString& path);

/**
 * An open connection of one thread: everything but interrupt() must be called in the thread that opened it.
 *
 * The connection is a QSqlDatabase; statements run on its engine's own handle, because Qt's SQLite driver costs up to
 * four times as much a row. They are prepared once and kept.
 */
class Session
{
public:
    /** Opens without ever creating a file. Failure says whether the file, its format or its lock is the trouble. */
    [[nodiscard]] static core::Result<std::unique_ptr<Session>> open(const SessionSettings& settings);
    ~Session();
    Q_DISABLE_COPY_MOVE(Session)

    /** Calls `each` for every row until it answers false. */
    [[nodiscard]] core::Result<> select(const Statement& statement, const std::function<bool(const Row&)>& each);
    /** Runs a change; gives the number of rows it touched. */
    [[nodiscard]] core::Result<qint64> execute(const Statement& statement);

    /** Runs `work` in a write transaction: committed when it succeeds, undone when it fails. */
    template <class Work> [[nodiscard]] auto inTransaction(Work work) -> decltype(work());

    /** Stops the statement that is running, which then fails with Interrupted. From any thread. */
    void interrupt();

    [[nodiscard]] const SessionSettings& settings() const { return m_settings; }
    [[nodiscard]] const Dialect& dialect() const { return m_dialect; }
    [[nodiscard]] QString engineName() const;

private:
    explicit Session(SessionSettings settings);
    [[nodiscard]] core::Result<> connect();
    [[nodiscard]] core::Result<SqliteStatement*> prepared(const QString& sql);
    [[nodiscard]] core::Error engineError() const;

    SessionSettings m_settings;
    const Dialect& m_dialect;
    QString m_name;
    QSqlDatabase m_database;
    sqlite3* m_handle = nullptr; // owned by m_database
    QHash<QString, std::shared_ptr<SqliteStatement>> m_statements;
};

template <class Work> auto Session::inTransaction(Work work) -> decltype(work())
{
    if (const auto begun = execute({m_dialect.beginWrite(), {}}); !begun) {
        return tl::unexpected(begun.error());
    }
    auto result = work();
    const auto ended = execute({result ? QStringLiteral("COMMIT") : QStringLiteral("ROLLBACK"), {}});
    if (result && !ended) {
        const auto undone = execute({QStringLiteral("ROLLBACK"), {}});
        Q_UNUSED(undone) // the commit's own error is the one to tell
        return tl::unexpected(ended.error());
    }
    return result;
}

} // namespace owb::store
