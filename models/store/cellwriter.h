#pragma once

#include "core/result.h"
#include "store/boundschema.h"

#include <QMap>
#include <QVariant>

#include <utility>

namespace owb::store {

/** Collects the columns of a row to be written, each checked against what its column can hold. */
class CellWriter
{
public:
    explicit CellWriter(const BoundEntity& entity);

    /** Sets the column of a field, where the table has it. An absent value becomes NULL, or '' or 0 in a NOT NULL
     * column. */
    void set(const QString& field, const QVariant& value);
    void setColumn(const QString& column, const QVariant& value);
    /** A reference to a user: a number where the column holds numbers. */
    void setReference(const QString& field, const std::optional<QString>& value);
    /** Values for columns that the profile does not know. Those that are needed and not given become the failure. */
    void setExtra(const QMap<QString, QString>& values);

    /** The columns in the order they were set, or the first failure: ValueTooLong, ValueNotAllowed, ColumnsNeedValues.
     */
    [[nodiscard]] core::Result<QList<std::pair<QString, QVariant>>> values() const;
    [[nodiscard]] bool isEmpty() const { return m_values.isEmpty(); }

private:
    void write(const ColumnInfo& column, const QVariant& value);
    void fail(const core::Error& error);

    const BoundEntity& m_entity;
    QList<std::pair<QString, QVariant>> m_values;
    std::optional<core::Error> m_failure;
};

} // namespace owb::store
