#include "inspector/tracedelegate.h"

#include "common/icons.h"
#include "common/sectionurl.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "tables/tracemodel.h"

#include <QAbstractItemView>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

using inspector::Step;
using tables::TraceModel;

constexpr int textLeft = 38;
constexpr int rightEdge = 12;
constexpr int topEdge = 5;
constexpr int titleHeight = 20;
constexpr int stepHeight = 48;

Step::Outcome outcomeOf(const QModelIndex& index)
{
    return static_cast<Step::Outcome>(index.data(TraceModel::OutcomeRole).toInt());
}

/** What was compared, and below it what would mend it. */
QString bodyText(const QModelIndex& index)
{
    const QString what = ui::displayText(index.data(TraceModel::WhatRole).toString());
    const QString remedy = ui::displayText(index.data(TraceModel::RemedyRole).toString());
    return remedy.isEmpty() ? what : what + u'\n' + remedy;
}

QRect bodyBox(const QRect& row)
{
    return {row.x() + textLeft, row.y() + topEdge + titleHeight, row.width() - textLeft - rightEdge, row.height()};
}

int bodyHeight(int width, const QModelIndex& index)
{
    const QRect room(0, 0, std::max(width - textLeft - rightEdge, 40), QWIDGETSIZE_MAX);
    return QFontMetrics(smallFont()).boundingRect(room, Qt::TextWordWrap, bodyText(index)).height();
}

QString stepIcon(Step::Outcome outcome)
{
    return outcome == Step::Outcome::Passed ? u"ok"_s
        : outcome == Step::Outcome::Failed  ? u"error"_s
                                            : u"not-checked"_s;
}

QColor stepColour(Step::Outcome outcome)
{
    const Colours& c = colours();
    return outcome == Step::Outcome::Passed ? c.active.text
        : outcome == Step::Outcome::Failed  ? c.revoked.text
                                            : c.text2;
}

void paintStepGround(QPainter& painter, const QStyleOptionViewItem& option, Step::Outcome outcome)
{
    const Colours& c = colours();
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const bool isActive = option.widget && option.widget->isActiveWindow();
    if (isSelected) {
        painter.fillRect(option.rect, isActive || c.outlined ? c.selection : c.selectionInactive);
    } else if (outcome == Step::Outcome::Failed) {
        painter.fillRect(option.rect, c.revoked.ground);
        if (c.outlined) {
            painter.setPen(c.revoked.text);
            painter.drawRect(option.rect.adjusted(0, 0, -1, -2));
        }
    }
    painter.setPen(c.rowLine);
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (isSelected) {
        painter.fillRect(
            option.rect.x(), option.rect.y(), 3, option.rect.height(), c.outlined ? c.selectionText : c.accent);
    }
}

} // namespace

QRect TraceDelegate::linkBox(const QRect& row, const QModelIndex& index)
{
    const QString reference = index.data(TraceModel::ReferenceRole).toString();
    if (!sectionUrl(reference).isValid()) {
        return {};
    }
    const int width = QFontMetrics(smallFont()).horizontalAdvance(reference);
    return {row.right() - rightEdge - width, row.y() + topEdge, width, titleHeight};
}

void TraceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Colours& c = colours();
    const Step::Outcome outcome = outcomeOf(index);
    const bool isOnYellow = c.outlined && option.state.testFlag(QStyle::State_Selected);
    const auto inked = [&c, isOnYellow](const QColor& colour) { return isOnYellow ? c.selectionText : colour; };
    painter->save();
    paintStepGround(*painter, option, outcome);
    const QRect& row = option.rect;
    painter->drawPixmap(row.x() + rightEdge, row.y() + topEdge + 2,
        iconPixmap(stepIcon(outcome), 16, inked(stepColour(outcome)), painter->device()->devicePixelRatio()));

    const QString reference = index.data(TraceModel::ReferenceRole).toString();
    const QString word = index.data(TraceModel::OutcomeTextRole).toString();
    const QFontMetrics small(smallFont());
    constexpr int gaps = 3 * 6;
    const int room =
        row.width() - textLeft - rightEdge - small.horizontalAdvance(word) - small.horizontalAdvance(reference) - gaps;
    const QString title = QFontMetrics(boldFont()).elidedText(index.data().toString(), Qt::ElideRight, room);
    painter->setFont(boldFont());
    painter->setPen(inked(c.text));
    painter->drawText(QRect(row.x() + textLeft, row.y() + topEdge, row.width(), titleHeight), Qt::AlignVCenter, title);
    const int afterTitle = textLeft + QFontMetrics(boldFont()).horizontalAdvance(title) + 6;
    painter->setFont(smallFont());
    painter->setPen(inked(stepColour(outcome)));
    painter->drawText(QRect(row.x() + afterTitle, row.y() + topEdge, row.width(), titleHeight), Qt::AlignVCenter, word);

    painter->setPen(inked(outcome == Step::Outcome::Failed || isOnYellow ? c.text : c.text2));
    painter->drawText(bodyBox(row), Qt::TextWordWrap, bodyText(index));

    const QRect link = linkBox(row, index);
    const QRect place(row.x(), row.y() + topEdge, row.width() - rightEdge, titleHeight);
    QFont font = smallFont();
    font.setUnderline(!link.isEmpty());
    painter->setFont(font);
    painter->setPen(inked(link.isEmpty() ? c.text2 : c.accent));
    painter->drawText(place, static_cast<int>(Qt::AlignVCenter | Qt::AlignRight), reference);
    painter->restore();
}

QSize TraceDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    return {100, std::max(stepHeight, topEdge + titleHeight + bodyHeight(width, index) + topEdge + 1)};
}

} // namespace owb::ui
