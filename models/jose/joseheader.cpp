#include "jose/joseheader.h"

#include "jose/texts.h"
#include "json/jsontext.h"

#include <QJsonArray>
#include <QStringDecoder>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace owb::jose {

namespace {

/** The parameters of RFC 7515 section 4.1, RFC 7516 section 4.1 and RFC 7518 section 4: readers know them, so `crit`
 * must not name them. */
constexpr std::array registered{"alg"_L1, "jku"_L1, "jwk"_L1, "kid"_L1, "x5u"_L1, "x5c"_L1, "x5t"_L1, "x5t#S256"_L1,
    "typ"_L1, "cty"_L1, "crit"_L1, "enc"_L1, "zip"_L1, "epk"_L1, "apu"_L1, "apv"_L1, "iv"_L1, "tag"_L1, "p2s"_L1,
    "p2c"_L1};

constexpr std::array texts{"alg"_L1, "jku"_L1, "kid"_L1, "x5u"_L1, "x5t"_L1, "x5t#S256"_L1, "typ"_L1, "cty"_L1,
    "enc"_L1, "zip"_L1, "apu"_L1, "apv"_L1, "iv"_L1, "tag"_L1, "p2s"_L1};

Fault badCritical(const QString& what)
{
    return {what, TokenText::tr("Only its issuer can mend that."), u"RFC 7515 §4.1.11"_s, u"T-ST-05"_s};
}

Fault wrongType(const QString& name, const QString& wanted)
{
    return {TokenText::tr("The header's “%1” must be %2.").arg(name, wanted),
        TokenText::tr("Only its issuer can mend that."), u"RFC 7515 §4.1"_s, u"T-ST-03"_s};
}

} // namespace

Checked<json::JsonMembers> readObject(const QByteArray& utf8, const QString& part)
{
    QStringDecoder decoder(
        QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString text = decoder.decode(utf8);
    if (decoder.hasError()) {
        return Refused(Fault{TokenText::tr("Of %1, the bytes are not text in UTF-8.").arg(part),
            TokenText::tr("If it is encrypted, decrypt it first."), u"RFC 7519 §7.2"_s, u"T-ST-03"_s});
    }
    auto members = json::JsonMembers::parse(text);
    if (!members) {
        const QStringList& items = members.error().items;
        return Refused(Fault{TokenText::tr("In %1, the text is no JSON object: line %2, column %3: %4.")
                                 .arg(part, items.value(0), items.value(1), items.value(2)),
            {}, u"RFC 7519 §7.2"_s, u"T-ST-03"_s});
    }
    const auto twice = json::repeatedName(text);
    if (twice) {
        return Refused(Fault{TokenText::tr("In %1, “%2” stands twice.").arg(part, *twice),
            TokenText::tr("Programs differ in which of the two they read, so neither can be trusted."),
            u"RFC 7515 §4"_s, u"T-ST-04"_s});
    }
    return *std::move(members);
}

Fault emptyHeader()
{
    return {TokenText::tr("The header is empty."), TokenText::tr("Take the whole text, from its first character."),
        u"RFC 7515 §5.2"_s, u"T-ST-03"_s};
}

Checked<JoseHeader> JoseHeader::read(
    const QByteArray& protectedUtf8, const QList<json::JsonMembers>& unprotectedParts, Use use)
{
    JoseHeader header;
    if (!protectedUtf8.isEmpty()) {
        auto members = readObject(protectedUtf8, TokenText::tr("the header"));
        if (!members) {
            return Refused(members.error());
        }
        header.m_protected = *std::move(members);
    }
    for (const json::JsonMembers& part : unprotectedParts) {
        const auto members = part.members();
        for (const auto& member : members) {
            if (header.contains(member.name)) {
                return Refused(Fault{TokenText::tr("“%1” stands in two headers of the token.").arg(member.name),
                    TokenText::tr("Programs differ in which of the two they read, so neither can be trusted."),
                    u"RFC 7515 §7.2.1"_s, u"T-ST-04"_s});
            }
            header.m_unprotected.setText(member.name, member.text);
        }
    }
    return header.checkTypes().and_then([&] { return header.checkCritical(use); }).map([&] { return header; });
}

Checked<> JoseHeader::checkTypes() const
{
    for (const auto name : texts) {
        const QJsonValue found = value(name);
        if (!found.isUndefined() && !found.isString()) {
            return Refused(wrongType(name, TokenText::tr("a text")));
        }
    }
    for (const auto name : {"jwk"_L1, "epk"_L1}) {
        const QJsonValue found = value(name);
        if (!found.isUndefined() && !found.isObject()) {
            return Refused(wrongType(name, TokenText::tr("an object")));
        }
    }
    const QJsonValue chain = value(u"x5c"_s);
    if (!chain.isUndefined() && !chain.isArray()) {
        return Refused(wrongType(u"x5c"_s, TokenText::tr("a list")));
    }
    if (!contains(u"alg"_s)) {
        return Refused(Fault{TokenText::tr("The header has no “alg”, so nothing says how it is protected."), {},
            u"RFC 7515 §4.1.1"_s, u"T-ST-03"_s});
    }
    return {};
}

Checked<> JoseHeader::checkCritical(Use use) const
{
    if (m_unprotected.contains(u"crit"_s)) {
        return Refused(badCritical(TokenText::tr("“crit” stands outside of the protected header.")));
    }
    QStringList named;
    const QJsonValue critical = m_protected.value(u"crit"_s);
    if (!critical.isUndefined()) {
        const QJsonArray entries = critical.toArray();
        if (entries.isEmpty()) {
            return Refused(badCritical(TokenText::tr("The header's “crit” is no list with a name in it.")));
        }
        for (const auto& entry : entries) {
            const QString name = entry.toString();
            if (!entry.isString() || name.isEmpty() || named.contains(name)) {
                return Refused(badCritical(
                    TokenText::tr("The header's “crit” holds something that is no name, or a name twice.")));
            }
            if (std::find(registered.begin(), registered.end(), name) != registered.end()) {
                return Refused(
                    badCritical(TokenText::tr("The header's “crit” names “%1”, which every reader knows.").arg(name)));
            }
            if (!m_protected.contains(name)) {
                return Refused(badCritical(
                    TokenText::tr("The header's “crit” names “%1”, which the header does not hold.").arg(name)));
            }
            if (name != u"b64" || use == Use::Encryption) {
                return Refused(badCritical(
                    TokenText::tr("The token demands that its reader understands “%1”, which is no standard member.")
                        .arg(name)));
            }
            named << name;
        }
    }
    if (contains(u"b64"_s) && use == Use::Signature) {
        if (!m_protected.value(u"b64"_s).isBool()) {
            return Refused(wrongType(u"b64"_s, TokenText::tr("true or false, in the protected header")));
        }
        if (!named.contains(u"b64"_s) && !payloadIsEncoded()) {
            return Refused(Fault{TokenText::tr("“b64” is false, but “crit” does not name it."),
                TokenText::tr("Readers that do not know it would check another text."), u"RFC 7797 §6"_s,
                u"T-ST-05"_s});
        }
    }
    return {};
}

bool JoseHeader::contains(const QString& name) const
{
    return m_protected.contains(name) || m_unprotected.contains(name);
}

QJsonValue JoseHeader::value(const QString& name) const
{
    return m_protected.contains(name) ? m_protected.value(name) : m_unprotected.value(name);
}

bool JoseHeader::payloadIsEncoded() const
{
    return m_protected.value(u"b64"_s).toBool(true);
}

} // namespace owb::jose
