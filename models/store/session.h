#pragma once

#include "core/databaseaddress.h"
#include "core/result.h"
#include "store/dialect.h"
#include "store/row.h"
#include "store/statement.h"

#include <functional>
#include <memory>

namespace owb::store {

/** Where the database is and how to open it. */
struct SessionSettings
{
    core::DatabaseAddress address;
    core::Secret password; // empty: the engine's own sources, such as ~/.pgpass, may still know one
    bool writable = false;
    int busyTimeoutMs = 3000; // how long to wait for another's lock
    bool changesMany = false; // it will change many rows at once, and may take room for that

    /** The file, or the address of the server without any password: what errors and people call it. */
    [[nodiscard]] QString location() const { return address.text(); }
};

/** Whether the file and its folder, which holds the journal, may be written. */
[[nodiscard]] bool isFileWritable(const QString& path);

/**
 * An open connection of one thread, to whichever engine: everything but interrupt() must be called in the thread that
 * opened it. Values are bound, never written into the text.
 */
class Session
{
public:
    /** Failure: why the database cannot be opened, with what to do about it. */
    [[nodiscard]] static core::Result<std::unique_ptr<Session>> open(const SessionSettings& settings);
    virtual ~Session() = default;
    Q_DISABLE_COPY_MOVE(Session)

    /** Calls `each` for every row until it answers false. */
    [[nodiscard]] virtual core::Result<> select(
        const Statement& statement, const std::function<bool(const Row&)>& each) = 0;
    /** Runs a change; gives the number of rows it touched. */
    [[nodiscard]] virtual core::Result<qint64> execute(const Statement& statement) = 0;
    /** Sees to it that what was committed outlives a crash of the server, where commits of `changesMany` do not wait.
     */
    [[nodiscard]] virtual core::Result<> settle() { return {}; }
    /** Stops the statement that is running, which then fails with Interrupted. From any thread. */
    virtual void interrupt() = 0;
    /** Whether the connection broke, so that only opening another helps. */
    [[nodiscard]] virtual bool isLost() const { return false; }
    /** The engine with its version, for people. */
    [[nodiscard]] virtual QString engineName() const = 0;

    /** Runs `work` in a write transaction: committed when it succeeds, undone when it fails. */
    template <class Work> [[nodiscard]] auto inTransaction(Work work) -> decltype(work());

    [[nodiscard]] const SessionSettings& settings() const { return m_settings; }
    [[nodiscard]] const Dialect& dialect() const { return m_dialect; }

protected:
    /** Stopping what begins or ends a transaction would leave open whether there is one, or whether it is stored. */
    [[nodiscard]] bool framesTransaction(const Statement& statement) const
    {
        return statement.sql == QLatin1StringView("COMMIT") || statement.sql == QLatin1StringView("ROLLBACK")
            || statement.sql == m_dialect.beginWrite();
    }
    Session(SessionSettings settings, const Dialect& dialect)
        : m_settings(std::move(settings))
        , m_dialect(dialect)
    { }

private:
    SessionSettings m_settings;
    const Dialect& m_dialect;
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
