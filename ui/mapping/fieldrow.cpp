#include "mapping/fieldrow.h"

#include "common/theme.h"
#include "common/widgets.h"
#include "mapping/fieldchoice.h"
#include "mapping/quietcombo.h"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace owb::ui {

using store::Codec;
using store::Field;
using store::FieldOption;

namespace {

constexpr int elsewhereRole = Qt::UserRole + 1; // not in one column, but as the profile file says

} // namespace

FieldRow::FieldRow(store::Entity entity, const store::CanonicalField& field, QWidget* parent)
    : QObject(parent)
    , m_entity(entity)
    , m_canonical(field)
    , m_name(makeLabel(field.title, bodyFont(), parent))
    , m_column(new QuietCombo(field.name + u"Column"_s, tr("%1: column").arg(field.title), parent))
    , m_codec(new QuietCombo(field.name + u"Codec"_s, tr("%1: written as").arg(field.title), parent))
    , m_choice(new FieldChoice(field, parent))
{
    m_name->setBuddy(m_column);
    m_name->setWordWrap(true);
    setTable(nullptr);
    connect(m_column, &QComboBox::currentIndexChanged, this, &FieldRow::columnChosen);
    connect(m_codec, &QComboBox::currentIndexChanged, this, &FieldRow::codecChosen);
    connect(m_choice, &FieldChoice::changed, this, &FieldRow::changed);
}

void FieldRow::addTo(QGridLayout& grid, int row)
{
    grid.addWidget(m_name, row, 0);
    grid.addWidget(m_column, row, 1);
    grid.addWidget(m_codec, row, 2);
    grid.addWidget(m_choice, row, 3);
}

void FieldRow::setFocus()
{
    m_column->setFocus();
}

void FieldRow::setTable(const store::TableInfo* table)
{
    m_table = table ? *table : store::TableInfo{};
    const QSignalBlocker quiet(m_column);
    m_column->clear();
    m_column->addItem(tr("Not mapped"));
    for (const store::ColumnInfo& column : std::as_const(m_table.columns)) {
        m_column->addItem(displayText(column.name), column.name);
    }
    m_column->setEnabled(table != nullptr);
    setField(std::nullopt);
}

void FieldRow::setField(const std::optional<Field>& field)
{
    const QSignalBlocker quietColumn(m_column);
    const QSignalBlocker quietCodec(m_codec);
    m_given = field.value_or(Field());
    if (const int extra = m_column->findData(true, elsewhereRole); extra >= 0) {
        m_column->removeItem(extra);
    }
    int index = 0;
    if (field && field->column.isEmpty()) {
        m_column->insertItem(1, tr("As in the profile file"));
        m_column->setItemData(1, true, elsewhereRole);
        index = 1;
    } else if (field) {
        const store::ColumnInfo* column = m_table.column(field->column);
        index = column ? m_column->findData(column->name) : -1;
        if (index < 0) { // of another table: to be seen, and refused
            m_column->addItem(displayText(field->column), field->column);
            index = m_column->count() - 1;
        }
    }
    m_column->setCurrentIndex(index);
    offerCodecs();
    if (field) {
        m_codec->setCurrentIndex(m_codec->findData(static_cast<int>(field->codec)));
    }
    offerOptions();
}

bool FieldRow::isElsewhere() const
{
    return m_column->currentData(elsewhereRole).toBool();
}

Codec FieldRow::codec() const
{
    return static_cast<Codec>(m_codec->currentData().toInt());
}

FieldOption FieldRow::option() const
{
    const bool mapped = m_column->currentIndex() > 0 && !isElsewhere();
    return mapped ? store::optionOf(m_entity, m_canonical.name, codec()) : FieldOption::None;
}

void FieldRow::offerCodecs()
{
    const QSignalBlocker quiet(m_codec);
    m_codec->clear();
    QList<Codec> codecs = m_canonical.codecs;
    if (!m_given.column.isEmpty() && !codecs.contains(m_given.codec)) {
        codecs << m_given.codec;
    }
    for (const Codec one : std::as_const(codecs)) {
        m_codec->addItem(store::codecTitle(one), static_cast<int>(one));
    }
    const bool mapped = m_column->currentIndex() > 0 && !isElsewhere();
    m_codec->setVisible(mapped);
    m_codec->setEnabled(codecs.size() > 1);
}

void FieldRow::columnChosen()
{
    const QString name = m_column->currentData().toString();
    if (name.compare(m_given.column, Qt::CaseInsensitive) != 0 && !isElsewhere()) {
        m_given = Field();
        offerCodecs();
        const store::ColumnInfo* column = m_table.column(name);
        for (int i = 0; column && i < m_codec->count(); ++i) {
            if (store::canHold(*column, m_canonical.name, static_cast<Codec>(m_codec->itemData(i).toInt()))) {
                const QSignalBlocker quiet(m_codec);
                m_codec->setCurrentIndex(i);
                break;
            }
        }
        offerOptions();
    }
    Q_EMIT changed();
}

void FieldRow::codecChosen()
{
    offerOptions();
    Q_EMIT changed();
}

void FieldRow::offerOptions()
{
    m_choice->offer(option(), m_given);
}

std::optional<Field> FieldRow::field() const
{
    if (m_column->currentIndex() <= 0) {
        return std::nullopt;
    }
    Field field = m_given;
    if (isElsewhere()) {
        return field;
    }
    field.column = m_column->currentData().toString();
    field.codec = codec();
    m_choice->take(field);
    return field;
}

} // namespace owb::ui
