#include "store/mariaconnect.h"

#include "store/mariaerror.h"

#include <QFileInfo>

#include <mysql.h>

#include <mutex>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using core::TlsMode;
using ErrorKind = core::Error::Kind;

/** Everything that goes to the connector as text; alive until it has connected. */
struct MariaLogin
{
    QByteArray host;
    QByteArray socket;
    QByteArray user;
    QByteArray database;
};

TlsMode tlsModeFor(const SessionSettings& settings, const MariaEndpoint& endpoint)
{
    return endpoint.isSocket() ? TlsMode::Disable : settings.address.tlsMode();
}

/** As libpq does: whoever names an authority wants it checked. */
bool checksAuthority(TlsMode mode, const core::DatabaseAddress& address)
{
    return mode >= TlsMode::VerifyCa || (mode == TlsMode::Require && address.options.contains(u"sslrootcert"_s));
}

void setFlag(MYSQL* handle, mysql_option option, bool on)
{
    const my_bool value = on ? 1 : 0;
    mysql_optionsv(handle, option, &value);
}

void setFile(MYSQL* handle, mysql_option option, const QString& path)
{
    if (!path.isEmpty()) {
        mysql_optionsv(handle, option, path.toLocal8Bit().constData());
    }
}

void setAuthority(MYSQL* handle, const core::DatabaseAddress& address)
{
    const QString named = address.options.value(u"sslrootcert"_s);
    if (!named.isEmpty()) {
        return setFile(handle, MYSQL_OPT_SSL_CA, named);
    }
    // Where OpenSSL looks by itself; unless they are named, the connector checks none of it for verify-ca.
    setFile(handle, MYSQL_OPT_SSL_CA, qEnvironmentVariable("SSL_CERT_FILE"));
    setFile(handle, MYSQL_OPT_SSL_CAPATH, qEnvironmentVariable("SSL_CERT_DIR", u"/etc/ssl/certs"_s));
}

void setTls(MYSQL* handle, TlsMode mode, const core::DatabaseAddress& address)
{
    // What the connector calls "enforce" only asks for TLS: a server that offers none gets the login in clear text.
    setFlag(handle, MYSQL_OPT_SSL_ENFORCE, mode != TlsMode::Disable);
    setFlag(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, mode == TlsMode::VerifyFull);
    if (mode == TlsMode::Disable) {
        return;
    }
    mysql_optionsv(handle, MARIADB_OPT_TLS_VERSION, "TLSv1.2,TLSv1.3");
    setFile(handle, MYSQL_OPT_SSL_CERT, address.options.value(u"sslcert"_s));
    setFile(handle, MYSQL_OPT_SSL_KEY, address.options.value(u"sslkey"_s));
    if (mode != TlsMode::Prefer) {
        // A fingerprint makes the connector insist on TLS before it sends anything; an empty one pins nothing.
        mysql_optionsv(handle, MARIADB_OPT_TLS_PEER_FP, "");
    }
    if (checksAuthority(mode, address)) {
        setAuthority(handle, address);
    }
}

void setOptions(MYSQL* handle, const MariaTimeouts& timeouts)
{
    const auto setNumber = [handle](mysql_option option, int value) {
        const auto number = static_cast<unsigned>(value);
        if (value > 0) {
            mysql_optionsv(handle, option, &number);
        }
    };
    setNumber(MYSQL_OPT_CONNECT_TIMEOUT, timeouts.connect);
    setNumber(MYSQL_OPT_READ_TIMEOUT, timeouts.read);
    setNumber(MYSQL_OPT_WRITE_TIMEOUT, timeouts.read);
    const unsigned none = 0;
    mysql_optionsv(handle, MYSQL_OPT_LOCAL_INFILE, &none); // a server must not ask for our files
    setFlag(handle, MYSQL_OPT_RECONNECT, false); // a new session would have none of the settings
    mysql_optionsv(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_options4(handle, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "oauth-workbench");
}

/** Which ways to log in a server may ask for: the password as it is, only when the server is proved. */
void setLogins(MYSQL* handle, bool proved)
{
    mysql_optionsv(handle, MARIADB_OPT_RESTRICTED_AUTH,
        proved ? "mysql_native_password,client_ed25519,caching_sha2_password,sha256_password,auth_gssapi_client,"
                 "parsec,mysql_clear_password"
               : "mysql_native_password,client_ed25519,caching_sha2_password,sha256_password,auth_gssapi_client,"
                 "parsec");
}

/** The connector says only "certificate verify failed" about a file that it cannot read. */
core::Result<> checkFiles(const core::DatabaseAddress& address)
{
    for (const QString& option : {u"sslrootcert"_s, u"sslcert"_s, u"sslkey"_s}) {
        const QString path = address.options.value(option);
        if (!path.isEmpty() && !(QFileInfo(path).isFile() && QFileInfo(path).isReadable())) {
            return core::failure(ErrorKind::CertificateRefused, address.text(),
                {u"the file %1, named by %2, cannot be read"_s.arg(path, option)});
        }
    }
    return {};
}

MariaHandle makeHandle()
{
    static std::once_flag once; // the first call of the library is not safe from two threads
    std::call_once(once, [] { mysql_server_init(0, nullptr, nullptr); });
    return MariaHandle(mysql_init(nullptr));
}

bool connectHandle(MYSQL* handle, const MariaLogin& login, int port, const core::Secret& password)
{
    const auto orNull = [](const QByteArray& text) { return text.isEmpty() ? nullptr : text.constData(); };
    // Without a password the connector looks at MYSQL_PWD; without a user it takes that of the system.
    const bool connected = mysql_real_connect(handle, orNull(login.host), orNull(login.user),
                               password.isEmpty() ? nullptr : password.reveal().constData(), orNull(login.database),
                               static_cast<unsigned>(port), orNull(login.socket), CLIENT_FOUND_ROWS)
        != nullptr;
    if (handle->passwd) { // kept for a reconnection, which is off
        explicit_bzero(handle->passwd, strlen(handle->passwd));
    }
    return connected;
}

} // namespace

void MariaClosing::operator()(st_mysql* handle) const
{
    mysql_close(handle);
}

QList<MariaEndpoint> mariaEndpoints(const core::DatabaseAddress& address)
{
    QList<MariaEndpoint> endpoints;
    for (const auto& host : address.hosts) {
        if (host.name.startsWith(u'/')) {
            const bool isFolder = QFileInfo(host.name).isDir();
            endpoints << MariaEndpoint{{}, 0, isFolder ? host.name + u"/mysqld.sock"_s : host.name};
        } else if (host.name.isEmpty()) {
            endpoints << MariaEndpoint{};
        } else {
            if (host.name == "localhost"_L1 && host.port == 0) {
                endpoints << MariaEndpoint{};
            }
            endpoints << MariaEndpoint{host.name, host.port, {}};
        }
    }
    return endpoints.isEmpty() ? QList<MariaEndpoint>{{}} : endpoints;
}

int mariaSeconds(const core::DatabaseAddress& address, const QString& option, int usual)
{
    return address.options.value(option, QString::number(usual)).toInt();
}

core::Result<MariaHandle> connectMaria(
    const SessionSettings& settings, const MariaEndpoint& endpoint, const MariaTimeouts& timeouts)
{
    const TlsMode mode = tlsModeFor(settings, endpoint);
    if (const auto files = checkFiles(settings.address); mode != TlsMode::Disable && !files) {
        return tl::unexpected(files.error());
    }
    if (settings.password.reveal().contains('\0')) { // it would be cut there
        return core::failure(ErrorKind::LoginRefused, settings.location(), {}, u"the password holds a NUL"_s);
    }
    MariaHandle handle = makeHandle();
    const bool verified = checksAuthority(mode, settings.address);
    setOptions(handle.get(), timeouts);
    setTls(handle.get(), mode, settings.address);
    setLogins(handle.get(), endpoint.isSocket() || mode == TlsMode::VerifyFull);
    const unsigned protocol = endpoint.isSocket() ? MYSQL_PROTOCOL_SOCKET : MYSQL_PROTOCOL_TCP;
    mysql_optionsv(handle.get(), MYSQL_OPT_PROTOCOL, &protocol);
    const MariaLogin login{endpoint.host.toUtf8(), endpoint.socket.toLocal8Bit(), settings.address.user.toUtf8(),
        settings.address.database.toUtf8()};
    if (!connectHandle(handle.get(), login, endpoint.port, settings.password)) {
        const bool offersTls = (handle->server_capabilities & CLIENT_SSL) != 0;
        return tl::unexpected(
            mariaConnectError({mysql_errno(handle.get()), QString::fromUtf8(mysql_error(handle.get()))},
                settings.address, endpoint.host, offersTls, verified));
    }
    if (mode >= TlsMode::Require && !mysql_get_ssl_cipher(handle.get())) {
        return core::failure(ErrorKind::TlsRefused, settings.location()); // were the connector to change its mind
    }
    return handle;
}

std::optional<QByteArray> askMaria(st_mysql* handle, const char* sql)
{
    if (mysql_query(handle, sql) != 0) {
        return std::nullopt;
    }
    MYSQL_RES* result = mysql_store_result(handle);
    if (!result) {
        return std::nullopt;
    }
    std::optional<QByteArray> answer;
    if (const MYSQL_ROW row = mysql_fetch_row(result); row && row[0]) {
        answer = QByteArray(row[0], static_cast<qsizetype>(mysql_fetch_lengths(result)[0]));
    }
    mysql_free_result(result);
    return answer;
}

} // namespace owb::store
