#include "inspector/droptarget.h"

#include "inspector/filetext.h"

#include <QDropEvent>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace owb::ui {

DropTarget::DropTarget(QWidget* widget)
    : QObject(widget)
{
    widget->setAcceptDrops(true);
    widget->installEventFilter(this);
}

bool DropTarget::accepts(const QDropEvent& event)
{
    const QMimeData* mime = event.mimeData();
    const auto urls = mime->urls();
    const bool isFile = urls.size() == 1 && urls.constFirst().isLocalFile();
    return isFile ? !isDatabaseFile(urls.constFirst().toLocalFile()) : urls.isEmpty() && mime->hasText();
}

bool DropTarget::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::DragEnter && event->type() != QEvent::Drop) {
        return QObject::eventFilter(watched, event);
    }
    auto& drop = static_cast<QDropEvent&>(*event); // a QDragEnterEvent is one, too
    if (!accepts(drop)) {
        drop.ignore();
        return true;
    }
    drop.acceptProposedAction();
    if (event->type() == QEvent::Drop) {
        const auto urls = drop.mimeData()->urls();
        if (urls.isEmpty()) {
            Q_EMIT textDropped(core::Secret(drop.mimeData()->text()));
        } else {
            Q_EMIT fileDropped(urls.constFirst().toLocalFile());
        }
    }
    return true;
}

} // namespace owb::ui
