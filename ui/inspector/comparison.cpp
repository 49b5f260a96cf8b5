#include "inspector/comparison.h"

#include "inspector/claimwords.h"
#include "inspector/inspectortext.h"
#include "json/jsontext.h"

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

using json::JsonMembers;
using ComparedPart = ComparedMember::Part;

QString valueShown(const JsonMembers& members, const QString& name)
{
    const QJsonValue value = members.value(name);
    return value.isString() ? value.toString() : json::compactJson(members.valueText(name));
}

/** Scopes are one text, audiences a list or a text. */
QStringList entriesIn(const QJsonValue& value)
{
    QStringList entries;
    const QStringList texts = value.isString() ? QStringList{value.toString()} : value.toVariant().toStringList();
    for (const QString& text : texts) {
        entries << text.split(u' ', Qt::SkipEmptyParts);
    }
    return entries;
}

QString listWords(const QStringList& first, const QStringList& second)
{
    QStringList words;
    for (const QString& entry : second) {
        words << (first.contains(entry) ? QString() : u'+' + entry);
    }
    for (const QString& entry : first) {
        words << (second.contains(entry) ? QString() : QChar(0x2212) + entry);
    }
    words.removeAll(QString());
    return words.isEmpty() ? InspectorText::tr("In another order") : words.join(u' ');
}

QString differenceWords(const QString& name, const QJsonValue& first, const QJsonValue& second)
{
    if (first.isUndefined() || second.isUndefined()) {
        return first.isUndefined() ? InspectorText::tr("Only in the other") : InspectorText::tr("Only in this one");
    }
    const auto one = inspector::timeIn(first);
    const auto other = inspector::timeIn(second);
    const qint64 apart = one && other ? static_cast<qint64>(*other - *one) : 0;
    if (inspector::isTimeClaim(name) && apart != 0) {
        const QString span = inspector::spanWords(std::abs(apart));
        return apart > 0 ? InspectorText::tr("%1 later").arg(span) : InspectorText::tr("%1 earlier").arg(span);
    }
    static const QStringList lists{u"scope"_s, u"scp"_s, u"aud"_s, u"amr"_s};
    return lists.contains(name) ? listWords(entriesIn(first), entriesIn(second)) : InspectorText::tr("Differs");
}

/** Both parsed: 1 and 1.0 are one value, and so are members in another order. */
ComparedMember compared(ComparedPart part, const QString& name, const JsonMembers& first, const JsonMembers& second)
{
    const QJsonValue one = first.value(name);
    const QJsonValue other = second.value(name);
    ComparedMember member{part, name, valueShown(first, name), valueShown(second, name), one != other, {}};
    member.words = member.isDifferent ? differenceWords(name, one, other) : QString();
    return member;
}

void compareParts(QList<ComparedMember>& all, ComparedPart part, const JsonMembers& first, const JsonMembers& second)
{
    QStringList names = first.names() + second.names();
    names.removeDuplicates();
    for (const QString& name : names) {
        all << compared(part, name, first, second);
    }
}

JsonMembers headerOf(const inspector::Inspection& inspection)
{
    return inspection.header() ? inspection.header()->protectedMembers() : JsonMembers();
}

} // namespace

QList<ComparedMember> compareTokens(const inspector::Inspection& first, const inspector::Inspection& second)
{
    QList<ComparedMember> all;
    compareParts(all, ComparedPart::Header, headerOf(first), headerOf(second));
    compareParts(all, ComparedPart::Claim, first.claims.value_or(JsonMembers()), second.claims.value_or(JsonMembers()));
    return all;
}

} // namespace owb::ui
