#pragma once

#include "store/catalog.h"
#include "store/schemainfo.h"
#include "store/schemaprofile.h"

namespace owb::store {

/** Where a field that holds the key of a client leads. */
struct ClientLink
{
    QString table; // empty: nothing leads there
    QString key;
    QString id; // the column with the identifier people know

    [[nodiscard]] bool exists() const { return !table.isEmpty(); }
};

/** Where fields that hold the key of a token's row lead. */
struct TokenLink
{
    QString table;
    QString key;
    QHash<QString, Field> fields;
    QHash<QString, ColumnInfo> columns;
};

/** An entity of a profile laid over the table that fits it. */
struct BoundEntity
{
    TableInfo table; // no name: the database has no such table
    QList<RowFilter> rows;
    QHash<QString, Field> fields; // those whose column is there, spelt as in the database
    QMap<QString, Field> members;
    QHash<QString, ColumnInfo> columns; // of `fields`, by canonical name
    QMap<QString, QString> newRow; // of the profile's, the columns that are there
    QMap<QString, QString> onChange;
    ClientLink clientLink;
    TokenLink tokenLink;
    int timeDigits = 0;
    bool hasMembers = false; // some field is a value inside of a JSON column
    QList<NeededColumn> needed; // see findNeeded()

    [[nodiscard]] bool exists() const { return !table.name.isEmpty(); }
    [[nodiscard]] bool has(const QString& field) const { return fields.contains(field); }
    [[nodiscard]] const Field* field(const QString& name) const;
    /** Whether it is a value inside of a JSON column. A mark of revocation is looked for in the whole object. */
    [[nodiscard]] bool isMember(const QString& field) const;
    [[nodiscard]] const ColumnInfo* columnOf(const QString& field) const;

    /** Columns that a new row must fill though neither a field nor the profile does, without those the engine fills. */
    [[nodiscard]] QList<NeededColumn> findNeeded() const;
};

/** A profile laid over the tables of one database. */
struct BoundSchema
{
    SchemaProfile profile;
    BoundEntity client;
    BoundEntity token;
    BoundEntity refresh;
    BoundEntity code;
    QStringList otherTables; // all others of the database, for steps on tables that no entity describes
    double confidence = 0;
    QStringList evidence;

    [[nodiscard]] const BoundEntity& entity(Entity which) const;
    [[nodiscard]] SchemaInfo info() const;
};

/** An entity laid over a table that has the columns of its profile; `tables` are all of the database. */
[[nodiscard]] BoundEntity bindEntity(
    const TableInfo& table, const EntityProfile& entity, int timeDigits, const QList<TableInfo>& tables);

/** Each entity laid over the table that its profile names, whether or not it has all columns. For maps in the making.
 */
[[nodiscard]] BoundSchema bindByName(const SchemaProfile& profile, const QList<TableInfo>& tables);

/**
 * Every way to read these tables, best first: each client table with the profile and the token and code tables that
 * fit it best. Failure: NoOAuthTables.
 */
[[nodiscard]] core::Result<QList<BoundSchema>> detectSchemas(
    const QList<TableInfo>& tables, const QList<SchemaProfile>& profiles, const QString& database);

} // namespace owb::store
