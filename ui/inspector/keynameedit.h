#pragma once

#include <QLineEdit>

#include <functional>

namespace owb::ui {

class DialogFrame;

/** What a person knows a key by: not empty, and no other key's name. */
class KeyNameEdit : public QLineEdit
{
    Q_OBJECT
public:
    /** In a dialog, whose problem goes when somebody types. */
    explicit KeyNameEdit(DialogFrame& dialog);
    /** What must not be given. */
    void setTaken(std::function<bool(const QString&)> isTaken) { m_isTaken = std::move(isTaken); }
    [[nodiscard]] QString name() const { return text().trimmed(); }
    /** Whether it will do; if not, the dialog says why and the field has the keyboard. */
    bool check();

private:
    DialogFrame& m_dialog;
    std::function<bool(const QString&)> m_isTaken;
};

} // namespace owb::ui
