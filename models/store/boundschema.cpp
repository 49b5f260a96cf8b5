#include "store/boundschema.h"

using namespace Qt::StringLiterals;

namespace owb::store {

const Field* BoundEntity::field(const QString& name) const
{
    const auto found = fields.constFind(name);
    return found == fields.constEnd() ? nullptr : &*found;
}

const ColumnInfo* BoundEntity::columnOf(const QString& name) const
{
    const auto found = columns.constFind(name);
    return found == columns.constEnd() ? nullptr : &*found;
}

QList<NeededColumn> BoundEntity::findNeeded() const
{
    QStringList mapped;
    for (const Field& field : fields) {
        mapped << field.column.toLower();
    }
    for (const Field& member : members) {
        mapped << member.column.toLower();
    }
    const QStringList keys = table.keyColumns();
    QList<NeededColumn> unfilled;
    for (const ColumnInfo& column : table.columns) {
        // A lone integer key is numbered by the engine; other keys are the application's to make.
        const bool numbered = keys == QStringList{column.name} && column.isInteger;
        const bool mustFill = column.notNull || column.keyPosition > 0;
        if (mustFill && !column.hasDefault && !numbered && !mapped.contains(column.name.toLower())) {
            unfilled.append({column.name, column.type});
        }
    }
    return unfilled;
}

const BoundEntity& BoundSchema::entity(Entity which) const
{
    switch (which) {
    case Entity::Client:
        return client;
    case Entity::Token:
        return token;
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
    info.readOnlyReason = profile.readOnlyReason;
    info.separateRevocation = profile.can(u"revoke_access"_s);
    if (const Field* lifetime = token.field(u"expires_in"_s)) {
        info.zeroLifetimeNeverExpires = lifetime->zeroIsNever;
    }
    info.clients = {client.table.name, client.needed, client.members.keys()};
    if (token.exists()) {
        info.tokens = {token.table.name, token.needed, {}};
    }
    if (code.exists()) {
        info.codes = {code.table.name, {}, {}};
    }
    return info;
}

} // namespace owb::store
