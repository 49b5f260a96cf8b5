#include "connection/urledit.h"

#include <QKeyEvent>

namespace owb::ui {

namespace {
constexpr qsizetype pastedAtOnce = 6; // nobody types as many letters between two events
} // namespace

UrlEdit::UrlEdit(QWidget* parent)
    : QLineEdit(parent)
{
    connect(this, &QLineEdit::textChanged, this, [this](const QString& now) {
        const bool pasted = now.size() - m_length >= pastedAtOnce;
        m_length = now.size();
        if (pasted) {
            Q_EMIT given(now);
        }
    });
}

void UrlEdit::keyPressEvent(QKeyEvent* event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && event->modifiers() == Qt::NoModifier && !text().isEmpty()) {
        Q_EMIT given(text()); // and the dialog's own button stays as it is
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace owb::ui
