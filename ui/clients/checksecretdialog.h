#pragma once

#include "common/dialogframe.h"
#include "store/repository.h"

namespace owb::core {
class Clock;
}

namespace owb::ui {

class PasswordEdit;

/** Says whether a secret that somebody has is the client's, however the database keeps it. Writes nothing. */
class CheckSecretDialog : public DialogFrame
{
    Q_OBJECT
public:
    CheckSecretDialog(
        store::Repository& repository, const core::Clock& clock, const oauth::Client& client, QWidget* parent);
    void accept() override;

private:
    void tell(bool matches);

    store::Repository& m_repository;
    const core::Clock& m_clock;
    oauth::Client m_client;
    PasswordEdit* m_secret;
};

} // namespace owb::ui
