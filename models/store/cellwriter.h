#pragma once

#include "core/result.h"
#include "core/secret.h"
#include "store/boundschema.h"
#include "store/selectedfield.h"
#include "store/tokenvalues.h"

#include <QMap>
#include <QVariant>

#include <utility>

namespace owb::store {

/**
 * Collects the columns of a row to be written, each checked against what its column can hold and given in the type that
 * the column takes. Fields that the table has no column for are left out.
 */
class CellWriter
{
public:
    /** `now` in epoch seconds, for columns that take the time of a change. */
    CellWriter(const BoundEntity& entity, qint64 now);

    /** Sets the column of a field, where the table has it. An absent value becomes NULL, or '' or 0 in a NOT NULL
     * column. */
    void set(const CellPlace& place, const QVariant& value);
    void set(const QString& field, const QVariant& value) { set(at(field), value); }
    void setColumn(const QString& column, const QVariant& value);
    /** A time in the spelling of the column; absent = never. */
    void setMoment(const CellPlace& place, std::optional<qint64> epoch);
    void setMoment(const QString& field, std::optional<qint64> epoch) { setMoment(at(field), epoch); }
    void setFlag(const CellPlace& place, bool value);
    void setFlag(const QString& field, bool value) { setFlag(at(field), value); }
    /** Words parted by white space, in the spelling of the column. */
    void setList(const CellPlace& place, const QString& words);
    void setList(const QString& field, const QString& words) { setList(at(field), words); }
    /** What the column keeps of a token. Failure: Unsupported, where nothing can be made of it. */
    void setToken(const CellPlace& place, const core::Secret& token, Keeping keeping);
    void setToken(const QString& field, const core::Secret& token, Keeping keeping)
    {
        setToken(at(field), token, keeping);
    }
    /** What the column keeps of a secret, hashed as `like` is or as the framework does. */
    void setSecret(const QString& field, const std::optional<core::Secret>& secret,
        const std::optional<core::Secret>& like, bool absentIsNull);
    /** Failure when the layout has no place for the field, or one that only the server writes. */
    void expectWritable(const QString& field);
    void setJson(const QString& field, const QString& text);
    /** A metadata member as text of its field; its flags where it has those. Absent = NULL. */
    void setMember(const Field& field, const std::optional<QString>& text);
    /** A metadata member that is a part of a list; `stored` is the list as it was. Absent takes the part away. */
    void setPart(const Field& field, const QString& stored, const std::optional<QString>& part);
    /** A reference to a user: a number where the column holds numbers. */
    void setReference(const CellPlace& place, const std::optional<QString>& value);
    void setReference(const QString& field, const std::optional<QString>& value) { setReference(at(field), value); }
    /** The rows' own marks and what the framework puts into columns nobody else fills. */
    void setNewRow();
    /** What the framework writes with every change. */
    void setChange();
    /** Values for columns that the profile does not know. Those that are needed and not given become the failure. */
    void setExtra(const QMap<QString, QString>& values);

    /** What a lifetime column takes for a token that ends then. */
    [[nodiscard]] static QVariant lifetime(const CellPlace& place, qint64 issuedAt, std::optional<qint64> end);
    /** The columns in the order they were set, or the first failure: ValueTooLong, ValueNotAllowed, ColumnsNeedValues.
     */
    [[nodiscard]] core::Result<QList<std::pair<QString, QVariant>>> values() const;
    [[nodiscard]] bool isWritten(const QString& column) const;
    [[nodiscard]] bool isEmpty() const { return m_values.isEmpty(); }

private:
    [[nodiscard]] CellPlace at(const QString& field) const;
    void write(const ColumnInfo& column, const QVariant& value);
    void setConstants(const QMap<QString, QString>& texts);
    void fail(const core::Error& error);

    const BoundEntity& m_entity;
    qint64 m_now = 0;
    QList<std::pair<QString, QVariant>> m_values;
    std::optional<core::Error> m_failure;
};

} // namespace owb::store
