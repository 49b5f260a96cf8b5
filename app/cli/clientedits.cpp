#include "clientedits.h"

#include "input.h"
#include "oauth/clientjson.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

bool isListMember(const QString& member, const oauth::Client& client)
{
    static const QStringList lists{
        u"redirect_uris"_s, u"grant_types"_s, u"response_types"_s, u"contacts"_s, u"post_logout_redirect_uris"_s};
    return lists.contains(member) || client.metadata.value(member).isArray();
}

/** A list: JSON, or words parted by spaces. What looks like neither is not guessed at. */
Taken<QString> listText(const QString& member, const QString& given)
{
    const bool looksJson = given.startsWith(u'[') || given.startsWith(u'{') || given.startsWith(u'"');
    const bool words = member == "grant_types"_L1 || member == "response_types"_L1;
    if (looksJson || (words && given.contains(u','))) {
        return tl::unexpected(usage(u"--set %1 takes a JSON list, or words parted by spaces."_s.arg(member)));
    }
    return oauth::jsonText(QJsonArray::fromStringList(given.split(u' ', Qt::SkipEmptyParts)));
}

/** --set takes JSON where the value is JSON, and otherwise a text; lists also as words parted by spaces. */
Taken<QString> valueText(const QString& member, const QString& given, const oauth::Client& client)
{
    const QJsonArray parsed = QJsonDocument::fromJson(u"[%1]"_s.arg(given).toUtf8()).array();
    const bool json = parsed.size() == 1;
    if (isListMember(member, client) && !(json && parsed.at(0).isArray())) {
        return listText(member, given);
    }
    // A name such as "2026" is a text: only quoted texts are taken as JSON there.
    static const QStringList texts{u"client_name"_s, u"scope"_s, u"client_uri"_s, u"logo_uri"_s, u"tos_uri"_s,
        u"policy_uri"_s, u"jwks_uri"_s, u"software_id"_s, u"software_version"_s, u"token_endpoint_auth_method"_s};
    const bool asText = texts.contains(member) && !(json && parsed.at(0).isString());
    return json && !asText ? given : oauth::jsonText(given);
}

Taken<oauth::JsonMembers> startingPoint(const Arguments& arguments)
{
    if (!isGiven(arguments.from)) {
        return oauth::JsonMembers();
    }
    const auto text = readText(arguments.from);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const auto parsed = oauth::JsonMembers::parse(*text);
    return parsed ? Taken<oauth::JsonMembers>(*parsed) : tl::unexpected(usage(parsed.error()));
}

Taken<oauth::JsonMembers> changesOf(const Arguments& arguments, const oauth::Client& client)
{
    auto changes = startingPoint(arguments);
    if (!changes) {
        return changes;
    }
    for (const std::string& assignment : arguments.set) {
        const QString text = QString::fromStdString(assignment);
        const qsizetype equals = text.indexOf(u'=');
        if (equals <= 0) {
            return tl::unexpected(usage(u"--set takes member=value."_s));
        }
        const QString member = text.first(equals);
        if (member == "_workbench"_L1) {
            return tl::unexpected(usage(u"_workbench is this program's own and cannot be set."_s));
        }
        if (member == "client_secret"_L1) {
            return tl::unexpected(usage(u"A secret must not stand on a command line; use rotate-secret --secret -."_s));
        }
        const auto value = valueText(member, text.sliced(equals + 1), client);
        if (!value) {
            return tl::unexpected(value.error());
        }
        changes->setText(member, *value);
    }
    for (const std::string& member : arguments.unset) {
        changes->setText(QString::fromStdString(member), u"null"_s);
    }
    return changes;
}

} // namespace

Taken<oauth::Client> edited(const oauth::Client& client, const Arguments& arguments)
{
    const auto changes = changesOf(arguments, client);
    if (!changes) {
        return tl::unexpected(changes.error());
    }
    const auto changed = oauth::withMembers(client, *changes);
    return changed ? Taken<oauth::Client>(*changed) : tl::unexpected(failed(changed.error()));
}

} // namespace owb::cli
