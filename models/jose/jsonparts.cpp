#include "jose/jsonparts.h"

#include "jose/base64url.h"
#include "jose/joseheader.h"
#include "jose/texts.h"
#include "json/jsontext.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

Fault notA(const QString& member, const QString& wanted)
{
    return {TokenText::tr("The member “%1” must be %2.").arg(member, wanted), {}, u"RFC 7515 §7.2"_s, u"T-ST-01"_s};
}

} // namespace

Checked<std::optional<QByteArray>> bytesOf(const json::JsonMembers& object, const QString& member, MayBeEmpty empty)
{
    const QJsonValue value = object.value(member);
    if (value.isUndefined()) {
        return std::optional<QByteArray>();
    }
    if (!value.isString()) {
        return Refused(notA(member, TokenText::tr("a text in base64url")));
    }
    if (empty == MayBeEmpty::No && value.toString().isEmpty()) {
        return Refused(Fault{TokenText::tr("The member “%1” is empty, and would have to be left out then.").arg(member),
            TokenText::tr("Only its issuer can mend that."), u"RFC 7516 §7.2.1"_s, u"T-ST-01"_s});
    }
    return decodeMember(value.toString(), member).map([](const QByteArray& bytes) { return std::optional(bytes); });
}

Checked<std::optional<json::JsonMembers>> objectOf(const json::JsonMembers& object, const QString& member)
{
    const QJsonValue value = object.value(member);
    if (value.isUndefined()) {
        return std::optional<json::JsonMembers>();
    }
    if (!value.isObject()) {
        return Refused(notA(member, TokenText::tr("an object")));
    }
    return readObject(object.valueText(member).toUtf8(), TokenText::tr("the member “%1”").arg(member))
        .map([](const json::JsonMembers& members) { return std::optional(members); });
}

Checked<QList<json::JsonMembers>> objectsOf(const json::JsonMembers& object, const QString& member)
{
    const QJsonArray entries = object.value(member).toArray();
    if (entries.isEmpty()) {
        return Refused(notA(member, TokenText::tr("a list with at least one object")));
    }
    // An entry's own text is needed, in which a name that stands twice can be seen.
    const auto texts = json::jsonElements(object.valueText(member));
    QList<json::JsonMembers> objects;
    for (const QString& text : texts) {
        if (!text.startsWith(u'{')) {
            return Refused(notA(member, TokenText::tr("a list of objects")));
        }
        auto members = readObject(text.toUtf8(), TokenText::tr("the member “%1”").arg(member));
        if (!members) {
            return Refused(members.error());
        }
        objects << *std::move(members);
    }
    return objects;
}

} // namespace owb::jose
