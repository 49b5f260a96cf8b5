#pragma once

#include "store/catalog.h"
#include "store/schemaprofile.h"

/**
 * Mapping tables by hand: what a profile that a person makes can say, a first draft of it, and what is wrong with it.
 * Pure functions of profile and tables. In a draft each entity names its one table as its only usual name.
 */
namespace owb::store {

/** What a person may say about a field beside its column and codec. */
enum class FieldOption { None, Zero, Inverted, Words, Client, SecretScheme, TokenForm };

/** A field that a column can be mapped to. */
struct CanonicalField
{
    QString name;
    QString title; // for people
    bool required = false;
    bool isMember = false; // client metadata, by its RFC 7591 name
    QList<Codec> codecs; // those that make sense, the likeliest first
};

/** In the order in which people think of them. */
[[nodiscard]] const QList<CanonicalField>& canonicalFields(Entity entity);
/** Null when there is none of this name. */
[[nodiscard]] const CanonicalField* canonicalField(Entity entity, const QString& name);
[[nodiscard]] FieldOption optionOf(Entity entity, const QString& field, Codec codec);
/** Names that a secret's `schemes` and a token's `digests` can take, the usual one first. */
[[nodiscard]] QStringList secretSchemes();
[[nodiscard]] QStringList tokenForms();
/** "Clients", "Tokens", "Refresh tokens", "Codes". */
[[nodiscard]] QString entityTitle(Entity entity);
/** A codec in words: "Seconds since 1970". */
[[nodiscard]] QString codecTitle(Codec codec);
[[nodiscard]] const QList<Entity>& allEntities();

/** Whether the column's type can hold the field as the codec writes it. */
[[nodiscard]] bool canHold(const ColumnInfo& column, const QString& field, Codec codec);
/** The table that an entity of a profile means in this database; null when there is none. */
[[nodiscard]] const TableInfo* tableOf(const EntityProfile& entity, const QList<TableInfo>& tables);

/** A draft for these tables: the best partial match with what the profiles know of names. Has neither id nor title. */
[[nodiscard]] SchemaProfile suggest(const QList<TableInfo>& tables, const QList<SchemaProfile>& profiles);
/** The same of one table that was chosen for an entity, as far as its names say anything. */
[[nodiscard]] EntityProfile suggestFor(Entity which, const TableInfo& table, const QList<SchemaProfile>& profiles);

/** Something that cannot be, or should be known, about a map; in one plain sentence. */
struct MapProblem
{
    enum class Severity { Contradiction, Warning };
    Severity severity = Severity::Contradiction;
    Entity entity = Entity::Client;
    QString field; // empty: the entity as a whole
    QString sentence; // may hold names from the database
    bool operator==(const MapProblem&) const = default;
};

/** What is wrong with a map, contradictions first. Without tables only what the map itself says is looked at. */
[[nodiscard]] QList<MapProblem> contradictions(const SchemaProfile& profile, const QList<TableInfo>& tables);
[[nodiscard]] bool hasContradiction(const QList<MapProblem>& problems);

/**
 * A draft made a whole profile: how to detect it, and the operations that what is mapped can express. Operations that
 * the draft brings are kept.
 */
[[nodiscard]] SchemaProfile completed(const SchemaProfile& draft);
/** The operations that what is mapped can express. */
[[nodiscard]] QHash<QString, QList<Step>> derivedOperations(const SchemaProfile& draft);

} // namespace owb::store
