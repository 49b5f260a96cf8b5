#include "store/postgresoptions.h"

#include "store/session.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

QString ports(const QList<core::DatabaseAddress::Host>& hosts)
{
    QStringList all;
    for (const core::DatabaseAddress::Host& host : hosts) {
        all << (host.port > 0 ? QString::number(host.port) : QString());
    }
    return all.join(u","_s);
}

/** A silent server must not hold a thread for ever, nor a broken network for the quarter of an hour of TCP. */
PostgresOptions networkOptions()
{
    return {{u"keepalives_idle"_s, u"30"_s}, {u"keepalives_interval"_s, u"10"_s}, {u"keepalives_count"_s, u"3"_s},
        {u"tcp_user_timeout"_s, u"30000"_s}};
}

/** libpq passes over a certificate of an authority that is not there, and then verifies nothing. */
core::Result<> checkFiles(const core::DatabaseAddress& address)
{
    for (const QString& name : {u"sslrootcert"_s, u"sslcert"_s, u"sslkey"_s}) {
        const QString path = address.options.value(name);
        if (!path.isEmpty() && !QFileInfo(path).isReadable()) {
            return core::failure(
                core::Error::Kind::InvalidAddress, {}, {u"the file %1 of %2 cannot be read"_s.arg(path, name)});
        }
    }
    return {};
}

} // namespace

QString postgresHosts(const SessionSettings& settings)
{
    QStringList names;
    for (const core::DatabaseAddress::Host& host : settings.address.hosts) {
        names << host.name;
    }
    return names.join(u',');
}

core::Result<PostgresOptions> postgresOptions(const SessionSettings& settings)
{
    const core::DatabaseAddress& address = settings.address;
    if (const auto files = checkFiles(address); !files) {
        return tl::unexpected(files.error());
    }
    PostgresOptions options{{u"sslmode"_s, core::tlsModeWord(address.tlsMode())},
        {u"connect_timeout"_s, address.options.value(u"connect_timeout"_s, u"10"_s)},
        {u"application_name"_s, u"oauth-workbench"_s}, {u"client_encoding"_s, u"UTF8"_s},
        {u"hostaddr"_s, {}}}; // the environment's would be another machine than the one named
    if (postgresHosts(settings).isEmpty()) {
        options.append({u"host"_s, {}}); // nor does it name the host
    }
    const auto& hosts = address.hosts;
    if (std::any_of(hosts.cbegin(), hosts.cend(), [](const auto& host) { return host.port > 0; })) {
        options.append({u"port"_s, ports(hosts)});
    }
    if (address.tlsMode() >= core::TlsMode::Require) {
        options.append({u"gssencmode"_s, u"disable"_s}); // it would be taken in place of TLS
    }
    for (const QString& name : {u"sslrootcert"_s, u"sslcert"_s, u"sslkey"_s, u"target_session_attrs"_s}) {
        if (const QString value = address.options.value(name); !value.isEmpty()) {
            options.append({name, value});
        }
    }
    return options + networkOptions();
}

QString postgresOption(const QString& name, const QString& value)
{
    QString quoted = value;
    quoted.replace(u'\\', "\\\\"_L1).replace(u'\'', "\\'"_L1);
    return u"%1='%2'"_s.arg(name, quoted);
}

core::Result<QString> driverOptions(const PostgresOptions& options)
{
    QStringList parts;
    for (const auto& [name, value] : options) {
        if (value.contains(u';') || value.contains(QChar::Null)) {
            return core::failure(core::Error::Kind::InvalidAddress, {},
                {u"the value of %1 holds a semicolon, which Qt's driver for PostgreSQL cannot pass on"_s.arg(name)});
        }
        parts << postgresOption(name, value);
    }
    return parts.join(u' ');
}

} // namespace owb::store
