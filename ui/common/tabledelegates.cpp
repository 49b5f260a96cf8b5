#include "common/tabledelegates.h"

#include "common/theme.h"
#include "common/widgets.h"
#include "tables/windowmodel.h"

#include <QApplication>
#include <QHeaderView>
#include <QPainter>

namespace owb::ui {

namespace {

constexpr int firstCellEdge = 16;
constexpr int cellEdge = 8;

QColor toneColour(tables::TextTone tone, bool selected)
{
    const Colours& c = colours();
    if (selected && c.outlined) {
        return c.selectionText;
    }
    switch (tone) {
    case tables::TextTone::Normal:
        return selected ? c.selectionText : c.text;
    case tables::TextTone::Muted:
    case tables::TextTone::MutedItalic:
        return c.text2;
    case tables::TextTone::Warning:
        return c.warning.text;
    }
    return c.text;
}

} // namespace

TextCellDelegate::TextCellDelegate(Face face, Qt::TextElideMode elide, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_face(face)
    , m_elide(elide)
{ }

QRect TextCellDelegate::paintGround(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const Colours& c = colours();
    if (option.state.testFlag(QStyle::State_Selected)) {
        const bool active = option.widget && option.widget->isActiveWindow(); // State_Active means the focus here
        painter->fillRect(option.rect, active || c.outlined ? c.selection : c.selectionInactive);
    }
    painter->setPen(c.rowLine);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const auto* table = qobject_cast<const QTableView*>(option.widget);
    if (index.column() == 0 && table && table->currentIndex().row() == index.row()) {
        const bool onYellow = c.outlined && option.state.testFlag(QStyle::State_Selected);
        painter->fillRect(
            option.rect.x(), option.rect.y(), 3, option.rect.height(), onYellow ? c.selectionText : c.accent);
    }
    return option.rect.adjusted(index.column() == 0 ? firstCellEdge : cellEdge, 0, -cellEdge, -1);
}

void TextCellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const QRect cell = paintGround(painter, option, index);
    const auto tone = static_cast<tables::TextTone>(index.data(tables::ToneRole).toInt());
    QFont font = m_face == Face::Mono ? monoFont() : bodyFont();
    font.setItalic(tone == tables::TextTone::MutedItalic);
    painter->setFont(font);
    painter->setPen(toneColour(tone, option.state.testFlag(QStyle::State_Selected)));
    const auto alignment =
        index.data(Qt::TextAlignmentRole).value<Qt::Alignment>() & Qt::AlignRight ? Qt::AlignRight : Qt::AlignLeft;
    const QString text =
        QFontMetrics(font).elidedText(ui::displayText(index.data(Qt::DisplayRole).toString()), m_elide, cell.width());
    painter->drawText(cell, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, text);
    painter->restore();
}

ChipCellDelegate::ChipCellDelegate(Make make, QObject* parent)
    : TextCellDelegate(Face::Body, Qt::ElideRight, parent)
    , m_make(std::move(make))
{ }

void ChipCellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const QRect cell = paintGround(painter, option, index);
    if (const auto chip = m_make(index)) {
        paintChip(*painter, cell, *chip, option.state.testFlag(QStyle::State_Selected));
    }
    painter->restore();
}

void polishTable(QTableView& table, const QString& accessibleName)
{
    table.setAccessibleName(accessibleName);
    table.setShowGrid(false);
    table.setAlternatingRowColors(false);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::ExtendedSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.setMouseTracking(false);
    table.setContextMenuPolicy(Qt::CustomContextMenu);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    const int height = std::max(metrics::rowHeight, QFontMetrics(bodyFont()).height() + 10);
    table.verticalHeader()->setDefaultSectionSize(height);
    QHeaderView* header = table.horizontalHeader();
    header->setFont(smallBoldFont());
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionsMovable(false);
    header->setMinimumSectionSize(60);
    header->setFixedHeight(height);
}

} // namespace owb::ui
