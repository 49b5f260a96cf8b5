#include "settings/connection.h"

#include "core/databaseaddress.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace owb::settings {

namespace {

const QStringList& placeWords() // in the order of PasswordPlace
{
    static const QStringList words{u"keychain"_s, u"session"_s, u"engine"_s, u"none"_s};
    return words;
}

const QStringList& authenticationWords()
{
    static const QStringList words{u"client_secret_basic"_s, u"client_secret_post"_s, u"none"_s};
    return words;
}

/** Beside the issuer, which had its place before; empty where all is as it is without. */
QJsonObject serverJson(const ServerSettings& server)
{
    ServerSettings rest = server;
    rest.issuer.clear();
    if (rest == ServerSettings()) {
        return {};
    }
    return {{u"authority_file"_s, server.authorityFile}, {u"client_id"_s, server.clientId},
        {u"client_authentication"_s, authenticationWords().at(static_cast<int>(server.authentication))},
        {u"signed_introspection"_s, server.wantsSigned}, {u"secret_in_keychain"_s, server.keepsSecret}};
}

ServerSettings serverFromJson(const QJsonObject& json)
{
    const auto way = authenticationWords().indexOf(json.value(u"client_authentication"_s).toString());
    return {{}, json.value(u"authority_file"_s).toString(), json.value(u"client_id"_s).toString(),
        way < 0 ? ClientAuthentication::Basic : static_cast<ClientAuthentication>(way),
        json.value(u"signed_introspection"_s).toBool(), json.value(u"secret_in_keychain"_s).toBool()};
}

} // namespace

QString newConnectionId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

const QStringList& connectionColours()
{
    static const QStringList names{u"blue"_s, u"teal"_s, u"green"_s, u"amber"_s, u"violet"_s, u"grey"_s};
    return names;
}

QString clientSecretKey(const QString& connectionId)
{
    return u"client-secret/"_s + connectionId;
}

QJsonObject toJson(const Connection& connection, QJsonObject before)
{
    before[u"id"_s] = connection.id;
    before[u"name"_s] = connection.name;
    before[u"address"_s] = connection.address;
    before[u"production"_s] = connection.production;
    before[u"read_only"_s] = connection.readOnly;
    before[u"password"_s] = placeWords().at(static_cast<int>(connection.passwordPlace));
    before[u"opened_at"_s] = connection.openedAt;
    const QList<std::pair<QString, QString>> optional{{u"colour"_s, connection.colour},
        {u"issuer"_s, connection.server.issuer}, {u"profile_file"_s, connection.profileFile},
        {u"schema"_s, connection.schemaTitle}};
    for (const auto& [member, value] : optional) {
        if (value.isEmpty()) {
            before.remove(member);
        } else {
            before[member] = value;
        }
    }
    if (const QJsonObject server = serverJson(connection.server); server.isEmpty()) {
        before.remove(u"server"_s);
    } else {
        before[u"server"_s] = server;
    }
    return before;
}

std::optional<Connection> connectionFromJson(const QJsonObject& json)
{
    const auto text = [&json](const QString& member) { return json.value(member).toString(); };
    Connection connection;
    connection.id = text(u"id"_s);
    connection.name = text(u"name"_s);
    std::optional<core::Secret> password; // not ours to keep, whoever wrote it there
    const auto address = core::DatabaseAddress::parse(text(u"address"_s), &password);
    if (connection.id.isEmpty() || connection.name.isEmpty() || !address) {
        return std::nullopt;
    }
    connection.address = address->text();
    connection.production = json.value(u"production"_s).toBool();
    connection.readOnly = json.value(u"read_only"_s).toBool();
    connection.colour = connectionColours().contains(text(u"colour"_s)) ? text(u"colour"_s) : QString();
    const auto place = placeWords().indexOf(text(u"password"_s));
    connection.passwordPlace = place < 0 ? PasswordPlace::Keychain : static_cast<PasswordPlace>(place);
    connection.server = serverFromJson(json.value(u"server"_s).toObject());
    connection.server.issuer = text(u"issuer"_s);
    connection.profileFile = text(u"profile_file"_s);
    connection.schemaTitle = text(u"schema"_s);
    connection.openedAt = json.value(u"opened_at"_s).toInteger();
    return connection;
}

} // namespace owb::settings
