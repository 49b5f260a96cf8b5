#include "inspector/traceview.h"

#include "common/sectionurl.h"
#include "common/widgets.h"
#include "inspector/tracedelegate.h"
#include "tables/tracemodel.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace owb::ui {

using tables::TraceModel;

TraceView::TraceView(QWidget* parent)
    : QListView(parent)
{
    setObjectName(u"traceView"_s);
    setAccessibleName(tr("Verdict, step by step"));
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new TraceDelegate(this));
    setResizeMode(QListView::Adjust);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    viewport()->setMouseTracking(true);
}

QString TraceView::sectionText(const QModelIndex& index)
{
    const QString reference = index.data(TraceModel::ReferenceRole).toString();
    const QString rule = index.data(TraceModel::RuleRole).toString();
    const QString url = sectionUrl(reference).toString();
    QStringList parts;
    for (const QString& part : {reference, rule.isEmpty() ? QString() : tr("Rule %1").arg(rule), url}) {
        if (!part.isEmpty()) {
            parts << part;
        }
    }
    return parts.isEmpty() ? tr("No section says so; it follows from the others.") : parts.join(u'\n');
}

int TraceView::heightOfSteps() const
{
    int height = 0;
    for (int row = 0; model() && row < model()->rowCount(); ++row) {
        height += sizeHintForIndex(model()->index(row, 0)).height();
    }
    return height;
}

QModelIndex TraceView::linkAt(const QPoint& place) const
{
    const QModelIndex index = indexAt(place);
    return index.isValid() && TraceDelegate::linkBox(visualRect(index), index).contains(place) ? index : QModelIndex();
}

void TraceView::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex index = currentIndex();
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && index.isValid()) {
        const QPoint below = visualRect(index).bottomLeft() + QPoint(36, 2);
        const QString lines = sectionText(index).toHtmlEscaped().replace(u'\n', u"<br>"_s);
        QToolTip::showText(viewport()->mapToGlobal(below), u"<qt>"_s + lines + u"</qt>"_s, this);
        return;
    }
    if (event->matches(QKeySequence::Copy) && index.isValid()) {
        QApplication::clipboard()->setText(index.data(Qt::AccessibleTextRole).toString() + u". "_s
            + index.data(Qt::AccessibleDescriptionRole).toString());
        return;
    }
    QListView::keyPressEvent(event);
}

void TraceView::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = linkAt(event->pos());
    if (event->button() == Qt::LeftButton && index.isValid()) {
        Q_EMIT sectionAsked(sectionUrl(index.data(TraceModel::ReferenceRole).toString()));
    }
}

void TraceView::mouseMoveEvent(QMouseEvent* event)
{
    QListView::mouseMoveEvent(event);
    viewport()->setCursor(linkAt(event->pos()).isValid() ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TraceView::contextMenuEvent(QContextMenuEvent* event)
{
    const QModelIndex index = event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    const QString reference = index.data(TraceModel::ReferenceRole).toString();
    const QUrl url = sectionUrl(reference);
    if (!url.isValid()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Open %1 in the browser").arg(reference), this, [this, url] { Q_EMIT sectionAsked(url); });
    const QPoint place =
        event->reason() == QContextMenuEvent::Mouse ? event->pos() : visualRect(index).topLeft() + QPoint(36, 24);
    menu->popup(viewport()->mapToGlobal(place));
}

} // namespace owb::ui
