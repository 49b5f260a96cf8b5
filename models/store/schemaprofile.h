#pragma once

#include "core/result.h"
#include "store/field.h"
#include "store/step.h"

#include <QHash>
#include <QMap>
#include <QStringList>

namespace owb::store {

struct EntityProfile
{
    QStringList usualNames; // hints only: names are free
    bool namesAreFixed = false; // the framework gives the names itself, so other tables are not its
    QStringList detect; // columns that must all be there
    QStringList reject; // columns none of which may be there
    QMap<QString, QStringList> types; // by column: how its declared type may begin
    QList<RowFilter> rows; // of a table that holds several entities: which rows are this one's
    QHash<QString, Field> fields; // by canonical name
    QMap<QString, Field> members; // client metadata in columns of their own, by RFC 7591 name
    /** What the framework itself puts into columns that no field maps to, by column: a text, $now, $uuid or $random. */
    QMap<QString, QString> newRow;
    QMap<QString, QString> onChange; // the same for every change of a row

    [[nodiscard]] bool exists() const { return !detect.isEmpty(); }
    bool operator==(const EntityProfile&) const = default;
};

/**
 * How one framework lays out its tables: data, read from resources/schemas/ (format described in
 * resources/schemas/README.md) or from a file of the user's.
 */
struct SchemaProfile
{
    QString id;
    QString title;
    QString version;
    int rank = 0; // which of two that fit equally well is likelier; higher wins
    QString readOnlyReason; // nothing here is written, and why
    QString noNewClientsReason; // clients may be edited but not added
    QString noNewTokensReason; // tokens may be revoked but not issued
    QString hint; // what people should know before they change anything
    QString familyGaps; // why links between tokens that were refreshed from each other may be missing
    QStringList beside; // tables that must be there as well, by name
    bool eitherRevocationRefusesAccess = false;
    bool publicWithoutSecret = false; // a client is public when it has no secret
    bool nullWithoutSecret = false; // where a client has no secret there is NULL, not ''
    bool ownerForNoUser = false; // a token of no user is stored for the client's owner
    bool sortedMetadata = false; // the column for all metadata holds them by name
    int timeDigits = 0; // digits behind the second that the framework writes into times in text
    qint64 codeLifetime = 0; // seconds after auth_time; 0 = codes carry their own expiry
    EntityProfile client;
    EntityProfile token;
    EntityProfile refresh;
    EntityProfile code;
    /** revoke_access, revoke_refresh, revoke_both, refresh_revoke_both (of a refresh row), remove_client. */
    QHash<QString, QList<Step>> operations;

    [[nodiscard]] const EntityProfile& entity(Entity which) const;
    [[nodiscard]] EntityProfile& entity(Entity which);
    [[nodiscard]] bool can(const QString& operation) const { return operations.contains(operation); }
    /** Whether revoking leaves nothing whole to come back to: a row goes, even if that of a refresh token stays. */
    [[nodiscard]] bool removesRevoked() const;

    /** Failure: InvalidProfile naming `source` and what is wrong. */
    [[nodiscard]] static core::Result<SchemaProfile> fromJson(const QByteArray& json, const QString& source);

    bool operator==(const SchemaProfile&) const = default;
};

/** The profiles that come with the program. */
[[nodiscard]] const QList<SchemaProfile>& builtinProfiles();

} // namespace owb::store
