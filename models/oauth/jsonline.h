#pragma once

#include <QByteArray>
#include <QStringView>

#include <string>

namespace owb::oauth {

/** Appends a text as UTF-8; quick where it is ASCII, as nearly all of what tokens hold is. */
void appendUtf8(std::string& out, QStringView text);

/**
 * Puts one JSON object together as UTF-8, member after member: for objects that are written by the million. Spelt as
 * jsonText() spells.
 */
class JsonLine
{
public:
    /** The object is appended to `out`, UTF-8, which must outlive it. */
    explicit JsonLine(std::string& out);

    /** Names are ASCII without what JSON escapes. */
    void set(const char* name, QStringView text);
    void set(const char* name, const QByteArray& utf8);
    void set(const char* name, qint64 number);
    void set(const char* name, bool truth);
    void setNull(const char* name);
    /** `json` as it is. */
    void setJson(const char* name, std::string_view json);
    void end();

private:
    void name(const char* name);

    std::string& m_out;
    bool m_isFirst = true;
};

} // namespace owb::oauth
