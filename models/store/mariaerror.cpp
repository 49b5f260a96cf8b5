#include "store/mariaerror.h"

#include <QRegularExpression>

#include <errmsg.h>
#include <mysqld_error.h>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using Kind = core::Error::Kind;

// MySQL's own, which the connector's headers do not name.
constexpr unsigned mysqlQueryTimeout = 3024;
constexpr unsigned mysqlAccountLocked = 3118;
constexpr unsigned mysqlLockNowait = 3572;
constexpr unsigned mysqlCheckViolated = 3819;
constexpr unsigned mysqlClientInactive = 4031;

/** How the login was refused, or nothing. */
std::optional<Kind> mariaLoginKind(unsigned code)
{
    switch (code) {
    case ER_ACCESS_DENIED_ERROR:
    case ER_ACCESS_DENIED_NO_PASSWORD_ERROR:
    case ER_HOST_NOT_PRIVILEGED:
    case ER_HOST_IS_BLOCKED:
    case ER_NOT_SUPPORTED_AUTH_MODE:
    case ER_MUST_CHANGE_PASSWORD:
    case ER_MUST_CHANGE_PASSWORD_LOGIN:
    case ER_USER_IS_BLOCKED:
    case ER_ACCOUNT_HAS_BEEN_LOCKED:
    case mysqlAccountLocked:
    case CR_AUTH_PLUGIN_CANNOT_LOAD:
    case CR_AUTH_PLUGIN_ERR:
    case CR_PLUGIN_NOT_ALLOWED: // it asks for the password as it is, and has not proved who it is
        return Kind::LoginRefused;
    case ER_DBACCESS_DENIED_ERROR:
    case ER_BAD_DB_ERROR:
        return Kind::DatabaseMissing;
    default:
        return std::nullopt;
    }
}

core::Error mariaTlsError(
    const MariaFailure& failure, const core::DatabaseAddress& address, const QString& host, bool offers, bool verifying)
{
    if (!offers) {
        return {Kind::TlsRefused, address.text(), {}, failure.words};
    }
    if (!verifying) { // no certificate was looked at: they have no version or cipher in common
        return {Kind::Connection, address.text(), {}, failure.words};
    }
    const QString reason = failure.words.section(u"TLS/SSL error: "_s, -1);
    return {Kind::CertificateRefused, address.text(),
        {reason.startsWith("Validation of SSL server certificate"_L1) ? u"its certificate is not for %1"_s.arg(host)
                                                                      : reason},
        failure.words};
}

bool isMariaConstraint(unsigned code)
{
    switch (code) {
    case ER_DUP_ENTRY:
    case ER_DUP_ENTRY_WITH_KEY_NAME:
    case ER_DUP_KEY:
    case ER_DUP_UNIQUE:
    case ER_ROW_IS_REFERENCED:
    case ER_ROW_IS_REFERENCED_2:
    case ER_NO_REFERENCED_ROW:
    case ER_NO_REFERENCED_ROW_2:
    case ER_BAD_NULL_ERROR:
    case ER_NO_DEFAULT_FOR_FIELD:
    case ER_CONSTRAINT_FAILED:
    case ER_SIGNAL_EXCEPTION: // what a trigger raises
    case ER_WARN_DATA_OUT_OF_RANGE:
    case WARN_DATA_TRUNCATED:
    case ER_TRUNCATED_WRONG_VALUE:
    case ER_TRUNCATED_WRONG_VALUE_FOR_FIELD:
    case mysqlCheckViolated:
        return true;
    default:
        return false;
    }
}

Kind mariaRefusalKind(const MariaFailure& failure)
{
    switch (failure.code) {
    case ER_TABLEACCESS_DENIED_ERROR:
    case ER_COLUMNACCESS_DENIED_ERROR:
    case ER_SPECIFIC_ACCESS_DENIED_ERROR:
    case ER_PROCACCESS_DENIED_ERROR:
    case ER_DBACCESS_DENIED_ERROR:
        return Kind::Permission;
    case ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: // we opened it so
        return Kind::ReadOnlyConnection;
    case ER_READ_ONLY_MODE:
    case ER_INNODB_READ_ONLY:
        return Kind::ReadOnlyDatabase;
    case ER_OPTION_PREVENTS_STATEMENT: // of many options; a replica is the one to expect
        return failure.words.contains("read-only"_L1) ? Kind::ReadOnlyDatabase : Kind::Permission;
    case ER_DATA_TOO_LONG:
        return Kind::ValueTooLong;
    case ER_BAD_FIELD_ERROR:
    case ER_NO_SUCH_TABLE:
    case ER_TABLE_DEF_CHANGED:
    case ER_NEED_REPREPARE:
    case CR_NEW_STMT_METADATA:
        return Kind::SchemaChanged;
    case ER_DISK_FULL:
    case ER_RECORD_FILE_FULL:
        return Kind::DiskFull;
    case ER_CANT_AGGREGATE_2COLLATIONS: // a text that the column's character set cannot even hold
        return Kind::Unsupported;
    default:
        return isMariaConstraint(failure.code) ? Kind::Constraint : Kind::Internal;
    }
}

Kind mariaKind(const MariaFailure& failure)
{
    if (isMariaLost(failure.code)) {
        return Kind::ConnectionLost;
    }
    switch (failure.code) {
    case ER_LOCK_WAIT_TIMEOUT:
    case ER_LOCK_DEADLOCK: // also a cluster whose other node changed the same row
    case mysqlLockNowait:
        return Kind::Locked;
    case ER_STATEMENT_TIMEOUT:
    case mysqlQueryTimeout:
        return Kind::TimedOut;
    case ER_QUERY_INTERRUPTED:
    case ER_FILSORT_ABORT:
        return Kind::Interrupted;
    default:
        return mariaRefusalKind(failure);
    }
}

/** The first captured text; empty when the words are others. */
QString mariaNameIn(const QString& words, const char* pattern)
{
    return QRegularExpression(QString::fromLatin1(pattern)).match(words).captured(1);
}

} // namespace

bool isMariaLost(unsigned code)
{
    switch (code) {
    case CR_SERVER_GONE_ERROR:
    case CR_SERVER_LOST:
    case CR_SERVER_LOST_EXTENDED:
    case CR_COMMANDS_OUT_OF_SYNC:
    case CR_MALFORMED_PACKET:
    case CR_SSL_CONNECTION_ERROR:
    case CR_ERR_NET_READ:
    case CR_ERR_NET_WRITE:
    case ER_SERVER_SHUTDOWN:
    case ER_NEW_ABORTING_CONNECTION:
    case ER_NET_PACKET_TOO_LARGE:
    case ER_NET_PACKETS_OUT_OF_ORDER:
    case ER_NET_READ_ERROR:
    case ER_NET_READ_INTERRUPTED:
    case ER_NET_ERROR_ON_WRITE:
    case ER_NET_WRITE_INTERRUPTED:
    case ER_CONNECTION_KILLED:
    case ER_UNKNOWN_COM_ERROR: // a node that has left its cluster: another may serve
    case mysqlClientInactive:
        return true;
    default:
        return false;
    }
}

core::Error mariaConnectError(const MariaFailure& failure, const core::DatabaseAddress& address, const QString& host,
    bool offersTls, bool verifying)
{
    if (failure.code == CR_UNKNOWN_HOST) {
        return {Kind::HostUnknown, host, {}, failure.words};
    }
    if (failure.code == CR_SSL_CONNECTION_ERROR) {
        return mariaTlsError(failure, address, host, offersTls, verifying);
    }
    const Kind kind = mariaLoginKind(failure.code).value_or(Kind::Connection);
    return {kind, kind == Kind::DatabaseMissing ? address.database : address.text(), {}, failure.words};
}

QString mariaWordsWithoutValues(const MariaFailure& failure)
{
    switch (failure.code) {
    case ER_DUP_ENTRY:
    case ER_DUP_ENTRY_WITH_KEY_NAME:
    case ER_WARN_DATA_OUT_OF_RANGE:
    case WARN_DATA_TRUNCATED:
    case ER_TRUNCATED_WRONG_VALUE:
    case ER_TRUNCATED_WRONG_VALUE_FOR_FIELD:
        break;
    default:
        if (mariaKind(failure) != Kind::Internal) {
            return failure.words; // these hold names only
        }
    }
    static const QRegularExpression quote(u"[:\\s]*['\"`]"_s);
    static const QRegularExpression name(u" for (?:key|column) ['`][^\\s]+['`](?: at row \\d+)?$"_s);
    const qsizetype quoted = failure.words.indexOf(quote);
    return quoted < 0 ? failure.words : failure.words.first(quoted) + name.match(failure.words).captured();
}

core::Error mariaError(const MariaFailure& failure, const core::DatabaseAddress& address)
{
    core::Error error{mariaKind(failure), address.text(), {}, mariaWordsWithoutValues(failure)};
    if (error.kind == Kind::ValueTooLong) {
        error.subject = mariaNameIn(failure.words, "for column ['`]([^'`]*)['`]");
    } else if (error.kind == Kind::Permission) {
        const QString table = mariaNameIn(failure.words, "for table (?:`[^`]*`\\.)?['`]([^'`]*)['`]");
        error.subject = table.isEmpty() ? error.subject : table;
    } else if (error.kind == Kind::Unsupported) {
        error.subject = u"looking for a text with these characters"_s;
        error.items = {u"the column's character set does not have them"_s};
    } else if (error.kind == Kind::ReadOnlyDatabase) {
        error.items = {u"server"_s};
    } else if (error.kind == Kind::Internal) {
        error.detail = u"MariaDB %1: %2"_s.arg(QString::number(failure.code), error.detail);
    }
    return error;
}

} // namespace owb::store
