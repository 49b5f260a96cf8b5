#pragma once

#include "common/dialogframe.h"
#include "inspector/keynameedit.h"
#include "jose/keyset.h"

namespace owb::ui {

class PasswordEdit;
class Prompt;

/** Keys out of a text or a file, hidden as a password is, because they may be private. */
class KeyTextDialog : public DialogFrame
{
    Q_OBJECT
public:
    /** To keep private ones by name, to make tokens with them, or to hold tokens against them. */
    enum class Purpose { Keep, Make, Hold };

    KeyTextDialog(Purpose purpose, Prompt& prompt, QWidget* parent);
    /** What must not be given as a name. */
    void setTaken(std::function<bool(const QString&)> isTaken) { m_name->setTaken(std::move(isTaken)); }
    void accept() override;

Q_SIGNALS:
    /** `name` is empty unless they are to be kept. */
    void taken(const owb::jose::KeySet& keys, const QString& name);

private:
    void build();
    void openFile();
    [[nodiscard]] QString wanted() const; // before anything was given
    void describe(); // what was given, while one types
    [[nodiscard]] jose::Checked<jose::KeySet> given() const;

    Purpose m_purpose;
    Prompt& m_prompt;
    KeyNameEdit* m_name;
    PasswordEdit* m_text;
    QLabel* m_found;
};

} // namespace owb::ui
