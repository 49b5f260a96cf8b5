#pragma once

#include "store/mariaerror.h"
#include "store/session.h"

#include <QHash>
#include <QSqlDatabase>

struct st_mysql;

namespace owb::store {

class MariaInterrupter;
class MariaStatement;

/**
 * A session on a MariaDB or MySQL server.
 *
 * The connection is a QSqlDatabase with a driver of our own (MariaDriver says why); statements run on its handle. Those
 * with values are prepared, so that no value is in their text; a few are kept, because the server counts them for all
 * its clients together.
 */
class MariaSession final : public Session
{
public:
    [[nodiscard]] static core::Result<std::unique_ptr<Session>> open(const SessionSettings& settings);
    ~MariaSession() override;

    [[nodiscard]] core::Result<> select(
        const Statement& statement, const std::function<bool(const Row&)>& each) override;
    [[nodiscard]] core::Result<qint64> execute(const Statement& statement) override;
    void interrupt() override;
    [[nodiscard]] bool isLost() const override { return m_lost; }
    [[nodiscard]] QString engineName() const override;

private:
    explicit MariaSession(SessionSettings settings);
    [[nodiscard]] core::Result<> connect();
    [[nodiscard]] core::Result<> setUp();
    [[nodiscard]] core::Result<std::shared_ptr<MariaStatement>> prepared(const Statement& statement);
    [[nodiscard]] core::Result<> start(MariaStatement& prepared, const Statement& statement);
    [[nodiscard]] core::Result<> fetchAll(MariaStatement& read, const std::function<bool(const Row&)>& each);
    [[nodiscard]] core::Result<qint64> executePrepared(const Statement& statement);
    /** Without values, for what a server does not prepare. */
    [[nodiscard]] core::Result<qint64> executeText(const QString& sql);
    /** Runs `work` so that interrupt() stops it. */
    template <class Work> [[nodiscard]] auto stoppable(Work work) -> decltype(work());
    [[nodiscard]] tl::unexpected<core::Error> failed(const MariaFailure& failure, const QVariantList& values = {});
    [[nodiscard]] MariaFailure lastFailure() const;

    QString m_name;
    QSqlDatabase m_database;
    st_mysql* m_handle = nullptr; // owned by m_database
    std::unique_ptr<MariaInterrupter> m_interrupter;
    QHash<QString, std::shared_ptr<MariaStatement>> m_statements;
    bool m_lost = false;
};

} // namespace owb::store
