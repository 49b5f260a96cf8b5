#include "mapping/entitymap.h"

#include "common/theme.h"
#include "common/widgets.h"
#include "mapping/fieldrow.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

EntityMap::EntityMap(store::Entity entity, QWidget* parent)
    : QWidget(parent)
    , m_entity(entity)
    , m_table(new QComboBox(this))
    , m_scroll(new QScrollArea(this))
{
    build();
    connect(m_table, &QComboBox::currentIndexChanged, this, &EntityMap::tableChosen);
}

void EntityMap::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    auto* line = new QHBoxLayout;
    line->setSpacing(12);
    auto* label = makeLabel(tr("Ta&ble"), bodyFont(), this);
    label->setBuddy(m_table);
    m_table->setObjectName(u"tableChoice"_s);
    m_table->setAccessibleName(tr("Table of: %1").arg(store::entityTitle(m_entity)));
    m_table->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_table->setMinimumContentsLength(28);
    line->addWidget(label);
    line->addWidget(m_table, 1);
    column->addLayout(line);

    auto* fields = new QWidget(m_scroll);
    auto* grid = new QGridLayout(fields);
    grid->setContentsMargins(0, 0, 8, 8);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 3);
    grid->setColumnStretch(2, 2);
    grid->setColumnStretch(3, 3);
    int row = 0;
    for (const QString& title : {tr("Field"), tr("Column"), tr("Written as"), tr("More")}) {
        grid->addWidget(makeMutedLabel(title, fields), 0, row++);
    }
    row = 1;
    for (const store::CanonicalField& field : store::canonicalFields(m_entity)) {
        auto* one = new FieldRow(m_entity, field, fields);
        one->addTo(*grid, row++);
        connect(one, &FieldRow::changed, this, &EntityMap::changed);
        m_rows << one;
    }
    grid->setRowStretch(row, 1);
    m_scroll->setWidget(fields);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->viewport()->setAutoFillBackground(false);
    fields->setAutoFillBackground(false);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setAccessibleName(tr("Fields of: %1").arg(store::entityTitle(m_entity)));
    column->addWidget(m_scroll, 1);
}

void EntityMap::setTables(const QList<store::TableInfo>& tables)
{
    m_tables = tables;
    const QSignalBlocker quiet(m_table);
    m_table->clear();
    m_table->addItem(tr("Not mapped"));
    for (const store::TableInfo& one : tables) {
        m_table->addItem(displayText(one.name), one.name);
    }
}

const store::TableInfo* EntityMap::table() const
{
    const int index = m_table->currentIndex() - 1;
    return index >= 0 && index < m_tables.size() ? &m_tables.at(index) : nullptr;
}

void EntityMap::setEntity(const store::EntityProfile& entity)
{
    {
        const QSignalBlocker quiet(m_table);
        const store::TableInfo* meant = store::tableOf(entity, m_tables);
        m_table->setCurrentIndex(meant ? m_table->findData(meant->name) : 0);
    }
    present(entity);
}

void EntityMap::present(const store::EntityProfile& entity)
{
    m_given = entity;
    for (FieldRow* row : std::as_const(m_rows)) {
        const QString& name = row->canonical().name;
        row->setTable(table());
        std::optional<store::Field> field;
        if (row->canonical().isMember && entity.members.contains(name)) {
            field = entity.members.value(name);
        } else if (!row->canonical().isMember && entity.fields.contains(name)) {
            field = entity.fields.value(name);
        }
        if (field && table()) {
            row->setField(field);
        }
    }
}

/** Another table has other columns: it starts with what their names say. */
void EntityMap::tableChosen()
{
    const store::TableInfo* chosen = table();
    present(chosen ? store::suggestFor(m_entity, *chosen, store::builtinProfiles()) : store::EntityProfile());
    Q_EMIT changed();
}

store::EntityProfile EntityMap::entity() const
{
    if (!table()) {
        return {};
    }
    store::EntityProfile entity = m_given;
    entity.usualNames = {table()->name};
    entity.namesAreFixed = true;
    entity.detect.clear();
    entity.reject.clear();
    for (const FieldRow* row : m_rows) {
        const QString& name = row->canonical().name;
        const auto field = row->field();
        if (row->canonical().isMember) {
            entity.members.remove(name);
            if (field) {
                entity.members.insert(name, *field);
            }
        } else {
            entity.fields.remove(name);
            if (field) {
                entity.fields.insert(name, *field);
            }
        }
    }
    return entity;
}

void EntityMap::focusField(const QString& name)
{
    for (FieldRow* row : std::as_const(m_rows)) {
        if (row->canonical().name == name && table()) {
            row->setFocus();
            m_scroll->ensureWidgetVisible(focusWidget());
            return;
        }
    }
    m_table->setFocus();
}

} // namespace owb::ui
