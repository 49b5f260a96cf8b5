#pragma once

#include "common/dialogframe.h"
#include "core/error.h"
#include "core/secret.h"
#include "settings/connection.h"

#include <optional>

class QComboBox;

namespace owb::ui {

class PasswordEdit;

/** Asks for the password of a connection, and where it shall be kept. */
class PasswordDialog : public DialogFrame
{
    Q_OBJECT
public:
    /** `reason`: why it is asked for, such as a password that was refused. */
    PasswordDialog(const settings::Connection& connection, const std::optional<core::Error>& reason, QWidget* parent);
    void accept() override;

Q_SIGNALS:
    /** `place`: nothing when it shall be used this once. */
    void given(const owb::core::Secret& password, std::optional<owb::settings::PasswordPlace> place);

private:
    PasswordEdit* m_password;
    QComboBox* m_place;
};

} // namespace owb::ui
