#include "clients/newclient.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace owb::ui {

oauth::Client proposedClient(const store::SchemaInfo& schema, qint64 now)
{
    oauth::Client client = oauth::newClient(now);
    if (schema.makesClientIds) {
        client.id.reset();
        client.mayBeAbsent << u"client_id"_s;
    }
    const QJsonArray grants{u"authorization_code"_s, u"refresh_token"_s};
    const QList<std::pair<QString, QJsonValue>> members{
        {u"client_name"_s, QCoreApplication::translate("ClientsPage", "New client")}, {u"grant_types"_s, grants},
        {u"response_types"_s, QJsonArray{u"code"_s}}, {u"redirect_uris"_s, QJsonArray()}, {u"scope"_s, QString()},
        {u"token_endpoint_auth_method"_s, u"client_secret_basic"_s}};
    for (const auto& [name, value] : members) {
        if (schema.clients.keeps(name)) {
            client.metadata.set(name, value);
        } else {
            client.mayBeAbsent << name;
        }
    }
    return client;
}

} // namespace owb::ui
