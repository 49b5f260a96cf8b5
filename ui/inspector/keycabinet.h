#pragma once

#include "common/banner.h"
#include "jose/key.h"
#include "settings/keyring.h"

#include <QObject>

namespace owb::ui {

/** The user's keys as the workshop works with them: read once, listed by name, and said when something fails. */
class KeyCabinet : public QObject
{
    Q_OBJECT
public:
    KeyCabinet(settings::Keyring& keyring, QObject* parent);
    /** Reads the list anew. */
    void reload();
    [[nodiscard]] const QList<settings::KeyEntry>& entries() const { return m_entries; }
    [[nodiscard]] bool isTaken(const QString& name) const;
    /** In the keychain, or until the program ends where that does not work. `name` may be changed to one that is free.
     */
    void keep(const QString& name, const jose::Key& key);
    void remove(const settings::KeyEntry& entry);
    /** Calls with the private key once the keychain gave it; not at all when it does not. */
    void open(const QString& id, std::function<void(const jose::Key&)> use);

Q_SIGNALS:
    void changed();
    void busyChanged(bool isBusy);
    void told(owb::ui::Banner::Kind kind, const QString& lead, const QString& sentence);
    /** What was done, as one sentence. */
    void said(const QString& sentence);

private:
    void begin();
    void end();
    void opened(const QString& id, const core::Result<std::optional<core::Secret>>& found,
        const std::function<void(const jose::Key&)>& use);
    [[nodiscard]] QString freeName(const QString& name) const;

    settings::Keyring& m_keyring;
    QList<settings::KeyEntry> m_entries;
    QHash<QString, jose::Key> m_keys; // those that were opened, by id
    QStringList m_coming; // names of those that are on their way to the keychain
    int m_asked = 0; // of the keychain, without an answer yet
};

} // namespace owb::ui
