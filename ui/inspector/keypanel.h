#pragma once

#include "core/secret.h"
#include "inspector/expectations.h"
#include "jose/keyset.h"

#include <QWidget>

class QToolButton;

namespace owb::ui {

class ElidedLabel;
class Prompt;

/** What a token is held against: keys, and the values that its claims should have. Kept while the program runs. */
class KeyPanel : public QWidget
{
    Q_OBJECT
public:
    KeyPanel(Prompt& prompt, QWidget* parent);
    [[nodiscard]] const jose::KeySet& keys() const { return m_keys; }
    [[nodiscard]] const inspector::Expectations& expectations() const { return m_expectations; }
    void setKeys(const jose::KeySet& keys, const QString& source);
    void setExpectations(const inspector::Expectations& expectations);
    /** `source` for people: "keys.json". A text without keys is told by `refused`. */
    void takeKeys(const core::Secret& text, const QString& source);
    void askExpectations();
    void pasteKeys();
    void askSecret();
    void openFile();
    void forget();

Q_SIGNALS:
    void changed();
    void refused(const QString& what, const QString& remedy);

private:
    void build();
    void present();
    [[nodiscard]] QString keyText() const;
    [[nodiscard]] QString expectationText() const;

    Prompt& m_prompt;
    jose::KeySet m_keys;
    QString m_source;
    inspector::Expectations m_expectations;
    ElidedLabel* m_keyText;
    ElidedLabel* m_expectationText;
    QToolButton* m_menu;
    QAction* m_forget = nullptr;
};

} // namespace owb::ui
