#pragma once

#include "oauth/rowkey.h"

#include <QHash>
#include <QList>
#include <QSet>

namespace owb::tables {

/** The rows of the blocks that were read last, by the block's id. */
template <class Value> class BlockCache
{
public:
    void clear()
    {
        m_blocks.clear();
        m_recent.clear();
        m_stale.clear();
    }
    /** What is here is to be read again; until then it is shown. */
    void markStale()
    {
        m_stale.clear();
        for (auto it = m_blocks.keyBegin(); it != m_blocks.keyEnd(); ++it) {
            m_stale.insert(*it);
        }
    }
    void markStale(int id) { m_stale.insert(id); }
    [[nodiscard]] bool isFresh(int id) const { return m_blocks.contains(id) && !m_stale.contains(id); }
    [[nodiscard]] const QList<Value>* rows(int id) const
    {
        const auto found = m_blocks.constFind(id);
        return found == m_blocks.constEnd() ? nullptr : &*found;
    }
    /** With `all` none of the others goes to make room. */
    void put(int id, const QList<Value>& rows, bool all)
    {
        m_blocks.insert(id, rows);
        m_stale.remove(id);
        m_recent.removeAll(id);
        m_recent << id;
        while (m_recent.size() > mostBlocks && !all) {
            m_blocks.remove(m_recent.takeFirst());
        }
    }
    void setRow(int id, int offset, const Value& value) { m_blocks[id][offset] = value; }
    void removeRow(int id, int offset) { m_blocks[id].removeAt(offset); }
    template <class Test> void keepOnly(Test test)
    {
        m_recent.removeIf([&test](int id) { return !test(id); });
        m_blocks.removeIf([&test](auto it) { return !test(it.key()); });
        m_stale.removeIf([&test](int id) { return !test(id); });
    }
    /** Where a row is: the block's id and the place in it, or an id of 0. */
    [[nodiscard]] std::pair<int, int> find(const oauth::RowKey& key) const
    {
        for (auto it = m_blocks.cbegin(); it != m_blocks.cend(); ++it) {
            for (int i = 0; i < it->size(); ++i) {
                if (it->at(i).key == key) {
                    return {it.key(), i};
                }
            }
        }
        return {0, -1};
    }
    [[nodiscard]] QList<int> ids() const { return m_recent; }

private:
    static constexpr qsizetype mostBlocks = 64;

    QHash<int, QList<Value>> m_blocks;
    QList<int> m_recent; // the last read last
    QSet<int> m_stale;
};

} // namespace owb::tables
