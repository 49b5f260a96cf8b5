#include "store/mariastatement.h"

#include "oauth/rowkey.h"

#include <mysql.h>

namespace owb::store {

namespace {

MYSQL_BIND boundText(QByteArray& text, enum_field_types type)
{
    MYSQL_BIND bind{};
    bind.buffer_type = type;
    bind.buffer = text.data();
    bind.buffer_length = static_cast<unsigned long>(text.size());
    return bind;
}

/** A value with the type that the protocol has for it; the room it needs is given. */
MYSQL_BIND boundValue(const QVariant& value, QByteArray& text, qint64& number, double& fraction)
{
    MYSQL_BIND bind{};
    bind.buffer_type = MYSQL_TYPE_NULL;
    if (value.isNull()) {
        return bind;
    }
    switch (value.typeId()) {
    case QMetaType::Bool:
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
        bind.is_unsigned = value.typeId() == QMetaType::ULongLong;
        number = bind.is_unsigned ? static_cast<qint64>(value.toULongLong()) : value.toLongLong();
        bind.buffer_type = MYSQL_TYPE_LONGLONG;
        bind.buffer = &number;
        return bind;
    case QMetaType::Double:
        fraction = value.toDouble();
        bind.buffer_type = MYSQL_TYPE_DOUBLE;
        bind.buffer = &fraction;
        return bind;
    case QMetaType::QByteArray:
        text = value.toByteArray();
        return boundText(text, MYSQL_TYPE_BLOB);
    default:
        text = oauth::RawText::isIn(value) ? value.value<oauth::RawText>().bytes : value.toString().toUtf8();
        return boundText(text, MYSQL_TYPE_STRING);
    }
}

} // namespace

MariaStatement::MariaStatement(st_mysql* handle)
    : m_handle(handle)
    , m_statement(mysql_stmt_init(handle))
{ }

MariaStatement::~MariaStatement()
{
    reset();
    mysql_stmt_close(m_statement);
}

bool MariaStatement::prepare(const QString& sql)
{
    const QByteArray text = sql.toUtf8();
    return mysql_stmt_prepare(m_statement, text.constData(), static_cast<unsigned long>(text.size())) == 0;
}

bool MariaStatement::bind(const QVariantList& values)
{
    if (static_cast<unsigned long>(values.size()) != mysql_stmt_param_count(m_statement)) {
        return false;
    }
    m_bound = QList<QByteArray>(values.size());
    m_boundNumbers = QList<qint64>(values.size());
    m_boundReals = QList<double>(values.size());
    std::vector<MYSQL_BIND> binds;
    for (qsizetype i = 0; i < values.size(); ++i) {
        binds.push_back(boundValue(values.at(i), m_bound[i], m_boundNumbers[i], m_boundReals[i]));
    }
    return binds.empty() || mysql_stmt_bind_param(m_statement, binds.data()) == 0;
}

bool MariaStatement::execute()
{
    return mysql_stmt_execute(m_statement) == 0 && bindResult();
}

/** Each time, because a table that was altered meanwhile gives other columns. */
bool MariaStatement::bindResult()
{
    const MYSQL_FIELD* fields = mariadb_stmt_fetch_fields(m_statement);
    const unsigned count = mysql_stmt_field_count(m_statement);
    m_cells.clear();
    m_cells.reserve(count); // they must not move once they are bound
    std::vector<MYSQL_BIND> binds;
    for (unsigned i = 0; i < count; ++i) {
        binds.push_back(m_cells.emplace_back(fields[i]).bind());
    }
    return binds.empty() || mysql_stmt_bind_result(m_statement, binds.data()) == 0;
}

MariaStatement::Fetched MariaStatement::fetch()
{
    if (m_cells.empty()) {
        return Fetched::End;
    }
    switch (mysql_stmt_fetch(m_statement)) {
    case 0:
    case MYSQL_DATA_TRUNCATED: // a long text, which bytes() fetches
        return Fetched::Row;
    case MYSQL_NO_DATA:
        return Fetched::End;
    default:
        return Fetched::Failed;
    }
}

bool MariaStatement::skip(int most)
{
    for (int i = 0; i < most; ++i) {
        if (fetch() != Fetched::Row) {
            return true;
        }
    }
    return false;
}

qint64 MariaStatement::rowsTouched() const
{
    return static_cast<qint64>(mysql_stmt_affected_rows(m_statement));
}

void MariaStatement::reset()
{
    mysql_stmt_free_result(m_statement);
    for (QByteArray& bytes : m_bound) { // no token stays behind
        if (bytes.isDetached() && !bytes.isEmpty()) {
            explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
        }
    }
    m_bound.clear();
    for (MariaCell& cell : m_cells) {
        cell.wipe();
    }
}

MariaFailure MariaStatement::failure() const
{
    if (const unsigned code = mysql_stmt_errno(m_statement); code != 0) {
        return {code, QString::fromUtf8(mysql_stmt_error(m_statement))};
    }
    // What happens between rows, the connector notes at the connection only.
    return {mysql_errno(m_handle), QString::fromUtf8(mysql_error(m_handle))};
}

Row::Type MariaStatement::type(int column) const
{
    return cell(column).type();
}

qint64 MariaStatement::integer(int column) const
{
    return cell(column).integer();
}

double MariaStatement::real(int column) const
{
    return cell(column).real();
}

QByteArray MariaStatement::bytes(int column) const
{
    const MariaCell& one = cell(column);
    if (!one.isCut()) {
        return one.bytes();
    }
    QByteArray all(static_cast<qsizetype>(one.length()), Qt::Uninitialized);
    unsigned long length = 0;
    MYSQL_BIND bind = boundText(all, one.type() == Type::Text ? MYSQL_TYPE_STRING : MYSQL_TYPE_BLOB);
    bind.length = &length;
    mysql_stmt_fetch_column(m_statement, &bind, static_cast<unsigned>(column), 0);
    return all;
}

} // namespace owb::store
