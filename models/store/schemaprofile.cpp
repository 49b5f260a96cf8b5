#include "store/schemaprofile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

static void initSchemaResources()
{
    Q_INIT_RESOURCE(schemas); // outside any namespace, as the macro demands
}

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** Collects the first thing that is wrong with a profile while it is read. */
struct ProfileReader
{
    QString problem;

    void complain(const QString& text)
    {
        if (problem.isEmpty()) {
            problem = text;
        }
    }

    static QStringList strings(const QJsonValue& value)
    {
        QStringList texts;
        const QJsonArray array = value.toArray();
        for (const QJsonValue& entry : array) {
            texts << entry.toString();
        }
        return texts;
    }

    Field field(const QString& name, const QJsonObject& object)
    {
        Field field{object[u"column"].toString(), Codec::Text, object[u"optional"].toBool(), true,
            object[u"missing"].toString()};
        const auto codec = codecFromName(object[u"codec"].toString(u"text"_s));
        if (field.column.isEmpty() || !codec) {
            complain(u"field \"%1\" needs a column and a known codec"_s.arg(name));
        }
        field.codec = codec.value_or(Codec::Text);
        field.zeroIsNever = object[u"zero"].toString(u"never"_s) == "never"_L1;
        return field;
    }

    EntityProfile entity(const QJsonObject& object)
    {
        EntityProfile entity{
            strings(object[u"usual_names"]), strings(object[u"detect"]), strings(object[u"reject"]), {}, {}};
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

    Step step(const QString& operation, const QJsonObject& object)
    {
        static const QHash<QString, Entity> entities{
            {u"client"_s, Entity::Client}, {u"token"_s, Entity::Token}, {u"code"_s, Entity::Code}};
        const bool deletes = object.contains(u"delete");
        const QString name = object[deletes ? u"delete" : u"update"].toString();
        if (!entities.contains(name)) {
            complain(u"operation \"%1\" names no entity to update or delete"_s.arg(operation));
        }
        return {deletes ? Step::Action::Delete : Step::Action::Update, entities.value(name, Entity::Token),
            strings(object[u"set_now"]), strings(object[u"set_true"])};
    }
};

} // namespace

const EntityProfile& SchemaProfile::entity(Entity which) const
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

core::Result<SchemaProfile> SchemaProfile::fromJson(const QByteArray& json, const QString& source)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError) {
        return core::failure(core::Error::Kind::InvalidProfile, source, {error.errorString()});
    }
    ProfileReader reader;
    SchemaProfile profile;
    profile.id = root[u"id"].toString();
    profile.title = root[u"title"].toString();
    profile.version = root[u"version"].toString();
    profile.rank = root[u"rank"].toInt();
    profile.readOnlyReason = root[u"read_only"].toString();
    const QJsonObject rules = root[u"rules"].toObject();
    profile.eitherRevocationRefusesAccess = rules[u"either_revocation_refuses_access"].toBool();
    profile.codeLifetime = rules[u"code_lifetime"].toInteger();
    const QJsonObject entities = root[u"entities"].toObject();
    profile.client = reader.entity(entities[u"client"].toObject());
    profile.token = reader.entity(entities[u"token"].toObject());
    profile.code = reader.entity(entities[u"code"].toObject());
    const QJsonObject operations = root[u"operations"].toObject();
    for (auto it = operations.begin(); it != operations.end(); ++it) {
        const QJsonArray steps = it.value().toArray();
        for (const QJsonValue& step : steps) {
            profile.operations[it.key()] << reader.step(it.key(), step.toObject());
        }
    }
    if (profile.id.isEmpty() || profile.title.isEmpty() || !profile.client.exists()) {
        reader.complain(u"it needs an id, a title and the columns of a client"_s);
    }
    if (!reader.problem.isEmpty()) {
        return core::failure(core::Error::Kind::InvalidProfile, source, {reader.problem});
    }
    return profile;
}

const QList<SchemaProfile>& builtinProfiles()
{
    static const QList<SchemaProfile> profiles = [] {
        initSchemaResources();
        QList<SchemaProfile> read;
        const QDir folder(u":/schemas"_s);
        for (const QString& name : folder.entryList({u"*.json"_s})) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly)) {
                continue;
            }
            auto profile = SchemaProfile::fromJson(file.readAll(), name);
            Q_ASSERT_X(profile.has_value(), "builtinProfiles", qPrintable(name));
            if (profile) {
                read << *profile;
            }
        }
        return read;
    }();
    return profiles;
}

} // namespace owb::store
