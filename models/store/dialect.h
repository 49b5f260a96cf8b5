#pragma once

#include "core/databaseaddress.h"
#include "core/error.h"
#include "store/condition.h"
#include "store/indexsql.h"
#include "store/valuekind.h"

#include <QString>
#include <QStringList>

namespace owb::store {

/**
 * What one database engine says differently from another. Stateless; use from any thread.
 *
 * Expressions that are true or false are of the engine's boolean type and never NULL, unless said otherwise.
 */
class Dialect
{
public:
    Dialect() = default;
    virtual ~Dialect() = default;
    Q_DISABLE_COPY_MOVE(Dialect)

    /** The name of Qt's SQL driver. */
    [[nodiscard]] virtual QString driver() const = 0;
    /** A table or column name as the engine quotes it, whatever is inside. */
    [[nodiscard]] virtual QString quoted(const QString& name) const = 0;
    /** A text of our own as SQL: never for a value that came from a user or a row. */
    [[nodiscard]] virtual QString literal(const QString& text) const = 0;
    /** The tables people made, a name a row, by name. */
    [[nodiscard]] virtual QString tableNames() const = 0;
    /** Of the table bound to ?: name, declared type, whether NOT NULL, whether it has a default, place in the key. */
    [[nodiscard]] virtual QString tableColumns() const = 0;
    /** The same of all tables at once, the table's name first; empty where each must be asked for its own. */
    [[nodiscard]] virtual QString allColumns() const { return {}; }
    /** Of the table bound to ?, quoted: how many rows the engine's statistics give it, or NULL; empty: it keeps none.
     */
    [[nodiscard]] virtual QString rowEstimate() const { return {}; }
    /** How many triggers and rules the table bound to ?, quoted, has; empty where not every account is told of all. */
    [[nodiscard]] virtual QString triggerCount() const { return {}; }
    /** Names of a column that tells the rows of any table apart without being declared, the first that is free. */
    [[nodiscard]] virtual QStringList rowNames() const { return {}; }
    /** Statements that prepare a session, in order. */
    [[nodiscard]] virtual QStringList sessionSetup(bool writable, int lockTimeoutMs) const = 0;
    [[nodiscard]] virtual const IndexSql& indexes() const = 0;
    /** Starts a transaction that holds the right to write from its first statement on. */
    [[nodiscard]] virtual QString beginWrite() const = 0;
    /** What a SELECT ends in to keep its rows from others until the transaction ends; may be empty. */
    [[nodiscard]] virtual QString forUpdate() const { return {}; }
    /** The number that the engine gave the row inserted last in this session; empty where it has no word for it. */
    [[nodiscard]] virtual QString lastNumber() const { return {}; }
    /** Whether NULL sorts before every value in ascending order. */
    [[nodiscard]] virtual bool nullsFirst() const = 0;
    /** Whether a column takes only values of its own kind, so that another must not even be compared with it. */
    [[nodiscard]] virtual bool isStrict() const = 0;

    /** An expression whose equality is that of bytes, whatever the column's collation equates. */
    [[nodiscard]] virtual QString exactly(const QString& expression) const = 0;
    /** True when the column holds exactly this text, byte for byte; an index on it is used. May be NULL. */
    [[nodiscard]] virtual Condition isExactly(const ColumnSql& column, const QString& value) const = 0;
    /** True when the server would take the column for true or set: a number but 0, a text but '', a time. */
    [[nodiscard]] virtual QString isSet(const ColumnSql& column) const = 0;
    /** Bytes that hold text, as text to be searched in; what is no ASCII may be changed. */
    [[nodiscard]] virtual QString bytesAsText(const QString& expression) const { return expression; }
    [[nodiscard]] virtual QString asText(const QString& expression) const = 0;
    /** A whole number that a sum with another does not overflow. */
    [[nodiscard]] virtual QString asWide(const QString& expression) const = 0;
    /** Whole seconds since 1970 UTC of a column that holds times; what is no time gives NULL. */
    [[nodiscard]] virtual QString epochOf(const ColumnSql& column) const = 0;
    /** The text of a top-level member of a JSON object; NULL or anything when the column holds none. */
    [[nodiscard]] virtual QString jsonMember(const ColumnSql& column, const QString& member) const = 0;
    /** A member's text as a whole number; NULL or anything when it is none. */
    [[nodiscard]] virtual QString wholeNumber(const QString& expression) const { return expression; }
    /** The values of a sub-select's one column `value`, as the text of a JSON list. */
    [[nodiscard]] virtual QString jsonList(const QString& fromWhereOrder, const QString& value) const = 0;
    [[nodiscard]] virtual QString concatenated(const QStringList& expressions) const = 0;
    /** True when a text of words has the word bound to ?; words are parted by white space. */
    [[nodiscard]] virtual QString hasWord(const QString& column) const = 0;
    /** True when the text contains the text bound to ?. Case counts, but not where the engine's collation ignores it.
     */
    [[nodiscard]] virtual QString containsExactly(const QString& expression) const = 0;
    /** True when the text contains the text bound to ?; case is ignored for ASCII. */
    [[nodiscard]] virtual QString containsText(const QString& expression) const = 0;
    /** True when the text matches the pattern bound to ?, which patternFor() made. Case counts. */
    [[nodiscard]] virtual QString matchesPattern(const QString& expression) const = 0;
    /** The engine's pattern for a text in which * stands for any characters and all else for itself. */
    [[nodiscard]] virtual QString patternFor(const QString& text) const = 0;
};

/** SQLite 3.38 or later (JSON functions built in). */
[[nodiscard]] const Dialect& sqliteDialect();
/** PostgreSQL 12 or later. */
[[nodiscard]] const Dialect& postgresDialect();
/** MariaDB 10.5 or later, MySQL 8. */
[[nodiscard]] const Dialect& mariaDialect();
[[nodiscard]] const Dialect& dialectOf(core::Engine engine);

} // namespace owb::store
