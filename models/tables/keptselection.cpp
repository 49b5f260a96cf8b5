#include "tables/keptselection.h"

#include "tables/rowplaces.h"

#include <QHash>

#include <algorithm>

namespace owb::tables {

namespace {

constexpr qint64 mostApart = 1000;

} // namespace

bool KeptSelection::note(const RowSelection& selection, qint64 total, const KeyAt& keyAt)
{
    m_kept.clear();
    const bool apart = selection.count(total) <= mostApart;
    for (const auto& [from, to] : selection.runs()) {
        const qint64 last = std::min(to, total - 1);
        for (qint64 row = from; row <= last; row = apart ? row + 1 : last + 1) {
            const qint64 end = apart ? row : last;
            const auto first = keyAt(row);
            const auto second = keyAt(end);
            if (!first || !second) {
                m_kept.clear();
                return false;
            }
            m_kept.append({*first, *second, row, end});
        }
    }
    m_given = selection.runs();
    return true;
}

RowSelection KeptSelection::follow(
    qint64 start, const QList<oauth::RowKey>& keys, qint64 oldEnd, qint64 moved, Missing missing)
{
    QHash<size_t, qsizetype> places;
    for (qsizetype i = 0; i < keys.size(); ++i) {
        places.insert(RowPlaces::hashOf(keys.at(i).parts), i);
    }
    const auto followOne = [&](const oauth::RowKey& key, qint64& row) {
        const auto found = places.constFind(RowPlaces::hashOf(key.parts));
        if (found != places.cend() && keys.at(*found) == key) {
            row = start + *found;
        } else if (row >= oldEnd) {
            row += moved;
        } else if (row >= start && missing == Missing::Go) {
            row = -1; // nothing is selected in its place
        }
    };
    for (Kept& kept : m_kept) {
        followOne(kept.first, kept.from);
        followOne(kept.last, kept.to);
    }
    // For good: who selects a row that is left would not expect one that comes back to be selected with it.
    m_kept.removeIf([](const Kept& kept) { return kept.from < 0 || kept.to < kept.from; });
    return give();
}

RowSelection KeptSelection::move(qint64 by)
{
    for (Kept& kept : m_kept) {
        kept.from += by;
        kept.to += by;
    }
    return give();
}

RowSelection KeptSelection::give()
{
    RowSelection rows;
    for (const Kept& kept : m_kept) {
        rows.add(kept.from, kept.to);
    }
    m_given = rows.runs();
    return rows;
}

} // namespace owb::tables
