#pragma once

#include "core/async.h"
#include "store/repository.h"
#include "tables/blockcache.h"
#include "tables/keptselection.h"
#include "tables/windowmodel.h"

#include <functional>

namespace owb::tables {

/**
 * The rows themselves, read in blocks as they come on screen, one question at a time: who scrolls fast asks only for
 * what is shown when the answer comes. `Value` has a member `key`; `Query` is what the repository takes.
 */
template <class Value, class Query> class WindowRows : public WindowModel
{
public:
    WindowRows(store::Repository& repository, QObject* parent);

    [[nodiscard]] const Value* at(int shown) const { return find(top() + shown); } // null while it is read
    /** The row that is current, wherever it is; null when there is none or it was never read. */
    [[nodiscard]] const Value* current() const { return m_currentValue ? &*m_currentValue : nullptr; }
    [[nodiscard]] const Query& query() const { return m_query; }
    void setQuery(const Query& query);
    void reload() final;
    [[nodiscard]] oauth::RowKey keyAt(int shown) const final;
    void choose(const oauth::RowKey& key) final;
    /** Gives the selected rows once they are read. */
    void whenSelected(std::function<void(const QList<Value>&)> take);
    /** Gives the selection by the keys around its runs, once the rows at their ends are read. */
    void whenBounded(std::function<void(const QList<store::KeyStretch>&)> take);

protected:
    [[nodiscard]] virtual store::Reply<store::Page<Value>> ask(const Query& query, const store::Stretch& stretch) = 0;
    /** places() at once, as well as it can be guessed. */
    [[nodiscard]] virtual std::optional<store::Reply<store::Places>> guess(const Query&) { return std::nullopt; }
    /** Where a new row stands in the list as it is at first. */
    [[nodiscard]] virtual bool newRowsComeFirst() const = 0;

    [[nodiscard]] store::Repository& repository() const { return m_repository; }
    /** Of the rows that were read lately, in their order. */
    [[nodiscard]] QList<qint64> rowsWhere(bool (*test)(const Value&)) const;
    void replace(const Value& value);
    void add(const Value& value);
    void remove(const oauth::RowKey& key);
    void shownChanged() final;
    void currentMoved() final;

private:
    [[nodiscard]] const Value* find(qint64 row) const;
    [[nodiscard]] qint64 rowOf(const oauth::RowKey& key) const;
    [[nodiscard]] int blockToRead() const;
    [[nodiscard]] int missingBlock(qint64 first, qint64 last) const;
    void readFirst();
    void readOn();
    void splitGuess();
    void read(int block);
    void take(int block, const store::Page<Value>& page);
    void keepInPlace(const oauth::RowKey& topKey);
    void takeCurrent();
    void keepSelected();
    void followKept(int block, qint64 oldEnd, qint64 moved, KeptSelection::Missing missing);
    void giveSelected();
    void giveBounds();
    [[nodiscard]] QList<qint64> rowsAtBounds() const;
    void lookForPlaces();
    void lookOn(const std::optional<store::Cursor>& after);
    void noteEnds(const store::Places& found);
    void usePlaces(const store::Places& found, bool exact);
    [[nodiscard]] std::optional<qint64> numberAmong(const QList<store::Cursor>& ends, qint64 each, qint64 row) const;
    [[nodiscard]] qint64 likelyNumber(const oauth::RowKey& key, qint64 otherwise) const;

    store::Repository& m_repository;
    Query m_query;
    BlockCache<Value> m_cache;
    std::optional<Value> m_currentValue;
    oauth::RowKey m_wanted; // to be chosen when it is read
    oauth::RowKey m_added; // the last new row, which is at one of the ends
    std::function<void(const QList<Value>&)> m_collect;
    std::function<void(const QList<store::KeyStretch>&)> m_bound;
    KeptSelection m_kept; // through the last reload
    oauth::RowKey m_pinned; // stays at the top while its number is not known for certain
    store::Places m_found;
    qint64 m_endsSeen = 0;
    qint64 m_endsApart = 1; // of so many ends one is kept
    bool m_guessed = false; // the places are those that keys suggest
    bool m_exactWaits = false; // for a selection that goes by the guessed ones
    bool m_fresh = true; // what is read next is another list
    bool m_busy = false;
    bool m_told = true; // that what was asked for last is there
    int m_generation = 0;
};

} // namespace owb::tables
