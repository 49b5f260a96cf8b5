#pragma once

#include <QObject>
#include <QString>
#include <QStringList>

namespace owb::core {

/**
 * What went wrong, as data. `core::errorText` turns it into a sentence and a remedy for people.
 *
 * No member ever holds a secret, a token or a bound value.
 */
struct Error
{
    Q_GADGET
public:
    enum class Kind {
        // The database cannot be reached or read.
        FileMissing, // subject: path
        FileUnreadable, // subject: path
        NotADatabase, // subject: path. Also what an encrypted file looks like.
        DatabaseDamaged, // subject: path. Cut off or malformed.
        DriverMissing, // subject: Qt SQL driver name
        InvalidAddress, // items: {reason}; never the address itself, which may hold a password
        Connection, // subject: connection; detail: the driver's words
        HostUnknown, // subject: host
        LoginRefused, // subject: connection; the user name or the password
        DatabaseMissing, // subject: database
        TlsRefused, // subject: connection; the server offers no encryption though it was asked for
        CertificateRefused, // subject: connection; items: {reason}: unknown authority, another host, out of date
        ConnectionLost, // subject: connection; it broke while in use
        TimedOut, // subject: connection; the statement ran into its time limit
        NoOAuthTables, // subject: database
        SchemaChanged, // subject: table; the columns are no longer those that were detected
        Locked, // subject: path; another process holds the database. items: who has it open, where that is known
        WriteInterrupted, // subject: path; a writer was killed, and its change must be rolled back before reading
        Interrupted, // stopped on request
        // What the program itself keeps.
        Keychain, // items: {reason}; detail: the keychain's own words
        FileNotWritten, // subject: path; detail: the system's words
        NotReadable, // subject: path; items: {line, reason}; a file of the program's own that is not understood
        // The database can be read, the change is refused.
        ReadOnlyConnection, // editing is not unlocked
        ReadOnlyDatabase, // subject: path or connection; cannot be written. items: {"server"} where a server says so
        DiskFull, // subject: path
        Permission, // subject: table
        NotFound, // subject: what was looked for
        AlreadyExists, // subject: client identifier
        LooksAlike, // subject: client identifier; items: {the stored one that the database takes for the same}
        Conflict, // subject: what changed meanwhile on the server
        ColumnsNeedValues, // subject: table; items: columns without a default that the profile does not fill
        ValueTooLong, // subject: column; items: {length, limit} in characters, or none where nobody knows
        ValueNotAllowed, // subject: member or column; items: {reason}, a ValueRule name
        MemberHasNoColumn, // subject: metadata member; this layout cannot store it
        UnreadableMetadata, // subject: column; the stored text is not a JSON object, so an edit would destroy it
        Constraint, // subject: table; detail: the driver's words
        Unsupported, // subject: operation; items: {reason}
        // Input that is not understood.
        InvalidJson, // subject: where it came from; items: {line, column, reason}
        InvalidQuery, // subject: the word that was not understood; items: {nearest key}, or {"", what to do} or empty
        InvalidProfile, // subject: file; items: {reason}
        Internal, // detail: what happened
    };
    Q_ENUM(Kind)

    Kind kind = Kind::Internal;
    QString subject;
    QStringList items;
    /** For "Details" and logs: the driver's or parser's own words, without values. */
    QString detail;

    bool operator==(const Error&) const = default;
};

} // namespace owb::core
