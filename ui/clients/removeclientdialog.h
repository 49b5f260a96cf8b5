#pragma once

#include "common/dialogframe.h"
#include "store/repository.h"

namespace owb::ui {

/** Asks before a client goes, and says what goes with it. */
class RemoveClientDialog : public DialogFrame
{
    Q_OBJECT
public:
    RemoveClientDialog(store::Repository& repository, const oauth::Client& client, QWidget* parent);
    void accept() override;

Q_SIGNALS:
    void removed(const owb::store::Dependents& gone);

private:
    store::Repository& m_repository;
    oauth::Client m_client;
    QLabel* m_with;
};

} // namespace owb::ui
