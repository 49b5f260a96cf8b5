#include "inspector/rulefacts.h"
#include "inspector/texts.h"
#include "json/jsonscanner.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace owb::inspector {

namespace {

using json::JsonMembers;

constexpr int deepestValue = 32; // beyond it nobody looks

/** The first name that says a secret is in it, at any depth; empty without one. */
QString sensitiveName(const QString& name, const QJsonValue& value, int depth = 0)
{
    if (depth > deepestValue) {
        return {};
    }
    if (isSensitive(name, value)) {
        return name;
    }
    if (value.isArray()) {
        for (const auto& entry : value.toArray()) {
            QString found = sensitiveName(name, entry, depth + 1);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return {};
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        QString found = sensitiveName(it.key(), it.value(), depth + 1);
        if (!found.isEmpty()) {
            return found;
        }
    }
    return {};
}

void checkSensitive(const Case& subject, QList<Finding>& findings)
{
    if (isEncrypted(subject.inspection)) {
        return;
    }
    const QStringList names = subject.claims.names();
    for (const QString& name : names) {
        const QString found = sensitiveName(name, subject.claims.value(name));
        if (!found.isEmpty()) {
            findings << Finding{Severity::Warning, u"T-CL-16"_s, name,
                FindingText::tr("The claim “%1” holds something that must stay secret.").arg(readable(found)),
                FindingText::tr("Claims are signed, not encrypted: whoever has the token can read them."),
                u"RFC 7519 §12"_s};
        }
    }
}

enum class Shape { Text, Truth, Object, Texts, TextOrTexts };

bool hasShape(const QJsonValue& value, Shape shape)
{
    const QJsonArray entries = value.toArray();
    const bool isTexts = value.isArray()
        && std::all_of(entries.begin(), entries.end(), [](const auto& entry) { return entry.isString(); });
    switch (shape) {
    case Shape::Text:
        return value.isString();
    case Shape::Truth:
        return value.isBool();
    case Shape::Object:
        return value.isObject();
    case Shape::Texts:
        return isTexts;
    case Shape::TextOrTexts:
        return isTexts || value.isString();
    }
    return false;
}

QString nameOf(Shape shape)
{
    switch (shape) {
    case Shape::Text:
        return FindingText::tr("a text");
    case Shape::Truth:
        return FindingText::tr("true or false");
    case Shape::Object:
        return FindingText::tr("an object");
    case Shape::Texts:
        return FindingText::tr("a list of texts");
    case Shape::TextOrTexts:
        return FindingText::tr("a text or a list of texts");
    }
    return {};
}

/** Times are T-CL-09, the subject is T-CL-12, authorization details are T-AT-18. */
void checkShapes(const Case& subject, QList<Finding>& findings)
{
    static const QHash<QString, Shape> shapes{{u"iss"_s, Shape::Text}, {u"aud"_s, Shape::TextOrTexts},
        {u"jti"_s, Shape::Text}, {u"scope"_s, Shape::Text}, {u"client_id"_s, Shape::Text}, {u"azp"_s, Shape::Text},
        {u"nonce"_s, Shape::Text}, {u"acr"_s, Shape::Text}, {u"amr"_s, Shape::Texts}, {u"at_hash"_s, Shape::Text},
        {u"c_hash"_s, Shape::Text}, {u"s_hash"_s, Shape::Text}, {u"sid"_s, Shape::Text}, {u"cnf"_s, Shape::Object},
        {u"act"_s, Shape::Object}, {u"may_act"_s, Shape::Object}, {u"events"_s, Shape::Object},
        {u"email"_s, Shape::Text}, {u"email_verified"_s, Shape::Truth}, {u"phone_number_verified"_s, Shape::Truth},
        {u"phone_number"_s, Shape::Text}, {u"address"_s, Shape::Object}, {u"name"_s, Shape::Text},
        {u"htm"_s, Shape::Text}, {u"htu"_s, Shape::Text}, {u"ath"_s, Shape::Text}, {u"sd_hash"_s, Shape::Text},
        {u"_sd_alg"_s, Shape::Text}, {u"_sd"_s, Shape::Texts}, {u"token_introspection"_s, Shape::Object},
        {u"response_type"_s, Shape::Text}, {u"redirect_uri"_s, Shape::Text}, {u"state"_s, Shape::Text}};
    const QStringList names = subject.claims.names();
    for (const QString& name : names) {
        const auto shape = shapes.constFind(name);
        const bool isElsewhere = name == u"events" && subject.kind == TokenKind::LogoutToken; // T-LO-02
        if (shape != shapes.constEnd() && !isElsewhere && !hasShape(subject.claims.value(name), *shape)) {
            findings << Finding{Severity::Error, u"T-CL-17"_s, name,
                FindingText::tr("“%1” must be %2.").arg(name, nameOf(*shape)),
                FindingText::tr("Readers pass over it, or each makes something else of it."),
                name == u"scope" ? u"RFC 8693 §4.2"_s : u"RFC 7519 §4.1"_s};
        }
    }
}

/** Whether a double cannot hold a JSON number as it is written: RFC 8259 section 6. */
bool isInexact(const QString& number)
{
    constexpr double largest = 9007199254740991; // 2^53 - 1
    constexpr qsizetype mostDigits = 17;
    static const QRegularExpression exponent(u"[eE].*$"_s);
    static const QRegularExpression aroundDigits(u"^[-0.]+|[.]"_s);
    QString digits = number;
    digits.remove(exponent).remove(aroundDigits);
    return std::abs(number.toDouble()) > largest || digits.size() > mostDigits;
}

/** The first number in a JSON value that cannot be held; empty without one. */
QString inexactNumber(const QString& valueText)
{
    for (qsizetype at = 0; at < valueText.size();) {
        const QChar c = valueText.at(at);
        if (c == u'"') {
            at = json::jsonStringEnd(valueText, at);
        } else if (c == u'-' || c.isDigit()) {
            const qsizetype start = at;
            while (
                at < valueText.size() && (valueText.at(at).isLetterOrNumber() || u"+-."_s.contains(valueText.at(at)))) {
                ++at;
            }
            QString number = valueText.sliced(start, at - start);
            if (isInexact(number)) {
                return number;
            }
        } else {
            ++at;
        }
    }
    return {};
}

void checkPrecision(const JsonMembers& claims, QList<Finding>& findings)
{
    const auto members = claims.members();
    for (const auto& member : members) {
        if (!inexactNumber(member.text).isEmpty()) { // not repeated: it may be the number of a card
            findings << Finding{Severity::Note, u"T-CL-18"_s, member.name,
                FindingText::tr("“%1” holds a number beyond 9007199254740991, or of more than 17 digits.")
                    .arg(readable(member.name)),
                FindingText::tr("Many programs round it; as a text it would stay as it is."), u"RFC 8259 §6"_s};
        }
    }
}

} // namespace

void contentRules(const Case& subject, QList<Finding>& findings)
{
    checkSensitive(subject, findings);
    checkShapes(subject, findings);
    checkPrecision(subject.claims, findings);
}

} // namespace owb::inspector
