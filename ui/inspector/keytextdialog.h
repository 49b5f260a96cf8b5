#pragma once

#include "common/dialogframe.h"
#include "jose/keyset.h"

#include <functional>

class QLineEdit;

namespace owb::ui {

class PasswordEdit;
class Prompt;

/** Private keys out of a text or a file, hidden as a password is: to keep them, or to use them once. */
class KeyTextDialog : public DialogFrame
{
    Q_OBJECT
public:
    enum class Purpose { Keep, Use };

    KeyTextDialog(Purpose purpose, Prompt& prompt, QWidget* parent);
    /** What must not be given as a name. */
    void setTaken(std::function<bool(const QString&)> isTaken) { m_isTaken = std::move(isTaken); }
    void accept() override;

Q_SIGNALS:
    /** `name` is empty unless they are to be kept. */
    void taken(const owb::jose::KeySet& keys, const QString& name);

private:
    void build();
    void openFile();
    void describe(); // what was given, while one types
    [[nodiscard]] jose::Checked<jose::KeySet> given() const;

    Purpose m_purpose;
    Prompt& m_prompt;
    std::function<bool(const QString&)> m_isTaken;
    QLineEdit* m_name;
    PasswordEdit* m_text;
    QLabel* m_found;
};

} // namespace owb::ui
