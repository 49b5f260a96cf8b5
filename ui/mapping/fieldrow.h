#pragma once

#include "store/mapping.h"

#include <QObject>

#include <optional>

class QComboBox;
class QGridLayout;
class QLabel;

namespace owb::ui {

class FieldChoice;

/** One field of a map: the column that holds it, how it is written, and what else must be known of it. */
class FieldRow : public QObject
{
    Q_OBJECT
public:
    FieldRow(store::Entity entity, const store::CanonicalField& field, QWidget* parent);

    void addTo(QGridLayout& grid, int row);
    /** Offers the columns of a table; null: none is chosen. */
    void setTable(const store::TableInfo* table);
    void setField(const std::optional<store::Field>& field);
    /** What is chosen; nothing while the field is not mapped. What is not shown here is kept as it was given. */
    [[nodiscard]] std::optional<store::Field> field() const;
    [[nodiscard]] const store::CanonicalField& canonical() const { return m_canonical; }
    void setFocus();

Q_SIGNALS:
    void changed();

private:
    void offerCodecs();
    void offerOptions();
    void columnChosen();
    void codecChosen();
    [[nodiscard]] store::FieldOption option() const;
    [[nodiscard]] store::Codec codec() const;
    [[nodiscard]] bool isElsewhere() const;

    store::Entity m_entity;
    store::CanonicalField m_canonical;
    store::TableInfo m_table;
    store::Field m_given;
    QLabel* m_name;
    QComboBox* m_column;
    QComboBox* m_codec;
    FieldChoice* m_choice;
};

} // namespace owb::ui
