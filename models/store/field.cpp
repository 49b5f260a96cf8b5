#include "store/field.h"

#include "json/jsonmembers.h"
#include "json/jsontext.h"
#include "store/moment.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

tl::unexpected<core::Error> refused(const QString& member, const QString& reason)
{
    return core::failure(core::Error::Kind::ValueNotAllowed, member, {reason});
}

/** RFC 7591 section 2: scope alone is a text of words, whatever the column keeps. */
bool isOneText(const QString& member)
{
    return member == "scope"_L1;
}

QStringList entriesOf(const Field& field, const QString& stored)
{
    const bool json = field.codec == Codec::JsonList || field.children.exists();
    if (!json) {
        return splitEntries(field.flags.isEmpty() ? field.codec : Codec::Words, stored);
    }
    QStringList entries;
    const QJsonArray array = parsedJson(stored).toArray();
    for (const QJsonValue& entry : array) {
        entries << entry.toString();
    }
    return entries;
}

QStringList shownEntries(const Field& field, const QString& stored)
{
    QStringList shown;
    for (const QString& entry : entriesOf(field, stored)) {
        if (entry.startsWith(field.prefix)) {
            const QString bare = entry.sliced(field.prefix.size());
            shown << field.words.key(bare, bare);
        }
    }
    QStringList implied = shown.isEmpty() ? field.implies.value(QString()) : QStringList();
    for (const QString& entry : shown) {
        implied += field.implies.value(entry);
    }
    shown += implied;
    shown.removeDuplicates();
    return shown;
}

QJsonValue listValue(const QString& member, const QStringList& entries)
{
    if (entries.isEmpty()) {
        return QJsonValue(QJsonValue::Undefined);
    }
    return isOneText(member) ? QJsonValue(entries.join(u' ')) : QJsonValue(QJsonArray::fromStringList(entries));
}

QString entryRule(const Field& field)
{
    switch (field.codec) {
    case Codec::One:
        return u"this column holds one entry"_s;
    case Codec::Lines:
        return u"this column keeps its entries in one text, so an entry must be a text without line breaks"_s;
    case Codec::Commas:
        return u"this column keeps its entries in one text, so an entry must be a text without commas"_s;
    case Codec::Pipes:
        return u"this column keeps its entries in one text, so an entry must be a text without |"_s;
    default:
        return u"this column keeps its entries in one text, so an entry must be a text without spaces"_s;
    }
}

QStringList storedEntries(const Field& field, QStringList entries)
{
    for (QString& entry : entries) {
        entry = field.prefix + field.words.value(entry, entry);
    }
    return entries;
}

core::Result<> isKnown(const Field& field, const QString& member, const QString& word)
{
    if (field.words.isEmpty() || field.words.contains(word)) {
        return {};
    }
    const QStringList possible = field.words.keys();
    return refused(member, u"this database knows only %1"_s.arg(possible.join(u", "_s)));
}

/** The entries without those that go without saying beside the others. */
QStringList spokenEntries(const Field& field, const QJsonArray& array)
{
    QStringList entries;
    QStringList implied;
    for (const QJsonValue& entry : array) {
        entries << entry.toString();
        implied += field.implies.value(entry.toString());
    }
    const QStringList withoutOthers = field.implies.value(QString());
    if (std::all_of(entries.cbegin(), entries.cend(),
            [&withoutOthers](const QString& entry) { return withoutOthers.contains(entry); })) {
        return {};
    }
    entries.removeIf([&implied](const QString& entry) { return implied.contains(entry); });
    return entries;
}

core::Result<QStringList> entriesToStore(const Field& field, const QString& member, const QJsonValue& value)
{
    if (isOneText(member) && value.isString()) {
        return storedEntries(field, splitEntries(Codec::Words, value.toString()));
    }
    if (!value.isArray()) {
        return refused(member, isOneText(member) ? u"it must be a text"_s : u"it must be a list of texts"_s);
    }
    QStringList entries;
    const QJsonArray array = value.toArray();
    for (const QJsonValue& entry : array) {
        if (!entry.isString()) {
            return refused(member, u"each entry must be a text"_s);
        }
    }
    for (const QString& entry : spokenEntries(field, array)) {
        const auto known = field.codec == Codec::One ? isKnown(field, member, entry) : core::Result<>();
        if (!known) {
            return tl::unexpected(known.error());
        }
        entries << entry;
    }
    return storedEntries(field, entries);
}

core::Result<QString> encodedList(const Field& field, const QString& member, const QJsonValue& value)
{
    const auto entries = entriesToStore(field, member, value);
    if (!entries) {
        return tl::unexpected(entries.error());
    }
    if (field.codec == Codec::JsonList || field.children.exists()) {
        return json::jsonText(QJsonArray::fromStringList(*entries));
    }
    for (const QString& entry : *entries) {
        if (!field.flags.isEmpty() && !field.flags.contains(entry)) {
            const QStringList possible = field.flags.keys();
            return refused(member, u"this database knows only %1"_s.arg(possible.join(u", "_s)));
        }
    }
    const auto joined = joinEntries(field.flags.isEmpty() ? field.codec : Codec::Words, *entries, field.separator);
    return joined ? core::Result<QString>(*joined) : refused(member, entryRule(field));
}

core::Result<QString> encodedWord(const Field& field, const QString& member, const QString& value)
{
    const auto known = isKnown(field, member, value);
    return known ? core::Result<QString>(field.words.value(value, value)) : tl::unexpected(known.error());
}

QJsonValue decodedFlag(const Field& field, const QString& stored)
{
    const bool set = stored.toInt() != 0 || stored == "true"_L1;
    const QString word = field.words.key(set ? u"1"_s : u"0"_s);
    return field.words.isEmpty() ? QJsonValue(set != field.inverted) : QJsonValue(word);
}

core::Result<QString> encodedFlag(const Field& field, const QString& member, const QJsonValue& value)
{
    if (!field.words.isEmpty()) {
        return value.isString() ? encodedWord(field, member, value.toString())
                                : refused(member, u"it must be a text"_s);
    }
    return value.isBool() ? core::Result<QString>(QString::number(static_cast<int>(value.toBool() != field.inverted)))
                          : refused(member, u"it must be true or false"_s);
}

} // namespace

QString mergedList(const Field& field, const QString& stored, const QString& part)
{
    const QStringList own = entriesOf(field, part);
    QStringList merged = entriesOf(field, stored);
    const auto isOwn = [&field](const QString& entry) { return entry.startsWith(field.prefix); };
    const auto first = std::find_if(merged.cbegin(), merged.cend(), isOwn) - merged.cbegin();
    merged.removeIf(isOwn);
    merged = merged.mid(0, first) + own + merged.mid(first);
    if (merged.isEmpty()) {
        return {};
    }
    return field.codec == Codec::JsonList ? json::jsonText(QJsonArray::fromStringList(merged))
                                          : joinEntries(field.codec, merged, field.separator).value_or(stored);
}

bool Field::isList() const
{
    static const QList<Codec> lists{
        Codec::One, Codec::Lines, Codec::Words, Codec::Commas, Codec::Pipes, Codec::JsonList};
    return lists.contains(codec) || !flags.isEmpty() || (children.exists() && !children.one);
}

QJsonValue decodeMember(const Field& field, const QString& member, const QString& stored)
{
    if (field.isList()) {
        return listValue(member, shownEntries(field, stored));
    }
    switch (field.codec) {
    case Codec::Json:
        return parsedJson(stored);
    case Codec::Integer:
    case Codec::Epoch:
        return stored.toLongLong();
    case Codec::Moment: {
        const auto moment = momentFrom(stored);
        return moment ? QJsonValue(*moment) : QJsonValue(QJsonValue::Undefined);
    }
    case Codec::Boolean:
        return decodedFlag(field, stored);
    default:
        return stored.isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(field.words.key(stored, stored));
    }
}

core::Result<QString> encodeMember(const Field& field, const QString& member, const QJsonValue& value)
{
    if (field.readOnly || !field.member.isEmpty()) {
        return refused(member, u"this program only shows it"_s);
    }
    if (field.isList()) {
        return encodedList(field, member, value);
    }
    switch (field.codec) {
    case Codec::Json:
    case Codec::Members:
    case Codec::TaggedMembers:
        return json::jsonText(value);
    case Codec::Integer:
    case Codec::Epoch:
        return QString::number(value.toInteger());
    case Codec::Moment:
        return momentText(value.toInteger());
    case Codec::Boolean:
        return encodedFlag(field, member, value);
    default:
        return value.isString() ? encodedWord(field, member, value.toString())
                                : refused(member, u"it must be a text"_s);
    }
}

} // namespace owb::store
