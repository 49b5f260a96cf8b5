#include "tables/rowplaces.h"

#include <QHash>

#include <algorithm>

namespace owb::tables {

size_t RowPlaces::hashOf(const QVariantList& key)
{
    size_t hash = 0;
    for (const QVariant& part : key) {
        hash = part.typeId() == QMetaType::LongLong ? qHash(part.toLongLong(), hash) : qHash(part.toString(), hash);
    }
    return hash;
}

void RowPlaces::begin(qint64 estimatedRows)
{
    m_blocks.clear();
    setBlocks({{std::nullopt, estimatedRows, false, 0}}, {});
}

void RowPlaces::setBlocks(QList<Block> blocks, const QList<int>& kept)
{
    const auto endOf = [](const QList<Block>& list, qsizetype i) {
        return i + 1 < list.size() ? list.at(i + 1).after : std::nullopt;
    };
    const auto startOf = [](const Block& block) { return block.after ? hashOf(block.after->key) : 0; };
    QMultiHash<size_t, qsizetype> before;
    for (const int id : kept) {
        if (const int block = blockWithId(id); block >= 0) {
            before.insert(startOf(m_blocks.at(block)), block);
        }
    }
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        blocks[i].id = ++m_lastId;
        for (const qsizetype same : before.values(startOf(blocks.at(i)))) {
            if (m_blocks.at(same).after == blocks.at(i).after && endOf(m_blocks, same) == endOf(blocks, i)) {
                blocks[i] = m_blocks.at(same);
            }
        }
    }
    m_blocks = std::move(blocks);
    m_starts.resize(m_blocks.size());
    m_estimated = std::count_if(m_blocks.cbegin(), m_blocks.cend(), [](const Block& block) { return !block.exact; });
    sumFrom(0);
}

RowPlaces::Place RowPlaces::placeOfKey(qint64 key, store::SortOrder order) const
{
    const auto keyOf = [](const Block& block) { return block.after->key.value(0).toLongLong(); };
    const bool ascending = order == store::SortOrder::Ascending;
    const auto found = std::partition_point(m_blocks.cbegin(), m_blocks.cend(),
        [&](const Block& block) { return !block.after || (ascending ? keyOf(block) < key : keyOf(block) > key); });
    const int block = std::max(static_cast<int>(found - m_blocks.cbegin()) - 1, 0);
    const std::optional<store::Cursor>& after = m_blocks.at(block).after;
    const qint64 offset = after ? std::abs(key - keyOf(m_blocks.at(block))) - 1 : 0;
    return {block, std::clamp<qint64>(offset, 0, std::max<qint64>(m_blocks.at(block).rows - 1, 0))};
}

void RowPlaces::sumFrom(int block)
{
    qint64 sum = firstRowOf(block);
    for (auto i = block; i < size(); ++i) {
        sum += m_blocks.at(i).rows;
        m_starts[i] = sum;
    }
}

RowPlaces::Place RowPlaces::placeOf(qint64 row) const
{
    const qint64 within = std::clamp<qint64>(row, 0, std::max<qint64>(total() - 1, 0));
    const auto found = std::upper_bound(m_starts.cbegin(), m_starts.cend(), within);
    const int block = std::min(static_cast<int>(found - m_starts.cbegin()), std::max(size() - 1, 0));
    return {block, within - firstRowOf(block)};
}

int RowPlaces::blockWithId(int id) const
{
    const auto found =
        std::find_if(m_blocks.cbegin(), m_blocks.cend(), [id](const Block& block) { return block.id == id; });
    return found == m_blocks.cend() ? -1 : static_cast<int>(found - m_blocks.cbegin());
}

qint64 RowPlaces::setRead(int block, qint64 rows, const std::optional<store::Cursor>& rest)
{
    const qint64 before = total();
    const Block old = m_blocks.at(block);
    m_blocks[block].rows = rows;
    m_blocks[block].exact = true;
    m_estimated -= old.exact ? 0 : 1;
    if (rest) { // more rows than the block was thought to hold, or one that was read in part
        m_blocks.insert(
            block + 1, {rest, std::max<qint64>(old.rows - rows, 1), old.exact && old.rows > rows, ++m_lastId});
        m_starts.insert(block + 1, 0);
        m_estimated += m_blocks.at(block + 1).exact ? 0 : 1;
    }
    sumFrom(block);
    return total() - before;
}

void RowPlaces::split(int block, qint64 rows, const store::Cursor& at)
{
    const qint64 rest = m_blocks.at(block).rows - rows;
    m_blocks[block].rows = rows;
    m_blocks.insert(block + 1, {at, rest, false, ++m_lastId});
    m_starts.insert(block + 1, 0);
    ++m_estimated;
    sumFrom(block);
}

} // namespace owb::tables
