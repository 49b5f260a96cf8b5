#pragma once

#include "common/dialogframe.h"
#include "store/repository.h"

namespace owb::ui {

/** Asks before tokens are ended now, or their revocation is taken back, and says what the server does then. */
class ChangeTokensDialog : public DialogFrame
{
    Q_OBJECT
public:
    enum class Change { End, Restore };
    ChangeTokensDialog(
        store::Repository& repository, Change change, const QList<oauth::Token>& tokens, QWidget* parent);
    void accept() override;

Q_SIGNALS:
    void changed(int count);

private:
    store::Repository& m_repository;
    Change m_change;
    store::TokenSelection m_selection;
};

} // namespace owb::ui
