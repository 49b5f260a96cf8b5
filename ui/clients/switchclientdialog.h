#pragma once

#include "common/dialogframe.h"
#include "store/repository.h"

namespace owb::ui {

/** Asks before a client is shut off, or let in again, and says what the server does from then on. */
class SwitchClientDialog : public DialogFrame
{
    Q_OBJECT
public:
    SwitchClientDialog(store::Repository& repository, const oauth::Client& client, QWidget* parent);
    void accept() override;

Q_SIGNALS:
    void switched(const owb::oauth::Client& stored);

private:
    store::Repository& m_repository;
    oauth::Client m_client;
};

} // namespace owb::ui
