#include "store/sqliteerror.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;

ErrorKind kindFor(int code, const QString& message)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorKind::Locked;
    case SQLITE_NOTADB:
        return ErrorKind::NotADatabase;
    case SQLITE_CORRUPT:
        return ErrorKind::DatabaseDamaged;
    case SQLITE_CANTOPEN:
        return ErrorKind::FileUnreadable;
    case SQLITE_IOERR:
        return code == SQLITE_IOERR_SHORT_READ ? ErrorKind::DatabaseDamaged : ErrorKind::FileUnreadable;
    case SQLITE_READONLY:
        return code == SQLITE_READONLY_ROLLBACK || code == SQLITE_READONLY_RECOVERY ? ErrorKind::WriteInterrupted
                                                                                    : ErrorKind::ReadOnlyDatabase;
    case SQLITE_FULL:
        return ErrorKind::DiskFull;
    case SQLITE_INTERRUPT:
        return ErrorKind::Interrupted;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
        return ErrorKind::Constraint;
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return ErrorKind::Permission;
    case SQLITE_SCHEMA:
        return ErrorKind::SchemaChanged;
    case SQLITE_ERROR:
        if (message.startsWith("no such table: main."_L1) || message.startsWith("foreign key mismatch"_L1)) {
            return ErrorKind::Constraint; // what a foreign key or a trigger of the database refers to
        }
        return message.contains("no such column"_L1) || message.contains("no such table"_L1) ? ErrorKind::SchemaChanged
                                                                                             : ErrorKind::Internal;
    default:
        return ErrorKind::Internal;
    }
}

} // namespace

core::Error sqliteError(int code, const QString& message, const QString& subject)
{
    return {kindFor(code, message), subject, {}, message};
}

} // namespace owb::store
