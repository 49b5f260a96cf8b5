#include "store/mappingcheck.h"

#include "store/boundschema.h"
#include "store/mappingtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using Text = MappingText;
using Severity = MapProblem::Severity;

/** Fields that only profile files speak of. */
bool isKnownField(Entity entity, const QString& name)
{
    static const QStringList rare{u"tagged_metadata"_s, u"access_checksum"_s, u"refresh_checksum"_s, u"access_link"_s,
        u"grant_id"_s, u"refreshed_from"_s, u"family_id"_s, u"revoked"_s, u"refresh_revoked"_s, u"acr"_s, u"amr"_s};
    const CanonicalField* field = canonicalField(entity, name);
    return (field && !field->isMember) || rare.contains(name);
}

QString fieldTitle(Entity entity, const QString& field)
{
    const CanonicalField* known = canonicalField(entity, field);
    return known ? known->title : field;
}

/** Scopes may be kept in any list. */
bool isOtherList(const CanonicalField& known, const Field& field)
{
    return known.codecs.size() > 2 && field.isList();
}

/** Whether a word stands for each side of a flag in text, and not the same. */
bool hasBothWords(const Field& flag)
{
    const QString revoked = flag.words.value(u"revoked"_s);
    const QString active = flag.words.value(u"active"_s);
    return !revoked.isEmpty() && !active.isEmpty() && revoked != active;
}

} // namespace

void EntityCheck::refuse(const QString& field, const QString& sentence)
{
    m_problems.append({Severity::Contradiction, m_which, field, entityTitle(m_which) + u": "_s + sentence});
}

void EntityCheck::warn(const QString& field, const QString& sentence)
{
    m_problems.append({Severity::Warning, m_which, field, entityTitle(m_which) + u": "_s + sentence});
}

/** In the order of the dialog, so that the first problem is the topmost row. */
template <class Work> void EntityCheck::forEachField(Work work) const
{
    for (const CanonicalField& known : canonicalFields(m_which)) {
        const auto found = m_entity.fields.constFind(known.name);
        if (!known.isMember && found != m_entity.fields.constEnd()) {
            work(known.name, *found);
        }
    }
    for (auto it = m_entity.fields.cbegin(); it != m_entity.fields.cend(); ++it) {
        const CanonicalField* known = canonicalField(m_which, it.key());
        if (!known || known->isMember) {
            work(it.key(), *it);
        }
    }
    for (auto it = m_entity.members.cbegin(); it != m_entity.members.cend(); ++it) {
        work(it.key(), *it);
    }
}

void EntityCheck::checkMap()
{
    checkRequired();
    checkTimes();
    checkRevocation();
    checkNames();
    checkDoubles();
    checkMetadata();
}

void EntityCheck::checkTable(const QList<TableInfo>& tables)
{
    const TableInfo* table = tableOf(m_entity, tables);
    if (!table) {
        const bool mayLack = !m_entity.namesAreFixed && m_entity.exists() && m_which != Entity::Client;
        return mayLack ? warn({}, Text::tr("No table has the columns that are meant."))
                       : refuse({}, Text::tr("There is no such table: %1.").arg(m_entity.usualNames.join(u", "_s)));
    }
    forEachField([this, table](const QString& name, const Field& field) { checkColumn(*table, name, field); });
    if (!table->hasKey()) {
        refuse({}, Text::tr("Table %1 has no primary key, so no row can be told from another.").arg(table->name));
    }
    const BoundSchema bound = bindByName(m_profile, tables);
    for (const NeededColumn& column : bound.entity(m_which).needed) {
        warn({},
            Text::tr("Column %1 of table %2 needs a value in a new row and nothing is mapped to it; "
                     "it is asked for with each new row.")
                .arg(column.name, table->name));
    }
}

void EntityCheck::checkRequired()
{
    for (const CanonicalField& field : canonicalFields(m_which)) {
        if (field.required && !has(field.name)) {
            refuse(field.name, Text::tr("%1 needs a column.").arg(field.title));
        }
    }
    if (m_which == Entity::Token && !has(u"access_token"_s) && !has(u"refresh_token"_s)) {
        refuse(u"access_token"_s, Text::tr("The access token or the refresh token needs a column."));
    }
    if (m_which == Entity::Refresh && !has(u"client_id"_s)) {
        warn(u"client_id"_s,
            Text::tr("No column says which client a refresh token is of, so removing a client leaves it."));
    }
}

void EntityCheck::checkTimes()
{
    const QString start = m_which == Entity::Code ? u"auth_time"_s : u"issued_at"_s;
    if (has(u"expires_in"_s) && has(u"expires_at"_s)) {
        refuse(u"expires_at"_s,
            Text::tr("A lifetime and a time of expiry are both mapped; they could say different things."));
    } else if (has(u"expires_in"_s) && !has(start)) {
        refuse(u"expires_in"_s, Text::tr("A lifetime says nothing without the time of issue; map that as well."));
    } else if (m_which == Entity::Code && !has(u"expires_in"_s) && !has(u"expires_at"_s)
        && m_profile.codeLifetime == 0) {
        warn(u"expires_at"_s, Text::tr("No column says when a code ends; it is taken to live for 5 minutes."));
    }
}

void EntityCheck::checkRevocation()
{
    if (m_which != Entity::Token && m_which != Entity::Refresh) {
        return;
    }
    const auto flag = m_entity.fields.constFind(u"revoked"_s);
    const bool isWord = flag != m_entity.fields.constEnd() && flag->codec == Codec::Text && flag->member.isEmpty();
    if (isWord && !hasBothWords(*flag)) {
        refuse(u"revoked"_s,
            Text::tr("A text says that a token is revoked only when it is known what it says for \"revoked\" and for "
                     "\"active\"; give both words."));
    }
    const QString revoking = m_which == Entity::Refresh ? u"refresh_revoke_"_s : u"revoke_"_s;
    const QStringList operations =
        (m_profile.operations.isEmpty() ? derivedOperations(m_profile) : m_profile.operations).keys();
    if (std::none_of(operations.cbegin(), operations.cend(),
            [&revoking](const QString& name) { return name.startsWith(revoking); })) {
        warn({}, Text::tr("No column says that a token is revoked, so tokens are shown and not revoked."));
    }
}

void EntityCheck::checkNames()
{
    for (auto it = m_entity.fields.cbegin(); it != m_entity.fields.cend(); ++it) {
        const CanonicalField* known = canonicalField(m_which, it.key());
        if (!isKnownField(m_which, it.key())) {
            refuse(it.key(), Text::tr("There is no field \"%1\".").arg(it.key()));
        } else if (known && it->member.isEmpty() && !known->codecs.contains(it->codec) && !isOtherList(*known, *it)) {
            refuse(it.key(), Text::tr("%1 cannot be kept as: %2.").arg(known->title, codecTitle(it->codec)));
        }
    }
    if (m_which != Entity::Client && !m_entity.members.isEmpty()) {
        refuse({}, Text::tr("Only clients have metadata."));
    }
}

void EntityCheck::checkDoubles()
{
    QHash<QString, QString> taken; // by column, and by what tells entries apart where a column holds several
    forEachField([this, &taken](const QString& name, const Field& field) {
        if (field.column.isEmpty() || !field.ofToken.isEmpty()) { // the same key leads to many fields of another row
            return;
        }
        const QString place = field.column.toLower() + u'\n' + field.member + u'\n' + field.prefix;
        if (const QString other = taken.value(place); !other.isEmpty()) {
            refuse(name,
                Text::tr("Column %1 is mapped twice, to %2 and to %3.")
                    .arg(field.column, fieldTitle(m_which, other), fieldTitle(m_which, name)));
        }
        taken.insert(place, name);
    });
}

void EntityCheck::checkMetadata()
{
    for (auto it = m_entity.members.cbegin(); has(u"metadata"_s) && it != m_entity.members.cend(); ++it) {
        if (it->member.isEmpty()) {
            warn(it.key(),
                Text::tr("%1 has a column of its own beside the one for all metadata; it must not be in both.")
                    .arg(fieldTitle(m_which, it.key())));
        }
    }
}

void EntityCheck::checkColumn(const TableInfo& table, const QString& name, const Field& field)
{
    const ColumnInfo* column = table.column(field.column);
    if (!column) {
        if (!field.optional && !field.column.isEmpty()) {
            refuse(name, Text::tr("Table %1 has no column %2.").arg(table.name, field.column));
        }
        return;
    }
    const Codec codec = field.member.isEmpty() ? field.codec : Codec::Json;
    if (!field.refersToClient && !field.refersToRefresh && field.ofToken.isEmpty() && !canHold(*column, name, codec)) {
        refuse(name,
            Text::tr("Column %1 (%2) cannot hold %3 as: %4.")
                .arg(column->name, column->type, fieldTitle(m_which, name), codecTitle(codec)));
    }
}

} // namespace owb::store
