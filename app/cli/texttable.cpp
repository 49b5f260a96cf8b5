#include "texttable.h"

#include "output.h"

#include <wchar.h>

namespace owb::cli {

namespace {

int widthOf(char32_t c)
{
    const int width = wcwidth(static_cast<wchar_t>(c));
    return width < 0 ? 1 : width;
}

} // namespace

int displayWidth(const QString& text)
{
    int width = 0;
    for (const char32_t c : text.toUcs4()) {
        width += widthOf(c);
    }
    return width;
}

QString fitted(const QString& text, int width)
{
    if (displayWidth(text) <= width) {
        return text + QString(width - displayWidth(text), u' ');
    }
    QString cut;
    int used = 0;
    for (const char32_t c : text.toUcs4()) {
        if (used + widthOf(c) > width - 1) {
            break;
        }
        cut += QString::fromUcs4(&c, 1);
        used += widthOf(c);
    }
    return cut + u'\u2026' + QString(width - 1 - used, u' ');
}

TextTable::TextTable(QList<Column> columns)
    : m_columns(std::move(columns))
{ }

bool TextTable::printHeadings() const
{
    QStringList headings;
    for (const Column& column : m_columns) {
        headings << column.heading;
    }
    return print(headings);
}

bool TextTable::print(const QStringList& cells) const
{
    QString line;
    for (int i = 0; i < m_columns.size(); ++i) {
        const QString cell = printable(cells.value(i));
        line += m_columns.at(i).width > 0 ? fitted(cell, m_columns.at(i).width) + QStringLiteral("  ") : cell;
    }
    while (line.endsWith(u' ')) {
        line.chop(1);
    }
    return writeLine(line);
}

} // namespace owb::cli
