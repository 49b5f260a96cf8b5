#include "json/jsontext.h"

#include "json/jsonmembers.h"
#include "json/jsonscanner.h"
#include "json/texts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::json {

namespace {

/** Half a surrogate pair cannot be written as UTF-8: it needs its escape. */
bool isLoneSurrogate(const QString& text, qsizetype at)
{
    const QChar c = text.at(at);
    if (c.isHighSurrogate()) {
        return at + 1 == text.size() || !text.at(at + 1).isLowSurrogate();
    }
    return c.isLowSurrogate() && (at == 0 || !text.at(at - 1).isHighSurrogate());
}

QString escapedCharacter(QChar c)
{
    switch (c.unicode()) {
    case u'"':
        return u"\\\""_s;
    case u'\\':
        return u"\\\\"_s;
    case u'\b':
        return u"\\b"_s;
    case u'\f':
        return u"\\f"_s;
    case u'\n':
        return u"\\n"_s;
    case u'\r':
        return u"\\r"_s;
    case u'\t':
        return u"\\t"_s;
    default:
        return u"\\u%1"_s.arg(c.unicode(), 4, 16, QChar(u'0'));
    }
}

void writeString(const QString& text, QString& out)
{
    out += u'"';
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c < u' ' || c == u'"' || c == u'\\' || (c.isSurrogate() && isLoneSurrogate(text, i))) {
            out += escapedCharacter(c);
        } else {
            out += c;
        }
    }
    out += u'"';
}

void writeValue(const QJsonValue& value, QString& out)
{
    if (value.isString()) {
        writeString(value.toString(), out);
    } else if (value.isArray()) {
        const QJsonArray entries = value.toArray();
        QChar before = u'[';
        for (const auto& entry : entries) {
            out += before;
            writeValue(entry, out);
            before = u',';
        }
        out += before == u'[' ? u"[]"_s : u"]"_s;
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        QChar before = u'{';
        for (auto it = object.begin(); it != object.end(); ++it) {
            out += before;
            writeString(it.key(), out);
            out += u':';
            writeValue(it.value(), out);
            before = u',';
        }
        out += before == u'{' ? u"{}"_s : u"}"_s;
    } else {
        const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        out += QString::fromLatin1(list.sliced(1, list.size() - 2));
    }
}

/** What a quoted JSON text says. */
QString textOfString(QStringView quoted)
{
    if (!quoted.contains(u'\\')) {
        return quoted.sliced(1, quoted.size() - 2).toString();
    }
    return QJsonDocument::fromJson('[' + quoted.toUtf8() + ']').array().first().toString();
}

} // namespace

std::optional<QString> jsonValueProblem(const QString& text)
{
    const auto object = JsonMembers::parse(u"{\"value\":"_s + text + u'}');
    if (!object) {
        return object.error().items.value(2);
    }
    return object->members().size() == 1 ? std::nullopt
                                         : std::optional(SyntaxText::tr("something follows after the value"));
}

std::optional<QString> repeatedName(const QString& json)
{
    QList<QSet<QString>> open; // the names so far of the objects around the current place
    for (qsizetype i = 0; i < json.size(); ++i) {
        const QChar c = json.at(i);
        if (c == u'{') {
            open.append(QSet<QString>());
        } else if (c == u'}') {
            open.removeLast();
        } else if (c == u'"') {
            const qsizetype end = jsonStringEnd(json, i);
            qsizetype next = end;
            while (next < json.size() && isJsonSpace(json.at(next))) {
                ++next;
            }
            if (next < json.size() && json.at(next) == u':') {
                const QString name = textOfString(QStringView(json).sliced(i, end - i));
                if (open.last().contains(name)) {
                    return name;
                }
                open.last().insert(name);
            }
            i = end - 1;
        }
    }
    return {};
}

QStringList jsonElements(const QString& list)
{
    QStringList elements;
    qsizetype start = list.indexOf(u'[') + 1;
    int depth = 0;
    for (qsizetype i = start; i < list.size(); ++i) {
        const QChar c = list.at(i);
        if (c == u'"') {
            i = jsonStringEnd(list, i) - 1;
        } else if (depth == 0 && (c == u',' || c == u']')) {
            const QString element = list.sliced(start, i - start).trimmed();
            if (!element.isEmpty()) {
                elements << element;
            }
            start = i + 1;
        } else if (c == u'{' || c == u'[') {
            ++depth;
        } else if (c == u'}' || c == u']') {
            --depth;
        }
    }
    return elements;
}

QString sortedJson(const QString& json)
{
    const auto object = JsonMembers::parse(json);
    if (!object) { // a list of objects is written anew, anything else keeps its spelling
        const QJsonArray list = QJsonDocument::fromJson(json.toUtf8()).array();
        const auto isObject = [](const QJsonValue& one) { return one.isObject(); };
        return std::any_of(list.begin(), list.end(), isObject) ? jsonText(list) : compactJson(json);
    }
    QMap<QByteArray, QString> members; // by UTF-8: the order of code points
    for (const auto& member : object->members()) {
        members.insert(member.name.toUtf8(), jsonText(member.name) + u':' + sortedJson(member.text));
    }
    return u'{' + members.values().join(u',') + u'}';
}

QString jsonText(const QJsonValue& value)
{
    QString out;
    writeValue(value, out);
    return out;
}

} // namespace owb::json
