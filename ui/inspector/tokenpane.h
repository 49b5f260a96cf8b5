#pragma once

#include "core/secret.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace owb::ui {

class SecretClipboard;
class TokenEdit;

/**
 * The token that is looked at: pasted or typed, or from a row, and then masked until it is revealed. Where there are
 * several, a row of buttons chooses.
 */
class TokenPane : public QWidget
{
    Q_OBJECT
public:
    static constexpr qsizetype longestShown = 64 * 1024; // bytes; more is no token, and would take long to lay out

    TokenPane(SecretClipboard& clipboard, QWidget* parent);
    void show(const core::Secret& token, bool isMasked);
    /** The names of tokens that came together; fewer than 2: nothing to choose. */
    void showChoice(const QStringList& names, int current);
    void setMasked(bool isMasked);
    [[nodiscard]] bool isMasked() const { return m_isMasked; }
    [[nodiscard]] QString shownText() const;
    void focusToken();

Q_SIGNALS:
    /** The text was changed by hand; 200 ms after the last key. */
    void edited(const owb::core::Secret& text);
    void pasted(const owb::core::Secret& text);
    void chosen(int index);

private:
    [[nodiscard]] QWidget* makeHead();
    void present();
    void textEdited();

    SecretClipboard& m_clipboard;
    core::Secret m_token;
    bool m_isMasked = false;
    bool m_isVeiled = false; // it holds what cannot be seen, and is shown with that made visible
    QTimer m_delay;
    QLabel* m_count;
    QToolButton* m_eye;
    QToolButton* m_copy;
    QWidget* m_choice;
    QHBoxLayout* m_choiceRow;
    QButtonGroup* m_group = nullptr;
    TokenEdit* m_edit;
};

} // namespace owb::ui
