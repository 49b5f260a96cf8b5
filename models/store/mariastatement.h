#pragma once

#include "store/mariacell.h"
#include "store/mariaerror.h"
#include "store/row.h"

#include <QList>
#include <QVariantList>

#include <vector>

struct st_mysql;
struct st_mysql_stmt;

namespace owb::store {

/**
 * A statement that the server has prepared. Values travel apart from its text; rows are fetched one at a time.
 *
 * While rows are left, nothing else can run on the connection: reset() first. Use in the thread of the connection.
 */
class MariaStatement final : public Row
{
public:
    enum class Fetched { Row, End, Failed };

    explicit MariaStatement(st_mysql* handle);
    ~MariaStatement() override;
    Q_DISABLE_COPY_MOVE(MariaStatement)

    [[nodiscard]] bool prepare(const QString& sql);
    /** False when the statement takes another number of values. */
    [[nodiscard]] bool bind(const QVariantList& values);
    [[nodiscard]] bool execute();
    [[nodiscard]] Fetched fetch();
    /** Passes over at most so many rows; true when none is left. */
    [[nodiscard]] bool skip(int most);
    /** Of a change: the rows that it matched. */
    [[nodiscard]] qint64 rowsTouched() const;
    /** Gives up what is left of the rows, and wipes the values. */
    void reset();
    [[nodiscard]] MariaFailure failure() const;

    [[nodiscard]] Type type(int column) const override;
    [[nodiscard]] qint64 integer(int column) const override;
    [[nodiscard]] double real(int column) const override;
    [[nodiscard]] QByteArray bytes(int column) const override;

private:
    [[nodiscard]] bool bindResult();
    [[nodiscard]] const MariaCell& cell(int column) const { return m_cells.at(static_cast<size_t>(column)); }

    st_mysql* const m_handle;
    st_mysql_stmt* const m_statement;
    std::vector<MariaCell> m_cells; // of the row at hand
    QList<QByteArray> m_bound; // what the server is sent
    QList<qint64> m_boundNumbers;
    QList<double> m_boundReals;
};

} // namespace owb::store
