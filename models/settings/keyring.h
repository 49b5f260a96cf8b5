#pragma once

#include "settings/keychain.h"
#include "settings/listfile.h"

#include <QHash>
#include <QList>

namespace owb::settings {

/** What is told of a private key of the user's: never the private half itself. */
struct KeyEntry
{
    QString id; // unique, not shown
    QString name;
    QString keyId; // kid
    QString description; // for people: "RSA key of 2048 bits"
    QString algorithm; // alg; may be empty
    QString publicJwk; // JSON text
    bool isHeld = false; // in memory alone, until the program ends

    bool operator==(const KeyEntry&) const = default;
};

/**
 * The private keys of the user, by name. A private key goes to the keychain and nowhere else; a file beside the saved
 * connections lists what may be told of them. A key can also be held in memory. Main thread only.
 */
class Keyring
{
public:
    /** The keychain must outlive this. `file`: a path. */
    Keyring(Keychain& keychain, const QString& file);
    Q_DISABLE_COPY_MOVE(Keyring)

    /** Those that are kept, in the order they were added. NotReadable when the file is not understood. */
    [[nodiscard]] core::Result<QList<KeyEntry>> all() const;
    /** Those that are held in memory. */
    [[nodiscard]] QList<KeyEntry> held() const { return m_held; }

    /** AlreadyExists when another has its name. Nothing is listed that the keychain did not take. */
    [[nodiscard]] QFuture<core::Result<>> add(const KeyEntry& entry, const core::Secret& privateJwk);
    /** Until the program ends. */
    void hold(const KeyEntry& entry, const core::Secret& privateJwk);
    /** The private JWK; nothing when the keychain has none. */
    [[nodiscard]] QFuture<core::Result<std::optional<core::Secret>>> find(const QString& id) const;
    /** From the keychain, and then from the list. */
    [[nodiscard]] QFuture<core::Result<>> remove(const QString& id);

private:
    [[nodiscard]] core::Result<> checkName(const KeyEntry& entry) const;
    [[nodiscard]] core::Result<> list(const KeyEntry& entry);

    Keychain& m_keychain;
    ListFile m_list;
    QList<KeyEntry> m_held;
    QHash<QString, core::Secret> m_secrets; // of those that are held, by id
    QObject m_context; // what is under way ends with this
};

} // namespace owb::settings
