#include "inspector/claimdelegate.h"

#include "common/theme.h"
#include "common/widgets.h"
#include "tables/claimtablemodel.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

using tables::ClaimTableModel;
using ClaimPart = ClaimTableModel::Part;

QRect textBox(const QStyleOptionViewItem& option, const QModelIndex& index)
{
    return option.rect.adjusted(index.column() == ClaimTableModel::Name ? metrics::margin : 8, 0, -8, -1);
}

QFont fontOf(const QModelIndex& index, ClaimPart part)
{
    return part == ClaimPart::Heading                ? smallBoldFont()
        : index.column() == ClaimTableModel::Meaning ? smallFont()
                                                     : monoFont();
}

QColor colourOf(const QModelIndex& index, ClaimPart part, bool isSelected)
{
    const Colours& c = colours();
    if (part == ClaimPart::Heading) {
        return c.text2;
    }
    if (isSelected && c.outlined) {
        return c.selectionText;
    }
    if (index.column() != ClaimTableModel::Name) {
        return isSelected ? c.selectionText : c.text;
    }
    return part == ClaimPart::Header ? c.jwtHeader : part == ClaimPart::Claim ? c.jwtClaims : c.warning.text;
}

} // namespace

void ClaimDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colours& c = colours();
    const auto part = static_cast<ClaimPart>(index.data(ClaimTableModel::PartRole).toInt());
    const bool isSelected = option.state.testFlag(QStyle::State_Selected) && part != ClaimPart::Heading;
    painter->save();
    if (part == ClaimPart::Heading) {
        painter->fillRect(option.rect, c.window);
        painter->setPen(c.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        if (index.column() != ClaimTableModel::Meaning) {
            painter->drawLine(option.rect.topRight(), option.rect.bottomRight());
        }
    } else {
        if (isSelected) {
            const bool isActive = option.widget && option.widget->isActiveWindow();
            painter->fillRect(option.rect, isActive || c.outlined ? c.selection : c.selectionInactive);
        }
        painter->setPen(c.rowLine);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        if (isSelected && index.column() == ClaimTableModel::Name) {
            painter->fillRect(
                option.rect.x(), option.rect.y(), 3, option.rect.height(), c.outlined ? c.selectionText : c.accent);
        }
    }
    const QRect box = textBox(option, index);
    const QFont font = fontOf(index, part);
    painter->setFont(font);
    painter->setPen(colourOf(index, part, isSelected));
    const auto mode = index.column() == ClaimTableModel::Value ? Qt::ElideMiddle : Qt::ElideRight;
    painter->drawText(box, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
        QFontMetrics(font).elidedText(ui::displayText(index.data().toString()), mode, box.width()));
    painter->restore();
}

bool ClaimDelegate::helpEvent(
    QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    constexpr qsizetype longestTip = 2000;
    const auto part = static_cast<ClaimPart>(index.data(ClaimTableModel::PartRole).toInt());
    const QString text = ui::displayText(index.data().toString());
    const bool isCut =
        QFontMetrics(fontOf(index, part)).horizontalAdvance(text.left(longestTip)) > textBox(option, index).width();
    const bool isToken = text.startsWith("eyJ"_L1); // never in a tooltip
    if (event->type() != QEvent::ToolTip || !index.isValid() || !isCut || isToken) {
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
    QToolTip::showText(event->globalPos(), u"<qt>"_s + text.left(longestTip).toHtmlEscaped() + u"</qt>"_s, view);
    return true;
}

} // namespace owb::ui
