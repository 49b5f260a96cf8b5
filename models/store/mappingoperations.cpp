// What a map can express: how it is detected, and its operations.

#include "store/mapping.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

constexpr qint64 usualCodeLifetime = 300; // seconds

/** The columns without which a table is another one. */
QStringList columnsOf(const EntityProfile& entity, bool withOptional)
{
    QStringList columns;
    const auto add = [&columns, withOptional](const Field& field) {
        if ((withOptional || !field.optional) && !field.column.isEmpty()) {
            columns << field.column;
        }
        columns += field.flags.values();
    };
    std::for_each(entity.fields.cbegin(), entity.fields.cend(), add);
    std::for_each(entity.members.cbegin(), entity.members.cend(), add);
    columns.removeDuplicates();
    columns.sort();
    return columns;
}

/** A step that marks rows as revoked: their times where there are any, and the flag. */
Step marking(Entity entity, const EntityProfile& profile, const QStringList& times)
{
    Step step;
    step.entity = entity;
    for (const QString& time : times) {
        if (profile.fields.contains(time)) {
            step.setNow << time;
        }
    }
    const auto flag = profile.fields.constFind(u"revoked"_s);
    if (flag == profile.fields.constEnd() || flag->readOnly || !flag->member.isEmpty()) {
        return step;
    }
    if (flag->codec == Codec::Boolean) {
        step.setTrue << flag.key();
    } else {
        step.setText.insert(flag.key(), u"revoked"_s);
    }
    return step;
}

bool marksSomething(const Step& step)
{
    return !step.setNow.isEmpty() || !step.setTrue.isEmpty() || !step.setText.isEmpty();
}

Step deletion(Entity entity)
{
    Step step;
    step.action = Step::Action::Delete;
    step.entity = entity;
    return step;
}

using Operations = QHash<QString, QList<Step>>;

void addTokenOperations(const SchemaProfile& draft, Operations& operations)
{
    const QString access = u"access_revoked_at"_s;
    const QString refresh = u"refresh_revoked_at"_s;
    const auto& fields = draft.token.fields;
    if (fields.contains(refresh) && !fields.contains(access)) {
        Step step = marking(Entity::Token, draft.token, {refresh});
        step.setTrue.clear(); // the flag would be of both tokens
        step.setText.clear();
        operations.insert(u"revoke_refresh"_s, {step});
        return;
    }
    const Step both = marking(Entity::Token, draft.token, {access, refresh});
    if (marksSomething(both)) {
        operations.insert(u"revoke_both"_s, {both});
    }
    if (fields.contains(access) && fields.contains(refresh)) {
        for (const auto& [name, time] : {std::pair(u"revoke_access"_s, access), {u"revoke_refresh"_s, refresh}}) {
            Step one;
            one.setNow = {time};
            operations.insert(name, {one});
        }
    } else if (!draft.refresh.fields.isEmpty() && marksSomething(both)) {
        operations.insert(u"revoke_access"_s, {both});
    }
}

void addRefreshOperations(const SchemaProfile& draft, Operations& operations)
{
    const Step mark = marking(Entity::Refresh, draft.refresh, {u"refresh_revoked_at"_s});
    if (marksSomething(mark)) {
        operations.insert(u"refresh_revoke_refresh"_s, {mark});
        operations.insert(u"refresh_revoke_both"_s, {mark});
    }
}

} // namespace

QHash<QString, QList<Step>> derivedOperations(const SchemaProfile& draft)
{
    Operations operations;
    if (!draft.token.fields.isEmpty()) {
        addTokenOperations(draft, operations);
    }
    if (!draft.refresh.fields.isEmpty()) {
        addRefreshOperations(draft, operations);
    }
    QList<Step> removal;
    for (const Entity which : {Entity::Refresh, Entity::Token, Entity::Code, Entity::Client}) {
        if (!draft.entity(which).fields.isEmpty()) {
            removal << deletion(which);
        }
    }
    if (!draft.client.fields.isEmpty()) {
        operations.insert(u"remove_client"_s, removal);
    }
    return operations;
}

SchemaProfile completed(const SchemaProfile& draft)
{
    SchemaProfile whole = draft;
    for (EntityProfile* entity : {&whole.client, &whole.token, &whole.refresh, &whole.code}) {
        if (entity->fields.isEmpty() && entity->members.isEmpty()) {
            *entity = {};
            continue;
        }
        entity->namesAreFixed = true; // a map is of these tables
        entity->detect = columnsOf(*entity, false);
        if (entity->detect.isEmpty()) {
            entity->detect = columnsOf(*entity, true);
        }
    }
    const bool knowsMethod =
        whole.client.fields.contains(u"metadata"_s) || whole.client.members.contains(u"token_endpoint_auth_method"_s);
    whole.publicWithoutSecret =
        draft.publicWithoutSecret || (!knowsMethod && whole.client.fields.contains(u"client_secret"_s));
    whole.nullWithoutSecret = whole.nullWithoutSecret || whole.publicWithoutSecret; // as a profile file is read
    const auto& code = whole.code.fields;
    if (whole.code.exists() && !code.contains(u"expires_in"_s) && !code.contains(u"expires_at"_s)
        && whole.codeLifetime == 0) {
        whole.codeLifetime = usualCodeLifetime;
    }
    if (whole.operations.isEmpty()) {
        whole.operations = derivedOperations(whole);
    }
    return whole;
}

} // namespace owb::store
