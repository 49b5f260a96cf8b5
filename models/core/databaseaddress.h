#pragma once

#include "core/result.h"
#include "core/secret.h"

#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace owb::core {

/** The database engines this program speaks to. MySQL is reached as MariaDB. */
enum class Engine { Sqlite, PostgreSql, MariaDb };

/** Whether a connection is encrypted, and how the server is proved: the words of libpq's sslmode. */
enum class TlsMode {
    Disable, // clear text
    Prefer, // encrypted when the server can
    Require, // encrypted or not at all
    VerifyCa, // and the certificate comes from a known authority
    VerifyFull, // and it is this host's
};

/** The mode of an sslmode word; nothing when there is no such word. */
[[nodiscard]] std::optional<TlsMode> tlsModeFrom(const QString& word);
[[nodiscard]] QString tlsModeWord(TlsMode mode);

/** Where a database is. Holds no password: that goes apart, as a Secret. */
struct DatabaseAddress
{
    struct Host
    {
        QString name; // name, IP address, or the folder of a socket; empty = the engine's own socket
        int port = 0; // 0 = the engine's usual one
        bool operator==(const Host&) const = default;
    };

    Engine engine = Engine::Sqlite;
    QString path; // of an SQLite file, as given
    QList<Host> hosts; // tried in order; more than one only for servers
    QString database;
    QString user;
    /** Of a server: names of knownOptions() only. */
    QMap<QString, QString> options;

    /** Everything but a password; reads back by parse() as the same address. */
    [[nodiscard]] QString text() const;
    /** What people call it: the file's name, or "name on host". */
    [[nodiscard]] QString label() const;
    /** As asked for; when nothing is said, Prefer for this machine and Require for others. */
    [[nodiscard]] TlsMode tlsMode() const;
    /** Whether every host is this machine itself. */
    [[nodiscard]] bool isLocal() const;
    [[nodiscard]] bool isServer() const { return engine != Engine::Sqlite; }

    /**
     * A file path, sqlite:PATH, sqlite:///ABSOLUTE/PATH, or the URL of a server as libpq, SQLAlchemy, Django
     * and Rails write it: postgresql://, postgres://, mariadb://, mysql://, with or without +DRIVER, several hosts
     * parted by commas, and options of knownOptions() behind a question mark. `password` receives what the URL held.
     * Failure: InvalidAddress, which never repeats the password.
     */
    [[nodiscard]] static Result<DatabaseAddress> parse(const QString& text, std::optional<Secret>* password = nullptr);
    /** sslmode, sslrootcert, sslcert, sslkey, connect_timeout, statement_timeout, target_session_attrs. */
    [[nodiscard]] static const QStringList& knownOptions();

    bool operator==(const DatabaseAddress&) const = default;
};

} // namespace owb::core
