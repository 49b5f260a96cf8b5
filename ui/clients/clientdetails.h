#pragma once

#include "common/detailspane.h"
#include "common/pageservices.h"
#include "oauth/client.h"
#include "store/repository.h"

namespace owb::ui {

/** Everything about one client, read from top to bottom. */
class ClientDetails : public DetailsPane
{
    Q_OBJECT
public:
    ClientDetails(store::Repository& repository, PageServices& services, QWidget* parent);
    void show(const std::optional<oauth::Client>& client, std::optional<qint64> liveTokens);

Q_SIGNALS:
    void editAsked();
    void rotateAsked();
    void checkAsked();
    void switchAsked();
    void removeAsked();

private:
    void addHeading(const oauth::Client& client);
    void addFindings(const oauth::Client& client);
    void addProof(const oauth::Client& client);
    void addUris(const oauth::Client& client);
    void addRights(const oauth::Client& client);
    void addChips(const QString& label, const QStringList& values);
    void addRowFacts(const oauth::Client& client, std::optional<qint64> liveTokens);
    void addRaw(const oauth::Client& client);

    store::Repository& m_repository;
    PageServices& m_services;
};

} // namespace owb::ui
