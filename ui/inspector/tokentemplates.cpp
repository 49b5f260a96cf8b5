#include "core/random.h"
#include "inspector/inspectortext.h"
#include "inspector/tokenmaking.h"
#include "json/jsontext.h"

#include <QJsonValue>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int lifetime = 3600;
constexpr int assertionLifetime = 300; // made for one request
const QString issuer = u"https://issuer.example"_s;

/** In the order in which they are given; QJsonObject would sort them. */
using Claims = QList<std::pair<QString, QJsonValue>>;

QString linesOf(const Claims& claims)
{
    QStringList lines;
    for (const auto& [name, value] : claims) {
        lines << u"  \"%1\": "_s.arg(name) + json::jsonText(value);
    }
    return u"{\n"_s + lines.join(u",\n"_s) + u"\n}"_s;
}

/** RFC 9068 section 2.2. */
TokenTemplate accessToken(qint64 now)
{
    return {InspectorText::tr("Access token (RFC 9068)"), u"at+jwt"_s,
        linesOf({{u"iss"_s, issuer}, {u"sub"_s, u"alice"_s}, {u"aud"_s, u"https://api.example"_s},
            {u"client_id"_s, u"my-client"_s}, {u"scope"_s, u"openid profile"_s}, {u"iat"_s, now},
            {u"exp"_s, now + lifetime}, {u"jti"_s, core::randomText(22)}})};
}

/** OpenID Connect Core section 2. */
TokenTemplate idToken(qint64 now)
{
    return {InspectorText::tr("ID Token"), u"JWT"_s,
        linesOf({{u"iss"_s, issuer}, {u"sub"_s, u"alice"_s}, {u"aud"_s, u"my-client"_s},
            {u"nonce"_s, core::randomText(22)}, {u"auth_time"_s, now}, {u"iat"_s, now}, {u"exp"_s, now + lifetime}})};
}

/** RFC 7523 section 3, with the type of rfc7523bis section 4. */
TokenTemplate clientAssertion(qint64 now)
{
    return {InspectorText::tr("Client assertion"), u"client-authentication+jwt"_s,
        linesOf({{u"iss"_s, u"my-client"_s}, {u"sub"_s, u"my-client"_s}, {u"aud"_s, issuer}, {u"iat"_s, now},
            {u"exp"_s, now + assertionLifetime}, {u"jti"_s, core::randomText(22)}})};
}

} // namespace

QList<TokenTemplate> tokenTemplates(qint64 now)
{
    return {accessToken(now), idToken(now), clientAssertion(now)};
}

} // namespace owb::ui
