#include "store/mariacell.h"

#include <QLocale>

#include <mysql.h>

#include <algorithm>
#include <limits>

namespace owb::store {

namespace {

/** Most texts fit; longer ones are fetched again at their own length. */
constexpr qsizetype usualLength = 256;
constexpr unsigned binaryCharset = 63;

bool isWholeNumber(enum_field_types type)
{
    switch (type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_YEAR:
        return true;
    default:
        return false;
    }
}

/** Times and decimals have the binary character set as well, and come as text. */
bool isBinary(const MYSQL_FIELD& field)
{
    switch (field.type) {
    case MYSQL_TYPE_TINY_BLOB:
    case MYSQL_TYPE_MEDIUM_BLOB:
    case MYSQL_TYPE_LONG_BLOB:
    case MYSQL_TYPE_BLOB:
    case MYSQL_TYPE_VARCHAR:
    case MYSQL_TYPE_VAR_STRING:
    case MYSQL_TYPE_STRING:
        return field.charsetnr == binaryCharset;
    default:
        return field.type == MYSQL_TYPE_GEOMETRY;
    }
}

} // namespace

MariaCell::MariaCell(const st_mysql_field& field)
{
    if (isWholeNumber(field.type)) {
        m_form = (field.flags & UNSIGNED_FLAG) != 0 ? Form::Unsigned : Form::Whole;
    } else if (field.type == MYSQL_TYPE_FLOAT || field.type == MYSQL_TYPE_DOUBLE) {
        m_form = Form::Real;
    } else {
        m_form = field.type == MYSQL_TYPE_BIT ? Form::Bits : (isBinary(field) ? Form::Blob : Form::Text);
        m_buffer.resize(usualLength);
    }
}

st_mysql_bind MariaCell::bind()
{
    MYSQL_BIND bind{};
    bind.is_null = &m_isNull;
    bind.length = &m_length;
    bind.error = &m_isCut;
    switch (m_form) {
    case Form::Whole:
    case Form::Unsigned:
        bind.buffer_type = MYSQL_TYPE_LONGLONG;
        bind.buffer = &m_whole;
        bind.is_unsigned = m_form == Form::Unsigned;
        break;
    case Form::Real:
        bind.buffer_type = MYSQL_TYPE_DOUBLE;
        bind.buffer = &m_real;
        break;
    case Form::Bits:
    case Form::Text:
    case Form::Blob:
        bind.buffer_type = m_form == Form::Text ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB;
        bind.buffer = m_buffer.data();
        bind.buffer_length = static_cast<unsigned long>(m_buffer.size());
        break;
    }
    return bind;
}

Row::Type MariaCell::type() const
{
    if (m_isNull) {
        return Row::Type::Null;
    }
    switch (m_form) {
    case Form::Unsigned:
        return m_whole < 0 ? Row::Type::Text : Row::Type::Integer; // qint64 has no room for it
    case Form::Whole:
    case Form::Bits:
        return Row::Type::Integer;
    case Form::Real:
        return Row::Type::Real;
    case Form::Blob:
        return Row::Type::Blob;
    case Form::Text:
        break;
    }
    return Row::Type::Text;
}

qint64 MariaCell::integer() const
{
    if (m_isNull) {
        return 0;
    }
    switch (m_form) {
    case Form::Whole:
        return m_whole;
    case Form::Unsigned:
        return m_whole < 0 ? std::numeric_limits<qint64>::max() : m_whole;
    case Form::Real:
        return static_cast<qint64>(m_real);
    case Form::Bits: {
        quint64 bits = 0;
        const QByteArray bigEndian = m_buffer.first(static_cast<qsizetype>(m_length));
        for (const char byte : bigEndian) {
            bits = bits << 8U | static_cast<unsigned char>(byte);
        }
        return static_cast<qint64>(bits);
    }
    case Form::Text:
    case Form::Blob:
        break;
    }
    return bytes().toLongLong();
}

double MariaCell::real() const
{
    if (m_isNull) {
        return 0;
    }
    if (m_form == Form::Real) {
        return m_real;
    }
    return m_form == Form::Whole || m_form == Form::Bits ? static_cast<double>(integer()) : bytes().toDouble();
}

QByteArray MariaCell::bytes() const
{
    if (m_isNull) {
        return {};
    }
    switch (m_form) {
    case Form::Whole:
    case Form::Bits:
        return QByteArray::number(integer());
    case Form::Unsigned:
        return QByteArray::number(static_cast<quint64>(m_whole));
    case Form::Real:
        return QByteArray::number(m_real, 'g', QLocale::FloatingPointShortest);
    case Form::Text:
    case Form::Blob:
        break;
    }
    return {m_buffer.constData(), std::min(static_cast<qsizetype>(m_length), m_buffer.size())};
}

bool MariaCell::isCut() const
{
    return !m_isNull && (m_form == Form::Text || m_form == Form::Blob)
        && m_length > static_cast<unsigned long>(m_buffer.size());
}

void MariaCell::wipe()
{
    if (!m_buffer.isEmpty()) {
        explicit_bzero(m_buffer.data(), static_cast<size_t>(m_buffer.size()));
    }
}

} // namespace owb::store
