#include "oauth/clientjson.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using ErrorKind = core::Error::Kind;

const QString workbench = u"_workbench"_s;

/** The members that are columns of their own in every layout. */
const QStringList& fieldNames()
{
    static const QStringList names {
        u"client_id"_s, u"client_secret"_s, u"client_id_issued_at"_s, u"client_secret_expires_at"_s, workbench};
    return names;
}

tl::unexpected<core::Error> notAllowed(const QString& member, const QString& reason)
{
    return core::failure(ErrorKind::ValueNotAllowed, member, {reason});
}

core::Result<> setFields(Client& client, const JsonMembers& json)
{
    for (const QString& name : {u"client_id_issued_at"_s, u"client_secret_expires_at"_s}) {
        if (!json.contains(name)) {
            continue;
        }
        const QJsonValue value = json.value(name);
        const double number = value.toDouble(-1);
        if (!value.isDouble() || number < 0 || static_cast<double>(value.toInteger(-1)) != number) {
            return notAllowed(name, u"it must be whole seconds since 1970"_s);
        }
        (name.startsWith("client_id"_L1) ? client.issuedAt : client.secretExpiresAt) = value.toInteger();
    }
    if (json.contains(u"client_secret"_s)) {
        const QJsonValue value = json.value(u"client_secret"_s);
        if (!value.isString() && !value.isNull()) {
            return notAllowed(u"client_secret"_s, u"it must be a text"_s);
        }
        client.secret = core::Secret(value.toString());
        client.secretStorage = {
            client.secret->isEmpty() ? SecretStorage::Kind::None : SecretStorage::Kind::Plain, {}};
    }
    return {};
}

core::Result<> checkShape(const QString& name, const QJsonValue& value)
{
    static const QStringList lists {u"redirect_uris"_s, u"grant_types"_s, u"response_types"_s, u"contacts"_s,
        u"post_logout_redirect_uris"_s};
    static const QStringList texts {u"client_name"_s, u"client_uri"_s, u"logo_uri"_s, u"tos_uri"_s, u"policy_uri"_s,
        u"jwks_uri"_s, u"software_id"_s, u"software_version"_s, u"token_endpoint_auth_method"_s};
    if (name == "scope"_L1 && !value.isString()) {
        return notAllowed(name, u"it must be one text with the scopes parted by spaces"_s);
    }
    if (texts.contains(name) && !value.isString()) {
        return notAllowed(name, u"it must be a text"_s);
    }
    if (!lists.contains(name)) {
        return {};
    }
    const QJsonArray entries = value.toArray();
    for (const QJsonValue& entry : entries) {
        if (!entry.isString()) {
            return notAllowed(name, u"each of its entries must be a text"_s);
        }
    }
    return value.isArray() ? core::Result<>() : notAllowed(name, u"it must be a list of texts"_s);
}

core::Result<> layMembers(Client& client, const JsonMembers& json)
{
    for (const auto& member : json.members()) {
        if (fieldNames().contains(member.name)) {
            continue;
        }
        const QJsonValue value = json.value(member.name);
        if (value.isNull()) {
            client.metadata.remove(member.name);
            continue;
        }
        if (const auto shape = checkShape(member.name, value); !shape) {
            return shape;
        }
        if (client.metadata.value(member.name) != value) {
            client.metadata.setText(member.name, member.text);
        }
    }
    return {};
}

} // namespace

core::Result<QMap<QString, QString>> extraColumnsOf(const JsonMembers& json)
{
    QMap<QString, QString> columns;
    const QJsonObject given = json.value(workbench).toObject().value(u"columns"_s).toObject();
    for (auto it = given.begin(); it != given.end(); ++it) {
        if (!it->isString() && !it->isDouble()) {
            return notAllowed(it.key(), u"a column's value must be a text or a number"_s);
        }
        columns.insert(it.key(), it->isString() ? it->toString() : jsonText(*it));
    }
    return columns;
}

core::Result<Client> clientFromJson(const QString& text, qint64 now)
{
    const auto json = JsonMembers::parse(text);
    if (!json) {
        return tl::unexpected(json.error());
    }
    if (const QStringList twice = json->duplicateNames(); !twice.isEmpty()) {
        return notAllowed(twice.constFirst(), u"it is there twice"_s);
    }
    Client client = newClient(now);
    if (json->contains(u"client_id"_s)) {
        if (!json->value(u"client_id"_s).isString()) {
            return notAllowed(u"client_id"_s, u"it must be a text"_s);
        }
        client.id = json->string(u"client_id"_s);
    }
    const auto columns = extraColumnsOf(*json);
    if (!columns) {
        return tl::unexpected(columns.error());
    }
    client.extraColumns = *columns;
    if (const auto laid = layMembers(client, *json); !laid) {
        return tl::unexpected(laid.error());
    }
    if (client.isPublic()) {
        client.secret = core::Secret(u""_s);
        client.secretStorage = {};
    }
    if (const auto set = setFields(client, *json); !set) {
        return tl::unexpected(set.error());
    }
    return client;
}

core::Result<Client> withMembers(Client client, const JsonMembers& json)
{
    if (const QStringList twice = json.duplicateNames(); !twice.isEmpty()) {
        return notAllowed(twice.constFirst(), u"it is there twice"_s);
    }
    if (client.unreadableMetadata || !client.metadata.duplicateNames().isEmpty()) {
        return core::failure(ErrorKind::UnreadableMetadata, client.label());
    }
    if (json.contains(u"client_id"_s) && json.value(u"client_id"_s) != QJsonValue(client.id.value_or(QString()))) {
        return notAllowed(u"client_id"_s, u"an edit cannot change it: tokens and codes refer to it"_s);
    }
    if (const auto set = setFields(client, json); !set) {
        return tl::unexpected(set.error());
    }
    if (const auto laid = layMembers(client, json); !laid) {
        return tl::unexpected(laid.error());
    }
    return client;
}

JsonMembers editableDocument(const Client& client)
{
    JsonMembers document;
    document.set(u"client_id"_s, client.id.value_or(QString()));
    for (const auto& member : client.metadata.members()) {
        if (!fieldNames().contains(member.name)) {
            document.setText(member.name, member.text);
        }
    }
    return document;
}

QString toJson(const Client& client, const Origin& origin, Reveal reveal)
{
    JsonMembers json;
    json.set(u"client_id"_s, client.id ? QJsonValue(*client.id) : QJsonValue(QJsonValue::Null));
    json.set(u"client_id_issued_at"_s, client.issuedAt);
    json.set(u"client_secret_expires_at"_s, client.secretExpiresAt);
    if (reveal == Reveal::Yes && client.secret) {
        json.set(u"client_secret"_s, client.secret->revealText());
    }
    for (const auto& member : client.metadata.members()) {
        if (!fieldNames().contains(member.name)) {
            json.setText(member.name, member.text);
        }
    }
    JsonMembers about = originJson(origin, client.key);
    about.set(u"secret"_s, client.secretStorage.text());
    about.set(u"enabled"_s, client.enabled);
    about.set(u"owner"_s, client.owner ? QJsonValue(*client.owner) : QJsonValue(QJsonValue::Null));
    if (client.unreadableMetadata) {
        about.set(u"raw_metadata"_s, *client.unreadableMetadata);
    }
    addProblems(about, client.problems);
    json.setText(workbench, about.text());
    return json.text();
}

} // namespace owb::oauth
