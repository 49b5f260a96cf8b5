#include "store/profilereader.h"

#include "hash/storedsecret.h"
#include "hash/tokenforms.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace owb::store {

void ProfileReader::complain(const QString& text)
{
    if (m_problem.isEmpty()) {
        m_problem = text;
    }
}

QStringList ProfileReader::strings(const QJsonValue& value)
{
    QStringList texts;
    const QJsonArray array = value.toArray();
    for (const QJsonValue& entry : array) {
        texts << entry.toString();
    }
    return texts;
}

QMap<QString, QString> ProfileReader::texts(const QJsonValue& value)
{
    QMap<QString, QString> texts;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        texts.insert(it.key(), it.value().toString());
    }
    return texts;
}

QMap<QString, QStringList> ProfileReader::lists(const QJsonValue& value)
{
    QMap<QString, QStringList> lists;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        lists.insert(it.key(), strings(it.value()));
    }
    return lists;
}

void ProfileReader::expect(const QString& where, const QJsonObject& object, const QStringList& known)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!known.contains(it.key())) {
            complain(u"%1 has a member \"%2\" that means nothing here"_s.arg(where, it.key()));
        }
    }
}

QList<RowFilter> ProfileReader::rowFilters(const QJsonObject& object)
{
    QList<RowFilter> filters;
    for (auto it = object.begin(); it != object.end(); ++it) {
        filters.append({it.key(), strings(it.value()), it.value().isNull()});
    }
    return filters;
}

ChildRows ProfileReader::children(const QString& name, const QJsonObject& object)
{
    expect(u"the children of field \"%1\""_s.arg(name), object,
        {u"table"_s, u"parent"_s, u"value"_s, u"rows"_s, u"new_row"_s, u"one"_s, u"latest"_s});
    ChildRows children;
    children.table = object[u"table"].toString();
    children.parent = object[u"parent"].toString();
    children.value = object[u"value"].toString();
    children.rows = rowFilters(object[u"rows"].toObject());
    children.newRow = texts(object[u"new_row"]);
    children.one = object[u"one"].toBool();
    children.latest = object[u"latest"].toString();
    return children;
}

Field ProfileReader::field(const QString& name, const QJsonObject& object)
{
    expect(u"field \"%1\""_s.arg(name), object,
        {u"column"_s, u"codec"_s, u"optional"_s, u"refers_to"_s, u"read_only"_s, u"zero"_s, u"inverted"_s, u"missing"_s,
            u"words"_s, u"implies"_s, u"prefix"_s, u"separator"_s, u"member"_s, u"copy"_s, u"children"_s, u"flags"_s,
            u"schemes"_s, u"digests"_s, u"made"_s, u"fresh_scheme"_s});
    Field field;
    field.column = object[u"column"].toString();
    const auto codec = codecFromName(object[u"codec"].toString(u"text"_s));
    field.codec = codec.value_or(Codec::Text);
    field.optional = object[u"optional"].toBool();
    const QString target = object[u"refers_to"].toString();
    field.refersToClient = target == "client"_L1;
    field.refersToRefresh = target == "refresh"_L1;
    field.ofToken = target == "token"_L1 ? name : QString();
    if (!QStringList{QString(), u"client"_s, u"refresh"_s, u"token"_s}.contains(target)) {
        complain(u"field \"%1\" refers to \"%2\", which is nothing it can lead to"_s.arg(name, target));
    }
    field.readOnly = object[u"read_only"].toBool();
    field.zeroIsNever = object[u"zero"].toString(u"never"_s) == "never"_L1;
    field.inverted = object[u"inverted"].toBool();
    field.missing = object[u"missing"].toString();
    field.words = texts(object[u"words"]);
    field.implies = lists(object[u"implies"]);
    field.prefix = object[u"prefix"].toString();
    field.separator = object[u"separator"].toString();
    field.member = object[u"member"].toString();
    field.children = children(name, object[u"children"].toObject());
    field.copy = object[u"copy"].toBool();
    field.flags = texts(object[u"flags"]);
    field.schemes = strings(object[u"schemes"]);
    field.freshScheme = object[u"fresh_scheme"].toBool();
    field.made = object[u"made"].toString();
    field.digests = strings(object[u"digests"]);
    for (const QString& scheme : field.schemes) {
        if (!hash::isScheme(scheme)) {
            complain(u"field \"%1\" names no way to keep secrets: %2"_s.arg(name, scheme));
        }
    }
    for (const QString& form : field.digests) {
        if (!hash::isTokenForm(form)) {
            complain(u"field \"%1\" names no form of tokens: %2"_s.arg(name, form));
        }
    }
    const bool somewhere = !field.column.isEmpty() || !field.flags.isEmpty() || field.children.exists();
    if (!somewhere || !codec) {
        complain(u"field \"%1\" needs a column and a known codec"_s.arg(name));
    }
    return field;
}

EntityProfile ProfileReader::entity(const QString& name, const QJsonObject& object)
{
    expect(u"entity \"%1\""_s.arg(name), object,
        {u"usual_names"_s, u"fixed_names"_s, u"detect"_s, u"reject"_s, u"types"_s, u"rows"_s, u"fields"_s, u"members"_s,
            u"new_row"_s, u"on_change"_s});
    EntityProfile entity;
    entity.usualNames = strings(object[u"usual_names"]);
    entity.namesAreFixed = object[u"fixed_names"].toBool();
    entity.detect = strings(object[u"detect"]);
    entity.reject = strings(object[u"reject"]);
    entity.types = lists(object[u"types"]);
    entity.newRow = texts(object[u"new_row"]);
    entity.onChange = texts(object[u"on_change"]);
    entity.rows = rowFilters(object[u"rows"].toObject());
    const QJsonObject fields = object[u"fields"].toObject();
    for (auto it = fields.begin(); it != fields.end(); ++it) {
        entity.fields.insert(it.key(), field(it.key(), it.value().toObject()));
    }
    const QJsonObject members = object[u"members"].toObject();
    for (auto it = members.begin(); it != members.end(); ++it) {
        entity.members.insert(it.key(), field(it.key(), it.value().toObject()));
    }
    return entity;
}

Step ProfileReader::step(const QString& operation, const QJsonObject& object)
{
    static const QHash<QString, Entity> entities{{u"client"_s, Entity::Client}, {u"token"_s, Entity::Token},
        {u"refresh"_s, Entity::Refresh}, {u"code"_s, Entity::Code}};
    expect(u"a step of \"%1\""_s.arg(operation), object,
        {u"update"_s, u"delete"_s, u"table"_s, u"set_now"_s, u"set_true"_s, u"set_null"_s, u"set_text"_s,
            u"set_random"_s, u"column"_s, u"of"_s, u"take_out"_s, u"document"_s});
    Step step;
    if (object.contains(u"take_out")) {
        const QJsonObject document = object[u"document"].toObject();
        step.action = Step::Action::TakeOut;
        step.entity = entities.value(object[u"take_out"].toString(), Entity::Token);
        step.table = document[u"table"].toString();
        step.document = {document[u"column"].toString(), texts(document[u"rows"]), document[u"member"].toString(),
            document[u"key"].toString()};
        return step;
    }
    const bool deletes = object.contains(u"delete");
    step.action = deletes ? Step::Action::Delete : Step::Action::Update;
    const QString name = object[deletes ? u"delete" : u"update"].toString();
    if (entities.contains(name)) {
        step.entity = entities.value(name);
    } else if (!name.isEmpty()) {
        step.table = name;
    } else {
        complain(u"operation \"%1\" names no entity to update or delete"_s.arg(operation));
    }
    step.setNow = strings(object[u"set_now"]);
    step.setTrue = strings(object[u"set_true"]);
    step.setNull = strings(object[u"set_null"]);
    step.setText = texts(object[u"set_text"]);
    step.setRandom = strings(object[u"set_random"]);
    step.column = object[u"column"].toString();
    step.of = object[u"of"].toString();
    if (!step.table.isEmpty() && (!deletes || step.column.isEmpty())) { // whose columns and rows nobody here knows
        complain(u"a step of \"%1\" on another table can only delete, and needs a column"_s.arg(operation));
    }
    return step;
}

} // namespace owb::store
