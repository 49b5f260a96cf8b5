#include "tables/rowselection.h"

#include <algorithm>

namespace owb::tables {

bool RowSelection::contains(qint64 row) const
{
    const auto next = std::upper_bound(
        m_runs.cbegin(), m_runs.cend(), row, [](qint64 value, const Run& run) { return value < run.first; });
    return next != m_runs.cbegin() && row <= std::prev(next)->second;
}

qint64 RowSelection::count(qint64 total) const
{
    qint64 rows = 0;
    for (const auto& [first, last] : m_runs) {
        rows += std::max<qint64>(std::min(last, total - 1) - first + 1, 0);
    }
    return rows;
}

void RowSelection::setRange(qint64 from, qint64 to)
{
    m_runs = {{std::min(from, to), std::max(from, to)}};
}

void RowSelection::add(qint64 from, qint64 to)
{
    remove(from, to);
    const Run run{from, to};
    m_runs.insert(std::upper_bound(m_runs.cbegin(), m_runs.cend(), run), run);
    QList<Run> joined; // runs that touch are one
    for (const Run& next : std::as_const(m_runs)) {
        if (!joined.isEmpty() && joined.constLast().second + 1 == next.first) {
            joined.last().second = next.second;
        } else {
            joined << next;
        }
    }
    m_runs = joined;
}

void RowSelection::remove(qint64 from, qint64 to)
{
    QList<Run> kept;
    for (const auto& [first, last] : std::as_const(m_runs)) {
        if (last < from || first > to) {
            kept << Run{first, last};
            continue;
        }
        if (first < from) {
            kept << Run{first, from - 1};
        }
        if (last > to) {
            kept << Run{to + 1, last};
        }
    }
    m_runs = kept;
}

void RowSelection::toggle(qint64 row)
{
    contains(row) ? remove(row, row) : add(row, row);
}

void RowSelection::shift(qint64 row, qint64 count, bool known)
{
    if (isAll()) {
        return;
    }
    if (count < 0) {
        remove(row, row - count - 1);
    }
    QList<Run> moved;
    for (const auto& [first, last] : std::as_const(m_runs)) {
        if (last < row) {
            moved << Run{first, last};
        } else if (first >= row) {
            moved << Run{first + count, last + count};
        } else if (known) {
            moved << Run{first, last + count};
        } else { // rows that came into the middle of a run were not selected
            moved << Run{first, row - 1} << Run{row + count, last + count};
        }
    }
    m_runs.clear();
    for (const Run& run : std::as_const(moved)) {
        add(run.first, run.second);
    }
}

} // namespace owb::tables
