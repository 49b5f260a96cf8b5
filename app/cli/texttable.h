#pragma once

#include <QList>
#include <QStringList>

namespace owb::cli {

/** Columns a text takes on a terminal: wide letters such as Hangul take two, combining marks none. */
[[nodiscard]] int displayWidth(const QString& text);
/** `text` in exactly `width` columns, cut with an ellipsis when it is longer. */
[[nodiscard]] QString fitted(const QString& text, int width);

/** Prints rows under headings in columns of fixed width, as they come. */
class TextTable
{
public:
    struct Column
    {
        QString heading;
        int width = 0; // 0: the last one, never cut
    };

    explicit TextTable(QList<Column> columns);
    /** False when nobody reads any more. */
    [[nodiscard]] bool printHeadings() const;
    [[nodiscard]] bool print(const QStringList& cells) const;

private:
    QList<Column> m_columns;
};

} // namespace owb::cli
