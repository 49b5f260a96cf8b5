#include "core/connectionerrortext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace owb::core {

namespace {

using Kind = Error::Kind;

/** For `tr`, so that the translation tools find the texts. */
struct ConnectionWords
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

/** The reason without a full stop: our own follows. */
QString reasonOf(const Error& error)
{
    const QString reason = error.items.value(0);
    return reason.endsWith(u'.') ? reason.chopped(1) : reason;
}

ErrorText lockedText(const Error& error)
{
    QString what = ConnectionWords::tr("Another process holds a lock on %1.").arg(error.subject);
    if (!error.items.isEmpty()) {
        what += u' ' + ConnectionWords::tr("It is open in %1.").arg(error.items.join(u", "_s));
    }
    return {what, ConnectionWords::tr("Let it finish or stop it, then try again; nothing was changed here.")};
}

} // namespace

ErrorText connectionErrorText(const Error& error)
{
    switch (error.kind) {
    case Kind::InvalidAddress:
        return {ConnectionWords::tr("The address of the database is not understood: %1.").arg(reasonOf(error)),
            ConnectionWords::tr("It is a file, sqlite:PATH, postgresql://user@host/name or mariadb://user@host/name.")};
    case Kind::DriverMissing:
        return {ConnectionWords::tr("The database driver %1 is not installed.").arg(error.subject),
            ConnectionWords::tr("Install Qt's SQL driver package: libqt6sql6-sqlite or libqt6sql6-psql.")};
    case Kind::Connection:
        return {ConnectionWords::tr("The database %1 does not answer.").arg(error.subject),
            ConnectionWords::tr("Check that it runs and that the address is right.")};
    case Kind::HostUnknown:
        return {ConnectionWords::tr("There is no host named %1.").arg(error.subject),
            ConnectionWords::tr("Check the address, and that this machine's name service knows it.")};
    case Kind::LoginRefused:
        return {ConnectionWords::tr("The server refuses the user name or the password for %1.").arg(error.subject),
            ConnectionWords::tr(
                "Check both; the password comes from PGPASSWORD or MYSQL_PWD, ~/.pgpass or the keychain.")};
    case Kind::DatabaseMissing:
        return {ConnectionWords::tr("The server has no database named %1 for this user.").arg(error.subject),
            ConnectionWords::tr("Check the name behind the host, and the user's rights.")};
    case Kind::TlsRefused:
        return {
            ConnectionWords::tr("The server of %1 offers no encryption, so nothing was sent to it.").arg(error.subject),
            ConnectionWords::tr("Turn TLS on at the server, or add sslmode=disable where the way to it is safe.")};
    case Kind::CertificateRefused:
        return {ConnectionWords::tr("The server of %1 does not prove that it is the one asked for: %2.")
                    .arg(error.subject, reasonOf(error)),
            ConnectionWords::tr(
                "Name the authority's certificate with sslrootcert and the host as the certificate does.")};
    case Kind::ConnectionLost:
        return {ConnectionWords::tr("The connection to %1 was lost.").arg(error.subject),
            ConnectionWords::tr(
                "It is opened again with the next step; what was not confirmed may or may not be stored.")};
    case Kind::TimedOut:
        return {ConnectionWords::tr("%1 did not finish within the time limit.")
                    .arg(error.subject.isEmpty() ? ConnectionWords::tr("It") : error.subject),
            ConnectionWords::tr("Narrow the search, or raise statement_timeout in the address.")};
    case Kind::Locked:
        return lockedText(error);
    default:
        return {};
    }
}

ErrorText keepingErrorText(const Error& error)
{
    switch (error.kind) {
    case Kind::Keychain:
        return {ConnectionWords::tr("The keychain cannot be used: %1.").arg(reasonOf(error)),
            ConnectionWords::tr(
                "Start or unlock GNOME Keyring or KWallet, or keep the password for this session only.")};
    case Kind::FileNotWritten:
        return {ConnectionWords::tr("The file %1 cannot be written.").arg(error.subject),
            ConnectionWords::tr("Check its permissions and the space on its disk; what it held is still there.")};
    case Kind::NotReadable:
        return {ConnectionWords::tr("The file %1 is not understood in line %2: %3.")
                    .arg(error.subject, error.items.value(0), error.items.value(1)),
            ConnectionWords::tr("Mend that line, or move the file away.")};
    default:
        return {};
    }
}

} // namespace owb::core
