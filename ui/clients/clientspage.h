#pragma once

#include "common/tablepage.h"

namespace owb::tables {
class ClientTableModel;
}

namespace owb::ui {

class ClientDetails;

/** The Clients section: list, details, and everything that can be done to a client. */
class ClientsPage : public TablePage
{
    Q_OBJECT
public:
    ClientsPage(store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent);

    void newClient();
    void editClient();
    void rotateSecret();
    /** Shuts the current client off, or lets it in again. */
    void switchClient();
    void checkSecret();
    void removeClient();

protected:
    [[nodiscard]] QList<StateMessage::Action> emptyActions() override;
    void currentChanged() override;
    void rowsLoaded() override;
    void applyFilter(const oauth::Filter& filter) override;

private:
    void countLive(int round, const std::optional<store::Cursor>& after);
    void makeColumns();
    void makeActions();
    void showTokens();
    void showNextUnreadable();
    void openEditor(const oauth::Client& client, bool isNew);
    [[nodiscard]] std::optional<oauth::Client> current() const;

    tables::ClientTableModel* m_clients;
    ClientDetails* m_details;
    QHash<QString, qint64> m_live; // per client identifier, while they are counted
    int m_counting = 0;
};

} // namespace owb::ui
