#include "json/jsonscanner.h"

#include "json/texts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::json {

namespace {

constexpr qsizetype deepest = 1000; // Qt's parser stops at 1024, Python's a little before 1000

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isHexDigit(QChar c)
{
    return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

/** Past the characters that stand for themselves and neither end nor break a text, as nearly all do. */
qsizetype plainEnd(QStringView text, qsizetype at)
{
    const char16_t* const begin = text.utf16();
    const char16_t* const end = begin + text.size();
    const char16_t* next = begin + std::min(at, text.size());
    while (next != end && *next >= u' ' && *next < u'\x7f' && *next != u'"' && *next != u'\\') {
        ++next;
    }
    return next - begin;
}

} // namespace

qsizetype jsonStringEnd(const QString& text, qsizetype at)
{
    for (++at; at < text.size() && text.at(at) != u'"'; ++at) {
        if (text.at(at) == u'\\') {
            ++at;
        }
    }
    return std::min(at + 1, text.size());
}

JsonScanner::JsonScanner(const QString& text)
    : m_text(text)
{ }

bool JsonScanner::run()
{
    skipSpace();
    if (atEnd()) {
        return fail(m_at, SyntaxText::tr("it is empty"));
    }
    if (current() == QChar::ByteOrderMark) {
        return fail(m_at, SyntaxText::tr("it starts with a byte order mark, which JSON does not have"));
    }
    if (current() != u'{') {
        return fail(m_at, SyntaxText::tr("an object starts with a brace"));
    }
    while (m_expect != Expect::Nothing) {
        skipSpace();
        if (atEnd()) {
            return fail(m_at, SyntaxText::tr("it ends before the object is closed"));
        }
        if (!step()) {
            return false;
        }
    }
    skipSpace();
    return atEnd() || fail(m_at, SyntaxText::tr("something follows after the object"));
}

bool JsonScanner::step()
{
    switch (m_expect) {
    case Expect::ValueOrEnd:
        return current() == u']' ? close() : value();
    case Expect::Value:
        return value();
    case Expect::NameOrEnd:
        return current() == u'}' ? close() : name();
    case Expect::Name:
        return name();
    case Expect::CommaOrEnd:
        return afterValue();
    case Expect::Nothing:
        return true;
    }
    return false;
}

bool JsonScanner::name()
{
    const Member member{m_at, 0, 0, 0};
    if (current() == u'}') {
        return fail(m_at, SyntaxText::tr("a comma stands before the closing bracket"));
    }
    if (current() != u'"') {
        return fail(m_at, SyntaxText::tr("a name in double quotes is expected"));
    }
    if (!string()) {
        return false;
    }
    const qsizetype nameEnd = m_at;
    skipSpace();
    if (current() != u':') {
        return fail(m_at, SyntaxText::tr("a colon is expected after the name"));
    }
    ++m_at;
    skipSpace();
    if (m_open.size() == 1) {
        m_members.append({member.nameStart, nameEnd, m_at, m_at});
    }
    m_expect = Expect::Value;
    return true;
}

bool JsonScanner::value()
{
    const QChar c = current();
    if (c == u'{' || c == u'[') {
        return open(c.toLatin1());
    }
    if (c == u']' || c == u'}') {
        return fail(m_at, SyntaxText::tr("a value is missing"));
    }
    const bool read = c == u'"' ? string() : isDigit(c) || c == u'-' ? number() : literal();
    if (read) {
        valueEnded();
    }
    return read;
}

bool JsonScanner::literal()
{
    for (const auto word : {"true"_L1, "false"_L1, "null"_L1}) {
        if (m_text.sliced(m_at).startsWith(word)) {
            m_at += word.size();
            return true;
        }
    }
    const auto rest = m_text.sliced(m_at);
    if (rest.startsWith("NaN"_L1) || rest.startsWith("Infinity"_L1)) {
        return fail(m_at, SyntaxText::tr("NaN and Infinity are not JSON"));
    }
    return fail(m_at,
        current() == u'\'' ? SyntaxText::tr("texts stand in double quotes") : SyntaxText::tr("a value is expected"));
}

bool JsonScanner::number()
{
    const qsizetype start = m_at;
    m_at += current() == u'-' ? 1 : 0;
    if (m_text.sliced(m_at).startsWith("Infinity"_L1)) {
        return fail(start, SyntaxText::tr("NaN and Infinity are not JSON"));
    }
    const bool zero = current() == u'0';
    const qsizetype whole = skipDigits();
    bool sound = zero ? whole == 1 : whole > 0;
    if (current() == u'.') {
        ++m_at;
        sound = skipDigits() > 0 && sound;
    }
    if (current() == u'e' || current() == u'E') {
        ++m_at;
        m_at += current() == u'+' || current() == u'-' ? 1 : 0;
        sound = skipDigits() > 0 && sound;
    }
    return sound || fail(start, SyntaxText::tr("a number is not written as JSON has it"));
}

bool JsonScanner::string()
{
    const qsizetype start = m_at;
    for (m_at = plainEnd(m_text, m_at + 1); !atEnd() && current() != u'"'; m_at = plainEnd(m_text, m_at + 1)) {
        const QChar c = m_text.at(m_at);
        if (c < u' ') {
            return fail(m_at, SyntaxText::tr("a text holds a control character; JSON writes it as an escape"));
        }
        if (c == u'\\' && !escape()) {
            return false;
        }
        if (c.isSurrogate()) {
            const bool pair = c.isHighSurrogate() && m_at + 1 < m_text.size() && m_text.at(m_at + 1).isLowSurrogate();
            if (!pair) {
                return fail(m_at, SyntaxText::tr("a text holds half a character"));
            }
            ++m_at;
        }
    }
    if (atEnd()) {
        return fail(start, SyntaxText::tr("a text is not closed"));
    }
    ++m_at;
    return true;
}

bool JsonScanner::escape()
{
    const qsizetype start = m_at;
    ++m_at;
    if (current() == u'u') {
        const auto digits = m_text.sliced(m_at + 1).first(std::min<qsizetype>(4, m_text.size() - m_at - 1));
        m_at += digits.size();
        const bool sound = digits.size() == 4 && std::all_of(digits.begin(), digits.end(), isHexDigit);
        return sound || fail(start, SyntaxText::tr("\\u takes four hexadecimal digits"));
    }
    static const QString known = u"\"\\/bfnrt"_s;
    return (!atEnd() && known.contains(current())) || fail(start, SyntaxText::tr("JSON has no such escape"));
}

bool JsonScanner::afterValue()
{
    const bool inObject = m_open.last() == '{';
    if (current() == (inObject ? u'}' : u']')) {
        return close();
    }
    if (current() != u',') {
        return fail(m_at,
            inObject ? SyntaxText::tr("a comma or the end of the object is expected")
                     : SyntaxText::tr("a comma or the end of the list is expected"));
    }
    ++m_at;
    m_expect = inObject ? Expect::Name : Expect::Value;
    return true;
}

bool JsonScanner::open(char bracket)
{
    if (m_open.size() == deepest) {
        return fail(m_at, SyntaxText::tr("it is nested too deeply"));
    }
    m_open.append(bracket);
    ++m_at;
    m_expect = bracket == '{' ? Expect::NameOrEnd : Expect::ValueOrEnd;
    return true;
}

bool JsonScanner::close()
{
    m_open.removeLast();
    ++m_at;
    valueEnded();
    return true;
}

void JsonScanner::valueEnded()
{
    if (m_open.size() == 1) {
        m_members.last().valueEnd = m_at;
    }
    m_expect = m_open.isEmpty() ? Expect::Nothing : Expect::CommaOrEnd;
}

bool JsonScanner::fail(qsizetype at, const QString& reason)
{
    m_at = std::min(at, m_text.size());
    m_reason = reason;
    return false;
}

void JsonScanner::skipSpace()
{
    while (!atEnd() && isJsonSpace(current())) {
        ++m_at;
    }
}

qsizetype JsonScanner::skipDigits()
{
    const qsizetype start = m_at;
    while (isDigit(current())) {
        ++m_at;
    }
    return m_at - start;
}

qsizetype JsonScanner::line() const
{
    return m_text.first(m_at).count(u'\n') + 1;
}

qsizetype JsonScanner::column() const
{
    const auto before = m_text.first(m_at);
    const auto sameLine = before.sliced(before.lastIndexOf(u'\n') + 1);
    const auto halves = std::count_if(sameLine.begin(), sameLine.end(), [](QChar c) { return c.isLowSurrogate(); });
    return sameLine.size() - halves + 1;
}

} // namespace owb::json
