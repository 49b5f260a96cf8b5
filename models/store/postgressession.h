#pragma once

#include "store/session.h"

#include <QElapsedTimer>
#include <QSqlDatabase>

#include <optional>

struct pg_conn;

namespace owb::store {

class PostgresCanceller;
class PostgresParameters;

/**
 * A session on a PostgreSQL server.
 *
 * The connection is a QSqlDatabase; statements run on its libpq handle, because Qt's driver writes the values into
 * the text of an EXECUTE, where the server's log shows them. None is prepared by name: poolers lose such.
 */
class PostgresSession final : public Session
{
public:
    [[nodiscard]] static core::Result<std::unique_ptr<Session>> open(const SessionSettings& settings);
    ~PostgresSession() override;

    [[nodiscard]] core::Result<> select(
        const Statement& statement, const std::function<bool(const Row&)>& each) override;
    [[nodiscard]] core::Result<qint64> execute(const Statement& statement) override;
    [[nodiscard]] core::Result<> settle() override;
    void interrupt() override;
    [[nodiscard]] bool isLost() const override { return m_lost; }
    [[nodiscard]] QString engineName() const override;

private:
    using Each = std::function<bool(const Row&)>;
    /** What came of a statement, before it is judged. */
    struct Outcome
    {
        qint64 touched = 0;
        std::optional<core::Error> error;
        bool stoppedEarly = false; // `each` wanted no more rows
    };

    explicit PostgresSession(SessionSettings settings);
    [[nodiscard]] core::Result<> connect();
    [[nodiscard]] core::Result<> checkEncryption() const;
    [[nodiscard]] core::Result<> prepareSession();
    /** `each` is null for a change. */
    [[nodiscard]] core::Result<qint64> run(const Statement& statement, const Each* each);
    [[nodiscard]] bool send(const Statement& statement, const PostgresParameters& parameters, const Each* each) const;
    [[nodiscard]] Outcome unsent() const;
    [[nodiscard]] Outcome received(const Statement& statement, const Each* each);
    [[nodiscard]] core::Result<qint64> judged(const Outcome& outcome, bool isChange);
    [[nodiscard]] core::Error lostError(const QString& words = {}) const;
    [[nodiscard]] int statementTimeoutMs() const;

    QString m_name;
    QSqlDatabase m_database;
    pg_conn* m_handle = nullptr; // owned by m_database
    std::unique_ptr<PostgresCanceller> m_canceller;
    QElapsedTimer m_running; // valid while a statement runs
    bool m_inTransaction = false; // before it
    bool m_lost = false;
};

} // namespace owb::store
