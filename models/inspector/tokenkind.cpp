#include "inspector/tokenkind.h"

#include "inspector/rulefacts.h"
#include "inspector/texts.h"

#include <QMetaEnum>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

struct TypeName
{
    QLatin1StringView type; // in small letters, without "application/"
    TokenKind kind;
};

constexpr std::array typeNames{
    TypeName{"at+jwt"_L1, TokenKind::AccessToken},
    TypeName{"dpop+jwt"_L1, TokenKind::DpopProof},
    TypeName{"logout+jwt"_L1, TokenKind::LogoutToken},
    TypeName{"oauth-authz-req+jwt"_L1, TokenKind::RequestObject},
    TypeName{"token-introspection+jwt"_L1, TokenKind::IntrospectionResponse},
    TypeName{"client-authentication+jwt"_L1, TokenKind::ClientAssertion},
    TypeName{"kb+jwt"_L1, TokenKind::KeyBinding},
};

std::optional<Classification> byType(const jose::JoseHeader& header)
{
    const QString type = mediaType(header);
    const QString said = readable(header.string(u"typ"_s));
    const auto* const found =
        std::find_if(typeNames.begin(), typeNames.end(), [&](const TypeName& one) { return type == one.type; });
    if (found != typeNames.end() || type.endsWith("sd-jwt"_L1)) { // dc+sd-jwt and others: RFC 9901 section 9.11
        return Classification{found != typeNames.end() ? found->kind : TokenKind::SdJwt,
            FindingText::tr("its header says “%1”").arg(said)};
    }
    // Words like "JWS" or "Bearer" settle nothing; a media type that is none of these settles that it is none of them.
    return type.endsWith("+jwt"_L1)
        ? std::optional(Classification{TokenKind::Jwt, FindingText::tr("its header says “%1”, another kind").arg(said)})
        : std::nullopt;
}

Classification holding(TokenKind kind, const QString& claim)
{
    return {kind, FindingText::tr("it holds “%1”").arg(claim)};
}

Classification holding(TokenKind kind, const QString& claim, const QString& another)
{
    return {kind, FindingText::tr("it holds “%1” and “%2”").arg(claim, another)};
}

/** Claims that stand in one kind only. */
std::optional<Classification> byOwnClaims(const json::JsonMembers& claims)
{
    if (hasAll(claims, {u"htm"_s, u"htu"_s})) {
        return holding(TokenKind::DpopProof, u"htm"_s, u"htu"_s);
    }
    if (claims.contains(u"events"_s)) {
        const QString logout = u"http://schemas.openid.net/event/backchannel-logout"_s;
        return claims.valueText(u"events"_s).contains(logout)
            ? holding(TokenKind::LogoutToken, u"events"_s)
            : Classification{TokenKind::Jwt, FindingText::tr("it holds “events”, but none of them is a logout")};
    }
    for (const auto& [claim, kind] : {std::pair(u"token_introspection"_s, TokenKind::IntrospectionResponse),
             std::pair(u"sd_hash"_s, TokenKind::KeyBinding), std::pair(u"_sd_alg"_s, TokenKind::SdJwt),
             std::pair(u"_sd"_s, TokenKind::SdJwt)}) {
        if (claims.contains(claim)) {
            return holding(kind, claim);
        }
    }
    if (hasAll(claims, {u"response_type"_s, u"client_id"_s})) {
        return holding(TokenKind::RequestObject, u"response_type"_s, u"client_id"_s);
    }
    for (const QString& claim : {u"code"_s, u"error"_s}) { // JARM section 2.1
        if (hasAll(claims, {claim, u"iss"_s, u"aud"_s}) && !claims.contains(u"sub"_s)) {
            return holding(TokenKind::AuthorizationResponse, claim, u"aud"_s);
        }
    }
    return {};
}

/** RFC 7523 section 3: a client speaks of itself, and not for long. A list of keys makes it a federation's statement.
 */
bool isAboutItself(const json::JsonMembers& claims)
{
    constexpr double longest = 24 * 60 * 60;
    const QString issuer = claims.string(u"iss"_s);
    const bool isClient = !claims.contains(u"client_id"_s) || claims.string(u"client_id"_s) == issuer;
    return !issuer.isEmpty() && issuer == claims.string(u"sub"_s) && isClient && !claims.contains(u"scope"_s)
        && !claims.contains(u"jwks"_s) && claims.contains(u"exp"_s) && lifetimeOf(claims).value_or(0) <= longest;
}

std::optional<Classification> byUsualClaims(const json::JsonMembers& claims)
{
    for (const QString& claim : {u"nonce"_s, u"at_hash"_s, u"c_hash"_s}) {
        if (claims.contains(claim)) {
            return holding(TokenKind::IdToken, claim);
        }
    }
    if (isAboutItself(claims)) {
        return Classification{
            TokenKind::ClientAssertion, FindingText::tr("its issuer speaks of itself, and not for long")};
    }
    // Many servers name the client "azp" in access tokens, too; an ID Token has no scope.
    for (const QString& client : {u"client_id"_s, u"azp"_s}) {
        for (const QString& scope : {u"scope"_s, u"scp"_s}) {
            if (hasAll(claims, {client, scope})) {
                return holding(TokenKind::AccessToken, client, scope);
            }
        }
    }
    return claims.contains(u"azp"_s) ? std::optional(holding(TokenKind::IdToken, u"azp"_s)) : std::nullopt;
}

} // namespace

Classification classify(const jose::JoseHeader& header, const json::JsonMembers& claims)
{
    for (const auto& found : {byType(header), byOwnClaims(claims), byUsualClaims(claims)}) {
        if (found) {
            return *found;
        }
    }
    return {TokenKind::Jwt, FindingText::tr("neither its header nor its claims say what it is for")};
}

QString title(Classification::Kind kind)
{
    switch (kind) {
    case TokenKind::Jwt:
        return FindingText::tr("JWT");
    case TokenKind::AccessToken:
        return FindingText::tr("JWT access token");
    case TokenKind::IdToken:
        return FindingText::tr("ID Token");
    case TokenKind::LogoutToken:
        return FindingText::tr("Logout token");
    case TokenKind::DpopProof:
        return FindingText::tr("DPoP proof");
    case TokenKind::ClientAssertion:
        return FindingText::tr("Client assertion");
    case TokenKind::RequestObject:
        return FindingText::tr("Request object");
    case TokenKind::AuthorizationResponse:
        return FindingText::tr("Signed authorization response");
    case TokenKind::IntrospectionResponse:
        return FindingText::tr("Signed introspection response");
    case TokenKind::SdJwt:
        return FindingText::tr("SD-JWT");
    case TokenKind::KeyBinding:
        return FindingText::tr("Key-binding token");
    }
    return {};
}

QString name(Classification::Kind kind)
{
    QString result;
    for (const QChar c : QString::fromLatin1(QMetaEnum::fromType<TokenKind>().valueToKey(static_cast<int>(kind)))) {
        result += (c.isUpper() && !result.isEmpty() ? u"_"_s : QString()) + c.toLower();
    }
    return result;
}

std::optional<Classification::Kind> kindNamed(const QString& wanted)
{
    const QMetaEnum kinds = QMetaEnum::fromType<TokenKind>();
    for (int i = 0; i < kinds.keyCount(); ++i) {
        const auto kind = static_cast<TokenKind>(kinds.value(i));
        if (name(kind) == wanted) {
            return kind;
        }
    }
    return {};
}

} // namespace owb::inspector
