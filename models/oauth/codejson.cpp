#include "oauth/codejson.h"

#include "core/random.h"
#include "json/jsontext.h"
#include "oauth/columntext.h"
#include "oauth/texts.h"
#include "oauth/token.h"

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

constexpr int codeLength = 48;

/** The members of a new code, each with where it goes. */
struct CodeMembers
{
    QString clientId, sub, redirectUri, scope, responseType, challenge, method, nonce, code;

    [[nodiscard]] QMap<QString, QString*> places()
    {
        return {{u"client_id"_s, &clientId}, {u"sub"_s, &sub}, {u"redirect_uri"_s, &redirectUri}, {u"scope"_s, &scope},
            {u"response_type"_s, &responseType}, {u"code_challenge"_s, &challenge},
            {u"code_challenge_method"_s, &method}, {u"nonce"_s, &nonce}, {u"code"_s, &code}};
    }
};

core::Result<CodeMembers> membersOf(const json::JsonMembers& json)
{
    CodeMembers members;
    const auto places = members.places();
    for (const QString& name : json.names()) {
        if (name == "_workbench"_L1) {
            continue;
        }
        if (!places.contains(name)) {
            const QStringList known = places.keys();
            return core::failure(core::Error::Kind::ValueNotAllowed, name,
                {ReasonText::tr("a code has no such member; it has %1").arg(known.join(u", "_s))});
        }
        const QJsonValue value = json.value(name);
        const auto text = value.isDouble() && name == "sub"_L1 ? core::Result<QString>(json::jsonText(value))
            : value.isNull()                                   ? core::Result<QString>(QString())
                                                               : columnText(name, value);
        if (!text) {
            return tl::unexpected(text.error());
        }
        *places.value(name) = *text;
    }
    return members;
}

} // namespace

QString toJson(const AuthorizationCode& code, const Origin& origin, qint64 now, Reveal reveal)
{
    json::JsonMembers json;
    json.set(u"state"_s, stateId(code.stateAt(now)));
    json.set(u"code"_s, reveal == Reveal::Yes ? code.code.revealText() : code.code.maskedToken());
    json.set(u"client_id"_s, code.clientId ? QJsonValue(*code.clientId) : QJsonValue(QJsonValue::Null));
    json.set(u"redirect_uri"_s, code.redirectUri);
    json.set(u"scope"_s, code.scope);
    if (code.userId) {
        json.set(u"sub"_s, *code.userId);
    }
    json.set(u"iat"_s, code.authTime);
    if (code.expiresAt) {
        json.set(u"exp"_s, *code.expiresAt);
    }
    if (!code.responseType.isEmpty()) {
        json.set(u"response_type"_s, code.responseType);
    }
    if (code.hasChallenge) { // plain where nothing is said, RFC 7636 section 4.3
        json.set(
            u"code_challenge_method"_s, code.codeChallengeMethod.isEmpty() ? u"plain"_s : code.codeChallengeMethod);
    }
    json::JsonMembers about = originJson(origin, code.key, reveal == Reveal::Yes ? code.key.text() : code.shownKey());
    addProblems(about, code.problems, reveal);
    json.setText(u"_workbench"_s, about.text());
    return json.text();
}

core::Result<AuthorizationCode> codeFromJson(const QString& text, qint64 now)
{
    const auto json = json::JsonMembers::parse(text);
    if (!json) {
        return tl::unexpected(json.error());
    }
    const auto members = membersOf(*json);
    const auto columns = extraColumnsOf(*json);
    if (!members || !columns) {
        return tl::unexpected(members ? columns.error() : members.error());
    }
    if (members->clientId.isEmpty()) {
        return core::failure(
            core::Error::Kind::ValueNotAllowed, u"client_id"_s, {ReasonText::tr("a code is issued to a client")});
    }
    AuthorizationCode code;
    code.clientId = members->clientId;
    if (!members->sub.isEmpty()) {
        code.userId = members->sub;
    }
    code.redirectUri = members->redirectUri;
    code.scope = members->scope;
    code.responseType = members->responseType.isEmpty() ? u"code"_s : members->responseType;
    code.authTime = now;
    code.codeChallenge = members->challenge;
    code.hasChallenge = !members->challenge.isEmpty();
    code.codeChallengeMethod = members->method.isEmpty() && code.hasChallenge ? u"S256"_s : members->method;
    code.nonce = members->nonce;
    code.code = core::Secret(members->code.isEmpty() ? core::randomText(codeLength) : members->code);
    code.extraColumns = *columns;
    return code;
}

} // namespace owb::oauth
