#pragma once

#include "core/secret.h"

#include <QObject>

class QDropEvent;
class QWidget;

namespace owb::ui {

/** Lets a text or a file be dropped on a widget. A database file is the window's, and passes by. */
class DropTarget : public QObject
{
    Q_OBJECT
public:
    explicit DropTarget(QWidget* widget);
    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void textDropped(const owb::core::Secret& text);
    void fileDropped(const QString& path);

private:
    [[nodiscard]] static bool accepts(const QDropEvent& event);
};

} // namespace owb::ui
