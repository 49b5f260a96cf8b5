#pragma once

#include <QByteArray>
#include <QIODevice>
#include <QList>

#include <optional>

namespace owb::oauth {

/**
 * The records of a text file, one at a time: its lines, or the records of RFC 4180 whose cells may hold line ends. A
 * byte order mark is passed over, empty lines too.
 */
class TextRecords
{
public:
    enum class Shape { Lines, Csv };
    struct Record
    {
        QList<QByteArray> cells; // of a line, one
        qint64 line = 0; // where it begins, from 1
        const char* problem = nullptr; // why it cannot be read, as the end of a sentence; for translation
    };

    /** `from` is open for reading and outlives it. */
    TextRecords(QIODevice& from, Shape shape);

    /** Nothing at the end. A record longer than 1 MB has a problem, and the next one is read behind its line. */
    [[nodiscard]] std::optional<Record> next();

private:
    enum class Cell { Start, Bare, Quoted, QuoteInQuoted };

    [[nodiscard]] std::optional<char> take();
    /** Whether the record goes on. */
    [[nodiscard]] bool add(char c, Record& record);
    [[nodiscard]] bool addToCsv(char c, Record& record);
    void skipLine();

    QIODevice& m_from;
    Shape m_shape;
    QByteArray m_chunk;
    qsizetype m_at = 0;
    qint64 m_line = 1;
    qsizetype m_size = 0; // of the record so far
    Cell m_cell = Cell::Start;
};

} // namespace owb::oauth
