#include "inspector/rulefacts.h"
#include "inspector/texts.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

void checkProfile(const Case& subject, QList<Finding>& findings)
{
    if (mediaType(subject.header) != u"at+jwt") {
        const bool isClaimed = subject.circumstances.server.followsRfc9068;
        const QString type = subject.header.string(u"typ"_s);
        findings << Finding{isClaimed ? Severity::Error : Severity::Note, u"T-AT-01"_s, u"typ"_s,
            type.isEmpty() ? FindingText::tr("The header has no “typ”; “at+jwt” is that of access tokens.")
                           : FindingText::tr("The header's “typ” is “%1” instead of “at+jwt”.").arg(readable(type)),
            FindingText::tr("Without it an API cannot tell it from an ID Token."), u"RFC 9068 §2.1"_s};
    }
    needClaims(subject, {u"client_id"_s}, u"T-AT-02"_s, FindingText::tr("An API cannot tell which client calls it."),
        u"RFC 9068 §2.2"_s, findings);
    needClaims(subject, {u"iat"_s, u"jti"_s}, u"T-AT-03"_s,
        FindingText::tr("Its age cannot be told, or it cannot be told from others."), u"RFC 9068 §2.2"_s, findings);
    if (isSymmetric(subject.header)) {
        findings << Finding{Severity::Warning, u"T-AT-06"_s, u"alg"_s,
            FindingText::tr("The token is signed with a shared secret, %1.").arg(subject.header.algorithm()),
            FindingText::tr("Every API that can verify it can also write such tokens."), u"RFC 9068 §2.1"_s};
    }
}

void checkScope(const Case& subject, QList<Finding>& findings)
{
    QString other;
    for (const QString& claim : {u"scp"_s, u"scopes"_s}) {
        other = subject.claims.contains(claim) ? claim : other;
    }
    const QString scope = subject.claims.string(u"scope"_s);
    const bool isAbsent = !subject.claims.contains(u"scope"_s);
    if (isAbsent && !other.isEmpty()) {
        findings << Finding{Severity::Warning, u"T-AT-05"_s, other,
            FindingText::tr("The scope stands in “%1” instead of “scope”.").arg(other),
            FindingText::tr("An API that goes by the standard sees a token without any scope."), u"RFC 9068 §2.2.3"_s};
    } else if (scope.contains(u',')) {
        findings << Finding{Severity::Warning, u"T-AT-05"_s, u"scope"_s,
            FindingText::tr("The scope “%1” has commas in it.").arg(readable(scope)),
            FindingText::tr("Its values are parted by spaces; with commas they are one long value."),
            u"RFC 8693 §4.2"_s};
    } else if (isAbsent && !subject.circumstances.request.scope.value_or(QString()).isEmpty()) {
        findings << Finding{Severity::Warning, u"T-AT-04"_s, u"scope"_s,
            FindingText::tr("The scope “%1” was asked for, and the token names none.")
                .arg(readable(*subject.circumstances.request.scope)),
            FindingText::tr("An API cannot tell what the token allows."), u"RFC 9068 §2.2.3"_s};
    }
}

/** Scope values of OpenID Connect belong to UserInfo, and one that begins with an audience says whose it is. */
void checkAudiences(const Case& subject, QList<Finding>& findings)
{
    static const QStringList ofUserInfo{
        u"openid"_s, u"profile"_s, u"email"_s, u"address"_s, u"phone"_s, u"offline_access"_s};
    QStringList audiences = subject.claims.strings(u"aud"_s);
    audiences.removeIf([](const QString& audience) { return audience.endsWith("/userinfo"_L1); });
    const QStringList scope = wordsOf(subject.claims, u"scope"_s);
    const auto unclear = std::find_if(scope.begin(), scope.end(), [&](const QString& word) {
        return !ofUserInfo.contains(word)
            && std::none_of(
                audiences.begin(), audiences.end(), [&](const QString& audience) { return word.startsWith(audience); });
    });
    if (audiences.size() > 1 && unclear != scope.end()) {
        findings << Finding{Severity::Warning, u"T-AT-08"_s, u"aud"_s,
            FindingText::tr("The token is for %1 audiences, and nothing says for which of them “%2” is.")
                .arg(QString::number(audiences.size()), readable(*unclear)),
            FindingText::tr("Each of them grants it; ask for one token for each."), u"RFC 9068 §5"_s};
    }
}

void checkIdToken(const Case& subject, QList<Finding>& findings)
{
    const QString mark = idTokenMark(subject);
    if (!mark.isEmpty()) {
        findings << Finding{Severity::Error, u"T-AT-07"_s, mark,
            mark == u"aud" ? FindingText::tr("The token is for the client alone, as ID Tokens are.")
                           : FindingText::tr("The token holds “%1”, as ID Tokens do.").arg(mark),
            FindingText::tr("An ID Token tells a client who signed in; no API should take it."), u"RFC 9068 §4"_s};
    }
}

/** Whether a grant involves a user; nothing for those that may or may not. */
std::optional<bool> involvesUser(const QString& grant)
{
    static const QStringList withUser{u"authorization_code"_s, u"implicit"_s, u"password"_s,
        u"urn:ietf:params:oauth:grant-type:device_code"_s, u"urn:openid:params:grant-type:ciba"_s};
    if (grant == u"client_credentials") {
        return false;
    }
    return withUser.contains(grant) ? std::optional(true) : std::nullopt;
}

/** The subject of a token without a user need not be the client's identifier, but is made of it. */
void checkWhose(const Case& subject, QList<Finding>& findings)
{
    const auto hasUser = involvesUser(subject.circumstances.request.grantType);
    const QString client = clientOf(subject);
    const QString whose = subject.claims.string(u"sub"_s);
    if (!hasUser || client.isEmpty() || whose.isEmpty()) {
        return;
    }
    if (!*hasUser && !whose.contains(client)) {
        findings << Finding{Severity::Warning, u"T-AT-09"_s, u"sub"_s,
            FindingText::tr("No user was involved, but the subject “%1” is not the client “%2”.")
                .arg(readable(whose), readable(client)),
            FindingText::tr("An API takes the client for a user."), u"RFC 9068 §5"_s};
    } else if (*hasUser && whose == client) {
        findings << Finding{Severity::Warning, u"T-AT-09"_s, u"sub"_s,
            FindingText::tr("A user was involved, but the subject is the client, “%1”.").arg(readable(client)),
            FindingText::tr("An API takes the user for the client itself."), u"RFC 9068 §2.2"_s};
    }
}

void checkDetails(const json::JsonMembers& claims, QList<Finding>& findings)
{
    const QJsonValue value = claims.value(u"authorization_details"_s);
    const QJsonArray entries = value.toArray();
    const bool isSound = value.isArray() && std::all_of(entries.begin(), entries.end(), [](const auto& entry) {
        return entry.toObject().value(u"type"_s).isString();
    });
    if (claims.contains(u"authorization_details"_s) && !isSound) {
        findings << Finding{Severity::Error, u"T-AT-18"_s, u"authorization_details"_s,
            FindingText::tr("“authorization_details” is no list of objects with a “type”."),
            FindingText::tr("An API cannot tell what was authorized."), u"RFC 9396 §2"_s};
    }
}

/** RFC 8693 section 4.1: the current actor is the outermost; those inside are history. */
void checkActors(const json::JsonMembers& claims, QList<Finding>& findings)
{
    constexpr qsizetype most = 8;
    QStringList actors;
    QJsonObject actor = claims.value(u"act"_s).toObject();
    if (actor.isEmpty()) {
        return;
    }
    bool hasForeign = false;
    while (!actor.isEmpty() && actors.size() < most) {
        const QString who = actor.value(u"sub"_s).toString(actor.value(u"client_id"_s).toString());
        actors << readable(who);
        hasForeign = hasForeign || actor.contains(u"exp"_s) || actor.contains(u"nbf"_s) || actor.contains(u"aud"_s);
        actor = actor.value(u"act"_s).toObject();
    }
    findings << Finding{Severity::Note, u"T-AT-19"_s, u"act"_s,
        FindingText::tr("“%1” acts for the subject.").arg(actors.join(u"” ← “"_s)),
        hasForeign ? FindingText::tr("Only the first of them counts, and times or audiences in “act” mean nothing.")
                   : FindingText::tr("Only the first of them counts for what the token allows."),
        u"RFC 8693 §4.1"_s};
}

} // namespace

void accessTokenRules(const Case& subject, QList<Finding>& findings)
{
    if (subject.kind != TokenKind::AccessToken) {
        return;
    }
    checkProfile(subject, findings);
    checkScope(subject, findings);
    checkAudiences(subject, findings);
    checkIdToken(subject, findings);
    checkWhose(subject, findings);
    checkDetails(subject.claims, findings);
    checkActors(subject.claims, findings);
    liveRules(subject, findings);
}

} // namespace owb::inspector
