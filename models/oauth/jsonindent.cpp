#include "oauth/jsonmembers.h"

using namespace Qt::StringLiterals;

namespace owb::oauth {

namespace {

/** Lays well-formed JSON out over lines without touching the spelling of its texts and numbers. */
class Indenter
{
public:
    explicit Indenter(const QString& text)
        : m_text(text)
    {
    }

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
        if (c == u'"') {
            copyString();
        } else if (c == u'{' || c == u'[') {
            open(c);
        } else if (c == u'}' || c == u']') {
            --m_depth;
            newLine();
            put(c);
        } else if (c == u',') {
            put(c);
            newLine();
        } else if (c == u':') {
            m_out += u": "_s;
            ++m_at;
        } else if (c.isSpace()) {
            ++m_at;
        } else {
            put(c);
        }
    }

    void open(QChar c)
    {
        const qsizetype end = m_text.indexOf(c == u'{' ? u'}' : u']', m_at);
        const QString inside = m_text.sliced(m_at + 1, end - m_at - 1);
        // An odd number of quotes: the bracket found was inside a text.
        const bool whole = inside.count(u'"') % 2 == 0 && !inside.contains(u'\\');
        const bool oneEntry = whole && inside.size() < 60 && !inside.contains(u',') && !inside.contains(u'[') && !inside.contains(u'{');
        if (inside.trimmed().isEmpty() || (c == u'[' && oneEntry)) {
            m_out += c + inside.trimmed() + m_text.at(end); // an empty or one-entry list stays on its line
            m_at = end + 1;
            return;
        }
        ++m_depth;
        put(c);
        newLine();
    }

    void copyString()
    {
        const qsizetype start = m_at;
        for (++m_at; m_at < m_text.size() && m_text.at(m_at) != u'"'; ++m_at) {
            if (m_text.at(m_at) == u'\\') {
                ++m_at;
            }
        }
        ++m_at;
        m_out += m_text.sliced(start, m_at - start);
    }

    void put(QChar c)
    {
        m_out += c;
        ++m_at;
    }

    void newLine() { m_out += u'\n' + QString(m_depth * 2, u' '); }

    const QString& m_text;
    QString m_out;
    qsizetype m_at = 0;
    int m_depth = 0;
};

} // namespace

QString JsonMembers::indented() const
{
    return Indenter(m_text).run();
}

} // namespace owb::oauth
