#include "core/databaseaddress.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::core {

namespace {

constexpr int highestPort = 65535;

tl::unexpected<Error> invalid(const QString& reason)
{
    return failure(Error::Kind::InvalidAddress, {}, {reason});
}

/** An address of 127.0.0.0/8, RFC 1122 section 3.2.1.3; a name may begin so as well. */
bool isLoopback(const QString& host)
{
    static const QRegularExpression numbers(u"^127(\\.\\d{1,3}){1,3}$"_s);
    return numbers.match(host).hasMatch();
}

std::optional<Engine> engineOf(const QString& scheme)
{
    // SQLAlchemy names its driver behind a plus sign: postgresql+psycopg2.
    const QString name = scheme.section(u'+', 0, 0).toLower();
    static const QStringList postgres{u"postgresql"_s, u"postgres"_s, u"pgsql"_s, u"postgis"_s};
    static const QStringList mariadb{u"mariadb"_s, u"mysql"_s, u"mysql2"_s};
    if (postgres.contains(name)) {
        return Engine::PostgreSql;
    }
    return mariadb.contains(name) ? std::optional(Engine::MariaDb) : std::nullopt;
}

QString decoded(const QString& text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

QString encoded(const QString& text, const QByteArray& kept = {})
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, kept));
}

Result<DatabaseAddress::Host> parseHost(const QString& text)
{
    DatabaseAddress::Host host;
    QString port;
    if (text.startsWith(u'[')) { // an IPv6 address, RFC 3986 section 3.2.2
        const qsizetype end = text.indexOf(u']');
        if (end < 0) {
            return invalid(u"the bracket around an IPv6 address is not closed"_s);
        }
        host.name = text.mid(1, end - 1);
        port = text.mid(end + 1);
        if (!port.isEmpty() && !port.startsWith(u':')) {
            return invalid(u"behind the bracket of an IPv6 address only a port may stand"_s);
        }
        port = port.mid(1);
    } else {
        host.name = decoded(text.section(u':', 0, 0));
        port = text.section(u':', 1);
    }
    if (!port.isEmpty()) {
        bool whole = false;
        host.port = port.toInt(&whole);
        if (!whole || host.port < 1 || host.port > highestPort) {
            return invalid(u"the port is no number from 1 to 65535"_s);
        }
    }
    return host;
}

Result<> parseHosts(const QString& text, DatabaseAddress& address)
{
    const QStringList parts = text.isEmpty() ? QStringList() : text.split(u',');
    for (const QString& part : parts) {
        const auto host = parseHost(part);
        if (!host) {
            return tl::unexpected(host.error());
        }
        address.hosts << *host;
    }
    return {};
}

Result<> checkValue(const QString& name, const QString& value)
{
    if (name == "sslmode"_L1 && !tlsModeFrom(value)) {
        return invalid(u"sslmode is one of disable, prefer, require, verify-ca and verify-full"_s);
    }
    bool whole = false;
    if (name.endsWith("_timeout"_L1) && (value.toInt(&whole) < 0 || !whole)) {
        return invalid(u"%1 is a whole number of seconds"_s.arg(name));
    }
    static const QStringList roles{
        u"any"_s, u"read-write"_s, u"read-only"_s, u"primary"_s, u"standby"_s, u"prefer-standby"_s};
    if (name == "target_session_attrs"_L1 && !roles.contains(value)) {
        return invalid(u"target_session_attrs is one of "_s + roles.join(u", "_s));
    }
    return {};
}

Result<> parseOptions(const QString& text, DatabaseAddress& address)
{
    const auto items = QUrlQuery(text).queryItems(QUrl::FullyDecoded);
    for (const auto& [name, value] : items) {
        if (name == "host"_L1) { // libpq's way to name a socket folder
            if (const auto hosts = parseHosts(encoded(value, ",:[]"), address); !hosts) {
                return hosts;
            }
        } else if (name == "charset"_L1) {
            continue; // of some URLs for MariaDB; this program always speaks UTF-8
        } else if (!DatabaseAddress::knownOptions().contains(name)) {
            // A password with a question mark ends up here: only what looks like an option is told again.
            static const QRegularExpression word(u"^[a-z_]+$"_s);
            return invalid(u"%1 is not known here; known are %2"_s.arg(
                word.match(name).hasMatch() ? u"the option "_s + name : u"an option"_s,
                DatabaseAddress::knownOptions().join(u", "_s)));
        } else if (const auto good = checkValue(name, value); !good) {
            return good;
        } else {
            address.options.insert(name, value);
        }
    }
    return {};
}

Result<DatabaseAddress> parseServer(Engine engine, const QString& rest, std::optional<Secret>* password)
{
    DatabaseAddress address;
    address.engine = engine;
    const QString main = rest.section(u'?', 0, 0);
    const qsizetype slash = main.lastIndexOf(u'/');
    QString authority = slash < 0 ? main : main.first(slash);
    address.database = slash < 0 ? QString() : decoded(main.sliced(slash + 1));
    if (const qsizetype at = authority.lastIndexOf(u'@'); at >= 0) {
        const QString login = authority.first(at);
        address.user = decoded(login.section(u':', 0, 0));
        if (password && login.contains(u':')) {
            *password = Secret(decoded(login.section(u':', 1)));
        }
        authority = authority.sliced(at + 1);
    }
    if (authority.contains(u'/')) {
        return invalid(u"what follows the host is one name, that of the database"_s);
    }
    if (const auto hosts = parseHosts(authority, address); !hosts) {
        return tl::unexpected(hosts.error());
    }
    if (const auto options = parseOptions(rest.section(u'?', 1), address); !options) {
        return tl::unexpected(options.error());
    }
    if (address.database.isEmpty()) {
        return invalid(u"it names no database: write one behind the host, as in postgresql://user@host/name"_s);
    }
    const auto holdsNul = [](const QString& text) { return text.contains(QChar::Null); };
    if (holdsNul(address.database) || holdsNul(address.user)) {
        return invalid(u"it holds a NUL character"_s);
    }
    return address;
}

Result<DatabaseAddress> parseFile(const QString& text)
{
    const bool isSqlite = text.startsWith("sqlite:"_L1);
    QString path = isSqlite ? text.sliced(7) : text;
    if (isSqlite && path.startsWith("///"_L1)) { // RFC 8089 section 2: no machine between the second and the third
        path = path.sliced(2);
    } else if (isSqlite && path.startsWith("//"_L1)) {
        return failure(Error::Kind::Unsupported, u"opening an SQLite file without a path"_s,
            {u"write sqlite:PATH or sqlite:///ABSOLUTE/PATH"_s});
    }
    if (path.isEmpty() || path == ":memory:"_L1 || path.contains(QChar::Null)) {
        return failure(Error::Kind::FileMissing, path);
    }
    DatabaseAddress address;
    address.path = QFileInfo(path).absoluteFilePath();
    return address;
}

} // namespace

std::optional<TlsMode> tlsModeFrom(const QString& word)
{
    for (const TlsMode mode :
        {TlsMode::Disable, TlsMode::Prefer, TlsMode::Require, TlsMode::VerifyCa, TlsMode::VerifyFull}) {
        if (tlsModeWord(mode) == word) {
            return mode;
        }
    }
    return std::nullopt;
}

QString tlsModeWord(TlsMode mode)
{
    switch (mode) {
    case TlsMode::Disable:
        return u"disable"_s;
    case TlsMode::Prefer:
        return u"prefer"_s;
    case TlsMode::Require:
        return u"require"_s;
    case TlsMode::VerifyCa:
        return u"verify-ca"_s;
    case TlsMode::VerifyFull:
        return u"verify-full"_s;
    }
    return {};
}

const QStringList& DatabaseAddress::knownOptions()
{
    static const QStringList names{u"sslmode"_s, u"sslrootcert"_s, u"sslcert"_s, u"sslkey"_s, u"connect_timeout"_s,
        u"statement_timeout"_s, u"target_session_attrs"_s};
    return names;
}

QString DatabaseAddress::text() const
{
    if (engine == Engine::Sqlite) {
        return path;
    }
    QStringList places;
    for (const Host& host : hosts) {
        const QString name = host.name.contains(u':') ? u'[' + host.name + u']' : encoded(host.name);
        places << (host.port > 0 ? name + u':' + QString::number(host.port) : name);
    }
    QStringList settings;
    for (auto it = options.cbegin(); it != options.cend(); ++it) {
        settings << it.key() + u'=' + encoded(*it, "/");
    }
    return (engine == Engine::PostgreSql ? u"postgresql://"_s : u"mariadb://"_s)
        + (user.isEmpty() ? QString() : encoded(user) + u'@') + places.join(u',') + u'/' + encoded(database)
        + (settings.isEmpty() ? QString() : u'?' + settings.join(u'&'));
}

QString DatabaseAddress::label() const
{
    if (engine == Engine::Sqlite) {
        return QFileInfo(path).fileName();
    }
    const QString host = hosts.isEmpty() || hosts.constFirst().name.isEmpty() || hosts.constFirst().name.contains(u'/')
        ? u"this machine"_s
        : hosts.constFirst().name;
    return u"%1 on %2"_s.arg(database, host);
}

bool DatabaseAddress::isLocal() const
{
    return std::all_of(hosts.cbegin(), hosts.cend(), [](const Host& host) {
        return host.name.isEmpty() || host.name.startsWith(u'/') || host.name == "localhost"_L1 || isLoopback(host.name)
            || host.name == "::1"_L1;
    });
}

TlsMode DatabaseAddress::tlsMode() const
{
    return tlsModeFrom(options.value(u"sslmode"_s)).value_or(isLocal() ? TlsMode::Prefer : TlsMode::Require);
}

Result<DatabaseAddress> DatabaseAddress::parse(const QString& text, std::optional<Secret>* password)
{
    const qsizetype scheme = text.startsWith("sqlite:"_L1) ? -1 : text.indexOf("://"_L1);
    if (scheme <= 0 && engineOf(text.section(u':', 0, 0)) && text.contains(u':') && !QFileInfo::exists(text)) {
        return invalid(u"two slashes belong behind the colon"_s);
    }
    if (scheme <= 0) {
        return parseFile(text);
    }
    const auto engine = engineOf(text.first(scheme));
    if (!engine) {
        return failure(Error::Kind::Unsupported, u"opening %1 databases"_s.arg(text.first(scheme)),
            {u"known are sqlite, postgresql and mariadb"_s});
    }
    return parseServer(*engine, text.sliced(scheme + 3), password);
}

} // namespace owb::core
