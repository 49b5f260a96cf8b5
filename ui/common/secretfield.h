#pragma once

#include "core/secret.h"

#include <QObject>
#include <QTimer>
#include <QWidget>

class QToolButton;

namespace owb::ui {

class ElidedLabel;

/** Copies secrets, and takes them off the clipboard again after a while if they are still there. */
class SecretClipboard : public QObject
{
    Q_OBJECT
public:
    explicit SecretClipboard(int clearAfterMs = 30000, QObject* parent = nullptr);
    ~SecretClipboard() override;
    void copy(const core::Secret& secret);
    [[nodiscard]] int secondsKept() const { return m_timer.interval() / 1000; }

Q_SIGNALS:
    void copied();
    /** The time is up; what was copied here and is still there has been taken off. */
    void timeIsUp();

private:
    void clearOwn();

    core::Secret m_copied;
    QTimer m_timer;
};

/** A secret or token on screen: masked until the eye is pressed, and masked again when the row is left. */
class SecretField : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { ClientSecret, Token };
    SecretField(Kind kind, const QString& accessibleName, SecretClipboard& clipboard, QWidget* parent = nullptr);
    void setSecret(const core::Secret& secret);
    void conceal();
    void reveal();
    [[nodiscard]] bool isRevealed() const { return m_revealed; }
    [[nodiscard]] QString shownText() const;

private:
    void present();

    Kind m_kind;
    QString m_name;
    SecretClipboard& m_clipboard;
    core::Secret m_secret;
    bool m_revealed = false;
    ElidedLabel* m_label;
    QToolButton* m_eye;
};

} // namespace owb::ui
