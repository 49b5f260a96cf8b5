#include "mainwindow/panedelegate.h"

#include "common/chip.h"
#include "common/icons.h"
#include "common/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int connectionHeight = 44;
constexpr int barWidth = 3;

/** The ground of a selected row; gives the colour of its text. */
QColor paintGround(QPainter& painter, const QStyleOptionViewItem& option, const QRect& row)
{
    const Colours& c = colours();
    if (!option.state.testFlag(QStyle::State_Selected)) {
        return c.text;
    }
    painter.setPen(option.state.testFlag(QStyle::State_HasFocus) ? QPen(c.accent, 2) : QPen(Qt::NoPen));
    painter.setBrush(c.selection);
    painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), 4, 4);
    return c.selectionText;
}

void paintMark(QPainter& painter, const QRect& rect, const QModelIndex& index)
{
    const QColor mark =
        index.data(ProductionRole).toBool() ? colours().productionFill : markColour(index.data(ColourRole).toString());
    if (mark.isValid()) {
        painter.fillRect(QRect(rect.x(), rect.y(), barWidth, rect.height()), mark);
    }
}

void paintConnection(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    paintMark(painter, option.rect, index);
    const QColor text = paintGround(painter, option, option.rect.adjusted(6, 1, -6, -1));
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool open = index.data(OpenRole).toBool();
    const QColor quiet = selected ? text : colours().text2;
    painter.drawPixmap(option.rect.x() + 8, option.rect.y() + 16,
        iconPixmap(open ? u"chevron-down"_s : u"chevron-right"_s, 12, quiet, painter.device()->devicePixelRatio()));
    const QRect line = option.rect.adjusted(24, 3, -10, 0);
    const QFont font = open ? boldFont() : bodyFont();
    const Chip badge{Tone::Production, PaneDelegate::tr("PRODUCTION")};
    const int forBadge = index.data(ProductionRole).toBool() ? chipSize(badge).width() + 6 : 0;
    const QString name =
        QFontMetrics(font).elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, line.width() - forBadge);
    painter.setFont(font);
    painter.setPen(text);
    painter.drawText(QRect(line.x(), line.y(), line.width(), 20), Qt::AlignVCenter, name);
    if (forBadge > 0) {
        const int x = line.x() + QFontMetrics(font).horizontalAdvance(name) + 6;
        paintChip(painter, QRect(x, line.y(), forBadge, 20), badge);
    }
    painter.setFont(smallFont());
    painter.setPen(quiet);
    painter.drawText(QRect(line.x(), line.y() + 19, line.width(), 18), Qt::AlignVCenter,
        QFontMetrics(smallFont()).elidedText(index.data(LineRole).toString(), Qt::ElideRight, line.width()));
}

void paintSection(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const Colours& c = colours();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const QRect row = option.rect.adjusted(6, 0, -6, 0);
    const QColor text = paintGround(painter, option, row);
    const QColor picture = selected && !c.outlined ? c.accent : selected ? c.selectionText : c.text2;
    painter.drawPixmap(row.x() + 22, row.center().y() - 7,
        iconPixmap(index.data(IconRole).toString(), 16, picture, painter.device()->devicePixelRatio()));
    painter.setFont(selected ? boldFont() : bodyFont());
    painter.setPen(text);
    painter.drawText(row.adjusted(46, 0, 0, 0), Qt::AlignVCenter, index.data(Qt::DisplayRole).toString());
    painter.setFont(smallFont());
    painter.setPen(selected ? text : c.text2);
    painter.drawText(row.adjusted(0, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight, index.data(CountRole).toString());
}

bool isSection(const QModelIndex& index)
{
    return !index.data(SectionRole).toString().isEmpty();
}

} // namespace

QSize PaneDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {100, isSection(index) ? metrics::rowHeight : connectionHeight};
}

void PaneDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isSection(index)) {
        paintSection(*painter, option, index);
    } else {
        paintConnection(*painter, option, index);
    }
    painter->restore();
}

} // namespace owb::ui
