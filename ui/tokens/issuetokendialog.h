#pragma once

#include "common/dialogframe.h"
#include "common/pageservices.h"
#include "store/repository.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;

namespace owb::core {
class Clock;
}

namespace owb::ui {

class SecretField;

/** Stores a token as the server's save_token would. Values are generated and can be copied before and after. */
class IssueTokenDialog : public DialogFrame
{
    Q_OBJECT
public:
    IssueTokenDialog(store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent);
    void accept() override;

Q_SIGNALS:
    void issued(const owb::oauth::Token& stored);

private:
    void build();
    void addRow(const QString& label, QWidget* field, const QString& help = {});
    void loadClients();
    void offer(const QList<oauth::Client>& clients);
    void clientChosen();
    void generate();
    [[nodiscard]] oauth::Token edited() const;

    store::Repository& m_repository;
    const core::Clock& m_clock;
    PageServices& m_services;
    oauth::Token m_token;
    QList<oauth::Client> m_known;
    QFormLayout* m_form = nullptr;
    QComboBox* m_client = nullptr;
    QLineEdit* m_user = nullptr;
    QLineEdit* m_scope = nullptr;
    QComboBox* m_lifetime = nullptr;
    QCheckBox* m_withRefresh = nullptr;
    SecretField* m_access = nullptr;
    SecretField* m_refresh = nullptr;
    QMap<QString, QLineEdit*> m_extra;
};

} // namespace owb::ui
