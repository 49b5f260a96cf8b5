#include "inspector/keycabinet.h"

#include "common/widgets.h"
#include "core/async.h"
#include "core/errortext.h"
#include "core/random.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int idLength = 20;

settings::KeyEntry entryOf(const QString& name, const jose::Key& key)
{
    const QString publicJwk = key.toJwk(false).revealText();
    const jose::Key shown = jose::keyFromJwk(publicJwk).value_or(key); // all of them are private: no need to say it
    return {
        core::randomText(idLength), name, key.facts().id, shown.description(), key.facts().algorithm, publicJwk, false};
}

/** A public key is named by its thumbprint; that of a secret would be something to guess the secret by. */
jose::Key named(const jose::Key& key)
{
    jose::KeyFacts facts = key.facts();
    if (facts.id.isEmpty() && key.type() != jose::KeyType::Oct) {
        facts.id = key.thumbprint();
    }
    jose::Key copy = key;
    copy.setFacts(facts);
    return copy;
}

} // namespace

KeyCabinet::KeyCabinet(settings::Keyring& keyring, QObject* parent)
    : QObject(parent)
    , m_keyring(keyring)
{ }

void KeyCabinet::reload()
{
    const auto kept = m_keyring.all();
    m_entries = kept.value_or(QList<settings::KeyEntry>()) + m_keyring.held();
    if (!kept) {
        const core::ErrorText text = core::errorText(kept.error());
        Q_EMIT told(Banner::Kind::Error, text.what, text.remedy);
    }
    Q_EMIT changed();
}

bool KeyCabinet::isTaken(const QString& name) const
{
    return m_coming.contains(name)
        || std::any_of(m_entries.begin(), m_entries.end(), [&name](const auto& entry) { return entry.name == name; });
}

QString KeyCabinet::freeName(const QString& name) const
{
    QString free = name;
    for (int number = 2; isTaken(free); ++number) {
        free = u"%1 %2"_s.arg(name).arg(number);
    }
    return free;
}

void KeyCabinet::keep(const QString& name, const jose::Key& key)
{
    const jose::Key kept = named(key);
    const settings::KeyEntry entry = entryOf(freeName(name), kept);
    m_coming << entry.name;
    m_keys.insert(entry.id, kept);
    begin();
    core::whenDone(m_keyring.add(entry, kept.toJwk(true)), this, [this, entry, kept](const core::Result<>& added) {
        const QString shown = displayText(entry.name);
        if (!added) {
            m_keyring.hold(entry, kept.toJwk(true));
        }
        m_coming.removeOne(entry.name);
        reload();
        if (added) {
            Q_EMIT said(tr("“%1” is in the keychain.").arg(shown));
        } else {
            Q_EMIT told(Banner::Kind::Warning, tr("“%1” is kept until the program ends, and no longer.").arg(shown),
                core::errorText(added.error()).what);
        }
        end();
    });
}

void KeyCabinet::remove(const settings::KeyEntry& entry)
{
    begin();
    core::whenDone(m_keyring.remove(entry.id), this, [this, entry](const core::Result<>& removed) {
        if (removed) {
            m_keys.remove(entry.id);
            reload();
            Q_EMIT said(tr("“%1” is removed.").arg(displayText(entry.name)));
        } else {
            const core::ErrorText text = core::errorText(removed.error());
            Q_EMIT told(Banner::Kind::Error, tr("“%1” could not be removed.").arg(displayText(entry.name)), text.what);
        }
        end();
    });
}

void KeyCabinet::open(const QString& id, std::function<void(const jose::Key&)> use)
{
    if (m_keys.contains(id)) {
        use(m_keys.value(id));
        return;
    }
    begin();
    core::whenDone(m_keyring.find(id), this, [this, id, use = std::move(use)](const auto& found) {
        opened(id, found, use);
        end();
    });
}

void KeyCabinet::opened(const QString& id, const core::Result<std::optional<core::Secret>>& found,
    const std::function<void(const jose::Key&)>& use)
{
    if (!found) {
        Q_EMIT told(Banner::Kind::Error, tr("The private key cannot be read."), core::errorText(found.error()).what);
        return;
    }
    if (!*found) {
        Q_EMIT told(Banner::Kind::Error, tr("The keychain no longer has this key."),
            tr("Remove it from the list, or import it again."));
        return;
    }
    const auto key = jose::keyFromJwk((*found)->revealText());
    if (!key) {
        Q_EMIT told(Banner::Kind::Error, tr("What the keychain holds is no key."), key.error().what);
        return;
    }
    m_keys.insert(id, *key);
    use(*key);
}

void KeyCabinet::begin()
{
    if (++m_asked == 1) {
        Q_EMIT busyChanged(true);
    }
}

void KeyCabinet::end()
{
    if (--m_asked == 0) {
        Q_EMIT busyChanged(false);
    }
}

} // namespace owb::ui
