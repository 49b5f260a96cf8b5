#include "core/errortext.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace owb::core {

namespace {

using Kind = Error::Kind;

QString phrase(const char* text)
{
    return QCoreApplication::translate("ErrorText", text);
}

/** Values inside sentences must not break out of their line. */
QString quotedSubject(const Error& error)
{
    QString subject = error.subject;
    for (QChar& c : subject) {
        if (c < u' ' || c == QChar(0x7f) || (c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069))) {
            c = u'\ufffd';
        }
    }
    return subject;
}

ErrorText readingText(const Error& error, const QString& subject)
{
    switch (error.kind) {
    case Kind::FileMissing:
        return {phrase("There is no file %1.").arg(subject), phrase("Check the path; nothing was created.")};
    case Kind::FileUnreadable:
        return {phrase("The file %1 cannot be read.").arg(subject),
            phrase("Check its permissions and those of its folder; a database in WAL mode needs its -wal and -shm files beside it.")};
    case Kind::NotADatabase:
        return {phrase("%1 is not an SQLite database, or it is encrypted.").arg(subject),
            phrase("Choose another file, or decrypt a copy with the program that encrypted it.")};
    case Kind::DatabaseDamaged:
        return {phrase("The database %1 is damaged or cut off.").arg(subject),
            phrase("Restore it from a copy; SQLite's own .recover command may save what is left.")};
    case Kind::DriverMissing:
        return {phrase("The database driver %1 is not installed.").arg(subject),
            phrase("Install Qt's SQL driver package for it, for SQLite libqt6sql6-sqlite.")};
    case Kind::Connection:
        return {phrase("The database %1 does not answer.").arg(subject), phrase("Check that it runs and that the address is right.")};
    case Kind::NoOAuthTables:
        return {phrase("%1 holds no tables of an OAuth server that is known here.").arg(subject),
            phrase("A table was looked for, under any name, with the columns %1.")
                .arg(error.items.join(u"; "_s + phrase("or") + u' '))};
    case Kind::SchemaChanged:
        return {phrase("The tables of %1 have changed since it was opened.").arg(subject), phrase("Open the database again.")};
    case Kind::Locked:
        return {phrase("Another program holds a lock on %1.").arg(subject) + (error.items.isEmpty()
                        ? QString() : u' ' + phrase("It is open in %1.").arg(error.items.join(u", "_s))),
            phrase("Wait until it has finished its change, then try again; nothing was changed here.")};
    default: return {};
    }
}

ErrorText changeText(const Error& error, const QString& subject)
{
    const QString reason = error.items.value(0);
    switch (error.kind) {
    case Kind::ReadOnlyConnection:
        return {phrase("The database is open for reading only."), phrase("Unlock editing first.")};
    case Kind::ReadOnlyDatabase:
        return {phrase("%1 cannot be written, or its folder cannot.").arg(subject),
            phrase("SQLite needs to write the file and to make a journal beside it: change the permissions, or work on a copy.")};
    case Kind::DiskFull:
        return {phrase("The disk that holds %1 is full.").arg(subject), phrase("Free some space; nothing was changed.")};
    case Kind::Permission:
        return {phrase("The database does not allow this on %1.").arg(subject), phrase("Ask its owner for the right.")};
    case Kind::NotFound:
        return {phrase("There is no such row: %1.").arg(subject), phrase("It may have been removed meanwhile; reload the list.")};
    case Kind::AlreadyExists:
        return {phrase("There is one already: %1.").arg(subject), phrase("Choose another value; nothing was written.")};
    case Kind::Conflict:
        return {phrase("%1 was changed by somebody else since it was loaded.").arg(subject),
            phrase("Load it again and repeat the change; nothing was overwritten.")};
    case Kind::ColumnsNeedValues:
        return {phrase("Table %1 has columns that need a value: %2.").arg(subject, error.items.join(u", "_s)),
            phrase("Give a value for each of them; in JSON as _workbench.columns.")};
    case Kind::ValueTooLong:
        return {phrase("Column %1 holds %2 characters at most; the value has %3.").arg(subject, error.items.value(1), reason),
            phrase("Shorten it or widen the column; nothing was written.")};
    case Kind::ValueNotAllowed:
        return {phrase("%1 cannot be stored as given: %2.").arg(subject, reason.endsWith(u'.') ? reason.chopped(1) : reason), {}};
    case Kind::MemberHasNoColumn:
        return {phrase("This database has no column for %1.").arg(subject), phrase("Leave it out; nothing was written.")};
    case Kind::UnreadableMetadata:
        return {phrase("The stored metadata is not a sound JSON object (%1), so an edit of single members would lose it.").arg(subject),
            phrase("Mend its raw text first.")};
    case Kind::Constraint:
        return {phrase("The database refuses the change in %1 because it breaks one of its rules: %2.").arg(subject, error.detail),
            phrase("Nothing was written.")};
    case Kind::Unsupported: return {phrase("Not possible here: %1.").arg(subject), reason.isEmpty() ? reason : reason + u'.'};
    default: return {};
    }
}

ErrorText inputText(const Error& error, const QString& subject)
{
    switch (error.kind) {
    case Kind::Interrupted: return {phrase("Stopped as asked."), {}};
    case Kind::InvalidJson:
        return {(subject.isEmpty() ? phrase("The text") : subject)
                + phrase(" is not a JSON object: line %1, column %2: %3.").arg(error.items.value(0), error.items.value(1), error.items.value(2)),
            {}};
    case Kind::InvalidQuery:
        return {phrase("The search does not understand \"%1\".").arg(subject),
            error.items.isEmpty() ? phrase("Close the quotation mark, or give a value after the colon.")
                                  : phrase("Did you mean %1?").arg(error.items.value(0))};
    case Kind::InvalidProfile:
        return {phrase("The schema profile %1 cannot be used: %2.").arg(subject, error.items.value(0)), {}};
    default: return {phrase("Something unexpected happened: %1.").arg(error.detail.isEmpty() ? subject : error.detail),
        phrase("Nothing more was changed.")};
    }
}

} // namespace

QString ErrorText::sentence() const
{
    return remedy.isEmpty() ? what : what + u' ' + remedy;
}

ErrorText errorText(const Error& error)
{
    const QString subject = quotedSubject(error);
    for (const auto text : {readingText, changeText}) {
        if (const ErrorText found = text(error, subject); !found.what.isEmpty()) {
            return found;
        }
    }
    return inputText(error, subject);
}

} // namespace owb::core
