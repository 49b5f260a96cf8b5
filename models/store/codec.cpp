#include "store/codec.h"

#include "oauth/jsonmembers.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

QStringList splitEntries(Codec codec, const QString& stored)
{
    // Where Python's splitlines() ends a line.
    static const QRegularExpression lines(u"[\\n\\r\\x0b\\x0c\\x1c-\\x1e\\x{85}\\x{2028}\\x{2029}]+"_s);
    static const QRegularExpression spaces(u"\\s+"_s);
    return stored.split(codec == Codec::Lines ? lines : spaces, Qt::SkipEmptyParts);
}

QJsonValue parsedJson(const QString& stored)
{
    // Wrapped in a list, because QJsonDocument reads only lists and objects at the top.
    const auto document = QJsonDocument::fromJson(u"[%1]"_s.arg(stored).toUtf8());
    return document.array().size() == 1 ? document.array().at(0) : QJsonValue(QJsonValue::Undefined);
}

core::Result<QString> joinedEntries(Codec codec, const QString& member, const QJsonValue& value)
{
    if (!value.isArray()) {
        return core::failure(core::Error::Kind::ValueNotAllowed, member, {u"it must be a list of texts"_s});
    }
    QStringList entries;
    const QJsonArray array = value.toArray();
    for (const QJsonValue& entry : array) {
        const QString text = entry.toString();
        const bool single = splitEntries(codec, text) == QStringList{text};
        if (!entry.isString() || !single) {
            return core::failure(core::Error::Kind::ValueNotAllowed, member,
                {u"this column keeps its entries in one text, so an entry must be a text without %1"_s.arg(
                    codec == Codec::Lines ? u"line breaks"_s : u"spaces"_s)});
        }
        entries << text;
    }
    return entries.join(codec == Codec::Lines ? u'\n' : u' ');
}

} // namespace

std::optional<Codec> codecFromName(const QString& name)
{
    static const QHash<QString, Codec> codecs{{u"text"_s, Codec::Text}, {u"int"_s, Codec::Integer},
        {u"epoch"_s, Codec::Epoch}, {u"bool"_s, Codec::Boolean}, {u"lines"_s, Codec::Lines}, {u"words"_s, Codec::Words},
        {u"json_list"_s, Codec::JsonList}, {u"json"_s, Codec::Json}, {u"members"_s, Codec::Members},
        {u"tagged_members"_s, Codec::TaggedMembers}};
    const auto found = codecs.constFind(name);
    return found == codecs.constEnd() ? std::nullopt : std::optional(*found);
}

QJsonValue decodeMember(Codec codec, const QString& stored)
{
    switch (codec) {
    case Codec::Lines:
    case Codec::Words: {
        const QStringList entries = splitEntries(codec, stored);
        return entries.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonArray::fromStringList(entries);
    }
    case Codec::JsonList:
    case Codec::Json:
        return parsedJson(stored);
    case Codec::Integer:
    case Codec::Epoch:
        return stored.toLongLong();
    case Codec::Boolean:
        return stored.toInt() != 0;
    case Codec::Text:
    case Codec::Members:
    case Codec::TaggedMembers:
        return stored.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(stored);
    }
    return QJsonValue(QJsonValue::Undefined);
}

core::Result<QString> encodeMember(Codec codec, const QString& member, const QJsonValue& value)
{
    switch (codec) {
    case Codec::Lines:
    case Codec::Words:
        return joinedEntries(codec, member, value);
    case Codec::JsonList:
        if (!value.isArray()) {
            return core::failure(core::Error::Kind::ValueNotAllowed, member, {u"it must be a list"_s});
        }
        return oauth::jsonText(value);
    case Codec::Json:
    case Codec::Members:
    case Codec::TaggedMembers:
        return oauth::jsonText(value);
    case Codec::Text:
        if (!value.isString()) {
            return core::failure(core::Error::Kind::ValueNotAllowed, member, {u"it must be a text"_s});
        }
        return value.toString();
    case Codec::Integer:
    case Codec::Epoch:
    case Codec::Boolean:
        return QString::number(value.toInteger());
    }
    return QString();
}

QString hasEntrySql(const Dialect& dialect, Codec codec, const QString& column, const QString& member)
{
    switch (codec) {
    case Codec::Members:
    case Codec::TaggedMembers:
        return dialect.jsonHasEntry(column, member);
    case Codec::JsonList:
    case Codec::Json:
        return dialect.jsonHasEntry(column, {});
    case Codec::Lines:
    case Codec::Words:
        return dialect.hasWord(column);
    default:
        return u"%1 = ?"_s.arg(column);
    }
}

QString containsSql(const Dialect& dialect, Codec codec, const QString& column, const QString& member)
{
    switch (codec) {
    case Codec::Members:
    case Codec::TaggedMembers:
        return dialect.jsonEntryContains(column, member);
    case Codec::JsonList:
    case Codec::Json:
        return dialect.jsonEntryContains(column, {});
    default:
        return dialect.containsText(column);
    }
}

QString memberSql(const Dialect& dialect, Codec codec, const QString& column, const QString& member)
{
    return codec == Codec::Members ? dialect.jsonMember(column, member) : column;
}

} // namespace owb::store
