#include "oauth/textrecords.h"

#include "oauth/texts.h"

namespace owb::oauth {

namespace {
constexpr qsizetype chunkSize = 1 << 16;
constexpr qsizetype longestRecord = 1 << 20;
} // namespace

TextRecords::TextRecords(QIODevice& from, Shape shape)
    : m_from(from)
    , m_shape(shape)
{ }

std::optional<char> TextRecords::take()
{
    if (m_at == m_chunk.size()) {
        const bool isFirst = m_from.pos() == 0;
        m_chunk = m_from.read(chunkSize);
        m_at = isFirst && m_chunk.startsWith("\xef\xbb\xbf") ? 3 : 0;
        if (m_at >= m_chunk.size()) {
            return std::nullopt;
        }
    }
    const char c = m_chunk.at(m_at++);
    m_line += c == '\n' ? 1 : 0;
    return c;
}

std::optional<TextRecords::Record> TextRecords::next()
{
    Record record;
    record.line = m_line;
    record.cells.append(QByteArray());
    m_size = 0;
    m_cell = Cell::Start;
    while (const auto c = take()) {
        if (++m_size > longestRecord) {
            record.problem = QT_TRANSLATE_NOOP("ReasonText", "it is longer than 1 MB");
            skipLine();
            return record;
        }
        if (m_shape == Shape::Lines ? add(*c, record) : addToCsv(*c, record)) {
            continue;
        }
        if (!record.problem && record.cells.size() == 1 && record.cells.constFirst().trimmed().isEmpty()) {
            record.line = m_line; // an empty line
            record.cells[0].clear();
            m_size = 0;
            m_cell = Cell::Start;
            continue;
        }
        return record;
    }
    if (m_cell == Cell::Quoted) {
        record.problem = QT_TRANSLATE_NOOP("ReasonText", "a quotation mark is not closed before the end of the file");
    }
    const bool isEmpty = record.cells.size() == 1 && record.cells.constFirst().trimmed().isEmpty();
    return isEmpty && !record.problem ? std::nullopt : std::optional(record);
}

bool TextRecords::add(char c, Record& record)
{
    if (c != '\n') {
        record.cells.last() += c;
    }
    return c != '\n';
}

bool TextRecords::addToCsv(char c, Record& record)
{
    if (m_cell == Cell::Quoted) {
        if (c == '"') {
            m_cell = Cell::QuoteInQuoted;
        } else {
            record.cells.last() += c;
        }
        return true;
    }
    if (c == ',') {
        record.cells.append(QByteArray());
        m_cell = Cell::Start;
    } else if (c == '\n') {
        m_cell = Cell::Start;
        return false;
    } else if (c == '"' && m_cell == Cell::Start) {
        m_cell = Cell::Quoted;
    } else if (c == '"' && m_cell == Cell::QuoteInQuoted) {
        record.cells.last() += c;
        m_cell = Cell::Quoted;
    } else if (c == '\r') { // of a line end; alone it means nothing
        return true;
    } else if (c == '"' || m_cell == Cell::QuoteInQuoted) {
        record.problem = QT_TRANSLATE_NOOP(
            "ReasonText", "a cell has a quotation mark in its middle; double it, and put the cell in quotation marks");
        skipLine();
        return false;
    } else {
        record.cells.last() += c;
        m_cell = Cell::Bare;
    }
    return true;
}

void TextRecords::skipLine()
{
    for (auto c = take(); c && *c != '\n'; c = take()) { }
    m_cell = Cell::Start;
}

} // namespace owb::oauth
