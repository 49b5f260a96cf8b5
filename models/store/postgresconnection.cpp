#include "store/postgresconnection.h"

#include "store/postgresoptions.h"
#include "store/postgresrefusal.h"
#include "store/session.h"

#include <QRegularExpression>
#include <QSqlDatabase>
#include <QSqlError>

#include <array>
#include <clocale>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;

/** While it lives, the C libraries speak English in this thread, so that their words can be told apart. */
class EnglishWords
{
public:
    EnglishWords()
        : m_english(newlocale(LC_MESSAGES_MASK, "C", duplocale(uselocale(nullptr))))
        , m_before(uselocale(m_english))
    { }
    ~EnglishWords()
    {
        uselocale(m_before);
        freelocale(m_english);
    }
    Q_DISABLE_COPY_MOVE(EnglishWords)

private:
    locale_t m_english;
    locale_t m_before;
};

struct KnownWords
{
    QLatin1StringView words;
    ErrorKind kind;
    QLatin1StringView reason;
};

/** What libpq says for itself, the more telling first: with several hosts there is a line for each. */
constexpr std::array<KnownWords, 17> knownWords{{
    {"certificate verify failed"_L1, ErrorKind::CertificateRefused,
        "its certificate is not from an authority that is trusted here, or is out of date"_L1},
    {"does not match host name"_L1, ErrorKind::CertificateRefused, "its certificate is for another host"_L1},
    {"root certificate file"_L1, ErrorKind::CertificateRefused,
        "no authority's certificate is at hand to check it with"_L1},
    {"server does not support SSL"_L1, ErrorKind::TlsRefused, ""_L1},
    {"private key file"_L1, ErrorKind::InvalidAddress, "the file of sslkey cannot be used"_L1},
    {"could not read certificate file"_L1, ErrorKind::InvalidAddress, "the file of sslcert cannot be used"_L1},
    {"password authentication failed"_L1, ErrorKind::LoginRefused, ""_L1}, // no second try: an account may get locked
    {"no password supplied"_L1, ErrorKind::LoginRefused, ""_L1},
    {"session is read-only"_L1, ErrorKind::ReadOnlyDatabase, "server"_L1},
    {"server is in hot standby mode"_L1, ErrorKind::ReadOnlyDatabase, "server"_L1},
    {"session is not read-only"_L1, ErrorKind::Connection, ""_L1},
    {"server is not in hot standby mode"_L1, ErrorKind::Connection, ""_L1},
    {"could not translate host name"_L1, ErrorKind::HostUnknown, ""_L1},
    {"could not parse network address"_L1, ErrorKind::HostUnknown, ""_L1},
    {"timeout expired"_L1, ErrorKind::Connection, ""_L1},
    {"Connection refused"_L1, ErrorKind::Connection, ""_L1},
    {"No such file or directory"_L1, ErrorKind::Connection, ""_L1},
}};

const KnownWords* knownIn(const QString& words)
{
    for (const KnownWords& one : knownWords) {
        if (words.contains(one.words)) {
            return &one;
        }
    }
    return nullptr;
}

ErrorKind loginErrorKind(const QByteArray& sqlState)
{
    if (sqlState.startsWith("28")) {
        return ErrorKind::LoginRefused;
    }
    // Without the right to connect a database is as good as none.
    return sqlState == "3D000" || sqlState == "42501" ? ErrorKind::DatabaseMissing : ErrorKind::Connection;
}

QString unknownHost(const QString& words)
{
    static const QRegularExpression host(u"could not translate host name \"([^\"]*)\""_s);
    return host.match(words).captured(1);
}

/** Parts are copied around inside Qt and libpq; at least this copy is not left behind. */
void wipe(QString& password)
{
    std::fill(password.begin(), password.end(), QChar(u' '));
}

bool opened(QSqlDatabase& database, const SessionSettings& settings)
{
    QString password = settings.password.revealText();
    const bool done = database.open(settings.address.user, password);
    wipe(password);
    return done;
}

} // namespace

core::Error postgresConnectError(const QString& words, const QByteArray& sqlState, const SessionSettings& settings)
{
    core::Error error{ErrorKind::Connection, settings.location(), {}, words.trimmed()};
    if (!settings.password.isEmpty() && words.contains(settings.password.revealText())) {
        error.detail.clear();
    }
    if (!sqlState.isEmpty()) {
        error.kind = loginErrorKind(sqlState);
    } else if (const KnownWords* known = knownIn(words)) {
        error.kind = known->kind;
        if (!known->reason.isEmpty()) {
            error.items = QStringList{known->reason};
        }
    }
    if (error.kind == ErrorKind::HostUnknown) {
        error.subject = unknownHost(words);
    } else if (error.kind == ErrorKind::DatabaseMissing) {
        error.subject = settings.address.database;
    }
    return error;
}

core::Result<> openPostgres(QSqlDatabase& database, const SessionSettings& settings)
{
    if (settings.password.reveal().contains('\0')) {
        return core::failure(ErrorKind::LoginRefused, settings.location());
    }
    const auto options = postgresOptions(settings).and_then(driverOptions);
    if (!options) {
        return tl::unexpected(options.error());
    }
    database.setHostName(postgresHosts(settings));
    database.setDatabaseName(settings.address.database);
    database.setConnectOptions(*options);
    const EnglishWords english;
    if (opened(database, settings)) {
        return {};
    }
    const QString words = database.lastError().databaseText();
    // Qt's driver keeps no SQLSTATE of a failed login, and the server speaks the language it likes.
    const QByteArray state = knownIn(words) ? QByteArray() : postgresRefusal(settings, *options);
    return tl::unexpected(postgresConnectError(words, state, settings));
}

} // namespace owb::store
