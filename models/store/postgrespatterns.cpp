#include "store/postgrespatterns.h"

using namespace Qt::StringLiterals;

// PostgreSQL 15 has no cast that gives NULL for what is no JSON or no time, and an error would end the whole
// statement because of one bad row. A regular expression says beforehand what the cast will take.

namespace owb::store {

namespace {

/** Values may hold others: as deep as this, deeper than client metadata goes. */
constexpr int nesting = 5;

/** A JSON string, told by its ends alone. */
QString anyString()
{
    return u"\"(?:[^\"\\\\]|\\\\.)*\""_s;
}

/** A list or an object, told by its ends alone. */
QString anyNested(int depth)
{
    const QString inner = depth > 1 ? u'|' + anyNested(depth - 1) : QString();
    return u"[[{](?:[^][{}\"]|%1%2)*[]}]"_s.arg(anyString(), inner);
}

QString anyValue()
{
    return u"(?:%1|%2|[-+.0-9A-Za-z]+)"_s.arg(anyString(), anyNested(nesting));
}

/** A text as a regular expression of itself. */
QString itself(const QString& text)
{
    QString pattern;
    for (const QChar c : text) {
        const bool plain = c.isLetterOrNumber() || c == u'_' || c.unicode() > 0x7f;
        pattern += plain ? QString(c) : u'\\' + QString(c);
    }
    return pattern;
}

} // namespace

QString isoTimePattern()
{
    const QString year = u"(?!0000)\\d{4}"_s; // there is no such year
    const QString leapYear =
        u"(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"_s; // not 1900, but 2000
    const QString monthDay = u"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|"
                             "(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))"_s;
    const QString time = u"(?:[01]\\d|2[0-3]):[0-5]\\d(?::[0-5]\\d(?:\\.\\d{1,12})?)?"_s;
    const QString zone = u" ?(?:Z|[-+](?:0\\d|1[0-4])(?::?[0-5]\\d)?)"_s;
    return u"^(?:%1-%2|%3-02-29)(?:[ T]%4(?:%5)?)?$"_s.arg(year, monthDay, leapYear, time, zone);
}

QString jsonMemberPattern(const QString& member)
{
    // Greedy: of members that are there twice, readers take the last.
    return u"^\\s*\\{(?:\\s*%1\\s*:\\s*%2\\s*,)*\\s*\"%3\"\\s*:\\s*(%2)\\s*[,}]"_s.arg(
        anyString(), anyValue(), itself(member));
}

QString jsonPairPattern()
{
    return u"\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}"_s;
}

QString jsonHalfPattern()
{
    return u"\\\\u(?:0000|[dD][89a-fA-F])"_s;
}

QString jsonStringPattern()
{
    return u"^\"(?:[^\"\\\\\\u0001-\\u001f]|\\\\[\"\\\\/bfnrt]|"
           "\\\\u(?!0000|[dD][89a-fA-F])[0-9a-fA-F]{4}|%1)*\"$"_s.arg(jsonPairPattern());
}

} // namespace owb::store
