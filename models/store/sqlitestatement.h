#pragma once

#include "store/row.h"

#include <QVariantList>

struct sqlite3;
struct sqlite3_stmt;

namespace owb::store {

/**
 * A prepared read on the sqlite3 handle of an open QSqlDatabase.
 *
 * Qt's SQLite driver copies every row into QVariants, which costs 1.4 to 4 times the C API; token lookups and lists
 * are read through this instead. Use in the thread of the connection only, and destroy before it closes.
 */
class SqliteStatement final : public Row
{
public:
    SqliteStatement() = default;
    ~SqliteStatement() override;
    Q_DISABLE_COPY_MOVE(SqliteStatement)

    /** The engine's result code: SQLITE_OK or an error; the message is then at the handle. */
    [[nodiscard]] int prepare(sqlite3* handle, const QString& sql);
    [[nodiscard]] int bind(const QVariantList& values);
    /** SQLITE_ROW, SQLITE_DONE or an error. */
    [[nodiscard]] int step();
    /** Ends the read, which also gives up its lock. */
    void reset();

    [[nodiscard]] Type type(int column) const override;
    [[nodiscard]] qint64 integer(int column) const override;
    [[nodiscard]] double real(int column) const override;
    [[nodiscard]] QByteArray bytes(int column) const override;
    [[nodiscard]] std::optional<QLatin1StringView> ascii(int column) const override;

private:
    [[nodiscard]] int bindOne(int index, const QVariant& value);

    sqlite3_stmt* m_statement = nullptr;
    QList<QByteArray> m_bound; // what the statement reads while it runs
};

} // namespace owb::store
