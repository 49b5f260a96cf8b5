#include "oauth/tokenjson.h"

#include "json/jsontext.h"
#include "oauth/columntext.h"
#include "oauth/jsonline.h"
#include "oauth/texts.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

tl::unexpected<core::Error> tokenMemberNotAllowed(const QString& member, const QString& reason)
{
    return core::failure(core::Error::Kind::ValueNotAllowed, member, {reason});
}

/** A text member; absent stays absent. */
core::Result<std::optional<QString>> textMember(const json::JsonMembers& json, const QString& name)
{
    const QJsonValue value = json.value(name);
    if (value.isUndefined() || value.isNull()) {
        return std::optional<QString>();
    }
    if (name == "sub"_L1 && value.isDouble()) {
        return std::optional(json::jsonText(value)); // user keys are often numbers
    }
    return columnText(name, value).map([](const QString& text) { return std::optional(text); });
}

core::Result<> setLifetime(Token& token, const json::JsonMembers& json)
{
    if (!json.contains(u"expires_in"_s)) {
        return {};
    }
    const QJsonValue value = json.value(u"expires_in"_s);
    const double number = value.toDouble(-1);
    constexpr double longest = 1e10; // 300 years: beyond that a sum of seconds overflows somewhere
    if (!value.isDouble() || number < 0 || number > longest || static_cast<double>(value.toInteger()) != number) {
        return tokenMemberNotAllowed(u"expires_in"_s, ReasonText::tr("it must be whole seconds from 0 (never) on"));
    }
    token.expiresAt = value.toInteger() == 0 ? std::nullopt : std::optional(token.issuedAt + value.toInteger());
    return {};
}

core::Result<> setRefreshToken(Token& token, const json::JsonMembers& json)
{
    const QJsonValue value = json.value(u"refresh_token"_s);
    if (value.isBool()) {
        token.refreshToken = value.toBool() ? std::optional(newRefreshToken()) : std::nullopt;
    } else if (value.isString() && !value.toString().isEmpty()) {
        const auto given = secretText(u"refresh_token"_s, value);
        if (!given) {
            return tl::unexpected(given.error());
        }
        token.refreshToken = *given;
    } else if (!value.isUndefined() && !value.isNull()) {
        return tokenMemberNotAllowed(
            u"refresh_token"_s, ReasonText::tr("it must be a text, or true to have one generated"));
    }
    return {};
}

/** `_workbench`; that of a row with a number for a key and nothing wrong is put together by the million. */
std::string aboutRow(const Token& token, const Origin& origin, Reveal reveal)
{
    const RowKey& key = token.key;
    const bool isUsual = token.problems.isEmpty() && key.parts.size() == 1 && !key.ofRefreshTokens
        && key.parts.constFirst().typeId() == QMetaType::LongLong;
    if (!isUsual) {
        json::JsonMembers about = originJson(origin, key, reveal == Reveal::Yes ? key.text() : token.shownKey());
        addProblems(about, token.problems, reveal);
        return about.text().toStdString();
    }
    std::string out;
    JsonLine about(out);
    about.set("profile", QStringView(origin.profile));
    about.set("table", QStringView(origin.table));
    about.set("key", key.parts.constFirst().toLongLong());
    about.end();
    return out;
}

core::Result<> checkNames(const json::JsonMembers& json)
{
    static const QStringList known{u"client_id"_s, u"sub"_s, u"scope"_s, u"expires_in"_s, u"token_type"_s,
        u"access_token"_s, u"refresh_token"_s, u"_workbench"_s};
    for (const QString& name : json.names()) {
        if (!known.contains(name)) {
            return tokenMemberNotAllowed(
                name, ReasonText::tr("a token has no such member; it has %1").arg(known.first(7).join(u", "_s)));
        }
    }
    const QStringList twice = json.duplicateNames();
    return twice.isEmpty() ? core::Result<>()
                           : tokenMemberNotAllowed(twice.constFirst(), ReasonText::tr("it is there twice"));
}

} // namespace

json::JsonMembers originJson(const Origin& origin, const RowKey& key, const QString& shownKey)
{
    json::JsonMembers about;
    about.set(u"profile"_s, origin.profile);
    about.set(u"table"_s, origin.table);
    const bool number =
        key.parts.size() == 1 && !key.ofRefreshTokens && key.parts.constFirst().typeId() == QMetaType::LongLong;
    about.set(u"key"_s, number ? QJsonValue(key.parts.constFirst().toLongLong()) : QJsonValue(shownKey));
    return about;
}

void addProblems(json::JsonMembers& about, const QList<CellProblem>& problems, Reveal reveal)
{
    QJsonArray list;
    for (const CellProblem& problem : problems) {
        QJsonObject entry{{u"kind"_s, problemId(problem.kind)}, {u"column"_s, problem.column}};
        if (!problem.raw.isEmpty() && (reveal == Reveal::Yes || !mayHoldSecrets(problem.kind))) {
            entry[u"raw"_s] = problem.raw;
        }
        if (!problem.what.isEmpty()) {
            entry[u"what"_s] = problem.what;
        }
        list << entry;
    }
    if (!list.isEmpty()) {
        about.set(u"problems"_s, list);
    }
}

void appendJson(std::string& out, const Token& token, const Origin& origin, qint64 now, Reveal reveal)
{
    JsonLine json(out);
    const auto setToken = [&json, reveal](const char* name, const core::Secret& value) {
        reveal == Reveal::Yes ? json.set(name, value.reveal()) : json.set(name, QStringView(value.maskedToken()));
    };
    const TokenState state = token.stateAt(now);
    json.set("active", state == TokenState::Active);
    json.set("state", QStringView(stateId(state)));
    token.clientId ? json.set("client_id", QStringView(*token.clientId)) : json.setNull("client_id");
    json.set("token_type", QStringView(token.tokenType));
    json.set("scope", QStringView(token.scope));
    json.set("iat", token.issuedAt);
    if (token.expiresAt) {
        json.set("exp", *token.expiresAt);
    }
    if (token.userId) {
        json.set("sub", QStringView(*token.userId));
    }
    setToken("access_token", token.accessToken);
    if (token.refreshToken) {
        setToken("refresh_token", *token.refreshToken);
    }
    if (token.revocationTimesKnown && token.accessRevokedAt) {
        json.set("access_token_revoked_at", *token.accessRevokedAt);
    }
    if (token.revocationTimesKnown && token.refreshRevokedAt) {
        json.set("refresh_token_revoked_at", *token.refreshRevokedAt);
    }
    json.set("refresh_state", QStringView(stateId(token.refreshState())));
    json.setJson("_workbench", aboutRow(token, origin, reveal));
    json.end();
}

QString toJson(const Token& token, const Origin& origin, qint64 now, Reveal reveal)
{
    std::string line;
    appendJson(line, token, origin, now, reveal);
    return QString::fromStdString(line);
}

core::Result<Token> tokenFromJson(const QString& text, qint64 now)
{
    const auto json = json::JsonMembers::parse(text);
    if (!json) {
        return tl::unexpected(json.error());
    }
    Token token = newToken(now);
    std::optional<core::Error> failed;
    const auto take = [&](const QString& name, auto set) {
        const auto value = textMember(*json, name);
        if (!value) {
            failed = value.error();
        } else if (*value) {
            set(**value);
        }
    };
    take(u"client_id"_s, [&](const QString& value) { token.clientId = value; });
    take(u"sub"_s, [&](const QString& value) { token.userId = value; });
    take(u"scope"_s, [&](const QString& value) { token.scope = value; });
    take(u"token_type"_s, [&](const QString& value) { token.tokenType = value; });
    take(u"access_token"_s, [&](const QString& value) { token.accessToken = core::Secret(value); });
    if (failed) {
        return tl::unexpected(*failed);
    }
    for (const auto& done : {checkNames(*json), noMask(u"access_token"_s, json->value(u"access_token"_s)),
             setLifetime(token, *json), setRefreshToken(token, *json)}) {
        if (!done) {
            return tl::unexpected(done.error());
        }
    }
    const auto columns = extraColumnsOf(*json);
    if (!columns) {
        return tl::unexpected(columns.error());
    }
    token.extraColumns = *columns;
    return token;
}

} // namespace owb::oauth
