#include "clients/sectiondelegate.h"

#include "common/chip.h"
#include "common/theme.h"

#include <QPainter>

#include <algorithm>

namespace owb::ui {

namespace {
constexpr int side = 10;
} // namespace

void SectionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colours& c = colours();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected) {
        const bool focus = option.state.testFlag(QStyle::State_HasFocus);
        painter->setPen(focus ? QPen(c.accent, 2) : QPen(Qt::NoPen));
        painter->setBrush(c.selection);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 4, 4);
    }
    QRect room = option.rect.adjusted(side, 0, -5, 0);
    const int errors = index.data(ErrorsRole).toInt();
    const int warnings = index.data(WarningsRole).toInt();
    const QString count = index.data(CountRole).toString();
    if (errors + warnings > 0) {
        const Chip chip{errors > 0 ? Tone::Error : Tone::Warning, QString::number(errors + warnings)};
        const int width = chipSize(chip).width();
        paintChip(*painter, QRect(room.right() - width, room.y(), width, room.height()), chip, selected);
        room.setRight(room.right() - width - side);
    } else if (!count.isEmpty()) {
        painter->setFont(smallFont());
        painter->setPen(selected ? c.selectionText : c.text2);
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignRight, count);
    }
    painter->setFont(bodyFont());
    painter->setPen(selected ? c.selectionText : c.text);
    painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetrics(bodyFont()).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideRight, room.width()));
    painter->restore();
}

QSize SectionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {0, std::max(metrics::rowHeight, QFontMetrics(bodyFont()).height() + 10)};
}

} // namespace owb::ui
