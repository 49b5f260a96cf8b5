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

/** How a client proves itself to its server, under the names of RFC 8414. */
enum class ClientAuthentication { Basic, Post, None };

/** The authorization server that a database belongs to, and how it is asked. Never a secret. */
struct ServerSettings
{
    QString issuer; // its identifier (RFC 8414); empty: it is not known
    QString authorityFile; // PEM, trusted beside the system's authorities; may be empty
    QString clientId; // who asks; may be empty
    ClientAuthentication authentication = ClientAuthentication::Basic;
    bool wantsSigned = false; // signed introspection, RFC 9701
    bool keepsSecret = false; // the client's secret is in the keychain

    bool operator==(const ServerSettings&) const = default;
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
    ServerSettings server;
    QString profileFile; // a schema profile of the user's own
    QString schemaTitle; // what was found when it was last opened
    qint64 openedAt = 0; // epoch seconds; 0 = never

    bool operator==(const Connection&) const = default;
};

[[nodiscard]] QString newConnectionId();
/** The six a user may give. Production has a colour of its own, which is none of them. */
[[nodiscard]] const QStringList& connectionColours();

/** What the keychain knows the secret of that client by. */
[[nodiscard]] QString clientSecretKey(const QString& connectionId);

/** The members of `connection` written over `before`, so that members of a later version stay. */
[[nodiscard]] QJsonObject toJson(const Connection& connection, QJsonObject before);
/** Nothing without id, name and an address that is understood; a password in the address is dropped. */
[[nodiscard]] std::optional<Connection> connectionFromJson(const QJsonObject& json);

} // namespace owb::settings
