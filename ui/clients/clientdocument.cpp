#include "clients/clientdocument.h"

#include "json/jsontext.h"
#include "oauth/clientjson.h"

using namespace Qt::StringLiterals;

namespace owb::ui {

ClientDocument::ClientDocument(oauth::Client client, bool isNew, QObject* parent)
    : QObject(parent)
    , m_client(client)
    , m_loaded(std::move(client))
    , m_isNew(isNew)
{ }

QStringList ClientDocument::changes() const
{
    QStringList names;
    const auto note = [&names](bool differs, const QString& name) {
        if (differs) {
            names << name;
        }
    };
    note(m_client.id != m_loaded.id, u"client_id"_s);
    note(m_client.secret != m_loaded.secret, u"client_secret"_s);
    note(m_client.owner != m_loaded.owner, u"owner"_s);
    QStringList members = m_loaded.metadata.names() + m_client.metadata.names();
    members.removeDuplicates();
    for (const QString& name : members) {
        note(m_client.metadata.valueText(name) != m_loaded.metadata.valueText(name), name);
    }
    return names;
}

bool ClientDocument::needsMending() const
{
    return m_client.unreadableMetadata || !m_client.metadata.duplicateNames().isEmpty();
}

QString ClientDocument::json() const
{
    if (!m_client.unreadableMetadata && needsMending()) {
        return m_client.metadata.text();
    }
    return m_client.unreadableMetadata ? *m_client.unreadableMetadata : oauth::editableDocument(m_client).indented();
}

core::Result<> ClientDocument::setJson(const QString& text)
{
    const auto edited = json::JsonMembers::parse(text, tr("The JSON"));
    if (!edited) {
        return tl::unexpected(edited.error());
    }
    if (const QStringList twice = edited->duplicateNames(); !twice.isEmpty()) {
        return core::failure(core::Error::Kind::ValueNotAllowed, twice.constFirst(), {tr("it is there twice")});
    }
    for (const auto& member : edited->members()) {
        const bool beside = oauth::isColumnMember(member.name) || oauth::isSecretMember(member.name);
        if (member.name != "client_id"_L1 && beside) {
            return core::failure(core::Error::Kind::ValueNotAllowed, member.name,
                {tr("it has a place of its own and is kept as it is; take it out of the JSON")});
        }
    }
    const bool hasId = edited->contains(u"client_id"_s);
    const QString id = hasId ? edited->string(u"client_id"_s) : m_client.id.value_or(QString());
    if (!m_isNew && id != m_loaded.id.value_or(QString())) {
        return core::failure(core::Error::Kind::ValueNotAllowed, u"client_id"_s, {tr("tokens and codes refer to it")});
    }
    m_client.unreadableMetadata.reset(); // replaced knowingly
    if (!m_client.metadata.duplicateNames().isEmpty()) {
        m_client.metadata = {};
    }
    if (m_isNew) {
        takeId(id);
    }
    for (const QString& name : m_client.metadata.names()) {
        if (!edited->contains(name) && !oauth::isColumnMember(name) && !oauth::isSecretMember(name)) {
            m_client.metadata.remove(name);
        }
    }
    for (const auto& member : edited->members()) {
        const QString now = m_client.metadata.valueText(member.name);
        const QString wanted = json::compactJson(member.text);
        if (member.name != "client_id"_L1 && json::compactJson(now) != wanted) {
            m_client.metadata.setText(member.name, wanted);
        }
    }
    Q_EMIT changed(true);
    return {};
}

/** Where the framework makes identifiers an empty one asks for that. */
void ClientDocument::takeId(const QString& id)
{
    const bool made = id.isEmpty() && m_client.mayBeAbsent.contains(u"client_id"_s);
    m_client.id = made ? std::nullopt : std::optional(id);
}

void ClientDocument::setId(const QString& id)
{
    takeId(id);
    Q_EMIT changed(false);
}

void ClientDocument::setSecret(const core::Secret& secret)
{
    m_client.secret = secret;
    m_client.secretStorage.kind =
        secret.isEmpty() ? oauth::SecretStorage::Kind::None : oauth::SecretStorage::Kind::Plain;
    Q_EMIT changed(false);
}

void ClientDocument::setOwner(const QString& owner)
{
    m_client.owner = owner.isEmpty() ? std::nullopt : std::optional(owner);
    Q_EMIT changed(false);
}

void ClientDocument::setExtraColumn(const QString& column, const QString& value)
{
    m_client.extraColumns.insert(column, value);
}

void ClientDocument::setMember(const QString& name, const QJsonValue& value)
{
    if (value.isUndefined()) {
        m_client.metadata.remove(name);
    } else {
        m_client.metadata.set(name, value);
    }
    Q_EMIT changed(false);
}

} // namespace owb::ui
