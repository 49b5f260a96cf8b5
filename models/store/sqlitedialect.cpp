#include "store/dialect.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;

QString sqliteText(const QString& text)
{
    return u'\'' + QString(text).replace(u'\'', "''"_L1) + u'\'';
}

/** The column where it is JSON, else an empty object, so that JSON functions never raise an error on a bad row. */
QString jsonOrEmpty(const QString& column)
{
    return u"CASE WHEN json_valid(%1) THEN %1 ELSE '{}' END"_s.arg(column);
}

class SqliteDialect final : public Dialect
{
public:
    [[nodiscard]] QString driver() const override { return u"QSQLITE"_s; }

    [[nodiscard]] QString quoted(const QString& name) const override
    {
        return u'"' + QString(name).replace(u'"', "\"\""_L1) + u'"';
    }

    [[nodiscard]] QString tableNames() const override
    {
        return u"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' "
               "ORDER BY name"_s;
    }

    [[nodiscard]] QString tableColumns() const override
    {
        return u"SELECT name, type, \"notnull\", dflt_value IS NOT NULL, pk FROM pragma_table_info(?) ORDER BY cid"_s;
    }

    [[nodiscard]] QStringList sessionSetup(bool writable) const override
    {
        // What is only looked at must not run functions hidden in its views on our behalf.
        // 32 MiB of pages save most reads of a large index from the system call.
        QStringList setup{u"PRAGMA cache_size=-32768"_s};
        if (writable) {
            // Triggers of the application, a full-text index among them, must run as they do for its server.
            setup << u"PRAGMA trusted_schema=ON"_s << u"PRAGMA foreign_keys=ON"_s; // off on every plain connection
        } else {
            setup << u"PRAGMA trusted_schema=OFF"_s << u"PRAGMA query_only=ON"_s;
        }
        return setup;
    }

    [[nodiscard]] QString beginWrite() const override { return u"BEGIN IMMEDIATE"_s; }
    [[nodiscard]] bool nullsFirst() const override { return true; }

    [[nodiscard]] QString exactly(const QString& expression) const override
    {
        return expression + u" COLLATE BINARY"_s;
    }
    [[nodiscard]] QString isExactly(const QString& column) const override { return column + u" = ? COLLATE BINARY"_s; }

    [[nodiscard]] QString isSet(const QString& column) const override
    {
        return u"COALESCE(%1 <> 0 AND %1 <> '' AND %1 <> x'', 0)"_s.arg(column);
    }

    [[nodiscard]] QString jsonMember(const QString& column, const QString& member) const override
    {
        return u"(SELECT atom FROM json_each(%1) WHERE key = %2 ORDER BY id DESC LIMIT 1)"_s.arg(
            jsonOrEmpty(column), sqliteText(member)); // of members that are there twice, readers take the last
    }

    [[nodiscard]] QString jsonHasEntry(const QString& column, const QString& member) const override
    {
        return jsonEntries(column, member, u"value = ?"_s);
    }

    [[nodiscard]] QString jsonEntryContains(const QString& column, const QString& member) const override
    {
        return jsonEntries(column, member, containsText(u"value"_s));
    }

    [[nodiscard]] QString hasWord(const QString& column) const override
    {
        const QString words =
            u"' ' || replace(replace(replace(%1, char(13), ' '), char(10), ' '), char(9), ' ') || ' '"_s;
        return u"COALESCE(instr(%1, ' ' || ? || ' ') > 0, 0)"_s.arg(words.arg(column));
    }

    [[nodiscard]] QString containsText(const QString& expression) const override
    {
        return u"COALESCE(instr(lower(%1), lower(?)) > 0, 0)"_s.arg(expression);
    }

    [[nodiscard]] QString matchesPattern(const QString& expression) const override
    {
        return u"COALESCE(%1 GLOB ?, 0)"_s.arg(expression);
    }

    [[nodiscard]] QString patternFor(const QString& text) const override
    {
        QString pattern;
        for (const QChar c : text) {
            pattern += c == u'[' || c == u'?' ? u'[' + QString(c) + u']' : QString(c);
        }
        return pattern;
    }

    [[nodiscard]] core::Error errorFor(int code, const QString& message, const QString& subject) const override
    {
        return {kindFor(code, message), subject, {}, message};
    }

private:
    [[nodiscard]] static QString jsonEntries(const QString& column, const QString& member, const QString& condition)
    {
        const QString all = jsonOrEmpty(column);
        const QString entries = member.isEmpty()
            ? all
            : u"(SELECT CASE WHEN type IN ('array', 'object') THEN value ELSE json_array(atom) END FROM json_each(%1) "
              "WHERE key = %2 ORDER BY id DESC LIMIT 1)"_s.arg(all, sqliteText(member));
        return u"EXISTS (SELECT 1 FROM json_each(%1) WHERE %2)"_s.arg(entries, condition);
    }

    [[nodiscard]] static ErrorKind kindFor(int code, const QString& message)
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
            return message.contains("no such column"_L1) || message.contains("no such table"_L1)
                ? ErrorKind::SchemaChanged
                : ErrorKind::Internal;
        default:
            return ErrorKind::Internal;
        }
    }
};

} // namespace

const Dialect& sqliteDialect()
{
    static const SqliteDialect dialect;
    return dialect;
}

} // namespace owb::store
