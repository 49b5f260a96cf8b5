#pragma once

#include "core/error.h"

#include <QString>
#include <QStringList>

namespace owb::store {

/** What one database engine says differently from another. Stateless; use from any thread. */
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
    /** The tables people made, a name a row, by name. */
    [[nodiscard]] virtual QString tableNames() const = 0;
    /** Of the table bound to ?: name, declared type, whether NOT NULL, whether it has a default, place in the key. */
    [[nodiscard]] virtual QString tableColumns() const = 0;
    /** Statements that prepare a session, in order. */
    [[nodiscard]] virtual QStringList sessionSetup(bool writable) const = 0;
    /** Starts a transaction that holds the right to write from its first statement on. */
    [[nodiscard]] virtual QString beginWrite() const = 0;
    /** Whether NULL sorts before every value in ascending order. */
    [[nodiscard]] virtual bool nullsFirst() const = 0;

    /** An expression whose equality is that of bytes, whatever the column's collation equates. */
    [[nodiscard]] virtual QString exactly(const QString& expression) const = 0;
    /** True when the text is, byte for byte, the one bound to ?, whatever the column's collation equates. */
    [[nodiscard]] virtual QString isExactly(const QString& column) const = 0;
    /** 1 when the server would take `column` for true: a number but 0, or a text but ''. Never NULL. */
    [[nodiscard]] virtual QString isSet(const QString& column) const = 0;
    /** The text of a top-level member of a JSON column; NULL when absent or when the column is not JSON. */
    [[nodiscard]] virtual QString jsonMember(const QString& column, const QString& member) const = 0;
    /** True when a member of a JSON object column, or a JSON list column (empty member), has the entry bound to ?. */
    [[nodiscard]] virtual QString jsonHasEntry(const QString& column, const QString& member) const = 0;
    /** True when an entry of that list contains the text bound to ?. */
    [[nodiscard]] virtual QString jsonEntryContains(const QString& column, const QString& member) const = 0;
    /** True when a text of words has the word bound to ?; words are parted by white space. */
    [[nodiscard]] virtual QString hasWord(const QString& column) const = 0;
    /** True when the text contains the text bound to ?; case is ignored for ASCII. */
    [[nodiscard]] virtual QString containsText(const QString& expression) const = 0;
    /** True when the text matches the pattern bound to ?, which patternFor() made. Case counts. */
    [[nodiscard]] virtual QString matchesPattern(const QString& expression) const = 0;
    /** The engine's pattern for a text in which * stands for any characters and all else for itself. */
    [[nodiscard]] virtual QString patternFor(const QString& text) const = 0;

    /** Our error for the engine's own code and words. `subject` is the path or connection. */
    [[nodiscard]] virtual core::Error errorFor(int code, const QString& message, const QString& subject) const = 0;
};

/** SQLite 3.38 or later (JSON functions built in). */
[[nodiscard]] const Dialect& sqliteDialect();

} // namespace owb::store
