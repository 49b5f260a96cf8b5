#include "store/profilewriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** An object without the members that say what is so without them. */
class JsonBuilder
{
public:
    void add(const QString& name, const QString& text)
    {
        if (!text.isEmpty()) {
            m_object.insert(name, text);
        }
    }
    void add(const QString& name, const QStringList& texts)
    {
        if (!texts.isEmpty()) {
            m_object.insert(name, QJsonArray::fromStringList(texts));
        }
    }
    void add(const QString& name, const QMap<QString, QString>& texts)
    {
        QJsonObject object;
        for (auto it = texts.cbegin(); it != texts.cend(); ++it) {
            object.insert(it.key(), *it);
        }
        addObject(name, object);
    }
    void add(const QString& name, const QMap<QString, QStringList>& lists)
    {
        QJsonObject object;
        for (auto it = lists.cbegin(); it != lists.cend(); ++it) {
            object.insert(it.key(), QJsonArray::fromStringList(*it));
        }
        addObject(name, object);
    }
    void addTrue(const QString& name, bool value)
    {
        if (value) {
            m_object.insert(name, true);
        }
    }
    void addNumber(const QString& name, qint64 number)
    {
        if (number != 0) {
            m_object.insert(name, number);
        }
    }
    void addObject(const QString& name, const QJsonObject& object)
    {
        if (!object.isEmpty()) {
            m_object.insert(name, object);
        }
    }
    [[nodiscard]] const QJsonObject& object() const { return m_object; }

private:
    QJsonObject m_object;
};

/** What rows must have in their columns: NULL, anything else, or one of several values. */
QJsonObject rowsJson(const QList<RowFilter>& filters)
{
    QJsonObject object;
    for (const RowFilter& filter : filters) {
        object.insert(
            filter.column, filter.isNull ? QJsonValue() : QJsonValue(QJsonArray::fromStringList(filter.values)));
    }
    return object;
}

QJsonObject childrenJson(const ChildRows& children)
{
    JsonBuilder json;
    json.add(u"table"_s, children.table);
    json.add(u"parent"_s, children.parent);
    json.add(u"value"_s, children.value);
    json.addObject(u"rows"_s, rowsJson(children.rows));
    json.add(u"new_row"_s, children.newRow);
    json.addTrue(u"one"_s, children.one);
    json.add(u"latest"_s, children.latest);
    return json.object();
}

QJsonObject fieldJson(const Field& field)
{
    JsonBuilder json;
    json.add(u"column"_s, field.column);
    json.add(u"codec"_s, field.codec == Codec::Text ? QString() : codecName(field.codec));
    json.addTrue(u"optional"_s, field.optional);
    json.add(u"refers_to"_s,
        field.refersToClient          ? u"client"_s
            : field.refersToRefresh   ? u"refresh"_s
            : field.ofToken.isEmpty() ? QString()
                                      : u"token"_s);
    json.addTrue(u"read_only"_s, field.readOnly);
    json.add(u"zero"_s, field.zeroIsNever ? QString() : u"expired"_s);
    json.addTrue(u"inverted"_s, field.inverted);
    json.add(u"missing"_s, field.missing);
    json.add(u"words"_s, field.words);
    json.add(u"implies"_s, field.implies);
    json.add(u"prefix"_s, field.prefix);
    json.add(u"separator"_s, field.separator);
    json.add(u"member"_s, field.member);
    json.addTrue(u"copy"_s, field.copy);
    json.addObject(u"children"_s, childrenJson(field.children));
    json.add(u"flags"_s, field.flags);
    json.addTrue(u"fresh_scheme"_s, field.freshScheme);
    json.add(u"schemes"_s, field.schemes);
    json.add(u"digests"_s, field.digests);
    json.add(u"made"_s, field.made);
    return json.object();
}

template <class Fields> QJsonObject fieldsJson(const Fields& fields)
{
    QJsonObject object;
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        object.insert(it.key(), fieldJson(*it));
    }
    return object;
}

QJsonObject entityJson(const EntityProfile& entity)
{
    JsonBuilder json;
    json.add(u"usual_names"_s, entity.usualNames);
    json.addTrue(u"fixed_names"_s, entity.namesAreFixed);
    json.add(u"detect"_s, entity.detect);
    json.add(u"reject"_s, entity.reject);
    json.add(u"types"_s, entity.types);
    json.addObject(u"rows"_s, rowsJson(entity.rows));
    json.addObject(u"fields"_s, fieldsJson(entity.fields));
    json.addObject(u"members"_s, fieldsJson(entity.members));
    json.add(u"new_row"_s, entity.newRow);
    json.add(u"on_change"_s, entity.onChange);
    return json.object();
}

QString entityName(Entity entity)
{
    switch (entity) {
    case Entity::Client:
        return u"client"_s;
    case Entity::Token:
        return u"token"_s;
    case Entity::Refresh:
        return u"refresh"_s;
    case Entity::Code:
        return u"code"_s;
    }
    return {};
}

QJsonObject stepJson(const Step& step)
{
    JsonBuilder json;
    if (step.action == Step::Action::TakeOut) {
        JsonBuilder document;
        document.add(u"table"_s, step.table);
        document.add(u"column"_s, step.document.column);
        document.add(u"rows"_s, step.document.rows);
        document.add(u"member"_s, step.document.member);
        document.add(u"key"_s, step.document.key);
        json.add(u"take_out"_s, entityName(step.entity));
        json.addObject(u"document"_s, document.object());
        return json.object();
    }
    const QString action = step.action == Step::Action::Delete ? u"delete"_s : u"update"_s;
    json.add(action, step.table.isEmpty() ? entityName(step.entity) : step.table);
    json.add(u"set_now"_s, step.setNow);
    json.add(u"set_true"_s, step.setTrue);
    json.add(u"set_null"_s, step.setNull);
    json.add(u"set_text"_s, step.setText);
    json.add(u"set_random"_s, step.setRandom);
    json.add(u"column"_s, step.column);
    json.add(u"of"_s, step.of);
    return json.object();
}

QJsonObject operationsJson(const QHash<QString, QList<Step>>& operations)
{
    QJsonObject object;
    for (auto it = operations.cbegin(); it != operations.cend(); ++it) {
        QJsonArray steps;
        for (const Step& step : *it) {
            steps << stepJson(step);
        }
        object.insert(it.key(), steps);
    }
    return object;
}

QJsonObject rulesJson(const SchemaProfile& profile)
{
    JsonBuilder json;
    json.addTrue(u"either_revocation_refuses_access"_s, profile.eitherRevocationRefusesAccess);
    json.addTrue(u"public_without_secret"_s, profile.publicWithoutSecret);
    json.addTrue(u"null_without_secret"_s, profile.nullWithoutSecret && !profile.publicWithoutSecret);
    json.addTrue(u"sorted_metadata"_s, profile.sortedMetadata);
    json.addTrue(u"owner_for_no_user"_s, profile.ownerForNoUser);
    json.addNumber(u"time_digits"_s, profile.timeDigits);
    json.addNumber(u"code_lifetime"_s, profile.codeLifetime);
    return json.object();
}

} // namespace

QByteArray profileJson(const SchemaProfile& profile)
{
    JsonBuilder json;
    json.addNumber(u"format"_s, 1);
    json.add(u"id"_s, profile.id);
    json.add(u"title"_s, profile.title);
    json.add(u"version"_s, profile.version);
    json.addNumber(u"rank"_s, profile.rank);
    json.add(u"read_only"_s, profile.readOnlyReason);
    json.add(u"no_new_clients"_s, profile.noNewClientsReason);
    json.add(u"no_new_tokens"_s, profile.noNewTokensReason);
    json.add(u"hint"_s, profile.hint);
    json.add(u"family_gaps"_s, profile.familyGaps);
    json.add(u"beside"_s, profile.beside);
    json.addObject(u"rules"_s, rulesJson(profile));
    QJsonObject entities;
    for (const Entity which : {Entity::Client, Entity::Token, Entity::Refresh, Entity::Code}) {
        if (const QJsonObject entity = entityJson(profile.entity(which)); !entity.isEmpty()) {
            entities.insert(entityName(which), entity);
        }
    }
    json.addObject(u"entities"_s, entities);
    json.addObject(u"operations"_s, operationsJson(profile.operations));
    return QJsonDocument(json.object()).toJson();
}

} // namespace owb::store
