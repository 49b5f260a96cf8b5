#pragma once

#include "store/mapping.h"

#include <QWidget>

class QComboBox;
class QScrollArea;

namespace owb::ui {

class FieldRow;

/** One kind of rows of a map: its table, and a row for each field. */
class EntityMap : public QWidget
{
    Q_OBJECT
public:
    EntityMap(store::Entity entity, QWidget* parent);

    void setTables(const QList<store::TableInfo>& tables);
    void setEntity(const store::EntityProfile& entity);
    /** A draft: its table as the only usual name. Empty while no table is chosen. */
    [[nodiscard]] store::EntityProfile entity() const;
    /** Goes to a field, or to the table where the name is empty. */
    void focusField(const QString& name);

Q_SIGNALS:
    void changed();

private:
    void build();
    void tableChosen();
    void present(const store::EntityProfile& entity);
    [[nodiscard]] const store::TableInfo* table() const;

    store::Entity m_entity;
    QList<store::TableInfo> m_tables;
    store::EntityProfile m_given; // with what has no row here
    QComboBox* m_table;
    QScrollArea* m_scroll;
    QList<FieldRow*> m_rows;
};

} // namespace owb::ui
