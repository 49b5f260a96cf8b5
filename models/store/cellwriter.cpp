#include "store/cellwriter.h"

#include "store/columnvalue.h"
#include "store/moment.h"
#include "store/tokenvalues.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

using ErrorKind = core::Error::Kind;

CellWriter::CellWriter(const BoundEntity& entity, qint64 now)
    : m_entity(entity)
    , m_now(now)
{ }

void CellWriter::fail(const core::Error& error)
{
    if (!m_failure) {
        m_failure = error;
    }
}

CellPlace CellWriter::at(const QString& field) const
{
    return {field, m_entity.field(field), m_entity.columnOf(field), m_entity.isMember(field)};
}

void CellWriter::set(const CellPlace& place, const QVariant& value)
{
    if (place.column && !place.isMember) {
        write(*place.column, value);
    }
}

void CellWriter::setColumn(const QString& name, const QVariant& value)
{
    if (const ColumnInfo* column = m_entity.table.column(name)) {
        write(*column, value);
    }
}

void CellWriter::write(const ColumnInfo& column, const QVariant& value)
{
    if (!value.isNull() && value.typeId() == QMetaType::QString) {
        const QString text = value.toString();
        const auto limit = column.maxLength;
        if (limit && text.size() > *limit && text.toUcs4().size() > *limit) { // databases count code points
            const QString length = QString::number(text.toUcs4().size());
            fail({ErrorKind::ValueTooLong, column.name, {length, QString::number(*limit)}, {}});
        }
    }
    m_values.append({column.name, value.isNull() ? absentValue(column) : columnValue(column, value)});
}

bool CellWriter::isWritten(const QString& column) const
{
    return std::any_of(m_values.cbegin(), m_values.cend(),
        [&column](const auto& value) { return value.first.compare(column, Qt::CaseInsensitive) == 0; });
}

void CellWriter::setMoment(const CellPlace& place, std::optional<qint64> epoch)
{
    const Field* mapped = place.field;
    if (!mapped) {
        return;
    }
    if (mapped->codec == Codec::Moment) {
        set(place, epoch ? QVariant(momentText(*epoch, m_entity.timeDigits)) : QVariant());
    } else {
        set(place, epoch.value_or(0));
    }
}

void CellWriter::setFlag(const CellPlace& place, bool value)
{
    const Field* mapped = place.field;
    if (!mapped) {
        return;
    }
    if (!mapped->member.isEmpty() || mapped->readOnly) {
        return; // of a document that only the server writes
    }
    if (!mapped->words.isEmpty()) {
        set(place, mapped->words.value(value ? u"revoked"_s : u"active"_s));
    } else {
        set(place, value != mapped->inverted);
    }
}

void CellWriter::setList(const CellPlace& place, const QString& words)
{
    const Field* mapped = place.field;
    if (!mapped || mapped->codec == Codec::Text || mapped->codec == Codec::Words) {
        set(place, words);
        return;
    }
    const auto stored = encodeMember(*mapped, u"scope"_s, words.simplified());
    stored ? set(place, *stored) : fail(stored.error());
}

void CellWriter::setToken(const CellPlace& place, const core::Secret& token, Keeping keeping)
{
    const Field* mapped = place.field;
    if (!mapped) {
        return;
    }
    if (mapped->digests.isEmpty()) {
        set(place, token.revealText());
        return;
    }
    const auto forms = storedForms(m_entity, *mapped, token);
    if (forms.isEmpty()) {
        fail({ErrorKind::Unsupported, u"storing this token"_s, {u"it has not the form of a token of this server"_s},
            {}});
        return;
    }
    set(place, (keeping == Keeping::Digest ? forms.constLast() : forms.constFirst()).revealText());
}

void CellWriter::setSecret(const QString& field, const std::optional<core::Secret>& secret,
    const std::optional<core::Secret>& like, bool absentIsNull)
{
    const Field* mapped = m_entity.field(field);
    if (!mapped) {
        if (secret && !secret->isEmpty()) {
            fail({ErrorKind::MemberHasNoColumn, field, {}, {}});
        }
        return;
    }
    if (!secret || secret->isEmpty()) {
        // Servers compare a missing secret as text and fail on NULL: a client without one has the empty text.
        set(field, absentIsNull ? QVariant() : QVariant(u""_s));
        return;
    }
    const auto stored = secretToStore(*mapped, *secret, like);
    stored ? set(field, stored->revealText()) : fail(stored.error());
}

void CellWriter::expectWritable(const QString& field)
{
    const Field* mapped = m_entity.field(field);
    if (!mapped) {
        fail({ErrorKind::MemberHasNoColumn, field, {}, {}});
    } else if (mapped->readOnly || !mapped->member.isEmpty()) {
        fail({ErrorKind::ValueNotAllowed, field, {u"this program only shows it"_s}, {}});
    }
}

void CellWriter::setJson(const QString& field, const QString& text)
{
    set(field, text);
}

void CellWriter::setMember(const Field& field, const std::optional<QString>& text)
{
    if (field.flags.isEmpty()) {
        setColumn(field.column, text ? QVariant(*text) : QVariant());
        return;
    }
    const QStringList entries = splitEntries(Codec::Words, text.value_or(QString()));
    for (auto it = field.flags.cbegin(); it != field.flags.cend(); ++it) {
        setColumn(*it, entries.contains(it.key()));
    }
}

void CellWriter::setPart(const Field& field, const QString& stored, const std::optional<QString>& part)
{
    const auto pending = std::find_if(m_values.begin(), m_values.end(),
        [&field](const auto& value) { return value.first == field.column; }); // another part of the same list
    const QString whole = pending == m_values.end() ? stored : pending->second.toString();
    if (pending != m_values.end()) {
        m_values.erase(pending);
    }
    const QString merged = mergedList(field, whole, part.value_or(QString()));
    setColumn(field.column, merged.isEmpty() ? QVariant() : QVariant(merged));
}

void CellWriter::setReference(const CellPlace& place, const std::optional<QString>& value)
{
    const ColumnInfo* column = place.column;
    const Field* mapped = place.field;
    if (!column) {
        if (value && (!mapped || mapped->ofToken.isEmpty())) {
            fail({ErrorKind::MemberHasNoColumn, place.name, {}, {}});
        }
        return;
    }
    if (mapped->readOnly) {
        if (value) {
            fail({ErrorKind::ValueNotAllowed, column->name, {u"this program only shows it"_s}, {}});
        }
        return;
    }
    bool whole = false;
    if (value && column->kind == ValueKind::Integer && (value->toLongLong(&whole), !whole)) {
        fail({ErrorKind::ValueNotAllowed, column->name, {u"this column holds whole numbers"_s}, {}});
    }
    if (!value && column->notNull && column->kind != ValueKind::Text) {
        fail({ErrorKind::ValueNotAllowed, column->name, {u"it must name a user"_s}, {}});
    }
    set(place, value ? QVariant(*value) : QVariant());
}

void CellWriter::setConstants(const QMap<QString, QString>& texts)
{
    for (auto it = texts.cbegin(); it != texts.cend(); ++it) {
        const ColumnInfo* column = m_entity.table.column(it.key());
        if (column && !isWritten(it.key())) {
            m_values.append({column->name, constantValue(*column, *it, m_now, m_entity.timeDigits)});
        }
    }
}

void CellWriter::setNewRow()
{
    for (const RowFilter& filter : m_entity.rows) {
        if (!filter.values.isEmpty()) {
            setColumn(filter.column, filter.values.constFirst());
        }
    }
    setConstants(m_entity.newRow);
}

void CellWriter::setChange()
{
    setConstants(m_entity.onChange);
}

void CellWriter::setExtra(const QMap<QString, QString>& values)
{
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        if (!m_entity.table.column(it.key())) {
            fail({ErrorKind::ValueNotAllowed, it.key(), {u"table \"%1\" has no such column"_s.arg(m_entity.table.name)},
                {}});
        }
        if (isWritten(it.key())) {
            fail({ErrorKind::ValueNotAllowed, it.key(), {u"the schema profile fills this column itself"_s}, {}});
        }
        setColumn(it.key(), *it);
    }
    QStringList missing;
    for (const NeededColumn& needed : m_entity.needed) {
        if (const QStringList given = values.keys(); !given.contains(needed.name, Qt::CaseInsensitive)) {
            missing << needed.name;
        }
    }
    if (!missing.isEmpty()) {
        fail({ErrorKind::ColumnsNeedValues, m_entity.table.name, missing, {}});
    }
}

QVariant CellWriter::lifetime(const CellPlace& place, qint64 issuedAt, std::optional<qint64> end)
{
    if (end) {
        return *end - issuedAt;
    }
    // Never: 0 where that means never, else NULL.
    const bool isZero = place.field && place.field->zeroIsNever && place.column && place.column->notNull;
    return isZero ? QVariant(0) : QVariant();
}

core::Result<QList<std::pair<QString, QVariant>>> CellWriter::values() const
{
    if (m_failure) {
        return tl::unexpected(*m_failure);
    }
    return m_values;
}

} // namespace owb::store
