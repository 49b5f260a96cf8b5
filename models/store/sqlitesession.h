#pragma once

#include "store/session.h"

#include <QHash>
#include <QSqlDatabase>

struct sqlite3;

namespace owb::store {

class SqliteStatement;

/**
 * A session on an SQLite file.
 *
 * The connection is a QSqlDatabase; statements run on its engine's own handle, because Qt's SQLite driver costs up to
 * four times as much a row. They are prepared once and kept.
 */
class SqliteSession final : public Session
{
public:
    /** Opens without ever creating a file. Failure says whether the file, its format or its lock is the trouble. */
    [[nodiscard]] static core::Result<std::unique_ptr<Session>> open(const SessionSettings& settings);
    ~SqliteSession() override;

    [[nodiscard]] core::Result<> select(
        const Statement& statement, const std::function<bool(const Row&)>& each) override;
    [[nodiscard]] core::Result<qint64> execute(const Statement& statement) override;
    void interrupt() override;
    [[nodiscard]] QString engineName() const override;

private:
    explicit SqliteSession(SessionSettings settings);
    [[nodiscard]] core::Result<> connect();
    [[nodiscard]] core::Result<> prepareForMany();
    [[nodiscard]] core::Result<SqliteStatement*> prepared(const QString& sql);
    [[nodiscard]] core::Error engineError() const;

    QString m_name;
    QSqlDatabase m_database;
    sqlite3* m_handle = nullptr; // owned by m_database
    bool m_keepsJournal = false; // from one transaction to the next
    QHash<QString, std::shared_ptr<SqliteStatement>> m_statements;
    std::pair<QString, std::shared_ptr<SqliteStatement>> m_last; // that was run
};

} // namespace owb::store
