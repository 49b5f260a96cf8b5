#pragma once

#include "common/dialogframe.h"
#include "store/repository.h"

class QRadioButton;

namespace owb::ui {

/** Asks before tokens are revoked, and says what the server refuses from then on. */
class RevokeTokenDialog : public DialogFrame
{
    Q_OBJECT
public:
    RevokeTokenDialog(store::Repository& repository, const QList<oauth::Token>& tokens, QWidget* parent);
    void accept() override;

Q_SIGNALS:
    void revoked(int count);

private:
    QRadioButton* addChoice(const QString& name, const QString& text, const QString& effect);
    void addChoices();
    [[nodiscard]] oauth::RevokeWhat chosen() const;

    store::Repository& m_repository;
    QList<oauth::Token> m_tokens;
    QRadioButton* m_access = nullptr;
    QRadioButton* m_refresh = nullptr;
    QRadioButton* m_both = nullptr;
};

} // namespace owb::ui
