#include "clientedits.h"

#include "input.h"
#include "oauth/clientjson.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

/** --set takes JSON where the value is JSON, and otherwise a text; lists also as words parted by spaces. */
QString valueText(const QString& member, const QString& given)
{
    static const QStringList lists {u"redirect_uris"_s, u"grant_types"_s, u"response_types"_s, u"contacts"_s,
        u"post_logout_redirect_uris"_s};
    const QJsonArray parsed = QJsonDocument::fromJson(u"[%1]"_s.arg(given).toUtf8()).array();
    const bool json = parsed.size() == 1;
    if (lists.contains(member) && !(json && parsed.at(0).isArray())) {
        return oauth::jsonText(QJsonArray::fromStringList(given.split(u' ', Qt::SkipEmptyParts)));
    }
    // A name such as "2026" is a text: only lists, objects, quoted texts, true, false and null are taken as JSON there.
    static const QStringList texts {u"client_name"_s, u"scope"_s, u"client_uri"_s, u"logo_uri"_s, u"tos_uri"_s,
        u"policy_uri"_s, u"jwks_uri"_s, u"software_id"_s, u"software_version"_s, u"token_endpoint_auth_method"_s};
    const bool asText = texts.contains(member) && !(json && parsed.at(0).isString());
    return json && !asText ? given : oauth::jsonText(given);
}

core::Result<oauth::JsonMembers> changesOf(const Arguments& arguments)
{
    oauth::JsonMembers changes;
    if (isGiven(arguments.from)) {
        const auto text = readText(arguments.from);
        if (!text) {
            return tl::unexpected(text.error());
        }
        auto parsed = oauth::JsonMembers::parse(*text);
        if (!parsed) {
            return parsed;
        }
        changes = *parsed;
    }
    for (const std::string& assignment : arguments.set) {
        const QString text = QString::fromStdString(assignment);
        const qsizetype equals = text.indexOf(u'=');
        if (equals <= 0) {
            return core::failure(core::Error::Kind::InvalidQuery, text, {u"--set member=value"_s});
        }
        const QString member = text.first(equals);
        if (member == "client_secret"_L1) {
            return core::failure(core::Error::Kind::ValueNotAllowed, member,
                {u"a secret must not stand on a command line; use rotate-secret --secret -"_s});
        }
        changes.setText(member, valueText(member, text.sliced(equals + 1)));
    }
    for (const std::string& member : arguments.unset) {
        changes.setText(QString::fromStdString(member), u"null"_s);
    }
    return changes;
}

} // namespace

core::Result<oauth::Client> edited(const oauth::Client& client, const Arguments& arguments)
{
    const auto changes = changesOf(arguments);
    if (!changes) {
        return tl::unexpected(changes.error());
    }
    return oauth::withMembers(client, *changes);
}

} // namespace owb::cli
