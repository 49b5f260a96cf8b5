#include "tables/windowrows.h"

#include "oauth/authorizationcode.h"

#include <algorithm>

namespace owb::tables {

template <class Value, class Query>
WindowRows<Value, Query>::WindowRows(store::Repository& repository, QObject* parent)
    : WindowModel(parent)
    , m_repository(repository)
{
    QObject::connect(this, &WindowModel::selectionChanged, this, [this] {
        if (m_exactWaits) {
            usePlaces(m_found, true);
        }
    });
}

template <class Value, class Query> void WindowRows<Value, Query>::setQuery(const Query& query)
{
    m_query = query;
    m_fresh = true;
    reload();
}

template <class Value, class Query> oauth::RowKey WindowRows<Value, Query>::keyAt(int shown) const
{
    const Value* value = at(shown);
    return value ? value->key : oauth::RowKey{};
}

template <class Value, class Query> const Value* WindowRows<Value, Query>::find(qint64 row) const
{
    if (row < 0 || row >= total()) {
        return nullptr;
    }
    const RowPlaces::Place place = places().placeOf(row);
    const QList<Value>* rows = m_cache.rows(places().at(place.block).id);
    return rows && place.offset < rows->size() ? &rows->at(place.offset) : nullptr;
}

template <class Value, class Query> qint64 WindowRows<Value, Query>::rowOf(const oauth::RowKey& key) const
{
    const auto [id, offset] = m_cache.find(key);
    const int block = id > 0 ? places().blockWithId(id) : -1;
    return block < 0 ? -1 : places().firstRowOf(block) + offset;
}

template <class Value, class Query> void WindowRows<Value, Query>::reload()
{
    ++m_generation;
    m_told = false;
    m_collect = {};
    m_bound = {};
    m_cache.markStale();
    setPhase(Phase::Loading);
    Q_EMIT loading();
    if (m_fresh || total() == 0) {
        readFirst();
    } else {
        m_busy = false;
        keepSelected();
        readOn();
        lookForPlaces();
    }
}

/** The first page of another list: the rows of the one before stay until it is there. */
template <class Value, class Query> void WindowRows<Value, Query>::readFirst()
{
    m_fresh = true;
    m_busy = true;
    core::whenDone(
        ask(m_query, {}), this, [this, generation = m_generation](const core::Result<store::Page<Value>>& page) {
            if (generation != m_generation) {
                return; // an answer to an older question
            }
            m_busy = false;
            if (!page) {
                setPhase(Phase::Failed);
                Q_EMIT loadFailed(page.error());
                return;
            }
            m_fresh = false;
            m_cache.clear();
            m_kept = {};
            m_currentValue.reset();
            m_pinned = {};
            places().begin(page->rows.size());
            places().setRead(0, page->rows.size(), page->next);
            m_cache.put(places().at(0).id, page->rows, false);
            startOver();
            if (!m_wanted.isEmpty()) {
                choose(m_wanted);
            }
            lookForPlaces();
            readOn();
        });
}

/** The first block of these rows that must be read, or -1. */
template <class Value, class Query> int WindowRows<Value, Query>::missingBlock(qint64 first, qint64 last) const
{
    for (qint64 row = std::max<qint64>(first, 0); row <= std::min(last, total() - 1);) {
        const RowPlaces::Place place = places().placeOf(row);
        const RowPlaces::Block& block = places().at(place.block);
        if (!m_cache.isFresh(block.id)) {
            return place.block;
        }
        row = places().firstRowOf(place.block) + block.rows;
    }
    return -1;
}

/** The block to be read next: what is on screen, then what of the selection is asked for, then what is beside. */
template <class Value, class Query> int WindowRows<Value, Query>::blockToRead() const
{
    // A row far inside of a block of unknown length: all before it would be read, and where it is will soon be known.
    constexpr qint64 walkable = 5 * store::pageSize;
    const qint64 last = top() + std::max(rowCount(), 1) - 1;
    if (const int shown = missingBlock(top(), last); shown >= 0) {
        const bool far = !places().at(shown).exact && top() - places().firstRowOf(shown) > walkable;
        return far && !m_guessed && m_found.next ? -1 : shown;
    }
    if (m_collect) {
        for (const auto& [from, to] : selection().runs()) {
            if (const int block = missingBlock(from, to); block >= 0) {
                return block;
            }
        }
    }
    if (m_bound) {
        for (const qint64 row : rowsAtBounds()) {
            if (const int block = missingBlock(row, row); block >= 0) {
                return block;
            }
        }
    }
    const int after = missingBlock(last + 1, last + room());
    return after >= 0 ? after : missingBlock(top() - room(), top() - 1);
}

template <class Value, class Query> void WindowRows<Value, Query>::readOn()
{
    if (m_busy || m_fresh || phase() == Phase::Failed) {
        return;
    }
    if (!m_told && missingBlock(top(), top() + rowCount() - 1) < 0) {
        m_told = true;
        setPhase(Phase::Loaded);
        Q_EMIT loaded();
    }
    splitGuess();
    if (const int block = blockToRead(); block >= 0) {
        read(block);
    }
    giveSelected();
    giveBounds();
}

template <class Value, class Query> void WindowRows<Value, Query>::read(int block)
{
    m_busy = true;
    const int id = places().at(block).id;
    const bool isLast = block + 1 == places().size();
    const store::Stretch stretch(places().at(block).after, isLast ? std::nullopt : places().at(block + 1).after);
    core::whenDone(ask(m_query, stretch), this,
        [this, id, generation = m_generation](const core::Result<store::Page<Value>>& page) {
            if (generation != m_generation) {
                return;
            }
            m_busy = false;
            if (!page) {
                m_collect = {};
                m_bound = {};
                setPhase(Phase::Failed);
                Q_EMIT loadFailed(page.error());
                return;
            }
            if (const int there = places().blockWithId(id); there >= 0) {
                take(there, *page);
            }
            readOn();
        });
}

template <class Value, class Query> void WindowRows<Value, Query>::take(int block, const store::Page<Value>& page)
{
    const RowPlaces::Block old = places().at(block);
    const qint64 end = places().firstRowOf(block) + old.rows;
    const oauth::RowKey topKey = !m_pinned.isEmpty() ? m_pinned : top() > 0 ? keyAt(0) : oauth::RowKey{};
    const bool kept = m_kept.isOf(selection());
    m_cache.put(old.id, page.rows, m_collect != nullptr); // what is collected is wanted whole
    const qint64 moved = places().setRead(block, page.rows.size(), page.next);
    if (old.exact && moved != 0 && !kept) {
        selectCurrentAlone();
    }
    follow(end, moved, !old.exact);
    keepInPlace(topKey);
    if (kept) {
        followKept(block, end, moved, KeptSelection::Missing::Go);
    }
    if (!m_wanted.isEmpty() && rowOf(m_wanted) >= 0) {
        choose(m_wanted);
    }
}

/** Rows may have come or gone before them in the block: what was at the top and what is current stay so. */
template <class Value, class Query> void WindowRows<Value, Query>::keepInPlace(const oauth::RowKey& topKey)
{
    const qint64 topRow = topKey.isEmpty() ? -1 : rowOf(topKey);
    const qint64 current = m_currentValue ? rowOf(m_currentValue->key) : -1;
    const qint64 wantedTop = topRow >= 0 ? topRow : top();
    const qint64 wantedCurrent = current >= 0 ? current : currentRow();
    if (wantedTop != top() || wantedCurrent != currentRow()) {
        renumber(wantedTop, wantedCurrent);
    }
    takeCurrent();
}

/** The current row's value is kept when it leaves the screen, and follows what is read of it. */
template <class Value, class Query> void WindowRows<Value, Query>::takeCurrent()
{
    const Value* value = find(currentRow());
    if (value && (!m_currentValue || !(*m_currentValue == *value))) {
        m_currentValue = *value;
        Q_EMIT currentChanged();
    } else if (currentRow() < 0 && m_currentValue) {
        m_currentValue.reset();
        Q_EMIT currentChanged();
    }
}

template <class Value, class Query> void WindowRows<Value, Query>::currentMoved()
{
    const Value* value = find(currentRow());
    m_currentValue = value ? std::optional(*value) : std::nullopt;
    m_wanted = {}; // somebody went elsewhere
}

template <class Value, class Query> void WindowRows<Value, Query>::shownChanged()
{
    m_pinned = {};
    m_wanted = {};
    readOn();
}

template <class Value, class Query> void WindowRows<Value, Query>::choose(const oauth::RowKey& key)
{
    const qint64 row = rowOf(key);
    if (row < 0) {
        if (key == m_added) {
            setTop(newRowsComeFirst() ? 0 : lastTop());
        }
        m_wanted = key;
        readOn();
        return;
    }
    m_wanted = {};
    RowSelection only;
    only.setOnly(row);
    select(only);
    setCurrentRow(row);
    bringIn(row);
}

template <class Value, class Query> QList<qint64> WindowRows<Value, Query>::rowsWhere(bool (*test)(const Value&)) const
{
    QList<qint64> found;
    for (const int id : m_cache.ids()) {
        const int block = places().blockWithId(id);
        const QList<Value>& rows = *m_cache.rows(id);
        for (qsizetype i = 0; block >= 0 && i < rows.size(); ++i) {
            if (test(rows.at(i))) {
                found << places().firstRowOf(block) + i;
            }
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

template class WindowRows<oauth::Client, store::ClientQuery>;
template class WindowRows<oauth::Token, store::TokenQuery>;
template class WindowRows<oauth::AuthorizationCode, store::CodeQuery>;

} // namespace owb::tables
