#include "json/jsonmembers.h"

#include "json/jsonscanner.h"
#include "json/jsontext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::json {

namespace {

/** A value of any kind out of its JSON text; Undefined when Qt cannot hold it, for example 1e999. */
QJsonValue valueOf(const QString& text)
{
    const auto list = QJsonDocument::fromJson('[' + text.toUtf8() + ']').array();
    return list.size() == 1 ? list.at(0) : QJsonValue(QJsonValue::Undefined);
}

/** Beyond this many members a name is looked up instead of looked for. */
constexpr qsizetype fewMembers = 16;

/** Whether some whole number in the text is too long for 64 bits, so that Qt would round it. */
bool holdsLongNumber(const QString& text)
{
    constexpr qsizetype sureToFit = 18;
    qsizetype digits = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == u'"') {
            i = jsonStringEnd(text, i) - 1;
            digits = 0;
        } else {
            digits = text.at(i).isDigit() ? digits + 1 : 0;
        }
        if (digits > sureToFit) {
            return true;
        }
    }
    return false;
}

bool sameJson(const QString& a, const QString& b)
{
    if (a == b) {
        return true;
    }
    const QJsonValue left = valueOf(a);
    return !left.isUndefined() && left == valueOf(b) && !holdsLongNumber(a) && !holdsLongNumber(b);
}

/** QString::replace() copies all of the text each time. */
void exchange(QString& text, qsizetype from, qsizetype length, const QString& with)
{
    text.remove(from, length);
    text.insert(from, with);
}

QString trimmedJson(const QString& text)
{
    qsizetype from = 0;
    qsizetype to = text.size();
    while (from < to && isJsonSpace(text.at(from))) {
        ++from;
    }
    while (to > from && isJsonSpace(text.at(to - 1))) {
        --to;
    }
    return text.sliced(from, to - from);
}

} // namespace

core::Result<JsonMembers> JsonMembers::parse(const QString& text, const QString& source)
{
    JsonScanner scanner(text);
    if (!scanner.run()) {
        return core::failure(core::Error::Kind::InvalidJson, source,
            {QString::number(scanner.line()), QString::number(scanner.column()), scanner.reason()});
    }
    JsonMembers members;
    members.m_text = text;
    members.m_spans.reserve(scanner.members().size());
    for (const JsonScanner::Member& member : scanner.members()) {
        const auto quoted = QStringView(text).sliced(member.nameStart, member.nameEnd - member.nameStart);
        members.m_spans.append({member.nameStart, member.nameEnd, member.valueStart, member.valueEnd,
            quoted.contains(u'\\') ? valueOf(quoted.toString()).toString() : QString()});
    }
    members.index();
    return members;
}

void JsonMembers::index()
{
    m_last.clear();
    for (qsizetype i = 0; m_spans.size() > fewMembers && i < m_spans.size(); ++i) {
        m_last.insert(nameOf(m_spans.at(i)).toString(), i);
    }
}

void JsonMembers::Span::shift(qsizetype by)
{
    nameStart += by;
    nameEnd += by;
    valueStart += by;
    valueEnd += by;
}

QStringView JsonMembers::nameOf(const Span& span) const
{
    return span.escapedName.isNull() ? QStringView(m_text).sliced(span.nameStart + 1, span.nameEnd - span.nameStart - 2)
                                     : QStringView(span.escapedName);
}

qsizetype JsonMembers::lastOf(QStringView name) const
{
    if (m_spans.size() > fewMembers) {
        return m_last.value(name.toString(), -1);
    }
    qsizetype at = m_spans.size() - 1;
    while (at >= 0 && nameOf(m_spans.at(at)) != name) {
        --at;
    }
    return at;
}

QList<JsonMembers::Member> JsonMembers::members() const
{
    QList<Member> members;
    members.reserve(m_spans.size());
    for (const Span& span : m_spans) {
        members.append({nameOf(span).toString(), m_text.sliced(span.valueStart, span.valueEnd - span.valueStart)});
    }
    return members;
}

QStringList JsonMembers::names() const
{
    QStringList names;
    names.reserve(m_spans.size());
    for (const Span& span : m_spans) {
        names << nameOf(span).toString();
    }
    return names;
}

QStringList JsonMembers::duplicateNames() const
{
    QStringList twice;
    QSet<QStringView> told;
    for (qsizetype i = 0; i < m_spans.size(); ++i) {
        const auto name = nameOf(m_spans.at(i));
        if (lastOf(name) != i && !told.contains(name)) {
            told.insert(name);
            twice << name.toString();
        }
    }
    return twice;
}

bool JsonMembers::contains(const QString& name) const
{
    return lastOf(name) >= 0;
}

QString JsonMembers::valueText(const QString& name) const
{
    const qsizetype last = lastOf(name);
    if (last < 0) {
        return {};
    }
    const Span& span = m_spans.at(last);
    return m_text.sliced(span.valueStart, span.valueEnd - span.valueStart);
}

QJsonValue JsonMembers::value(const QString& name) const
{
    return contains(name) ? valueOf(valueText(name)) : QJsonValue(QJsonValue::Undefined);
}

QString JsonMembers::string(const QString& name) const
{
    return value(name).toString();
}

QStringList JsonMembers::strings(const QString& name) const
{
    const QJsonValue stored = value(name);
    if (stored.isString()) {
        return {stored.toString()};
    }
    const QJsonArray entries = stored.toArray();
    QStringList texts;
    for (const auto& entry : entries) {
        texts << (entry.isString() ? entry.toString() : jsonText(entry));
    }
    return texts;
}

void JsonMembers::set(const QString& name, const QJsonValue& value)
{
    if (contains(name) && !value.isUndefined() && this->value(name) == value) {
        return;
    }
    setText(name, jsonText(value));
}

void JsonMembers::setText(const QString& name, const QString& valueText)
{
    const QString trimmed = trimmedJson(valueText);
    const qsizetype last = lastOf(name);
    if (last < 0) {
        append(name, trimmed);
    } else if (!sameJson(this->valueText(name), trimmed)) {
        replaceValue(last, trimmed);
    }
}

void JsonMembers::replaceValue(qsizetype index, const QString& valueText)
{
    Span& span = m_spans[index];
    const qsizetype growth = valueText.size() - (span.valueEnd - span.valueStart);
    exchange(m_text, span.valueStart, span.valueEnd - span.valueStart, valueText);
    span.valueEnd += growth;
    std::for_each(m_spans.begin() + index + 1, m_spans.end(), [growth](Span& later) { later.shift(growth); });
}

void JsonMembers::append(const QString& name, const QString& valueText)
{
    const qsizetype inside = m_text.indexOf(u'{') + 1;
    QString gap;
    QString colon = u":"_s;
    qsizetype from = inside;
    qsizetype to = m_text.lastIndexOf(u'}'); // of an empty object the space inside goes
    if (!m_spans.isEmpty()) {
        // In the manner of what is there: Python writes {"a": 1, "b": 2}, others {"a":1,"b":2}, people a line each.
        const Span& last = m_spans.constLast();
        colon = m_text.at(last.valueStart - 1) == u' ' ? u": "_s : colon;
        const qsizetype gapStart = m_spans.size() > 1 ? m_spans.at(m_spans.size() - 2).valueEnd : inside;
        gap = m_text.sliced(gapStart, last.nameStart - gapStart);
        if (m_spans.size() == 1) {
            gap = u',' + (gap.isEmpty() && colon.size() > 1 ? u" "_s : gap);
        }
        from = last.valueEnd;
        to = from;
    }
    const QString quoted = jsonText(name);
    exchange(m_text, from, to - from, gap + quoted + colon + valueText);
    const qsizetype nameStart = from + gap.size();
    const qsizetype valueStart = nameStart + quoted.size() + colon.size();
    m_spans.append({nameStart, nameStart + quoted.size(), valueStart, valueStart + valueText.size(),
        quoted.size() == name.size() + 2 ? QString() : name});
    if (m_spans.size() == fewMembers + 1) {
        index();
    } else if (m_spans.size() > fewMembers) {
        m_last.insert(name, m_spans.size() - 1);
    }
}

void JsonMembers::remove(const QString& name)
{
    if (!contains(name)) {
        return;
    }
    QString text = m_text.first(m_spans.constFirst().nameStart);
    QList<Span> kept;
    for (qsizetype i = 0; i < m_spans.size(); ++i) {
        Span span = m_spans.at(i);
        if (nameOf(span) == name) {
            continue;
        }
        // With the comma before it; the first that stays takes the place of the first that was.
        const qsizetype start = kept.isEmpty() ? span.nameStart : m_spans.at(i - 1).valueEnd;
        const qsizetype shift = text.size() - start;
        text += QStringView(m_text).sliced(start, span.valueEnd - start);
        span.shift(shift);
        kept.append(span);
    }
    const qsizetype tail = kept.isEmpty() ? m_text.lastIndexOf(u'}') : m_spans.constLast().valueEnd;
    m_text = (kept.isEmpty() ? m_text.first(m_text.indexOf(u'{') + 1) : text) + m_text.sliced(tail);
    m_spans = kept;
    index();
}

} // namespace owb::json
