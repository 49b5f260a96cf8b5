#include "store/postgresrow.h"

#include "store/postgrestypes.h"

#include <libpq-fe.h>

#include <limits>

namespace owb::store {

namespace {

QByteArray unescaped(QByteArrayView sent)
{
    size_t size = 0;
    unsigned char* bytes = PQunescapeBytea(reinterpret_cast<const unsigned char*>(sent.data()), &size);
    const QByteArray copy(reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size));
    PQfreemem(bytes);
    return copy;
}

/** A char(n) without what fills it up: PostgreSQL does not count that as part of the value. */
QByteArrayView unpadded(QByteArrayView sent)
{
    while (sent.endsWith(' ')) {
        sent.chop(1);
    }
    return sent;
}

} // namespace

QByteArrayView PostgresRow::sent(int column) const
{
    return {PQgetvalue(m_result, 0, column), PQgetlength(m_result, 0, column)};
}

Row::Type PostgresRow::type(int column) const
{
    if (PQgetisnull(m_result, 0, column) != 0) {
        return Type::Null;
    }
    switch (PQftype(m_result, column)) { // of a domain the type below it
    case postgrestype::boolean:
    case postgrestype::int2:
    case postgrestype::int4:
    case postgrestype::int8:
    case postgrestype::oid:
        return Type::Integer;
    case postgrestype::float4:
    case postgrestype::float8:
        return Type::Real;
    case postgrestype::bytea:
        return Type::Blob;
    default:
        return Type::Text;
    }
}

qint64 PostgresRow::integer(int column) const
{
    if (PQftype(m_result, column) == postgrestype::boolean) {
        return sent(column).startsWith('t') ? 1 : 0;
    }
    return sent(column).toByteArray().toLongLong();
}

double PostgresRow::real(int column) const
{
    const QByteArrayView text = sent(column);
    if (text == "Infinity" || text == "-Infinity") {
        const double endless = std::numeric_limits<double>::infinity();
        return text.startsWith('-') ? -endless : endless;
    }
    return text.toByteArray().toDouble(); // knows NaN
}

QByteArray PostgresRow::bytes(int column) const
{
    switch (PQftype(m_result, column)) {
    case postgrestype::boolean:
        return PQgetisnull(m_result, 0, column) != 0 ? QByteArray() : QByteArray::number(integer(column));
    case postgrestype::bytea:
        return unescaped(sent(column));
    case postgrestype::paddedChar:
        return unpadded(sent(column)).toByteArray();
    default:
        return sent(column).toByteArray();
    }
}

} // namespace owb::store
