#pragma once

#include <QString>
#include <QStringView>
#include <QVarLengthArray>

namespace owb::json {

/** Space, tab, line feed or carriage return: RFC 8259 section 2. */
[[nodiscard]] inline bool isJsonSpace(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r';
}

/** Behind the JSON string whose opening quote stands at `at`. */
[[nodiscard]] qsizetype jsonStringEnd(const QString& text, qsizetype at);

/**
 * Reads a text strictly as one RFC 8259 object and notes where its own members stand.
 *
 * Qt's parser takes control characters inside strings and numbers like "1.", which servers refuse, and it does not
 * say where a value stood. No recursion: hostile nesting costs nothing.
 */
class JsonScanner
{
public:
    struct Member
    {
        qsizetype nameStart = 0; // at its opening quote
        qsizetype nameEnd = 0;
        qsizetype valueStart = 0;
        qsizetype valueEnd = 0;
    };

    using Members = QVarLengthArray<Member, 32>;

    /** `text` must outlive the scanner. */
    explicit JsonScanner(const QString& text);

    /** False when the text is not a JSON object: then reason(), line() and column() say why and where. */
    [[nodiscard]] bool run();
    [[nodiscard]] const Members& members() const { return m_members; }
    [[nodiscard]] const QString& reason() const { return m_reason; }
    /** Both count from 1, in characters. */
    [[nodiscard]] qsizetype line() const;
    [[nodiscard]] qsizetype column() const;

private:
    enum class Expect { Value, ValueOrEnd, Name, NameOrEnd, CommaOrEnd, Nothing };

    bool step();
    bool name();
    bool value();
    bool literal();
    bool number();
    bool string();
    bool escape();
    bool afterValue();
    bool open(char bracket);
    bool close();
    void valueEnded();
    bool fail(qsizetype at, const QString& reason);
    [[nodiscard]] QChar current() const { return m_at < m_text.size() ? m_text.at(m_at) : QChar(); }
    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    void skipSpace();
    qsizetype skipDigits();

    const QStringView m_text;
    qsizetype m_at = 0;
    Expect m_expect = Expect::Value;
    QVarLengthArray<char, 32> m_open; // the brackets around the current place
    Members m_members;
    QString m_reason;
};

} // namespace owb::json
