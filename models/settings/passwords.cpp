#include "settings/passwords.h"

namespace owb::settings {

namespace {
using Found = std::optional<core::Secret>;
} // namespace

QFuture<core::Result<Found>> Passwords::find(const Connection& connection)
{
    if (connection.passwordPlace == PasswordPlace::Keychain) {
        return m_keychain.read(connection.id);
    }
    const bool kept = connection.passwordPlace == PasswordPlace::Session && m_session.contains(connection.id);
    return QtFuture::makeReadyFuture(core::Result<Found>(kept ? Found(m_session.value(connection.id)) : Found()));
}

QFuture<core::Result<>> Passwords::keep(const Connection& connection, const core::Secret& password)
{
    if (connection.passwordPlace == PasswordPlace::Keychain) {
        m_session.remove(connection.id);
        return m_keychain.write(connection.id, password);
    }
    if (connection.passwordPlace == PasswordPlace::Session) {
        m_session.insert(connection.id, password);
    }
    return QtFuture::makeReadyFuture(core::Result<>());
}

QFuture<core::Result<>> Passwords::forget(const Connection& connection)
{
    if (connection.passwordPlace == PasswordPlace::Keychain) {
        return m_keychain.remove(connection.id);
    }
    if (connection.passwordPlace == PasswordPlace::Session) {
        m_session.remove(connection.id);
    }
    return QtFuture::makeReadyFuture(core::Result<>());
}

QFuture<core::Result<Found>> Passwords::findClientSecret(const Connection& connection)
{
    const QString key = clientSecretKey(connection.id);
    if (!m_session.contains(key) && connection.server.keepsSecret) {
        return m_keychain.read(key);
    }
    const Found held = m_session.contains(key) ? Found(m_session.value(key)) : Found();
    return QtFuture::makeReadyFuture(core::Result<Found>(held));
}

bool Passwords::hasClientSecret(const Connection& connection) const
{
    return connection.server.keepsSecret || m_session.contains(clientSecretKey(connection.id));
}

QFuture<core::Result<>> Passwords::keepClientSecret(const Connection& connection, const core::Secret& secret)
{
    const QString key = clientSecretKey(connection.id);
    m_session.insert(key, secret); // used at once, and where the keychain does not answer
    return connection.server.keepsSecret ? m_keychain.write(key, secret) : QtFuture::makeReadyFuture(core::Result<>());
}

QFuture<core::Result<>> Passwords::forgetClientSecret(const Connection& connection)
{
    const QString key = clientSecretKey(connection.id);
    m_session.remove(key);
    return connection.server.keepsSecret ? m_keychain.remove(key) : QtFuture::makeReadyFuture(core::Result<>());
}

} // namespace owb::settings
