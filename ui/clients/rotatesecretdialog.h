#pragma once

#include "common/dialogframe.h"
#include "common/pageservices.h"
#include "store/repository.h"

namespace owb::ui {

/** Gives a client a new secret, and shows it before it is saved so that it can be copied. */
class RotateSecretDialog : public DialogFrame
{
    Q_OBJECT
public:
    RotateSecretDialog(
        store::Repository& repository, PageServices& services, const oauth::Client& client, QWidget* parent);
    void accept() override;

private:
    store::Repository& m_repository;
    PageServices& m_services;
    oauth::Client m_client;
    core::Secret m_secret;
};

} // namespace owb::ui
