#pragma once

#include "common/dialogframe.h"
#include "core/secret.h"
#include "settings/connection.h"

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLineEdit;

namespace owb::ui {

class PasswordEdit;
class Prompt;

/** Which authorization server is asked, and as whom. */
class ServerDialog : public DialogFrame
{
    Q_OBJECT
public:
    struct Before
    {
        settings::ServerSettings settings;
        bool hasSecret = false; // the empty field stands for one that is known
        bool isSaved = false; // with a connection, so that a secret can be kept
    };

    ServerDialog(const Before& before, Prompt& prompt, QWidget* parent);
    void accept() override;

Q_SIGNALS:
    /** `secret` is empty where the one that is known stays. */
    void taken(const owb::settings::ServerSettings& settings, const owb::core::Secret& secret);

private:
    void build();
    void addRow(QGridLayout& grid, const QString& label, QWidget* field, const QString& help);
    [[nodiscard]] QLineEdit* makeField(const QString& objectName, const QString& text, bool isMono);
    [[nodiscard]] QWidget* makeAuthorityRow();
    [[nodiscard]] settings::ServerSettings edited() const;
    void showSecret();

    Before m_before;
    Prompt& m_prompt;
    QLineEdit* m_issuer;
    QLineEdit* m_authority;
    QLineEdit* m_client;
    QComboBox* m_authentication;
    PasswordEdit* m_secret;
    QCheckBox* m_keep;
    QCheckBox* m_signed;
};

} // namespace owb::ui
