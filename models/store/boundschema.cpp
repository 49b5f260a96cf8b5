#include "store/boundschema.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

const Field* BoundEntity::field(const QString& name) const
{
    const auto found = fields.constFind(name);
    return found == fields.constEnd() ? nullptr : &*found;
}

bool BoundEntity::isMember(const QString& name) const
{
    const Field* mapped = hasMembers ? field(name) : nullptr; // asked for with every value of every new row
    // Of a flag the whole object is looked at: it is the server that says what a missing member means.
    return mapped && !mapped->member.isEmpty() && name != "revoked"_L1 && name != "refresh_revoked"_L1;
}

const ColumnInfo* BoundEntity::columnOf(const QString& name) const
{
    const auto found = columns.constFind(name);
    return found == columns.constEnd() ? nullptr : &*found;
}

QList<NeededColumn> BoundEntity::findNeeded() const
{
    QStringList filled = newRow.keys();
    const auto note = [&filled](const Field& field) {
        filled << field.column;
        filled += field.flags.values();
    };
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        if (it.key() != "refreshed_from"_L1 && it.key() != "family_id"_L1) { // which only refreshing fills
            note(*it);
        }
    }
    std::for_each(members.cbegin(), members.cend(), note);
    for (const RowFilter& filter : rows) {
        filled << filter.column;
    }
    const QStringList keys = table.keyColumns();
    QList<NeededColumn> unfilled;
    for (const ColumnInfo& column : table.columns) {
        // A lone integer key is numbered by the engine; other keys are the application's to make.
        const bool numbered = keys == QStringList{column.name} && column.kind == ValueKind::Integer;
        const bool mustFill = column.notNull || column.keyPosition > 0;
        if (mustFill && !column.hasDefault && !numbered && !filled.contains(column.name, Qt::CaseInsensitive)) {
            unfilled.append({column.name, column.type});
        }
    }
    return unfilled;
}

namespace {

QMap<QString, QString> present(const QMap<QString, QString>& columns, const TableInfo& table)
{
    QMap<QString, QString> there;
    for (auto it = columns.cbegin(); it != columns.cend(); ++it) {
        if (const ColumnInfo* column = table.column(it.key())) {
            there.insert(column->name, *it);
        }
    }
    return there;
}

/** The rows of another table as the database spells them; nothing when it has no such table. */
ChildRows speltChildren(const ChildRows& rows, const QList<TableInfo>& tables)
{
    const auto table = std::find_if(tables.cbegin(), tables.cend(),
        [&rows](const TableInfo& one) { return one.name.compare(rows.table, Qt::CaseInsensitive) == 0; });
    if (table == tables.cend() || !table->hasAll({rows.parent, rows.value})) {
        return {};
    }
    const auto spelling = [&table](const QString& column) {
        const ColumnInfo* info = table->column(column);
        return info ? info->name : QString();
    };
    ChildRows found = rows;
    found.table = table->name;
    found.parent = spelling(rows.parent);
    found.value = spelling(rows.value);
    found.latest = spelling(rows.latest);
    found.newRow = present(rows.newRow, *table);
    for (RowFilter& filter : found.rows) {
        filter.column = spelling(filter.column);
    }
    const QStringList keys = table->keyColumns();
    const ColumnInfo* key = keys.size() == 1 ? table->column(keys.constFirst()) : nullptr;
    found.order = key && key->kind == ValueKind::Integer ? key->name : QString();
    found.columns = table->columns;
    return found;
}

/** The field as the table spells it; nothing when its columns are not there. */
std::optional<Field> spelt(const Field& field, const TableInfo& table, const QList<TableInfo>& tables)
{
    Field found = field;
    found.children = speltChildren(field.children, tables);
    if (!field.column.isEmpty()) {
        const ColumnInfo* column = table.column(field.column);
        if (!column) {
            return std::nullopt;
        }
        found.column = column->name;
    }
    found.flags.clear();
    for (auto it = field.flags.cbegin(); it != field.flags.cend(); ++it) {
        if (const ColumnInfo* column = table.column(*it)) {
            found.flags.insert(it.key(), column->name);
        }
    }
    return found.column.isEmpty() && found.flags.isEmpty() && !found.children.exists() ? std::nullopt
                                                                                       : std::optional(found);
}

} // namespace

BoundEntity bindEntity(
    const TableInfo& table, const EntityProfile& entity, int timeDigits, const QList<TableInfo>& tables)
{
    BoundEntity bound;
    bound.table = table;
    bound.timeDigits = timeDigits;
    bound.newRow = present(entity.newRow, table);
    bound.onChange = present(entity.onChange, table);
    for (const RowFilter& filter : entity.rows) {
        bound.rows.append({table.column(filter.column)->name, filter.values, filter.isNull});
    }
    for (auto it = entity.fields.cbegin(); it != entity.fields.cend(); ++it) {
        if (const auto field = spelt(*it, table, tables)) {
            bound.fields.insert(it.key(), *field);
            bound.hasMembers = bound.hasMembers || !field->member.isEmpty();
            if (const ColumnInfo* column = table.column(field->column)) {
                bound.columns.insert(it.key(), *column);
            }
        }
    }
    for (auto it = entity.members.cbegin(); it != entity.members.cend(); ++it) {
        if (const auto field = spelt(*it, table, tables)) {
            bound.members.insert(it.key(), *field);
        }
    }
    bound.needed = bound.findNeeded();
    return bound;
}

const BoundEntity& BoundSchema::entity(Entity which) const
{
    switch (which) {
    case Entity::Client:
        return client;
    case Entity::Token:
        return token;
    case Entity::Refresh:
        return refresh;
    case Entity::Code:
        return code;
    }
    return client;
}

SchemaInfo BoundSchema::info() const
{
    SchemaInfo info;
    info.profile = profile.id;
    info.title = profile.title;
    info.version = profile.version;
    info.confidence = confidence;
    info.evidence = evidence;
    info.makesClientIds = client.has(u"client_id"_s) && !client.field(u"client_id"_s)->made.isEmpty();
    const ColumnInfo* owner = client.columnOf(u"owner"_s);
    info.clientsNeedOwners = owner && owner->notNull && owner->kind != ValueKind::Text;
    const QStringList schemes =
        client.has(u"client_secret"_s) ? client.field(u"client_secret"_s)->schemes : QStringList();
    info.secretsMayBeHashed = !schemes.isEmpty() && schemes != QStringList{u"plain"_s};
    info.canDisableClients = client.has(u"enabled"_s) && !client.field(u"enabled"_s)->readOnly;
    info.disablingRevokes = profile.can(u"disable_client"_s);
    info.canRestoreTokens = !profile.removesRevoked();
    info.hint = profile.hint;
    const ColumnInfo* ofClient = token.columnOf(u"client_id"_s);
    info.tokensNameClientsByKey = ofClient && ofClient->notNull && token.field(u"client_id"_s)->refersToClient;
    info.keepsFamilies = token.has(u"refreshed_from"_s) || token.has(u"family_id"_s) || refresh.has(u"family_id"_s);
    info.familyGaps = info.keepsFamilies ? profile.familyGaps : QString();
    info.canPurgeTokens = profile.can(u"purge"_s) || profile.can(u"refresh_purge"_s);
    info.readOnlyReason = profile.readOnlyReason;
    info.separateRevocation = profile.can(u"revoke_access"_s);
    if (const Field* lifetime = token.field(u"expires_in"_s)) {
        info.zeroLifetimeNeverExpires = lifetime->zeroIsNever;
    }
    const bool anyMember = client.has(u"metadata"_s) || client.has(u"tagged_metadata"_s);
    QStringList members = anyMember ? QStringList() : client.members.keys();
    const QString method = u"token_endpoint_auth_method"_s;
    if (!members.isEmpty() && profile.publicWithoutSecret && !members.contains(method)) {
        members << method; // kept by having a secret or none
    }
    info.clients = {client.table.name, client.needed, members, profile.noNewClientsReason};
    if (token.exists()) {
        info.tokens = {token.table.name, token.needed, {}, profile.noNewTokensReason};
    }
    if (refresh.exists()) {
        info.refreshTokens = {refresh.table.name, refresh.needed, {}, {}};
    }
    if (code.exists()) {
        info.codes = {code.table.name, {}, {}, {}};
    }
    return info;
}

} // namespace owb::store
