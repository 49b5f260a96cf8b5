#include "clientedits.h"

#include "input.h"
#include "oauth/clientjson.h"
#include "oauth/membershape.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

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
    return given.trimmed().startsWith(first) && !oauth::jsonValueProblem(given);
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
    return oauth::jsonText(QJsonArray::fromStringList(given.split(u' ', Qt::SkipEmptyParts)));
}

/** JSON where it is JSON, otherwise a text, but only for a member that is a text or new: the rest is a slip. */
Taken<QString> anyText(const QString& member, const QString& given, const QJsonValue& stored)
{
    const auto problem = oauth::jsonValueProblem(given);
    if (!problem) {
        return given;
    }
    if (beginsLikeJson(given) || !(stored.isUndefined() || stored.isNull() || stored.isString())) {
        return tl::unexpected(usage(u"--set %1 takes JSON here, and this is not JSON: %2."_s.arg(member, *problem)));
    }
    return oauth::jsonText(given);
}

/** The JSON text of what --set gives. A name such as "2026" is a text: only quoted texts are taken as JSON there. */
Taken<QString> valueText(const QString& member, const QString& given, const oauth::Client& client)
{
    switch (shapeOf(member, client)) {
    case oauth::MemberShape::List:
        return listText(member, given);
    case oauth::MemberShape::Text:
        return isJson(given, u'"') ? given : oauth::jsonText(given);
    case oauth::MemberShape::Object:
    case oauth::MemberShape::Any:
        break;
    }
    return anyText(member, given, client.metadata.value(member));
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
        if (oauth::isSecretMember(member)) {
            return tl::unexpected(
                usage(u"A secret must not stand on a command line; give it with --from -, or use rotate-secret."_s));
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
