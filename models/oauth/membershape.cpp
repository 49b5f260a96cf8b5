#include "oauth/membershape.h"

#include "oauth/texts.h"

#include <QJsonArray>
#include <QStringList>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

const QStringList& listMembers()
{
    static const QStringList names{u"redirect_uris"_s, u"grant_types"_s, u"response_types"_s, u"contacts"_s,
        u"post_logout_redirect_uris"_s, u"request_uris"_s, u"default_acr_values"_s};
    return names;
}

const QStringList& textMembers()
{
    static const QStringList names{u"client_name"_s, u"client_uri"_s, u"logo_uri"_s, u"tos_uri"_s, u"policy_uri"_s,
        u"jwks_uri"_s, u"software_id"_s, u"software_version"_s, u"software_statement"_s, u"scope"_s,
        u"token_endpoint_auth_method"_s, u"token_endpoint_auth_signing_alg"_s, u"application_type"_s, u"subject_type"_s,
        u"sector_identifier_uri"_s, u"id_token_signed_response_alg"_s, u"initiate_login_uri"_s,
        u"backchannel_logout_uri"_s, u"frontchannel_logout_uri"_s};
    return names;
}

} // namespace

MemberShape memberShape(const QString& member)
{
    return textMembers().contains(member) ? MemberShape::Text
        : listMembers().contains(member)  ? MemberShape::List
        : member == "jwks"_L1             ? MemberShape::Object
                                          : MemberShape::Any;
}

std::optional<QString> shapeProblem(const QString& member, const QJsonValue& value)
{
    const auto unless = [](bool fits, const QString& reason) { return fits ? std::nullopt : std::optional(reason); };
    switch (memberShape(member)) {
    case MemberShape::Any:
        return std::nullopt;
    case MemberShape::Text:
        return unless(value.isString(),
            member == "scope"_L1
                ? ReasonText::tr("it must be one text with spaces between the scopes, like \"openid profile\"")
                : ReasonText::tr("it must be a text"));
    case MemberShape::Object:
        return unless(value.isObject(), ReasonText::tr("it must be a JSON object with the member keys"));
    case MemberShape::List:
        break;
    }
    const QJsonArray entries = value.toArray();
    const bool texts =
        std::all_of(entries.begin(), entries.end(), [](const QJsonValue& entry) { return entry.isString(); });
    return unless(value.isArray() && texts, ReasonText::tr("it must be a list of texts"));
}

QString likelyMember(const QString& name)
{
    static const QStringList others{u"client_id"_s, u"client_secret"_s, u"client_id_issued_at"_s,
        u"client_secret_expires_at"_s, u"jwks"_s, u"default_max_age"_s, u"require_auth_time"_s};
    const QStringList known = listMembers() + textMembers() + others;
    const int length = static_cast<int>(name.section(u'#', 0, 0).size()); // RFC 7591 section 2.2: client_name#ja
    if (known.contains(name.first(length))) {
        return {};
    }
    const auto near = std::find_if(known.cbegin(), known.cend(), [&name](const QString& one) {
        return std::abs(one.size() - name.size()) <= 1 && editDistance(one, name) == 1;
    });
    return near == known.cend() ? QString() : *near;
}

int editDistance(const QString& a, const QString& b)
{
    QList<int> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        int diagonal = row.at(0);
        row[0] = static_cast<int>(i);
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const int above = row.at(j);
            const int changed = diagonal + (a.at(i - 1) == b.at(j - 1) ? 0 : 1);
            row[j] = std::min({above + 1, row.at(j - 1) + 1, changed});
            diagonal = above;
        }
    }
    return row.constLast();
}

} // namespace owb::oauth
