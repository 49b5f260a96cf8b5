#include "oauth/jsonmembers.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

bool isSpace(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r';
}

/** Walks over JSON that is known to be well formed. */
struct Walker
{
    const QString& text;
    qsizetype at = 0;

    void skipSpace()
    {
        while (at < text.size() && isSpace(text.at(at))) {
            ++at;
        }
    }

    void skipString()
    {
        for (++at; at < text.size() && text.at(at) != u'"'; ++at) {
            if (text.at(at) == u'\\') {
                ++at;
            }
        }
        ++at;
    }

    void skipValue()
    {
        int depth = 0;
        while (at < text.size()) {
            const QChar c = text.at(at);
            if (c == u'"') {
                skipString();
                continue;
            }
            if (depth == 0 && (c == u',' || c == u'}' || c == u']')) {
                return;
            }
            if (c == u'{' || c == u'[') {
                ++depth;
            } else if (c == u'}' || c == u']') {
                --depth;
            }
            ++at;
        }
    }
};

/** A value of any kind out of its JSON text; Undefined when it is none. */
QJsonValue valueOf(const QString& text)
{
    const auto list = QJsonDocument::fromJson('[' + text.toUtf8() + ']').array();
    return list.size() == 1 ? list.at(0) : QJsonValue(QJsonValue::Undefined);
}

core::Error parseFailure(const QString& text, const QString& source, const QJsonParseError& error)
{
    // The parser counts bytes of UTF-8; people count lines and characters.
    const QString before = QString::fromUtf8(text.toUtf8().first(std::min<qsizetype>(error.offset, text.toUtf8().size())));
    const qsizetype lineStart = before.lastIndexOf(u'\n') + 1;
    const QString line = QString::number(before.count(u'\n') + 1);
    const QString column = QString::number(before.size() - lineStart + 1);
    return {core::Error::Kind::InvalidJson, source, {line, column, error.errorString()}, {}};
}

} // namespace

QString jsonText(const QJsonValue& value)
{
    const QByteArray list = QJsonDocument(QJsonArray {value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

core::Result<JsonMembers> JsonMembers::parse(const QString& text, const QString& source)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(text.toUtf8(), &error);
    if (error.error != QJsonParseError::NoError) {
        return tl::unexpected(parseFailure(text, source, error));
    }
    const qsizetype start = std::find_if_not(text.cbegin(), text.cend(), isSpace) - text.cbegin();
    if (!document.isObject() || text.at(start) != u'{') {
        return core::failure(core::Error::Kind::InvalidJson, source, {u"1"_s, u"1"_s, u"it is not a JSON object"_s});
    }
    JsonMembers members;
    members.m_text = text;
    members.scan();
    return members;
}

void JsonMembers::scan()
{
    m_spans.clear();
    Walker walker {m_text};
    walker.skipSpace();
    ++walker.at; // the opening brace
    for (;;) {
        walker.skipSpace();
        if (walker.at >= m_text.size() || m_text.at(walker.at) == u'}') {
            return;
        }
        Span span;
        span.nameStart = walker.at;
        walker.skipString();
        span.name = valueOf(m_text.sliced(span.nameStart, walker.at - span.nameStart)).toString();
        walker.skipSpace();
        ++walker.at; // the colon
        walker.skipSpace();
        span.valueStart = walker.at;
        walker.skipValue();
        span.valueEnd = walker.at;
        while (span.valueEnd > span.valueStart && isSpace(m_text.at(span.valueEnd - 1))) {
            --span.valueEnd;
        }
        m_spans.append(span);
        if (walker.at < m_text.size() && m_text.at(walker.at) == u',') {
            ++walker.at;
        }
    }
}

QList<JsonMembers::Member> JsonMembers::members() const
{
    QList<Member> members;
    for (const Span& span : m_spans) {
        members.append({span.name, m_text.sliced(span.valueStart, span.valueEnd - span.valueStart)});
    }
    return members;
}

QStringList JsonMembers::names() const
{
    QStringList names;
    for (const Span& span : m_spans) {
        names << span.name;
    }
    return names;
}

QStringList JsonMembers::duplicateNames() const
{
    QSet<QString> seen;
    QStringList twice;
    for (const Span& span : m_spans) {
        if (seen.contains(span.name) && !twice.contains(span.name)) {
            twice << span.name;
        }
        seen.insert(span.name);
    }
    return twice;
}

std::optional<JsonMembers::Span> JsonMembers::find(const QString& name) const
{
    const auto found = std::find_if(m_spans.crbegin(), m_spans.crend(), [&name](const Span& s) { return s.name == name; });
    return found == m_spans.crend() ? std::nullopt : std::optional(*found);
}

bool JsonMembers::contains(const QString& name) const
{
    return find(name).has_value();
}

QString JsonMembers::valueText(const QString& name) const
{
    const auto span = find(name);
    return span ? m_text.sliced(span->valueStart, span->valueEnd - span->valueStart) : QString();
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
    QStringList texts;
    for (const QJsonValue& entry : stored.toArray()) {
        texts << (entry.isString() ? entry.toString() : jsonText(entry));
    }
    return texts;
}

void JsonMembers::set(const QString& name, const QJsonValue& value)
{
    if (contains(name) && this->value(name) == value) {
        return;
    }
    setText(name, jsonText(value));
}

void JsonMembers::setText(const QString& name, const QString& valueText)
{
    if (const auto span = find(name)) {
        m_text.replace(span->valueStart, span->valueEnd - span->valueStart, valueText);
        scan();
        return;
    }
    if (m_spans.isEmpty()) {
        m_text = u'{' + jsonText(name) + u':' + valueText + u'}';
        scan();
        return;
    }
    // In the manner of what is there: Python writes both {"a":1,"b":2} and {"a": 1, "b": 2}.
    const Span& last = m_spans.constLast();
    const QString colon = m_text.at(last.valueStart - 1) == u' ' ? u": "_s : u":"_s;
    const qsizetype gapStart = m_spans.size() > 1 ? m_spans.at(m_spans.size() - 2).valueEnd : m_text.indexOf(u'{') + 1;
    QString gap = m_text.sliced(gapStart, last.nameStart - gapStart);
    if (m_spans.size() == 1) {
        gap = u',' + (gap.isEmpty() && colon.size() > 1 ? u" "_s : gap);
    }
    m_text.insert(last.valueEnd, gap + jsonText(name) + colon + valueText);
    scan();
}

void JsonMembers::remove(const QString& name)
{
    while (const auto span = find(name)) {
        const auto index = std::find_if(m_spans.cbegin(), m_spans.cend(),
                               [&](const Span& s) { return s.nameStart == span->nameStart; }) - m_spans.cbegin();
        if (index > 0) { // with the comma before it
            const qsizetype from = m_spans.at(index - 1).valueEnd;
            m_text.remove(from, span->valueEnd - from);
        } else if (m_spans.size() > 1) { // with the comma after it
            m_text.remove(span->nameStart, m_spans.at(1).nameStart - span->nameStart);
        } else {
            m_text.remove(span->nameStart, span->valueEnd - span->nameStart);
        }
        scan();
    }
}

} // namespace owb::oauth
