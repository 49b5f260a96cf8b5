#include "store/cellreader.h"

#include "oauth/jsonmembers.h"
#include "store/moment.h"

#include <algorithm>
#include <cmath>

namespace owb::store {

using ProblemKind = oauth::CellProblem::Kind;

void CellReader::note(ProblemKind kind, const QString& name, const QString& raw, const QString& what)
{
    m_problems.append({kind, name, raw, what});
}

std::optional<QString> CellReader::text(int column, const QString& name)
{
    if (column < 0) {
        return std::nullopt;
    }
    const auto type = m_row.type(column);
    if (type == Row::Type::Null) {
        return std::nullopt;
    }
    const QByteArray bytes = m_row.bytes(column);
    QString text = Row::fromStored(bytes);
    if (type == Row::Type::Blob && !isBinary(name)) {
        note(ProblemKind::StoredAsBlob, name, text);
    } else if (text.contains(QChar::ReplacementCharacter) && text.toUtf8() != bytes) {
        note(ProblemKind::NotUtf8, name, text);
    }
    return text;
}

std::optional<core::Secret> CellReader::secret(int column, const QString& name)
{
    if (column < 0 || m_row.isNull(column)) {
        return std::nullopt;
    }
    if (m_row.type(column) == Row::Type::Blob && !isBinary(name)) {
        note(ProblemKind::StoredAsBlob, name);
    }
    return core::Secret(m_row.bytes(column));
}

qint64 CellReader::integer(int column, const QString& name)
{
    if (column < 0) {
        return 0;
    }
    switch (m_row.type(column)) {
    case Row::Type::Integer:
        return m_row.integer(column);
    case Row::Type::Null:
        note(ProblemKind::MissingValue, name);
        return 0;
    default:
        break;
    }
    if (m_row.type(column) == Row::Type::Real) {
        return wholeOf(column, name);
    }
    bool whole = false;
    const QString stored = m_row.text(column);
    const qint64 number = stored.toLongLong(&whole);
    if (!whole) {
        note(ProblemKind::NotAnInteger, name, stored);
    }
    return number;
}

/** A number with a fraction, as some columns keep it; what is beyond 64 bits becomes the nearest that is not. */
qint64 CellReader::wholeOf(int column, const QString& name)
{
    const double number = m_row.real(column);
    if (number != std::trunc(number)) {
        note(ProblemKind::NotAnInteger, name, m_row.text(column));
    }
    constexpr double edge = 9.2e18; // a little inside of what 64 bits hold
    return static_cast<qint64>(std::clamp(number, -edge, edge));
}

/** Some frameworks keep texts in binary columns on purpose. */
bool CellReader::isBinary(const QString& name) const
{
    const ColumnInfo* column = m_entity.table.column(name);
    return column && column->kind == ValueKind::Bytes;
}

std::optional<qint64> CellReader::moment(const Field& field, int column)
{
    if (isNull(column)) {
        if (field.codec != Codec::Moment) {
            note(ProblemKind::MissingValue, field.column);
        }
        return std::nullopt;
    }
    if (field.codec != Codec::Moment || m_row.type(column) == Row::Type::Integer) {
        const qint64 seconds = integer(column, field.column);
        return seconds == 0 && field.zeroIsNever ? std::nullopt : std::optional(seconds);
    }
    const QString stored = m_row.text(column);
    const auto moment = momentFrom(stored);
    if (!moment) {
        note(ProblemKind::NotATime, field.column, stored);
    }
    return moment;
}

std::optional<qint64> CellReader::momentSet(const Field& field, int column)
{
    if (field.codec != Codec::Moment || isNull(column) || m_row.type(column) != Row::Type::Text) {
        return numberSet(column, field.column);
    }
    const QString stored = m_row.text(column);
    if (stored.isEmpty()) {
        return std::nullopt;
    }
    const auto moment = momentFrom(stored);
    if (!moment) {
        note(ProblemKind::NotATime, field.column, stored);
    }
    return moment.value_or(1);
}

bool CellReader::isRevoked(const Field& field, int column)
{
    if (!field.member.isEmpty()) {
        const auto members = isNull(column) ? core::Result<oauth::JsonMembers>()
                                            : oauth::JsonMembers::parse(m_row.text(column));
        return members && members->value(field.member).toBool();
    }
    if (!field.words.isEmpty()) {
        return !isNull(column) && m_row.text(column) == field.words.value(QStringLiteral("revoked"));
    }
    return flag(column, field.column) != field.inverted;
}

std::optional<qint64> CellReader::numberSet(int column, const QString& name)
{
    if (column < 0 || m_row.isNull(column)) {
        return std::nullopt;
    }
    if (m_row.type(column) == Row::Type::Integer) {
        const qint64 moment = m_row.integer(column);
        return moment == 0 ? std::nullopt : std::optional(moment);
    }
    if (m_row.type(column) == Row::Type::Real) {
        const qint64 moment = wholeOf(column, name);
        return m_row.real(column) == 0 ? std::nullopt : std::optional(moment == 0 ? 1 : moment);
    }
    const QString stored = m_row.text(column);
    bool whole = false;
    const qint64 moment = stored.toLongLong(&whole);
    if (!whole) {
        note(ProblemKind::NotAnInteger, name, stored);
    }
    if (stored.isEmpty() || (whole && moment == 0)) {
        return std::nullopt;
    }
    return whole ? moment : 1;
}

bool CellReader::flag(int column, const QString& name)
{
    if (column < 0 || m_row.isNull(column)) {
        return false;
    }
    if (m_row.type(column) == Row::Type::Integer) {
        const qint64 value = m_row.integer(column);
        if (value != 0 && value != 1) {
            note(ProblemKind::NotABoolean, name, QString::number(value));
        }
        return value != 0;
    }
    const QString stored = m_row.text(column);
    if (m_row.type(column) == Row::Type::Real) {
        wholeOf(column, name);
        return m_row.real(column) != 0;
    }
    note(ProblemKind::NotABoolean, name, stored);
    return !stored.isEmpty();
}

} // namespace owb::store
