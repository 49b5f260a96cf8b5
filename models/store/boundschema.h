#pragma once

#include "store/catalog.h"
#include "store/schemaprofile.h"
#include "store/schemainfo.h"

namespace owb::store {

/** An entity of a profile laid over the table that fits it. */
struct BoundEntity
{
    TableInfo table; // no name: the database has no such table
    QHash<QString, Field> fields; // those whose column is there, spelt as in the database
    QMap<QString, Field> members;

    [[nodiscard]] bool exists() const { return !table.name.isEmpty(); }
    [[nodiscard]] bool has(const QString& field) const { return fields.contains(field); }
    [[nodiscard]] const Field* field(const QString& name) const;
    [[nodiscard]] const ColumnInfo* columnOf(const QString& field) const;
    QHash<QString, ColumnInfo> columns; // of `fields`, by canonical name
    QList<NeededColumn> needed; // see findNeeded()

    /** Columns that a new row must fill though no field maps to them, without those the engine fills. */
    [[nodiscard]] QList<NeededColumn> findNeeded() const;
};

/** A profile laid over the tables of one database. */
struct BoundSchema
{
    SchemaProfile profile;
    BoundEntity client;
    BoundEntity token;
    BoundEntity code;
    double confidence = 0;
    QStringList evidence;

    [[nodiscard]] const BoundEntity& entity(Entity which) const;
    [[nodiscard]] SchemaInfo info() const;
};

/**
 * Every way to read these tables, best first: each client table with the profile and the token and code tables that
 * fit it best. Failure: NoOAuthTables with what was looked for.
 */
[[nodiscard]] core::Result<QList<BoundSchema>> detectSchemas(
    const QList<TableInfo>& tables, const QList<SchemaProfile>& profiles, const QString& database);

} // namespace owb::store
