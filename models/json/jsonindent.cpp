#include "json/jsonmembers.h"
#include "json/jsonscanner.h"
#include "json/jsontext.h"

using namespace Qt::StringLiterals;

namespace owb::json {

namespace {

constexpr qsizetype longestOneLiner = 60;

/** Lays well-formed JSON out over lines without touching the spelling of its texts and numbers. */
class Indenter
{
public:
    explicit Indenter(const QString& text)
        : m_text(text)
    { }

    QString run()
    {
        while (m_at < m_text.size()) {
            step(m_text.at(m_at));
        }
        return m_out;
    }

private:
    void step(QChar c)
    {
        if (isJsonSpace(c)) {
            ++m_at;
        } else if (c == u'"') {
            copyTo(jsonStringEnd(m_text, m_at));
        } else if (c == u'{' || c == u'[') {
            open(c);
        } else if (c == u'}' || c == u']') {
            --m_depth;
            newLine();
            copyTo(m_at + 1);
        } else if (c == u',') {
            copyTo(m_at + 1);
            newLine();
        } else {
            copyTo(m_at + 1);
            m_out += c == u':' ? u" "_s : QString();
        }
    }

    void open(QChar bracket)
    {
        const QChar closing = bracket == u'{' ? u'}' : u']';
        copyTo(m_at + 1);
        const qsizetype first = behindSpace(m_at);
        if (isAt(first, closing)) { // empty
            m_at = first;
            return copyTo(first + 1);
        }
        const qsizetype end = scalarEnd(first);
        const qsizetype close = behindSpace(end);
        if (bracket == u'[' && end > first && end - first <= longestOneLiner && isAt(close, closing)) {
            m_at = first;
            copyTo(end); // a list of one short entry stays on its line
            m_at = close;
            return copyTo(close + 1);
        }
        ++m_depth;
        newLine();
    }

    [[nodiscard]] bool isAt(qsizetype at, QChar c) const { return at < m_text.size() && m_text.at(at) == c; }

    [[nodiscard]] qsizetype behindSpace(qsizetype at) const
    {
        while (at < m_text.size() && isJsonSpace(m_text.at(at))) {
            ++at;
        }
        return at;
    }

    /** Behind the text, number or word at `at`; `at` itself when a list or object stands there. */
    [[nodiscard]] qsizetype scalarEnd(qsizetype at) const
    {
        if (isAt(at, u'"')) {
            return jsonStringEnd(m_text, at);
        }
        static const QString stops = u"{}[],\""_s;
        while (at < m_text.size() && !stops.contains(m_text.at(at)) && !isJsonSpace(m_text.at(at))) {
            ++at;
        }
        return at;
    }

    void copyTo(qsizetype end)
    {
        m_out += QStringView(m_text).sliced(m_at, end - m_at);
        m_at = end;
    }

    void newLine() { m_out += u'\n' + QString(m_depth * 2, u' '); }

    const QString& m_text;
    QString m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
};

} // namespace

QString compactJson(const QString& json)
{
    QString compact;
    bool inText = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const QChar c = json.at(i);
        if (inText && c == u'\\' && i + 1 < json.size()) {
            compact += c;
            compact += json.at(++i);
            continue;
        }
        inText = c == u'"' ? !inText : inText;
        if (inText || !c.isSpace()) {
            compact += c;
        }
    }
    return compact;
}

QString JsonMembers::indented() const
{
    return Indenter(m_text).run();
}

} // namespace owb::json
