#include "clientedits.h"

#include "input.h"
#include "json/jsontext.h"
#include "oauth/clientjson.h"
#include "oauth/membershape.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

const QString workbench = u"_workbench"_s;

/** A member that the standards name has their shape, whatever is stored; another keeps being a list. */
oauth::MemberShape shapeOf(const QString& member, const oauth::Client& client)
{
    const auto known = oauth::memberShape(member);
    const bool isList = known == oauth::MemberShape::Any && client.metadata.value(member).isArray();
    return isList ? oauth::MemberShape::List : known;
}

/** Strict JSON that begins with this bracket or quotation mark. */
bool isJson(const QString& given, QChar first)
{
    return given.trimmed().startsWith(first) && !json::jsonValueProblem(given);
}

bool beginsLikeJson(const QString& given)
{
    const QString trimmed = given.trimmed();
    return trimmed.startsWith(u'[') || trimmed.startsWith(u'{') || trimmed.startsWith(u'"');
}

/** A list: JSON, or words parted by spaces. What looks like neither is not guessed at. */
Taken<QString> listText(const QString& member, const QString& given)
{
    if (isJson(given, u'[')) {
        return given;
    }
    const bool words = member == "grant_types"_L1 || member == "response_types"_L1;
    if (beginsLikeJson(given) || (words && given.contains(u','))) {
        return tl::unexpected(usage(u"--set %1 takes a JSON list, or words parted by spaces."_s.arg(member)));
    }
    return json::jsonText(QJsonArray::fromStringList(given.split(u' ', Qt::SkipEmptyParts)));
}

/** JSON where it is JSON, otherwise a text, but only for a member that is a text or new: the rest is a slip. */
Taken<QString> anyText(const QString& member, const QString& given, const QJsonValue& stored)
{
    const auto problem = json::jsonValueProblem(given);
    if (!problem) {
        return given;
    }
    if (beginsLikeJson(given) || !(stored.isUndefined() || stored.isNull() || stored.isString())) {
        return tl::unexpected(usage(u"--set %1 takes JSON here, and this is not JSON: %2."_s.arg(member, *problem)));
    }
    return json::jsonText(given);
}

/** The JSON text of what --set gives. A name such as "2026" is a text: only quoted texts are taken as JSON there. */
Taken<QString> valueText(const QString& member, const QString& given, const oauth::Client& client)
{
    switch (shapeOf(member, client)) {
    case oauth::MemberShape::List:
        return listText(member, given);
    case oauth::MemberShape::Text:
        return isJson(given, u'"') ? given : json::jsonText(given);
    case oauth::MemberShape::Object:
    case oauth::MemberShape::Any:
        break;
    }
    return anyText(member, given, client.metadata.value(member));
}

Taken<json::JsonMembers> startingPoint(const Arguments& arguments)
{
    if (!isGiven(arguments.from)) {
        return json::JsonMembers();
    }
    const auto text = readText(arguments.from);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const auto parsed = json::JsonMembers::parse(*text);
    return parsed ? Taken<json::JsonMembers>(*parsed) : tl::unexpected(usage(parsed.error()));
}

/** Lays one --set over the changes. */
std::optional<Outcome> assign(json::JsonMembers& changes, const QString& assignment, const oauth::Client& client)
{
    const qsizetype equals = assignment.indexOf(u'=');
    if (equals <= 0) {
        return usage(u"--set takes member=value."_s);
    }
    const QString member = assignment.first(equals);
    if (member == workbench) {
        return usage(u"_workbench is this program's own and cannot be set."_s);
    }
    if (oauth::isSecretMember(member)) {
        return usage(u"A secret must not stand on a command line; give it with --from -, or use rotate-secret."_s);
    }
    const auto value = valueText(member, assignment.sliced(equals + 1), client);
    if (!value) {
        return value.error();
    }
    changes.setText(member, *value);
    return std::nullopt;
}

/** Lays one --unset over the changes. */
std::optional<Outcome> unset(json::JsonMembers& changes, const QString& member)
{
    if (member == workbench) {
        return usage(u"_workbench is this program's own and cannot be taken out."_s);
    }
    if (member == "client_secret"_L1) {
        return usage(
            u"--unset does not take a secret away. For a new one use rotate-secret; to make the client public, "
            "give {\"token_endpoint_auth_method\":\"none\",\"client_secret\":null} with --from -."_s);
    }
    changes.setText(member, u"null"_s);
    return std::nullopt;
}

Taken<json::JsonMembers> changesOf(const Arguments& arguments, const oauth::Client& client)
{
    auto changes = startingPoint(arguments);
    if (!changes) {
        return changes;
    }
    for (const std::string& assignment : arguments.set) {
        if (const auto wrong = assign(*changes, QString::fromStdString(assignment), client)) {
            return tl::unexpected(*wrong);
        }
    }
    for (const std::string& member : arguments.unset) {
        if (const auto wrong = unset(*changes, QString::fromStdString(member))) {
            return tl::unexpected(*wrong);
        }
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
