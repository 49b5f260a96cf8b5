#pragma once

#include "common/dialogframe.h"
#include "core/secret.h"

class QCheckBox;
class QLineEdit;

namespace owb::ui {

class PasswordEdit;

/** The secret that issuer and reader of a token share. */
class SharedSecretDialog : public DialogFrame
{
    Q_OBJECT
public:
    explicit SharedSecretDialog(QWidget* parent);
    void accept() override;

Q_SIGNALS:
    void taken(const owb::core::Secret& secret);

private:
    PasswordEdit* m_secret;
    QCheckBox* m_isEncoded;
};

/** Where a key set stands that is to be fetched. */
class KeyAddressDialog : public DialogFrame
{
    Q_OBJECT
public:
    explicit KeyAddressDialog(QWidget* parent);
    void accept() override;

Q_SIGNALS:
    void taken(const QUrl& address);

private:
    QLineEdit* m_address;
};

} // namespace owb::ui
