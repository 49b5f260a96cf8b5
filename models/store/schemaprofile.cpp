#include "store/schemaprofile.h"

#include "store/profilereader.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

static void initSchemaResources()
{
    Q_INIT_RESOURCE(schemas); // outside any namespace, as the macro demands
}

using namespace Qt::StringLiterals;

namespace owb::store {

const EntityProfile& SchemaProfile::entity(Entity which) const
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

EntityProfile& SchemaProfile::entity(Entity which)
{
    return const_cast<EntityProfile&>(std::as_const(*this).entity(which));
}

namespace {

/** What is wrong with how rows name the one that they were refreshed from; nothing when all is well. */
QString familyProblem(const SchemaProfile& profile)
{
    const auto found = profile.token.fields.constFind(u"refreshed_from"_s);
    const bool isThere = found != profile.token.fields.constEnd();
    if (isThere && found->refersToRefresh && !profile.refresh.fields.contains(u"access_link"_s)) {
        return u"field \"refreshed_from\" refers to rows of refresh tokens, which need an \"access_link\""_s;
    }
    if (isThere && !found->refersToRefresh && !profile.token.fields.contains(u"refresh_token"_s)) {
        return u"field \"refreshed_from\" holds a refresh token, which no field of \"token\" does"_s;
    }
    return profile.refresh.fields.contains(u"refreshed_from"_s)
        ? u"field \"refreshed_from\" belongs to \"token\", which says what it was refreshed from"_s
        : QString();
}

} // namespace

core::Result<SchemaProfile> SchemaProfile::fromJson(const QByteArray& json, const QString& source)
{
    QJsonParseError error;
    const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError) {
        return core::failure(core::Error::Kind::InvalidProfile, source, {error.errorString()});
    }
    ProfileReader reader;
    reader.expect(u"the profile"_s, root,
        {u"format"_s, u"id"_s, u"title"_s, u"version"_s, u"rank"_s, u"read_only"_s, u"no_new_clients"_s,
            u"no_new_tokens"_s, u"hint"_s, u"family_gaps"_s, u"beside"_s, u"rules"_s, u"entities"_s, u"operations"_s});
    SchemaProfile profile;
    profile.id = root[u"id"].toString();
    profile.title = root[u"title"].toString();
    profile.version = root[u"version"].toString();
    profile.rank = root[u"rank"].toInt();
    profile.readOnlyReason = root[u"read_only"].toString();
    profile.noNewClientsReason = root[u"no_new_clients"].toString();
    profile.noNewTokensReason = root[u"no_new_tokens"].toString();
    profile.hint = root[u"hint"].toString();
    profile.familyGaps = root[u"family_gaps"].toString();
    profile.beside = ProfileReader::strings(root[u"beside"]);
    const QJsonObject rules = root[u"rules"].toObject();
    reader.expect(u"rules"_s, rules,
        {u"either_revocation_refuses_access"_s, u"public_without_secret"_s, u"null_without_secret"_s,
            u"owner_for_no_user"_s, u"sorted_metadata"_s, u"time_digits"_s, u"code_lifetime"_s});
    profile.timeDigits = rules[u"time_digits"].toInt();
    profile.publicWithoutSecret = rules[u"public_without_secret"].toBool();
    profile.sortedMetadata = rules[u"sorted_metadata"].toBool();
    profile.nullWithoutSecret = profile.publicWithoutSecret || rules[u"null_without_secret"].toBool();
    profile.ownerForNoUser = rules[u"owner_for_no_user"].toBool();
    profile.eitherRevocationRefusesAccess = rules[u"either_revocation_refuses_access"].toBool();
    profile.codeLifetime = rules[u"code_lifetime"].toInteger();
    const QJsonObject entities = root[u"entities"].toObject();
    profile.client = reader.entity(u"client"_s, entities[u"client"].toObject());
    profile.token = reader.entity(u"token"_s, entities[u"token"].toObject());
    profile.refresh = reader.entity(u"refresh"_s, entities[u"refresh"].toObject());
    profile.code = reader.entity(u"code"_s, entities[u"code"].toObject());
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
    if (const QString problem = familyProblem(profile); !problem.isEmpty()) {
        reader.complain(problem);
    }
    if (!reader.problem().isEmpty()) {
        return core::failure(core::Error::Kind::InvalidProfile, source, {reader.problem()});
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

bool SchemaProfile::removesRevoked() const
{
    const QList<Step> steps = operations.value(u"revoke_both"_s) + operations.value(u"refresh_revoke_both"_s);
    return std::any_of(
        steps.cbegin(), steps.cend(), [](const Step& step) { return step.action == Step::Action::Delete; });
}

} // namespace owb::store
