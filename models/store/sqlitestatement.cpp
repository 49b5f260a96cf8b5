#include "store/sqlitestatement.h"

#include "oauth/rowkey.h"

#include <algorithm>

#include <sqlite3.h>

namespace owb::store {

SqliteStatement::~SqliteStatement()
{
    sqlite3_finalize(m_statement);
}

int SqliteStatement::prepare(sqlite3* handle, const QString& sql)
{
    const QByteArray text = sql.toUtf8();
    return sqlite3_prepare_v3(
        handle, text.constData(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr);
}

int SqliteStatement::bind(const QVariantList& values)
{
    if (values.size() != sqlite3_bind_parameter_count(m_statement)) {
        return SQLITE_RANGE;
    }
    m_bound.resize(values.size());
    for (int i = 0; i < values.size(); ++i) {
        if (const int code = bindOne(i + 1, values.at(i)); code != SQLITE_OK) {
            return code;
        }
    }
    return SQLITE_OK;
}

int SqliteStatement::bindOne(int index, const QVariant& value)
{
    if (value.isNull()) {
        return sqlite3_bind_null(m_statement, index);
    }
    switch (value.typeId()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::LongLong:
        return sqlite3_bind_int64(m_statement, index, value.toLongLong());
    case QMetaType::Double:
        return sqlite3_bind_double(m_statement, index, value.toDouble());
    case QMetaType::QByteArray: {
        const QByteArray& bytes = m_bound[index - 1] = value.toByteArray();
        return sqlite3_bind_blob64(
            m_statement, index, bytes.constData(), static_cast<sqlite3_uint64>(bytes.size()), SQLITE_STATIC);
    }
    default: {
        const QByteArray& text = m_bound[index - 1] =
            oauth::RawText::isIn(value) ? value.value<oauth::RawText>().bytes : value.toString().toUtf8();
        return sqlite3_bind_text64(
            m_statement, index, text.constData(), static_cast<sqlite3_uint64>(text.size()), SQLITE_STATIC, SQLITE_UTF8);
    }
    }
}

int SqliteStatement::step()
{
    return sqlite3_step(m_statement);
}

void SqliteStatement::reset()
{
    sqlite3_reset(m_statement);
    sqlite3_clear_bindings(m_statement);
    for (QByteArray& bytes : m_bound) { // no token stays behind
        if (bytes.isDetached() && !bytes.isEmpty()) {
            explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
        }
        bytes.clear();
    }
}

Row::Type SqliteStatement::type(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return Type::Integer;
    case SQLITE_FLOAT:
        return Type::Real;
    case SQLITE_TEXT:
        return Type::Text;
    case SQLITE_BLOB:
        return Type::Blob;
    default:
        return Type::Null;
    }
}

qint64 SqliteStatement::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

double SqliteStatement::real(int column) const
{
    return sqlite3_column_double(m_statement, column);
}

std::optional<QLatin1StringView> SqliteStatement::ascii(int column) const
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    const QLatin1StringView found(text, sqlite3_column_bytes(m_statement, column));
    const auto isAscii = [](char c) { return static_cast<signed char>(c) >= 0; };
    return text && std::all_of(text, text + found.size(), isAscii) ? std::optional(found) : std::nullopt;
}

QByteArray SqliteStatement::bytes(int column) const
{
    // As text numbers become text too, and a database in UTF-16 is converted. The length counts NULs inside.
    const void* data = sqlite3_column_type(m_statement, column) == SQLITE_BLOB
        ? sqlite3_column_blob(m_statement, column)
        : static_cast<const void*>(sqlite3_column_text(m_statement, column));
    const int size = sqlite3_column_bytes(m_statement, column);
    return {static_cast<const char*>(data), size};
}

} // namespace owb::store
