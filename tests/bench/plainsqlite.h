#pragma once

#include <QString>

struct sqlite3;
struct sqlite3_stmt;

/** The sqlite3 C API used as plainly and quickly as it can be: prepared once, all columns read. The yardstick. */
class PlainSqlite
{
public:
    explicit PlainSqlite(const QString& path);
    ~PlainSqlite();
    Q_DISABLE_COPY_MOVE(PlainSqlite)

    void run(const char* sql);
    void insertClient(const QString& clientId);
    void insertToken(const QString& clientId, const QString& access, const QString& refresh, qint64 issuedAt);
    [[nodiscard]] bool client(const QString& clientId);
    [[nodiscard]] bool tokenByAccess(const QString& value);
    [[nodiscard]] bool tokenByRefresh(const QString& value);

private:
    [[nodiscard]] sqlite3_stmt* prepared(const char* sql);
    [[nodiscard]] bool read(sqlite3_stmt* statement, const QString& value);

    sqlite3* m_database = nullptr;
    sqlite3_stmt* m_client = nullptr;
    sqlite3_stmt* m_access = nullptr;
    sqlite3_stmt* m_refresh = nullptr;
    sqlite3_stmt* m_insertClient = nullptr;
    sqlite3_stmt* m_insertToken = nullptr;
};
