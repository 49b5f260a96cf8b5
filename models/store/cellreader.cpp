#include "store/cellreader.h"

#include "json/jsonmembers.h"
#include "store/moment.h"

#include <algorithm>
#include <cmath>

namespace owb::store {

using ProblemKind = oauth::CellProblem::Kind;

void CellReader::note(ProblemKind kind, const QString& column, const QString& raw, const QString& what)
{
    m_problems.append({kind, column, raw, what});
}

std::optional<QString> CellReader::text(const SelectedField& field)
{
    if (!field.exists()) {
        return std::nullopt;
    }
    const auto type = m_row.type(field.place);
    if (type == Row::Type::Null) {
        return std::nullopt;
    }
    if (const auto ascii = type == Row::Type::Blob ? std::nullopt : m_row.ascii(field.place)) {
        return QString(*ascii);
    }
    const QByteArray bytes = m_row.bytes(field.place);
    QString text = Row::fromStored(bytes);
    if (type == Row::Type::Blob && !isBinary(field.field.column)) {
        note(ProblemKind::StoredAsBlob, field.field.column, text);
    } else if (text.contains(QChar::ReplacementCharacter) && text.toUtf8() != bytes) {
        note(ProblemKind::NotUtf8, field.field.column, text);
    }
    return text;
}

std::optional<core::Secret> CellReader::secret(const SelectedField& field)
{
    if (isNull(field)) {
        return std::nullopt;
    }
    if (m_row.type(field.place) == Row::Type::Blob && !isBinary(field.field.column)) {
        note(ProblemKind::StoredAsBlob, field.field.column);
    }
    return core::Secret(m_row.bytes(field.place));
}

qint64 CellReader::integer(const SelectedField& field)
{
    if (!field.exists()) {
        return 0;
    }
    switch (m_row.type(field.place)) {
    case Row::Type::Integer:
        return m_row.integer(field.place);
    case Row::Type::Null:
        note(ProblemKind::MissingValue, field.field.column);
        return 0;
    default:
        break;
    }
    if (m_row.type(field.place) == Row::Type::Real) {
        return wholeOf(field);
    }
    bool whole = false;
    const QString stored = m_row.text(field.place);
    const qint64 number = stored.toLongLong(&whole);
    if (!whole) {
        note(ProblemKind::NotAnInteger, field.field.column, stored);
    }
    return number;
}

/** A number with a fraction, as some columns keep it; what is beyond 64 bits becomes the nearest that is not. */
qint64 CellReader::wholeOf(const SelectedField& field)
{
    const double number = m_row.real(field.place);
    if (number != std::trunc(number)) {
        note(ProblemKind::NotAnInteger, field.field.column, m_row.text(field.place));
    }
    constexpr double edge = 9.2e18; // a little inside of what 64 bits hold
    return static_cast<qint64>(std::clamp(number, -edge, edge));
}

/** Some frameworks keep texts in binary columns on purpose. */
bool CellReader::isBinary(const QString& column) const
{
    const ColumnInfo* info = m_entity.table.column(column);
    return info && info->kind == ValueKind::Bytes;
}

/** Where the engine has no times of its own, JavaScript writes milliseconds into their columns. */
qint64 CellReader::secondsOf(const SelectedField& field, qint64 number)
{
    constexpr qint64 first = 100'000'000'000; // as seconds, in the year 5138
    constexpr qint64 millisecondsOfSecond = 1000;
    const bool isMilliseconds = field.field.codec == Codec::Moment && (number >= first || number <= -first);
    return isMilliseconds ? number / millisecondsOfSecond : number;
}

std::optional<qint64> CellReader::moment(const SelectedField& field)
{
    if (isNull(field)) {
        // A row of another table, or a member of a document, may be missing.
        const bool mayMiss = field.field.children.exists() || !field.field.member.isEmpty();
        if (field.field.codec != Codec::Moment && !mayMiss) {
            note(ProblemKind::MissingValue, field.field.column);
        }
        return std::nullopt;
    }
    if (field.field.codec != Codec::Moment || m_row.type(field.place) == Row::Type::Integer) {
        const qint64 seconds = secondsOf(field, integer(field));
        return seconds == 0 && field.field.zeroIsNever ? std::nullopt : std::optional(seconds);
    }
    const QString stored = m_row.text(field.place);
    const auto moment = momentFrom(stored);
    if (!moment) {
        note(ProblemKind::NotATime, field.field.column, stored);
    }
    return moment;
}

std::optional<qint64> CellReader::momentSet(const SelectedField& field)
{
    if (field.field.codec != Codec::Moment || isNull(field) || m_row.type(field.place) != Row::Type::Text) {
        return numberSet(field);
    }
    const QString stored = m_row.text(field.place);
    if (stored.isEmpty()) {
        return std::nullopt;
    }
    const auto moment = momentFrom(stored);
    if (!moment) {
        note(ProblemKind::NotATime, field.field.column, stored);
    }
    return moment.value_or(1);
}

bool CellReader::isRevoked(const SelectedField& field)
{
    if (!field.field.member.isEmpty()) {
        const auto members =
            isNull(field) ? core::Result<json::JsonMembers>() : json::JsonMembers::parse(m_row.text(field.place));
        return members && members->value(field.field.member).toBool();
    }
    if (!field.field.words.isEmpty()) {
        return isNull(field) || m_row.text(field.place) != field.field.words.value(QStringLiteral("active"));
    }
    return flag(field) != field.field.inverted;
}

std::optional<qint64> CellReader::numberSet(const SelectedField& field)
{
    if (isNull(field)) {
        return std::nullopt;
    }
    if (m_row.type(field.place) == Row::Type::Integer) {
        const qint64 moment = secondsOf(field, m_row.integer(field.place));
        return moment == 0 ? std::nullopt : std::optional(moment);
    }
    if (m_row.type(field.place) == Row::Type::Real) {
        const qint64 moment = wholeOf(field);
        return m_row.real(field.place) == 0 ? std::nullopt : std::optional(moment == 0 ? 1 : moment);
    }
    const QString stored = m_row.text(field.place);
    bool whole = false;
    const qint64 moment = stored.toLongLong(&whole);
    if (!whole) {
        note(ProblemKind::NotAnInteger, field.field.column, stored);
    }
    if (stored.isEmpty() || (whole && moment == 0)) {
        return std::nullopt;
    }
    return whole ? moment : 1;
}

bool CellReader::flag(const SelectedField& field)
{
    if (isNull(field)) {
        return false;
    }
    if (m_row.type(field.place) == Row::Type::Integer) {
        const qint64 value = m_row.integer(field.place);
        if (value != 0 && value != 1) {
            note(ProblemKind::NotABoolean, field.field.column, QString::number(value));
        }
        return value != 0;
    }
    const QString stored = m_row.text(field.place);
    if (m_row.type(field.place) == Row::Type::Real) {
        wholeOf(field);
        return m_row.real(field.place) != 0;
    }
    note(ProblemKind::NotABoolean, field.field.column, stored);
    return !stored.isEmpty();
}

} // namespace owb::store
