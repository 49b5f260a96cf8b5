#include "settings/keyring.h"

#include "core/async.h"

#include <QJsonObject>
#include <QPromise>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::settings {

namespace {

using Found = std::optional<core::Secret>;
using Done = std::shared_ptr<QPromise<core::Result<>>>;

QString placeInKeychain(const QString& id)
{
    return u"signing-key/"_s + id;
}

QJsonObject toJson(const KeyEntry& entry)
{
    return {{u"id"_s, entry.id}, {u"name"_s, entry.name}, {u"kid"_s, entry.keyId},
        {u"description"_s, entry.description}, {u"algorithm"_s, entry.algorithm}, {u"public_jwk"_s, entry.publicJwk}};
}

std::optional<KeyEntry> entryFromJson(const QJsonObject& json)
{
    KeyEntry entry;
    entry.id = json.value(u"id"_s).toString();
    entry.name = json.value(u"name"_s).toString();
    entry.keyId = json.value(u"kid"_s).toString();
    entry.description = json.value(u"description"_s).toString();
    entry.algorithm = json.value(u"algorithm"_s).toString();
    entry.publicJwk = json.value(u"public_jwk"_s).toString();
    return entry.id.isEmpty() || entry.name.isEmpty() ? std::nullopt : std::optional(entry);
}

Done started()
{
    auto promise = std::make_shared<QPromise<core::Result<>>>();
    promise->start();
    return promise;
}

void finish(const Done& promise, const core::Result<>& result)
{
    promise->addResult(result);
    promise->finish();
}

} // namespace

Keyring::Keyring(Keychain& keychain, const QString& file)
    : m_keychain(keychain)
    , m_list(file, u"keys"_s)
{ }

core::Result<QList<KeyEntry>> Keyring::all() const
{
    const auto stored = m_list.read();
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    QList<KeyEntry> entries;
    for (const QJsonValue& one : *stored) {
        if (const auto entry = entryFromJson(one.toObject())) { // others stay in the file, for whoever can
            entries << *entry;
        }
    }
    return entries;
}

core::Result<> Keyring::checkName(const KeyEntry& entry) const
{
    const auto isSame = [&entry](const KeyEntry& one) { return one.name == entry.name && one.id != entry.id; };
    return m_list.read().and_then([&](const QJsonArray& stored) -> core::Result<> {
        if (isNameTaken(stored, entry.name, entry.id) || std::any_of(m_held.begin(), m_held.end(), isSame)) {
            return core::failure(core::Error::Kind::AlreadyExists, entry.name);
        }
        return {};
    });
}

core::Result<> Keyring::list(const KeyEntry& entry)
{
    return m_list.change([&entry](QJsonArray& stored) -> core::Result<> {
        if (isNameTaken(stored, entry.name, entry.id)) {
            return core::failure(core::Error::Kind::AlreadyExists, entry.name);
        }
        const qsizetype place = placeOf(stored, entry.id);
        if (place == stored.size()) {
            stored.append(toJson(entry));
        } else {
            stored[place] = toJson(entry);
        }
        return {};
    });
}

QFuture<core::Result<>> Keyring::add(const KeyEntry& entry, const core::Secret& privateJwk)
{
    const Done promise = started();
    if (const auto free = checkName(entry); !free) { // before the keychain holds what nothing lists
        finish(promise, free);
        return promise->future();
    }
    const QString place = placeInKeychain(entry.id);
    core::whenDone(
        m_keychain.write(place, privateJwk), &m_context, [this, promise, entry, place](const core::Result<>& written) {
            const auto listed = written ? list(entry) : written;
            if (!written || listed) {
                finish(promise, listed);
                return;
            }
            core::whenDone(m_keychain.remove(place), &m_context,
                [promise, listed](const core::Result<>&) { finish(promise, listed); });
        });
    return promise->future();
}

void Keyring::hold(const KeyEntry& entry, const core::Secret& privateJwk)
{
    m_held << entry;
    m_held.last().isHeld = true;
    m_secrets.insert(entry.id, privateJwk);
}

QFuture<core::Result<Found>> Keyring::find(const QString& id) const
{
    return m_secrets.contains(id) ? QtFuture::makeReadyFuture(core::Result<Found>(m_secrets.value(id)))
                                  : m_keychain.read(placeInKeychain(id));
}

QFuture<core::Result<>> Keyring::remove(const QString& id)
{
    if (m_secrets.remove(id)) {
        m_held.removeIf([&id](const KeyEntry& entry) { return entry.id == id; });
        return QtFuture::makeReadyFuture(core::Result<>());
    }
    const Done promise = started();
    core::whenDone(m_keychain.remove(placeInKeychain(id)), &m_context,
        [this, promise, id](const core::Result<>& removed) { finish(promise, removed ? m_list.remove(id) : removed); });
    return promise->future();
}

} // namespace owb::settings
