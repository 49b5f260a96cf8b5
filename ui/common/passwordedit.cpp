#include "common/passwordedit.h"

#include "common/icons.h"

#include <QAction>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace owb::ui {

PasswordEdit::PasswordEdit(QWidget* parent)
    : QLineEdit(parent)
    , m_eye(addAction(icon(u"eye"_s), QLineEdit::TrailingPosition))
{
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    connect(m_eye, &QAction::triggered, this, [this] { setRevealed(!isRevealed()); });
    connect(this, &QLineEdit::textChanged, this, [this](const QString& now) {
        if (now.isEmpty()) {
            setRevealed(false); // the next one is another
        }
    });
    for (QToolButton* button : findChildren<QToolButton*>()) {
        button->setFocusPolicy(Qt::TabFocus); // Qt's own icons are for the mouse alone
    }
    setRevealed(false);
}

void PasswordEdit::setSecret(const core::Secret& secret)
{
    setRevealed(false);
    setText(secret.revealText());
}

void PasswordEdit::setRevealed(bool revealed)
{
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIcon(icon(revealed ? u"eye-off"_s : u"eye"_s));
    const QString words = revealed ? tr("Hide the password") : tr("Show the password");
    m_eye->setToolTip(words);
    for (QToolButton* button : findChildren<QToolButton*>()) {
        button->setAccessibleName(words);
    }
}

} // namespace owb::ui
