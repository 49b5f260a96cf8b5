#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace owb::settings {

/** Where the password of a connection is. Never in a file of this program. */
enum class PasswordPlace {
    Keychain, // of the desktop
    Session, // in memory, until the program ends
    Engine, // the engine's own sources: PGPASSWORD, ~/.pgpass, MYSQL_PWD
    None, // the server asks for none
};

/** A saved way to reach a database. */
struct Connection
{
    QString id; // never changes; the keychain knows the password by it
    QString name; // unique, chosen by the user
    QString address; // core::DatabaseAddress::text(): holds no password
    bool production = false;
    bool readOnly = false; // cannot be unlocked
    QString colour; // one of connectionColours(), or empty
    PasswordPlace passwordPlace = PasswordPlace::Keychain;
    QString issuer; // the server's issuer identifier (RFC 8414), where known
    QString profileFile; // a schema profile of the user's own
    QString schemaTitle; // what was found when it was last opened
    qint64 openedAt = 0; // epoch seconds; 0 = never

    bool operator==(const Connection&) const = default;
};

[[nodiscard]] QString newConnectionId();
/** The six a user may give. Production has a colour of its own, which is none of them. */
[[nodiscard]] const QStringList& connectionColours();

/** The members of `connection` written over `before`, so that members of a later version stay. */
[[nodiscard]] QJsonObject toJson(const Connection& connection, QJsonObject before);
/** Nothing without id, name and an address that is understood; a password in the address is dropped. */
[[nodiscard]] std::optional<Connection> connectionFromJson(const QJsonObject& json);

} // namespace owb::settings
