#pragma once

#include "inspector/inspection.h"

#include <QAbstractTableModel>

#include <functional>

namespace owb::tables {

/** What a token says: the members of its headers and its claims, each with what it means in plain words. */
class ClaimTableModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Value, Meaning, ColumnCount };
    Q_ENUM(Column)
    enum class Part { Heading, Header, Unprotected, Claim };
    Q_ENUM(Part)
    enum Role {
        PartRole = Qt::UserRole + 32, // int of Part
        RawRole, // the value as it stands; a text without its quotes
    };

    using QAbstractTableModel::QAbstractTableModel;
    /** `now`, in epoch seconds: for times in words. Where only words changed, the rows stay. */
    void show(const inspector::Inspection& inspection, std::optional<qint64> now);
    void clear();

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Row
    {
        Part part = Part::Heading;
        QString name;
        QString value;
        QString meaning;
        bool operator==(const Row&) const = default;
    };
    using Words = std::function<QString(const QString& name, const QJsonValue& value)>;

    [[nodiscard]] static Row heading(const QString& title);
    static void append(QList<Row>& rows, Part part, const json::JsonMembers& members, const Words& words);
    [[nodiscard]] static QList<Row> rowsOf(const inspector::Inspection& inspection, std::optional<qint64> now);
    void replace(const QList<Row>& rows);

    QList<Row> m_rows;
};

} // namespace owb::tables
