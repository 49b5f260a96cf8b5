#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace owb::store {

/** A column that a new row must fill though the schema profile does not know it. */
struct NeededColumn
{
    QString name;
    QString type; // as declared
};

/** One table of the open database as the rest of the program sees it. */
struct EntityInfo
{
    QString table; // empty: the database has none
    QList<NeededColumn> needed; // to be given in extraColumns of a new row
    QStringList members; // metadata members this layout can store; empty = any
    QString noNewRowsReason; // not empty: rows are changed here but not added, and why
    [[nodiscard]] bool exists() const { return !table.isEmpty(); }
    [[nodiscard]] bool keeps(const QString& member) const { return members.isEmpty() || members.contains(member); }
};

/** What detection found in the open database. */
struct SchemaInfo
{
    QString profile; // for example "authlib-sqlalchemy-1.6"
    QString title; // "Authlib 1.6 on SQLAlchemy"
    QString version; // "1.6"
    double confidence = 0; // 0 … 1
    QStringList evidence; // plain sentences
    QString readOnlyReason; // not empty: this program does not write this framework's tables, and why
    QString hint; // a plain sentence on what to know before a change; may be empty
    bool makesClientIds = false; // a new client without an identifier is given one as the framework makes it
    bool clientsNeedOwners = false; // the column for the user who registered a client takes no NULL
    bool secretsMayBeHashed = false; // a new client's secret may not be readable once it is stored
    bool canDisableClients = false; // the framework has a mark that shuts a client off
    bool disablingRevokes = false; // and revokes its tokens with it
    bool canRestoreTokens = true; // what is revoked keeps its row
    bool tokensNameClientsByKey = false; // each must: one whose client has no name is of a client that is gone
    bool keepsFamilies = false; // its rows tell which token was refreshed from which
    QString familyGaps; // why some of that may be missing; may be empty
    bool canPurgeTokens = false; // it is known which rows of ended tokens nothing needs any more
    bool separateRevocation = true; // false: one flag revokes access and refresh token together
    bool zeroLifetimeNeverExpires = true;
    EntityInfo clients;
    EntityInfo tokens;
    EntityInfo refreshTokens; // where they have a table of their own
    EntityInfo codes;

    [[nodiscard]] bool writable() const { return readOnlyReason.isEmpty(); }
};

/** Whether the server is there. */
enum class ConnectionState {
    Connected,
    Lost, // broke, or could not be opened again; the next step tries again
    Reconnecting,
};

/** How the open connection stands. */
struct ConnectionInfo
{
    QString name; // what people call it: the file's name
    QString location; // path
    QString engine; // "SQLite 3.40.1"
    bool unlocked = false; // writing is allowed
    bool writable = true; // what the file permissions say; a lock or a full disk shows only later
};

} // namespace owb::store
