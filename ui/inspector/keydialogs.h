#pragma once

#include "common/dialogframe.h"
#include "jose/keyset.h"

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;

namespace owb::ui {

class PasswordEdit;

/** Keys out of a text: a JWK, a JWK Set or PEM. */
class PasteKeysDialog : public DialogFrame
{
    Q_OBJECT
public:
    explicit PasteKeysDialog(QWidget* parent);
    void accept() override;

Q_SIGNALS:
    void taken(const owb::jose::KeySet& keys);

private:
    QPlainTextEdit* m_text;
};

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
