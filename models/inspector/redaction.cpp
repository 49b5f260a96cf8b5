#include "inspector/redaction.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

void collectTexts(const QJsonValue& value, QStringList& texts)
{
    if (value.isString()) {
        texts << value.toString();
    }
    const QJsonArray list = value.toArray();
    for (const auto& entry : list) {
        collectTexts(entry, texts);
    }
    const QJsonObject object = value.toObject();
    for (const auto& member : object) {
        collectTexts(member, texts);
    }
}

/** The texts that the claims hold, the longest first: one may be a part of another. */
QStringList textsToHide(const json::JsonMembers& claims)
{
    QStringList texts;
    const QStringList names = claims.names();
    for (const QString& name : names) {
        if (!tellsNobody(name)) {
            collectTexts(claims.value(name), texts);
        }
    }
    texts.removeDuplicates();
    texts.removeAll(QString());
    std::sort(texts.begin(), texts.end(), [](const QString& a, const QString& b) { return a.size() > b.size(); });
    return texts;
}

/** A value where it stands by itself, and not as a part of a longer word. */
QString without(QString text, const QStringList& hidden)
{
    for (const QString& one : hidden) {
        const QRegularExpression pattern(u"(?<![\\w@.-])%1(?![\\w@-])"_s.arg(QRegularExpression::escape(one)),
            QRegularExpression::UseUnicodePropertiesOption);
        text.replace(pattern, u"…"_s);
    }
    return text;
}

} // namespace

bool tellsNobody(const QString& member)
{
    static const QStringList harmless{u"alg"_s, u"enc"_s, u"typ"_s, u"cty"_s, u"zip"_s, u"crit"_s, u"exp"_s, u"iat"_s,
        u"nbf"_s, u"auth_time"_s, u"iss"_s, u"scope"_s, u"scp"_s, u"token_type"_s, u"amr"_s, u"acr"_s, u"b64"_s,
        u"p2c"_s};
    return harmless.contains(member);
}

QString redacted(const QString& text, const json::JsonMembers& claims)
{
    return without(text, textsToHide(claims));
}

} // namespace owb::inspector
