// The fields that columns can be mapped to.

#include "store/mapping.h"
#include "store/mappingtext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using Text = MappingText;

const QList<Codec>& timeCodecs()
{
    static const QList<Codec> codecs{Codec::Epoch, Codec::Moment};
    return codecs;
}

const QList<Codec>& listCodecs()
{
    static const QList<Codec> codecs{
        Codec::Words, Codec::Lines, Codec::Commas, Codec::Pipes, Codec::JsonList, Codec::One};
    return codecs;
}

CanonicalField textField(const QString& name, const QString& title, bool required = false)
{
    return {name, title, required, false, {Codec::Text}};
}

CanonicalField timeField(const QString& name, const QString& title)
{
    return {name, title, false, false, timeCodecs()};
}

CanonicalField scopeField(const QString& title, bool isMember)
{
    return {u"scope"_s, title, false, isMember,
        {Codec::Words, Codec::Text, Codec::Commas, Codec::JsonList, Codec::Lines, Codec::Pipes}};
}

CanonicalField textMember(const QString& name, const QString& title)
{
    return {name, title, false, true, {Codec::Text}};
}

CanonicalField listMember(const QString& name, const QString& title)
{
    return {name, title, false, true, listCodecs()};
}

QList<CanonicalField> clientFields()
{
    return {textField(u"client_id"_s, Text::tr("Client identifier"), true),
        textField(u"client_secret"_s, Text::tr("Client secret")),
        {u"metadata"_s, Text::tr("All metadata"), false, false, {Codec::Members}},
        timeField(u"client_id_issued_at"_s, Text::tr("Registered at")),
        timeField(u"client_secret_expires_at"_s, Text::tr("Secret expires at")),
        textField(u"owner"_s, Text::tr("Owner")), {u"enabled"_s, Text::tr("Enabled"), false, false, {Codec::Boolean}},
        textMember(u"client_name"_s, Text::tr("Name")), listMember(u"redirect_uris"_s, Text::tr("Redirect URIs")),
        listMember(u"grant_types"_s, Text::tr("Grants")), listMember(u"response_types"_s, Text::tr("Response types")),
        scopeField(Text::tr("Scopes"), true),
        textMember(u"token_endpoint_auth_method"_s, Text::tr("Authentication method")),
        listMember(u"contacts"_s, Text::tr("Contacts")), textMember(u"client_uri"_s, Text::tr("Home page")),
        textMember(u"logo_uri"_s, Text::tr("Logo")), textMember(u"tos_uri"_s, Text::tr("Terms of service")),
        textMember(u"policy_uri"_s, Text::tr("Privacy policy")), textMember(u"jwks_uri"_s, Text::tr("Key set URI")),
        {u"jwks"_s, Text::tr("Key set"), false, true, {Codec::Json}},
        textMember(u"application_type"_s, Text::tr("Application type")),
        listMember(u"post_logout_redirect_uris"_s, Text::tr("Post-logout redirect URIs")),
        textMember(u"software_id"_s, Text::tr("Software")),
        textMember(u"software_version"_s, Text::tr("Software version"))};
}

/** What access and refresh tokens have in common, behind the token itself. */
QList<CanonicalField> commonTokenFields(bool clientRequired)
{
    return {textField(u"client_id"_s, Text::tr("Client"), clientRequired), textField(u"user_id"_s, Text::tr("User")),
        scopeField(Text::tr("Scopes"), false), timeField(u"issued_at"_s, Text::tr("Issued at")),
        {u"expires_in"_s, Text::tr("Lifetime in seconds"), false, false, {Codec::Integer}},
        timeField(u"expires_at"_s, Text::tr("Expires at"))};
}

CanonicalField revokedField()
{
    return {u"revoked"_s, Text::tr("Revoked"), false, false, {Codec::Boolean, Codec::Text}};
}

QList<CanonicalField> tokenFields()
{
    QList<CanonicalField> fields{textField(u"access_token"_s, Text::tr("Access token")),
        textField(u"refresh_token"_s, Text::tr("Refresh token")), textField(u"token_type"_s, Text::tr("Token type"))};
    fields += commonTokenFields(true);
    fields << timeField(u"access_revoked_at"_s, Text::tr("Access token revoked at"))
           << timeField(u"refresh_revoked_at"_s, Text::tr("Refresh token revoked at")) << revokedField();
    return fields;
}

QList<CanonicalField> refreshFields()
{
    QList<CanonicalField> fields{textField(u"refresh_token"_s, Text::tr("Refresh token"), true),
        textField(u"access_link"_s, Text::tr("Key of its access token"))};
    fields += commonTokenFields(false);
    fields << timeField(u"refresh_revoked_at"_s, Text::tr("Revoked at")) << revokedField();
    return fields;
}

QList<CanonicalField> codeFields()
{
    return {textField(u"code"_s, Text::tr("Code"), true), textField(u"client_id"_s, Text::tr("Client"), true),
        textField(u"user_id"_s, Text::tr("User")), textField(u"redirect_uri"_s, Text::tr("Redirect URI")),
        textField(u"response_type"_s, Text::tr("Response type")), scopeField(Text::tr("Scopes"), false),
        timeField(u"auth_time"_s, Text::tr("Issued at")),
        {u"expires_in"_s, Text::tr("Lifetime in seconds"), false, false, {Codec::Integer}},
        timeField(u"expires_at"_s, Text::tr("Expires at")), textField(u"nonce"_s, Text::tr("Nonce")),
        textField(u"code_challenge"_s, Text::tr("PKCE challenge")),
        textField(u"code_challenge_method"_s, Text::tr("PKCE method"))};
}

} // namespace

const QList<Entity>& allEntities()
{
    static const QList<Entity> entities{Entity::Client, Entity::Token, Entity::Refresh, Entity::Code};
    return entities;
}

const QList<CanonicalField>& canonicalFields(Entity entity)
{
    static const QHash<Entity, QList<CanonicalField>> fields{{Entity::Client, clientFields()},
        {Entity::Token, tokenFields()}, {Entity::Refresh, refreshFields()}, {Entity::Code, codeFields()}};
    return *fields.constFind(entity);
}

const CanonicalField* canonicalField(Entity entity, const QString& name)
{
    const auto& fields = canonicalFields(entity);
    const auto found = std::find_if(
        fields.cbegin(), fields.cend(), [&name](const CanonicalField& field) { return field.name == name; });
    return found == fields.cend() ? nullptr : &*found;
}

FieldOption optionOf(Entity entity, const QString& field, Codec codec)
{
    if (field == "client_id"_L1) {
        return entity == Entity::Client ? FieldOption::None : FieldOption::Client;
    }
    if (field == "client_secret"_L1) {
        return FieldOption::SecretScheme;
    }
    if (field == "access_token"_L1 || field == "refresh_token"_L1 || field == "code"_L1) {
        return FieldOption::TokenForm;
    }
    const bool ends = field == "expires_at"_L1 || field == "client_secret_expires_at"_L1;
    if (field == "expires_in"_L1 || (ends && codec == Codec::Epoch)) {
        return FieldOption::Zero;
    }
    if (codec == Codec::Boolean) {
        return FieldOption::Inverted;
    }
    return field == "revoked"_L1 ? FieldOption::Words : FieldOption::None;
}

QStringList secretSchemes()
{
    return {
        u"plain"_s, u"bcrypt"_s, u"argon2id"_s, u"pbkdf2_sha256"_s, u"scrypt"_s, u"sha256-hex"_s, u"sha256-base64"_s};
}

QStringList tokenForms()
{
    return {u"plain"_s, u"sha256-hex"_s, u"sha256-base64"_s, u"sha256-base64url"_s, u"jwt-jti"_s};
}

QString entityTitle(Entity entity)
{
    switch (entity) {
    case Entity::Client:
        return Text::tr("Clients");
    case Entity::Token:
        return Text::tr("Tokens");
    case Entity::Refresh:
        return Text::tr("Refresh tokens");
    case Entity::Code:
        return Text::tr("Codes");
    }
    return {};
}

QString codecTitle(Codec codec)
{
    switch (codec) {
    case Codec::Text:
        return Text::tr("Text");
    case Codec::Integer:
        return Text::tr("Whole number");
    case Codec::Epoch:
        return Text::tr("Seconds since 1970");
    case Codec::Moment:
        return Text::tr("Date and time");
    case Codec::Boolean:
        return Text::tr("Yes or no");
    case Codec::One:
        return Text::tr("One entry");
    case Codec::Lines:
        return Text::tr("One entry a line");
    case Codec::Words:
        return Text::tr("Parted by spaces");
    case Codec::Commas:
        return Text::tr("Parted by commas");
    case Codec::Pipes:
        return Text::tr("Parted by |");
    case Codec::JsonList:
        return Text::tr("JSON list");
    case Codec::Json:
        return Text::tr("JSON");
    case Codec::Members:
        return Text::tr("JSON object");
    case Codec::TaggedMembers:
        return Text::tr("JSON object of translations");
    }
    return {};
}

} // namespace owb::store
