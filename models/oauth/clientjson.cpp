#include "oauth/clientjson.h"

#include "json/jsontext.h"
#include "oauth/columntext.h"
#include "oauth/membershape.h"
#include "oauth/texts.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

using ErrorKind = core::Error::Kind;

const QString workbench = u"_workbench"_s;

/** The members that are columns of their own in every layout. */
const QStringList& fieldNames()
{
    static const QStringList names{
        u"client_id"_s, u"client_secret"_s, u"client_id_issued_at"_s, u"client_secret_expires_at"_s, workbench};
    return names;
}

tl::unexpected<core::Error> notAllowed(const QString& member, const QString& reason)
{
    return core::failure(ErrorKind::ValueNotAllowed, member, {reason});
}

/** Whole seconds from 0 on. */
std::optional<qint64> secondsIn(const QJsonValue& value)
{
    const qint64 seconds = value.toInteger(-1);
    const bool whole = value.isDouble() && seconds >= 0 && static_cast<double>(seconds) == value.toDouble();
    return whole ? std::optional(seconds) : std::nullopt;
}

core::Result<> setFields(Client& client, const json::JsonMembers& json)
{
    for (const QString& name : {u"client_id_issued_at"_s, u"client_secret_expires_at"_s}) {
        if (!json.contains(name)) {
            continue;
        }
        const auto seconds = secondsIn(json.value(name));
        if (!seconds) {
            return notAllowed(name, ReasonText::tr("it must be whole seconds since 1970"));
        }
        (name.startsWith("client_id"_L1) ? client.issuedAt : client.secretExpiresAt) = *seconds;
    }
    if (json.contains(u"client_secret"_s)) {
        const QJsonValue value = json.value(u"client_secret"_s);
        const auto secret =
            value.isNull() ? core::Result<core::Secret>(QByteArray()) : secretText(u"client_secret"_s, value);
        if (!secret) {
            return tl::unexpected(secret.error());
        }
        client.secret = *secret;
        client.secretStorage = {secret->isEmpty() ? SecretStorage::Kind::None : SecretStorage::Kind::Plain, {}};
    }
    return {};
}

core::Result<> layMembers(Client& client, const json::JsonMembers& json)
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
        if (const auto reason = shapeProblem(member.name, value)) {
            return notAllowed(member.name, *reason);
        }
        if (const auto real = noMask(member.name, value); isSecretMember(member.name) && !real) {
            return real;
        }
        client.metadata.setText(member.name, member.text);
    }
    return {};
}

/** A value as the server's own JSON writer spells it: no white space, texts unescaped. Numbers and objects keep theirs.
 */
QString asWritten(const QJsonValue& value, const QString& text)
{
    const auto isText = [](const QJsonValue& one) { return one.isString(); };
    const QJsonArray list = value.toArray();
    const bool plain = value.isString() || (value.isArray() && std::all_of(list.begin(), list.end(), isText));
    return plain ? json::jsonText(value) : json::compactJson(text);
}

core::Result<> eachOnce(const json::JsonMembers& json)
{
    const QStringList twice = json.duplicateNames();
    return twice.isEmpty() ? core::Result<>() : notAllowed(twice.constFirst(), ReasonText::tr("it is there twice"));
}

} // namespace

core::Result<QMap<QString, QString>> extraColumnsOf(const json::JsonMembers& json)
{
    const QJsonValue given = json.value(workbench).toObject().value(u"columns"_s);
    if (given.isUndefined()) {
        return QMap<QString, QString>{};
    }
    if (!given.isObject()) {
        return notAllowed(u"_workbench.columns"_s, ReasonText::tr("it must be an object of column names and values"));
    }
    const auto members =
        json::JsonMembers::parse(json.valueText(workbench)).and_then([](const json::JsonMembers& outer) {
            return json::JsonMembers::parse(outer.valueText(u"columns"_s)); // its text keeps long numbers as they are
        });
    if (!members) {
        return tl::unexpected(members.error());
    }
    QMap<QString, QString> columns;
    for (const auto& column : members->members()) {
        const QJsonValue value = members->value(column.name);
        if (!value.isString() && !value.isDouble()) {
            return notAllowed(column.name, ReasonText::tr("a column's value must be a text or a number"));
        }
        const auto text = value.isString() ? columnText(column.name, value) : core::Result<QString>(column.text);
        if (!text) {
            return tl::unexpected(text.error());
        }
        columns.insert(column.name, *text);
    }
    return columns;
}

namespace {

/** The members of a new client, each once; a secret that is null is as good as absent. */
core::Result<json::JsonMembers> registration(const QString& text)
{
    auto json = json::JsonMembers::parse(text);
    if (!json) {
        return json;
    }
    if (const auto once = eachOnce(*json); !once) {
        return tl::unexpected(once.error());
    }
    if (json->value(u"client_secret"_s).isNull()) {
        json->remove(u"client_secret"_s);
    }
    return json;
}

} // namespace

core::Result<Client> clientFromJson(const QString& text, qint64 now)
{
    const auto json = registration(text);
    if (!json) {
        return tl::unexpected(json.error());
    }
    Client client = newClient(now);
    if (json->contains(u"client_id"_s)) {
        const auto id = columnText(u"client_id"_s, json->value(u"client_id"_s));
        if (!id) {
            return tl::unexpected(id.error());
        }
        client.id = *id;
    }
    const auto columns = extraColumnsOf(*json);
    if (!columns) {
        return tl::unexpected(columns.error());
    }
    client.extraColumns = *columns;
    if (const auto laid = layMembers(client, *json); !laid) {
        return tl::unexpected(laid.error());
    }
    json::JsonMembers written;
    for (const auto& member : client.metadata.members()) {
        written.setText(member.name, asWritten(client.metadata.value(member.name), member.text));
    }
    client.metadata = written;
    if (client.isPublic()) { // an empty secret, not none: servers compare with it
        client.secret = core::Secret(QByteArray());
        client.secretStorage = {};
    }
    if (const auto set = setFields(client, *json); !set) {
        return tl::unexpected(set.error());
    }
    return client;
}

core::Result<Client> withMembers(Client client, const json::JsonMembers& json)
{
    if (const auto once = eachOnce(json); !once) {
        return tl::unexpected(once.error());
    }
    if (client.unreadableMetadata || !client.metadata.duplicateNames().isEmpty()) {
        return core::failure(ErrorKind::UnreadableMetadata, client.label());
    }
    const QJsonValue id = client.id ? QJsonValue(*client.id) : QJsonValue(QJsonValue::Null);
    if (json.contains(u"client_id"_s) && json.value(u"client_id"_s) != id) {
        return notAllowed(u"client_id"_s, ReasonText::tr("an edit cannot change it: tokens and codes refer to it"));
    }
    if (const auto set = setFields(client, json); !set) {
        return tl::unexpected(set.error());
    }
    if (const auto laid = layMembers(client, json); !laid) {
        return tl::unexpected(laid.error());
    }
    return client;
}

bool isColumnMember(const QString& name)
{
    return fieldNames().contains(name);
}

bool isSecretMember(const QString& name)
{
    static const QStringList secrets{u"client_secret"_s, u"registration_access_token"_s};
    return secrets.contains(name);
}

json::JsonMembers editableDocument(const Client& client)
{
    json::JsonMembers document;
    document.set(u"client_id"_s, client.id.value_or(QString()));
    for (const auto& member : client.metadata.members()) {
        if (!fieldNames().contains(member.name) && !isSecretMember(member.name)) {
            document.setText(member.name, member.text);
        }
    }
    return document;
}

namespace {

/** The metadata members; where one has the name of a column, the column's value counts. Gives those it left out. */
QJsonArray addMetadata(json::JsonMembers& json, const json::JsonMembers& metadata, Reveal reveal)
{
    QJsonArray hidden;
    const QStringList taken = json.names() + QStringList{workbench};
    for (const auto& member : metadata.members()) {
        if (isSecretMember(member.name) && reveal == Reveal::No) {
            if (!hidden.contains(member.name)) {
                hidden << member.name;
            }
        } else if (!taken.contains(member.name)) {
            json.setText(member.name, member.text);
        }
    }
    return hidden;
}

} // namespace

QString toJson(const Client& client, const Origin& origin, Reveal reveal)
{
    json::JsonMembers json;
    json.set(u"client_id"_s, client.id ? QJsonValue(*client.id) : QJsonValue(QJsonValue::Null));
    json.set(u"client_id_issued_at"_s, client.issuedAt);
    json.set(u"client_secret_expires_at"_s, client.secretExpiresAt);
    if (reveal == Reveal::Yes && client.secret) {
        json.set(u"client_secret"_s, client.secret->revealText());
    }
    const QJsonArray hidden = addMetadata(json, client.metadata, reveal);
    json::JsonMembers about = originJson(origin, client.key, client.key.text());
    about.set(u"secret"_s, client.secretStorage.text());
    about.set(u"enabled"_s, client.enabled);
    about.set(u"owner"_s, client.owner ? QJsonValue(*client.owner) : QJsonValue(QJsonValue::Null));
    if (!hidden.isEmpty()) {
        about.set(u"hidden"_s, hidden);
    }
    if (client.unreadableMetadata && reveal == Reveal::Yes) {
        about.set(u"raw_metadata"_s, *client.unreadableMetadata);
    }
    addProblems(about, client.problems, reveal);
    json.setText(workbench, about.text());
    return json.text();
}

} // namespace owb::oauth
