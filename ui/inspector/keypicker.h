#pragma once

#include "inspector/keycabinet.h"
#include "jose/keyset.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;

namespace owb::ui {

class PasswordEdit;
class Prompt;

/** Which key makes a token: one that is kept, one out of a pasted text, or a secret that is typed. */
class KeyPicker : public QWidget
{
    Q_OBJECT
public:
    KeyPicker(KeyCabinet& cabinet, Prompt& prompt, QWidget* parent);
    [[nodiscard]] const std::optional<jose::Key>& key() const { return m_key; }
    /** Why there is none, where somebody typed one. */
    [[nodiscard]] QString problem() const;
    /** One that is kept. */
    void choose(const QString& id);
    /** Keys out of a text, beside those that are kept; the first is chosen. */
    void take(const jose::KeySet& keys);
    void paste();

Q_SIGNALS:
    void picked();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void fill();
    void pick(); // asks the keychain for it, where it is kept
    void pickTyped();
    void setKey(const std::optional<jose::Key>& key);
    void showTyped(bool isTyped);

    KeyCabinet& m_cabinet;
    Prompt& m_prompt;
    QComboBox* m_choice;
    QWidget* m_typed;
    PasswordEdit* m_secret;
    QCheckBox* m_isEncoded;
    QList<jose::Key> m_pasted;
    std::optional<jose::Key> m_key;
    QString m_picked; // what m_key was made of
};

} // namespace owb::ui
