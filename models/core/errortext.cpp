#include "core/errortext.h"

#include "core/connectionerrortext.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::core {

namespace {

using Kind = Error::Kind;

/** For `tr`, so that the translation tools find the texts. */
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

bool breaksLine(QChar c)
{
    const bool direction = (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069));
    return direction || c.category() == QChar::Other_Control || c == QChar::LineSeparator
        || c == QChar::ParagraphSeparator || c == QChar(0x200e) || c == QChar(0x200f);
}

/** Names out of a database or a file must not break out of their sentence, nor bury it. */
QString tame(QString text)
{
    constexpr qsizetype longest = 300;
    if (text.size() > longest) {
        text = text.first(longest - 1) + QChar(0x2026);
    }
    std::replace_if(text.begin(), text.end(), breaksLine, QChar(QChar::ReplacementCharacter));
    return text;
}

/** A part that is followed by our own full stop. */
QString unstopped(const QString& text)
{
    return text.endsWith(u'.') ? text.chopped(1) : text;
}

QString asSentence(const QString& reason)
{
    return reason.isEmpty() ? reason : reason.first(1).toUpper() + reason.sliced(1) + u'.';
}

/** Where the sentence starts with the subject: what the error is about, or "It" when nobody said. */
QString orIt(const QString& subject)
{
    return subject.isEmpty() ? Words::tr("It") : subject;
}

ErrorText fileText(const Error& error)
{
    switch (error.kind) {
    case Kind::FileMissing:
        return error.subject.isEmpty() ? ErrorText{Words::tr("No file is named."), Words::tr("Give its path.")}
                                       : ErrorText{Words::tr("There is no file %1.").arg(error.subject),
                                           Words::tr("Check the path; nothing was created.")};
    case Kind::FileUnreadable:
        return {Words::tr("The file %1 cannot be read.").arg(error.subject),
            Words::tr("Check its permissions and those of its folder; "
                      "a database in WAL mode needs its -wal and -shm files beside it.")};
    case Kind::NotADatabase:
        return {Words::tr("%1 is not an SQLite database, or it is encrypted.").arg(orIt(error.subject)),
            Words::tr("Choose another file, or decrypt a copy with the program that encrypted it.")};
    case Kind::DatabaseDamaged:
        return {Words::tr("The database %1 is damaged or cut off.").arg(error.subject),
            Words::tr("Restore it from a copy; SQLite's own .recover command may save what is left.")};
    case Kind::ReadOnlyDatabase:
        if (!error.items.isEmpty()) { // a server, not a file
            return {Words::tr("The server of %1 takes no changes: it is a copy of another or set to read only.")
                        .arg(error.subject),
                Words::tr("Name the server that is written to.")};
        }
        return {Words::tr("%1 cannot be written, or its folder cannot.").arg(orIt(error.subject)),
            Words::tr("SQLite writes the file and a journal beside it: change the permissions, or work on a copy.")};
    case Kind::DiskFull:
        return {Words::tr("The disk that holds %1 is full.").arg(error.subject),
            Words::tr("Free some space; nothing was changed.")};
    default:
        return {};
    }
}

ErrorText databaseText(const Error& error)
{
    switch (error.kind) {
    case Kind::NoOAuthTables:
        return {Words::tr("%1 holds no tables of an OAuth server that is known here.").arg(orIt(error.subject)),
            Words::tr("Map its tables by hand in the window, or give a schema profile with --profile.")};
    case Kind::SchemaChanged:
        return {Words::tr("The tables of %1 have changed since it was opened.").arg(error.subject),
            Words::tr("Open the database again.")};
    case Kind::WriteInterrupted:
        return {Words::tr("A write to %1 was interrupted and must be rolled back before it can be read.")
                    .arg(error.subject),
            Words::tr("Start its server once, or write to it from here: either rolls it back.")};
    case Kind::Permission:
        return {Words::tr("The database does not allow this on %1.").arg(error.subject),
            Words::tr("Ask its owner for the right.")};
    case Kind::Constraint:
        return {Words::tr("The database refuses the change in %1 because it breaks one of its rules: %2.")
                    .arg(error.subject, unstopped(error.detail)),
            Words::tr("Nothing was written.")};
    case Kind::Interrupted:
        return {Words::tr("Stopped as asked."), {}};
    default:
        return {};
    }
}

ErrorText rowText(const Error& error)
{
    switch (error.kind) {
    case Kind::ReadOnlyConnection:
        return {Words::tr("The database is open for reading only."), Words::tr("Unlock editing first.")};
    case Kind::NotFound:
        return {Words::tr("There is no such row: %1.").arg(error.subject),
            Words::tr("It may have been removed meanwhile; reload the list.")};
    case Kind::AlreadyExists:
        return {Words::tr("There is one already: %1.").arg(error.subject),
            Words::tr("Choose another value; nothing was written.")};
    case Kind::LooksAlike:
        return {Words::tr("The database takes \"%1\" for \"%2\", which exists: it compares without regard to case "
                          "or accents.")
                    .arg(error.subject, error.items.value(0)),
            Words::tr("Choose another value; nothing was written.")};
    case Kind::Conflict:
        return {Words::tr("%1 was changed by somebody else since it was loaded.").arg(orIt(error.subject)),
            Words::tr("Load it again and repeat the change; nothing was overwritten.")};
    case Kind::ColumnsNeedValues:
        return {Words::tr("Table %1 has columns that need a value: %2.").arg(error.subject, error.items.join(u", "_s)),
            Words::tr("Give a value for each of them; in JSON as _workbench.columns.")};
    default:
        return {};
    }
}

ErrorText valueText(const Error& error)
{
    const QString reason = unstopped(error.items.value(0));
    switch (error.kind) {
    case Kind::ValueTooLong:
        if (error.items.isEmpty()) { // a server that tells neither length
            return {Words::tr("The value is too long for column %1.").arg(error.subject),
                Words::tr("Shorten it or widen the column; nothing was written.")};
        }
        return {Words::tr("Column %1 holds %2 characters at most; the value has %3.")
                    .arg(error.subject, error.items.value(1), reason),
            Words::tr("Shorten it or widen the column; nothing was written.")};
    case Kind::ValueNotAllowed:
        return {Words::tr("%1 cannot be stored as given: %2.").arg(orIt(error.subject), reason),
            Words::tr("Nothing was written.")};
    case Kind::MemberHasNoColumn:
        return {Words::tr("This database has no column for %1.").arg(error.subject),
            Words::tr("Leave it out; nothing was written.")};
    case Kind::UnreadableMetadata:
        return {Words::tr("The stored metadata is not a sound JSON object (%1), "
                          "so an edit of single members would lose it.")
                    .arg(error.subject),
            Words::tr("Mend its raw text first.")};
    case Kind::Unsupported:
        return {Words::tr("Not possible here: %1.").arg(error.subject), asSentence(reason)};
    default:
        return {};
    }
}

ErrorText queryText(const Error& error)
{
    const QString nearest = error.items.value(0);
    const QString remedy =
        error.items.value(1, Words::tr("Close the quotation mark, or give a value after the colon."));
    return {Words::tr("The search does not understand \"%1\".").arg(error.subject),
        nearest.isEmpty() ? remedy : Words::tr("Did you mean %1?").arg(nearest)};
}

ErrorText jsonErrorText(const Error& error)
{
    const QString line = error.items.value(0);
    const QString column = error.items.value(1);
    const QString reason = unstopped(error.items.value(2));
    return {error.subject.isEmpty()
            ? Words::tr("The text is not a JSON object: line %1, column %2: %3.").arg(line, column, reason)
            : Words::tr("%1 is not a JSON object: line %2, column %3: %4.").arg(error.subject, line, column, reason),
        {}};
}

ErrorText inputText(const Error& error)
{
    switch (error.kind) {
    case Kind::InvalidJson:
        return jsonErrorText(error);
    case Kind::InvalidQuery:
        return queryText(error);
    case Kind::InvalidProfile:
        return {
            Words::tr("The schema profile %1 cannot be used: %2.").arg(error.subject, unstopped(error.items.value(0))),
            {}};
    default: {
        const QString what = unstopped(error.detail.isEmpty() ? error.subject : error.detail);
        return {what.isEmpty() ? Words::tr("Something unexpected happened.")
                               : Words::tr("Something unexpected happened: %1.").arg(what),
            Words::tr("Nothing more was changed.")};
    }
    }
}

/** Every kind has its place here: the compiler tells of a new one that has none. */
ErrorText textOf(const Error& error)
{
    switch (error.kind) {
    case Kind::FileMissing:
    case Kind::FileUnreadable:
    case Kind::NotADatabase:
    case Kind::DatabaseDamaged:
    case Kind::ReadOnlyDatabase:
    case Kind::DiskFull:
        return fileText(error);
    case Kind::InvalidAddress:
    case Kind::DriverMissing:
    case Kind::Connection:
    case Kind::HostUnknown:
    case Kind::LoginRefused:
    case Kind::DatabaseMissing:
    case Kind::TlsRefused:
    case Kind::CertificateRefused:
    case Kind::ConnectionLost:
    case Kind::TimedOut:
    case Kind::Locked:
        return connectionErrorText(error);
    case Kind::Keychain:
    case Kind::FileNotWritten:
    case Kind::NotReadable:
        return keepingErrorText(error);
    case Kind::NoOAuthTables:
    case Kind::SchemaChanged:
    case Kind::Permission:
    case Kind::Constraint:
    case Kind::WriteInterrupted:
    case Kind::Interrupted:
        return databaseText(error);
    case Kind::ReadOnlyConnection:
    case Kind::NotFound:
    case Kind::AlreadyExists:
    case Kind::LooksAlike:
    case Kind::Conflict:
    case Kind::ColumnsNeedValues:
        return rowText(error);
    case Kind::ValueTooLong:
    case Kind::ValueNotAllowed:
    case Kind::MemberHasNoColumn:
    case Kind::UnreadableMetadata:
    case Kind::Unsupported:
        return valueText(error);
    case Kind::InvalidJson:
    case Kind::InvalidQuery:
    case Kind::InvalidProfile:
    case Kind::Internal:
        return inputText(error);
    }
    return {};
}

} // namespace

QString ErrorText::sentence() const
{
    return remedy.isEmpty() ? what : what + u' ' + remedy;
}

ErrorText errorText(const Error& error)
{
    Error tamed = error;
    tamed.subject = tame(error.subject);
    tamed.detail = tame(error.detail);
    for (QString& item : tamed.items) {
        item = tame(item);
    }
    return textOf(tamed);
}

} // namespace owb::core
