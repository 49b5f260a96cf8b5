#include "store/cellwriter.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

using ErrorKind = core::Error::Kind;

CellWriter::CellWriter(const BoundEntity& entity)
    : m_entity(entity)
{ }

void CellWriter::fail(const core::Error& error)
{
    if (!m_failure) {
        m_failure = error;
    }
}

void CellWriter::set(const QString& field, const QVariant& value)
{
    if (const ColumnInfo* column = m_entity.columnOf(field)) {
        write(*column, value);
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
    if (value.isNull() && column.notNull) {
        m_values.append({column.name, column.isInteger ? QVariant(0) : QVariant(u""_s)});
        return;
    }
    if (value.typeId() != QMetaType::QString) {
        m_values.append({column.name, value});
        return;
    }
    const QString text = value.toString();
    const auto limit = column.maxLength;
    if (limit && text.size() > *limit && text.toUcs4().size() > *limit) { // databases count code points
        const QString length = QString::number(text.toUcs4().size());
        fail({ErrorKind::ValueTooLong, column.name, {length, QString::number(*limit)}, {}});
    }
    m_values.append({column.name, text.isNull() ? u""_s : text}); // the driver writes a null QString as NULL
}

void CellWriter::setReference(const QString& field, const std::optional<QString>& value)
{
    const ColumnInfo* column = m_entity.columnOf(field);
    if (!column) {
        if (value) {
            fail({ErrorKind::MemberHasNoColumn, field, {}, {}});
        }
        return;
    }
    if (!value || !column->isInteger) {
        set(field, value ? QVariant(*value) : QVariant());
        return;
    }
    bool whole = false;
    const qint64 number = value->toLongLong(&whole);
    if (!whole) {
        fail({ErrorKind::ValueNotAllowed, column->name, {u"this column holds whole numbers"_s}, {}});
    }
    set(field, number);
}

void CellWriter::setExtra(const QMap<QString, QString>& values)
{
    for (auto it = values.cbegin(); it != values.cend(); ++it) {
        if (!m_entity.table.column(it.key())) {
            fail({ErrorKind::ValueNotAllowed, it.key(), {u"table \"%1\" has no such column"_s.arg(m_entity.table.name)},
                {}});
        }
        const bool written = std::any_of(m_values.cbegin(), m_values.cend(),
            [&it](const auto& value) { return value.first.compare(it.key(), Qt::CaseInsensitive) == 0; });
        if (written) {
            fail({ErrorKind::ValueNotAllowed, it.key(), {u"the schema profile fills this column itself"_s}, {}});
        }
        setColumn(it.key(), *it);
    }
    QStringList missing;
    for (const NeededColumn& needed : m_entity.needed) {
        const QStringList given = values.keys();
        if (!given.contains(needed.name, Qt::CaseInsensitive)) {
            missing << needed.name;
        }
    }
    if (!missing.isEmpty()) {
        fail({ErrorKind::ColumnsNeedValues, m_entity.table.name, missing, {}});
    }
}

core::Result<QList<std::pair<QString, QVariant>>> CellWriter::values() const
{
    if (m_failure) {
        return tl::unexpected(*m_failure);
    }
    return m_values;
}

} // namespace owb::store
