#pragma once

#include "core/result.h"
#include "store/codec.h"

#include <QHash>
#include <QMap>
#include <QStringList>

namespace owb::store {

enum class Entity { Client, Token, Code };

/** Where one canonical field lies. */
struct Field
{
    QString column;
    Codec codec = Codec::Text;
    bool optional = false; // tables without the column fit as well
    bool zeroIsNever = true; // of a lifetime: 0 = never expires; otherwise 0 = expired at once
    QString missing; // what a new row holds when the member is absent; empty = NULL
};

struct EntityProfile
{
    QStringList usualNames; // hints only: names are free
    QStringList detect; // columns that must all be there
    QStringList reject; // columns none of which may be there
    QHash<QString, Field> fields; // by canonical name
    QMap<QString, Field> members; // client metadata in columns of their own, by RFC 7591 name

    [[nodiscard]] bool exists() const { return !detect.isEmpty(); }
};

/** One statement of an operation, as the framework itself would make it. */
struct Step
{
    enum class Action { Update, Delete };
    Action action = Action::Update;
    Entity entity = Entity::Token;
    QStringList setNow; // fields that become the present time, where they are not set yet
    QStringList setTrue; // flags
};

/**
 * How one framework lays out its tables: data, read from resources/schemas/ (format described in
 * resources/schemas/README.md).
 */
struct SchemaProfile
{
    QString id;
    QString title;
    QString version;
    int rank = 0; // which of two that fit equally well is likelier; higher wins
    QString readOnlyReason;
    bool eitherRevocationRefusesAccess = false;
    qint64 codeLifetime = 0; // seconds after auth_time; 0 = codes carry their own expiry
    EntityProfile client;
    EntityProfile token;
    EntityProfile code;
    QHash<QString, QList<Step>> operations; // revoke_access, revoke_refresh, revoke_both, remove_client

    [[nodiscard]] const EntityProfile& entity(Entity which) const;
    [[nodiscard]] bool can(const QString& operation) const { return operations.contains(operation); }

    /** Failure: InvalidProfile naming `source` and what is wrong. */
    [[nodiscard]] static core::Result<SchemaProfile> fromJson(const QByteArray& json, const QString& source);
};

/** The profiles that come with the program. */
[[nodiscard]] const QList<SchemaProfile>& builtinProfiles();

} // namespace owb::store
