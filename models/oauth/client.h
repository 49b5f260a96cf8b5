#pragma once

#include "core/secret.h"
#include "oauth/cellproblem.h"
#include "json/jsonmembers.h"
#include "oauth/rowkey.h"

#include <QMap>

#include <optional>

namespace owb::oauth {

/** How the database keeps a client's secret. */
struct SecretStorage
{
    enum class Kind { None, Plain, Hashed };
    Kind kind = Kind::None;
    QString scheme; // of Hashed: for example "pbkdf2_sha256"

    /** "none", "plain" or "hashed:NAME". */
    [[nodiscard]] QString text() const;
    bool operator==(const SecretStorage&) const = default;
};

/**
 * A registered client. Metadata members carry their RFC 7591 / OpenID Connect Registration names whatever the columns
 * they come from, and members nobody here knows are kept as they are.
 */
struct Client
{
    RowKey key; // empty: not stored yet
    std::optional<QString> id; // client_id; absent when the column is NULL
    std::optional<core::Secret> secret; // absent when NULL. The stored text, which may be a hash
    SecretStorage secretStorage;
    qint64 issuedAt = 0; // client_id_issued_at, epoch seconds; 0 = not recorded
    qint64 secretExpiresAt = 0; // client_secret_expires_at, epoch seconds; 0 = never
    std::optional<QString> owner; // the user who registered it, as the database refers to them
    json::JsonMembers metadata; // RFC 7591 section 2 members
    /** The metadata column as stored when it is not a JSON object; `metadata` is then empty and must not be written. */
    std::optional<QString> unreadableMetadata;
    /** The JSON column that layouts with a column for each member have beside them, as stored. */
    json::JsonMembers taggedMetadata;
    /** Fields and members that the layout has no place for, or fills by itself: their absence says nothing. */
    QStringList mayBeAbsent;
    /** Lists of which several members are parts, as stored, by column. */
    QMap<QString, QString> sharedLists;
    bool enabled = true;
    QList<CellProblem> problems;
    /** For a new row: values of NOT NULL columns that the schema profile knows nothing of, by column name. */
    QMap<QString, QString> extraColumns;

    [[nodiscard]] QString name() const { return metadata.string(QStringLiteral("client_name")); }
    [[nodiscard]] QStringList redirectUris() const { return metadata.strings(QStringLiteral("redirect_uris")); }
    [[nodiscard]] QStringList grantTypes() const { return metadata.strings(QStringLiteral("grant_types")); }
    [[nodiscard]] QStringList responseTypes() const { return metadata.strings(QStringLiteral("response_types")); }
    /** RFC 6749 section 3.3: split on spaces. */
    [[nodiscard]] QStringList scopes() const;
    /** RFC 7591 section 2: absent means client_secret_basic. */
    [[nodiscard]] QString authMethod() const;
    /** RFC 6749 section 2.1: a client that cannot keep a secret; here, one whose method is "none". */
    [[nodiscard]] bool isPublic() const;
    /** The name, else the identifier, else "row KEY": never empty. Plain text from the database. */
    [[nodiscard]] QString label() const;

    bool operator==(const Client&) const = default;
};

/** A new client with a fresh identifier (24 characters), secret (48) and `now` as its time of issue. */
[[nodiscard]] Client newClient(qint64 now);
/** A fresh client secret: 48 characters of ASCII, as Authlib's example makes them. */
[[nodiscard]] core::Secret newClientSecret();

} // namespace owb::oauth
