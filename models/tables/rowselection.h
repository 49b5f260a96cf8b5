#pragma once

#include <QList>

#include <limits>
#include <utility>

namespace owb::tables {

/** Which rows of a long list are selected: runs of rows, so that it costs the same for three rows and for all. */
class RowSelection
{
public:
    using Run = std::pair<qint64, qint64>; // the first row and the last

    [[nodiscard]] bool contains(qint64 row) const;
    /** Selected rows among `total`. */
    [[nodiscard]] qint64 count(qint64 total) const;
    [[nodiscard]] bool isEmpty() const { return m_runs.isEmpty(); }
    /** Apart from each other, in their order. */
    [[nodiscard]] const QList<Run>& runs() const { return m_runs; }

    void clear() { m_runs.clear(); }
    /** Every row, also those that turn out to be there later. */
    void setAll() { setRange(0, lastOfAll); }
    [[nodiscard]] bool isAll() const { return m_runs == QList<Run>{{0, lastOfAll}}; }
    /** Those rows and no others; in either order. */
    void setRange(qint64 from, qint64 to);
    void setOnly(qint64 row) { setRange(row, row); }
    void add(qint64 from, qint64 to);
    void remove(qint64 from, qint64 to);
    void toggle(qint64 row);
    /**
     * Rows come in before `row`, or go from there on when `count` is negative: the others stay selected. With `known`
     * they were there before and only counted wrongly: in the middle of a run they belong to it.
     */
    void shift(qint64 row, qint64 count, bool known);

private:
    static constexpr qint64 lastOfAll = std::numeric_limits<qint64>::max() / 2;

    QList<Run> m_runs;
};

} // namespace owb::tables
