#include "store/codec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

struct NamedCodec
{
    const char* name;
    Codec codec;
};

constexpr std::array<NamedCodec, 14> namedCodecs{
    {{"text", Codec::Text}, {"int", Codec::Integer}, {"epoch", Codec::Epoch}, {"moment", Codec::Moment},
        {"bool", Codec::Boolean}, {"one", Codec::One}, {"lines", Codec::Lines}, {"words", Codec::Words},
        {"commas", Codec::Commas}, {"pipes", Codec::Pipes}, {"json_list", Codec::JsonList}, {"json", Codec::Json},
        {"members", Codec::Members}, {"tagged_members", Codec::TaggedMembers}}};

QStringList splitAt(const QString& stored, QChar separator)
{
    QStringList entries;
    for (const QString& entry : stored.split(separator, Qt::SkipEmptyParts)) {
        if (const QString trimmed = entry.trimmed(); !trimmed.isEmpty()) {
            entries << trimmed;
        }
    }
    return entries;
}

QString separatorOf(Codec codec, const QString& ofWords)
{
    switch (codec) {
    case Codec::Lines:
        return u"\n"_s;
    case Codec::Commas:
        return u","_s;
    case Codec::Pipes:
        return u"|"_s;
    default:
        return ofWords.isEmpty() ? u" "_s : ofWords;
    }
}

} // namespace

std::optional<Codec> codecFromName(const QString& name)
{
    const auto* found = std::find_if(namedCodecs.begin(), namedCodecs.end(),
        [&name](const auto& one) { return name == QLatin1StringView(one.name); });
    return found == namedCodecs.end() ? std::nullopt : std::optional(found->codec);
}

QString codecName(Codec codec)
{
    const auto* found =
        std::find_if(namedCodecs.begin(), namedCodecs.end(), [codec](const auto& one) { return one.codec == codec; });
    return QString::fromLatin1(found->name);
}

QStringList codecNames()
{
    QStringList names;
    for (const auto& one : namedCodecs) {
        names << QString::fromLatin1(one.name);
    }
    return names;
}

QJsonValue parsedJson(const QString& stored)
{
    // Wrapped in a list, because QJsonDocument reads only lists and objects at the top.
    const auto document = QJsonDocument::fromJson(u"[%1]"_s.arg(stored).toUtf8());
    return document.array().size() == 1 ? document.array().at(0) : QJsonValue(QJsonValue::Undefined);
}

QStringList splitEntries(Codec codec, const QString& stored)
{
    // Where Python's splitlines() ends a line.
    static const QRegularExpression lines(u"[\\n\\r\\x0b\\x0c\\x1c-\\x1e\\x{85}\\x{2028}\\x{2029}]+"_s);
    static const QRegularExpression spaces(u"\\s+"_s);
    switch (codec) {
    case Codec::One:
        return stored.isEmpty() ? QStringList() : QStringList{stored};
    case Codec::Lines:
        return stored.split(lines, Qt::SkipEmptyParts);
    case Codec::Commas:
        return splitAt(stored, u',');
    case Codec::Pipes:
        return splitAt(stored, u'|');
    default:
        return stored.split(spaces, Qt::SkipEmptyParts);
    }
}

std::optional<QString> joinEntries(Codec codec, const QStringList& entries, const QString& separator)
{
    if (codec == Codec::One && entries.size() > 1) {
        return std::nullopt;
    }
    const bool single = std::all_of(entries.cbegin(), entries.cend(),
        [codec](const QString& entry) { return splitEntries(codec, entry) == QStringList{entry}; });
    return single ? std::optional(entries.join(separatorOf(codec, separator))) : std::nullopt;
}

} // namespace owb::store
