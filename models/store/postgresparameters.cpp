#include "store/postgresparameters.h"

#include "oauth/rowkey.h"
#include "store/postgrestypes.h"

#include <cmath>
#include <cstring>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** Where a comment that starts at `from` ends; PostgreSQL's may hold others. */
qsizetype afterBlockComment(const QString& sql, qsizetype from)
{
    int depth = 0;
    for (qsizetype at = from; at + 1 < sql.size(); ++at) {
        const QStringView two = QStringView(sql).mid(at, 2);
        if (two == u"/*") {
            ++depth;
            ++at;
        } else if (two == u"*/") {
            ++at;
            if (--depth == 0) {
                return at + 1;
            }
        }
    }
    return sql.size();
}

/** Where the quoted text or comment that starts at `from` ends; `from` itself when there is none. */
qsizetype afterQuoted(const QString& sql, qsizetype from)
{
    const QChar c = sql.at(from);
    if (c == u'\'' || c == u'"' || c == u'`') { // a doubled quote inside reads as two texts side by side
        const qsizetype end = sql.indexOf(c, from + 1);
        return end < 0 ? sql.size() : end + 1;
    }
    const QStringView two = QStringView(sql).mid(from, 2);
    if (two == u"--") {
        const qsizetype end = sql.indexOf(u'\n', from);
        return end < 0 ? sql.size() : end + 1;
    }
    return two == u"/*" ? afterBlockComment(sql, from) : from;
}

QByteArray realText(double number)
{
    if (std::isnan(number)) {
        return "NaN";
    }
    if (std::isinf(number)) {
        return number > 0 ? "Infinity" : "-Infinity";
    }
    return QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
}

} // namespace

NumberedSql numbered(const QString& sql)
{
    NumberedSql result;
    QString text;
    text.reserve(sql.size() + 8);
    for (qsizetype at = 0; at < sql.size();) {
        const qsizetype end = afterQuoted(sql, at);
        if (end > at) {
            text += QStringView(sql).mid(at, end - at);
            at = end;
        } else if (sql.at(at) == u'?') {
            text += u'$' + QString::number(++result.count);
            ++at;
        } else {
            text += sql.at(at++);
        }
    }
    result.utf8 = text.toUtf8();
    return result;
}

PostgresParameters::~PostgresParameters()
{
    for (QByteArray& bytes : m_bytes) { // no token stays behind
        if (bytes.isDetached() && !bytes.isEmpty()) {
            explicit_bzero(bytes.data(), static_cast<size_t>(bytes.size()));
        }
    }
}

bool PostgresParameters::bind(const QVariantList& values)
{
    m_bytes.reserve(values.size());
    for (const QVariant& value : values) {
        if (!bindOne(value)) {
            return false;
        }
    }
    return true;
}

void PostgresParameters::add(unsigned type, QByteArray bytes, bool binary)
{
    m_types.push_back(type);
    m_lengths.push_back(static_cast<int>(bytes.size()));
    m_formats.push_back(binary ? 1 : 0);
    m_values.push_back(bytes.constData()); // a list may move its elements, but not their bytes
    m_bytes.append(std::move(bytes));
}

bool PostgresParameters::bindOne(const QVariant& value)
{
    if (value.isNull()) {
        add(postgrestype::unknown, {});
        m_values.back() = nullptr;
        return true;
    }
    switch (value.typeId()) {
    case QMetaType::Bool:
        add(postgrestype::boolean, value.toBool() ? "t" : "f");
        return true;
    case QMetaType::Int:
    case QMetaType::LongLong:
        add(postgrestype::int8, QByteArray::number(value.toLongLong()));
        return true;
    case QMetaType::Double:
        add(postgrestype::float8, realText(value.toDouble()));
        return true;
    case QMetaType::QByteArray:
        add(postgrestype::bytea, value.toByteArray(), true);
        return true;
    default: {
        QByteArray text =
            oauth::RawText::isIn(value) ? value.value<oauth::RawText>().bytes : value.toString().toUtf8();
        const bool storable = !text.contains('\0');
        add(postgrestype::unknown, std::move(text));
        return storable;
    }
    }
}

} // namespace owb::store
