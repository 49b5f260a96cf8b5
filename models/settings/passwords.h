#pragma once

#include "settings/connection.h"
#include "settings/keychain.h"

#include <QHash>

namespace owb::settings {

/** Finds and keeps the passwords of connections, each where its connection says. Main thread only. */
class Passwords
{
public:
    /** The keychain must outlive this. */
    explicit Passwords(Keychain& keychain)
        : m_keychain(keychain)
    { }

    /** Nothing when none is kept, or when the engine finds its own. */
    [[nodiscard]] QFuture<core::Result<std::optional<core::Secret>>> find(const Connection& connection);
    [[nodiscard]] QFuture<core::Result<>> keep(const Connection& connection, const core::Secret& password);
    /** Takes it away from wherever the connection said it is. */
    [[nodiscard]] QFuture<core::Result<>> forget(const Connection& connection);
    [[nodiscard]] Keychain& keychain() const { return m_keychain; }

    // The same for the secret that the connection's client proves itself with to its authorization server.
    [[nodiscard]] QFuture<core::Result<std::optional<core::Secret>>> findClientSecret(const Connection& connection);
    /** Whether there is one, without asking the keychain. */
    [[nodiscard]] bool hasClientSecret(const Connection& connection) const;
    [[nodiscard]] QFuture<core::Result<>> keepClientSecret(const Connection& connection, const core::Secret& secret);
    [[nodiscard]] QFuture<core::Result<>> forgetClientSecret(const Connection& connection);

private:
    Keychain& m_keychain;
    QHash<QString, core::Secret> m_session; // by what the keychain would know them by; gone with the program
};

} // namespace owb::settings
