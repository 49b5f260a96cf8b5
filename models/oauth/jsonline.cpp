#include "oauth/jsonline.h"

#include "json/jsontext.h"

#include <algorithm>

namespace owb::oauth {

namespace {

/** What stands in a JSON string as it is, one byte each. */
template <class Character> bool isPlain(Character c)
{
    return c >= 0x20 && c < 0x7f && c != '"' && c != '\\';
}

void appendAscii(std::string& out, QStringView text)
{
    const size_t at = out.size();
    out.resize(at + static_cast<size_t>(text.size()));
    std::transform(text.cbegin(), text.cend(), out.begin() + static_cast<std::ptrdiff_t>(at),
        [](QChar c) { return static_cast<char>(c.unicode()); });
}

} // namespace

void appendUtf8(std::string& out, QStringView text)
{
    if (std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.unicode() < 0x80; })) {
        appendAscii(out, text);
    } else {
        out += text.toUtf8().toStdString();
    }
}

JsonLine::JsonLine(std::string& out)
    : m_out(out)
{
    m_out += '{';
}

void JsonLine::name(const char* name)
{
    if (!m_isFirst) {
        m_out += ',';
    }
    m_isFirst = false;
    m_out += '"';
    m_out += name;
    m_out += "\":";
}

void JsonLine::set(const char* name, QStringView text)
{
    this->name(name);
    const bool plain = std::all_of(text.cbegin(), text.cend(), [](QChar c) { return isPlain(c.unicode()); });
    if (!plain) {
        appendUtf8(m_out, json::jsonText(QJsonValue(text.toString())));
        return;
    }
    m_out += '"';
    appendAscii(m_out, text);
    m_out += '"';
}

void JsonLine::set(const char* name, const QByteArray& utf8)
{
    const bool plain =
        std::all_of(utf8.cbegin(), utf8.cend(), [](char c) { return isPlain(static_cast<unsigned char>(c)); });
    if (!plain) {
        set(name, QString::fromUtf8(utf8));
        return;
    }
    this->name(name);
    m_out += '"';
    m_out.append(utf8.constData(), static_cast<size_t>(utf8.size()));
    m_out += '"';
}

void JsonLine::set(const char* name, qint64 number)
{
    this->name(name);
    m_out += std::to_string(number);
}

void JsonLine::set(const char* name, bool truth)
{
    this->name(name);
    m_out += truth ? "true" : "false";
}

void JsonLine::setNull(const char* name)
{
    this->name(name);
    m_out += "null";
}

void JsonLine::setJson(const char* name, std::string_view json)
{
    this->name(name);
    m_out += json;
}

void JsonLine::end()
{
    m_out += '}';
}

} // namespace owb::oauth
