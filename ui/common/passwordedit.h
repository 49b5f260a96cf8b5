#pragma once

#include "core/secret.h"

#include <QLineEdit>

class QAction;

namespace owb::ui {

/** A field for a password: bullets until the eye in it is pressed, and bullets again when it is emptied. */
class PasswordEdit : public QLineEdit
{
    Q_OBJECT
public:
    explicit PasswordEdit(QWidget* parent = nullptr);
    [[nodiscard]] core::Secret secret() const { return core::Secret(text()); }
    void setSecret(const core::Secret& secret);
    [[nodiscard]] bool isRevealed() const { return echoMode() == QLineEdit::Normal; }
    void setRevealed(bool revealed);

private:
    QAction* m_eye;
};

} // namespace owb::ui
