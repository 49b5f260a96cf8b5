#pragma once

#include "store/row.h"

struct pg_result;

namespace owb::store {

/** The first row of a result of libpq in text form. Valid as long as the result is. */
class PostgresRow final : public Row
{
public:
    explicit PostgresRow(const pg_result* result)
        : m_result(result)
    { }

    [[nodiscard]] Type type(int column) const override;
    [[nodiscard]] qint64 integer(int column) const override;
    [[nodiscard]] double real(int column) const override;
    [[nodiscard]] QByteArray bytes(int column) const override;

private:
    [[nodiscard]] QByteArrayView sent(int column) const;

    const pg_result* m_result;
};

} // namespace owb::store
