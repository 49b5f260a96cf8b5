#pragma once

#include "store/query.h"

#include <QList>

namespace owb::tables {

/**
 * Where the rows of a long result are: the result in blocks, of each where it begins and how many rows it holds. The
 * counts are estimates until a block is read, or until the whole is indexed; a place then moves, and nothing that is
 * there is ever skipped. Costs about 100 bytes a block, and no access to a database.
 */
class RowPlaces
{
public:
    struct Block
    {
        std::optional<store::Cursor> after; // its rows come after this one; none: at the start
        qint64 rows = 0;
        bool exact = false; // `rows` was counted
        int id = 0; // the same while the block is there, wherever it moves; given here
    };
    struct Place
    {
        int block = 0;
        qint64 offset = 0; // of the row in its block
    };

    /** One block of unknown length. */
    void begin(qint64 estimatedRows);
    /** What looking at the whole gives, or what is guessed of it; at least one block. Those with a kept id that begin
     * and end where they did stay as they are. */
    void setBlocks(QList<Block> blocks, const QList<int>& kept);

    [[nodiscard]] qint64 total() const { return m_starts.isEmpty() ? 0 : m_starts.constLast(); }
    /** Whether every count is exact. */
    [[nodiscard]] bool isExact() const { return m_estimated == 0; }
    [[nodiscard]] int size() const { return static_cast<int>(m_blocks.size()); }
    [[nodiscard]] const Block& at(int block) const { return m_blocks.at(block); }
    /** Of what is looked through for exact counts, the share that is done; nothing while nobody looks. */
    [[nodiscard]] std::optional<double> looked() const { return m_looked; }
    void setLooked(std::optional<double> share) { m_looked = share; }
    /** The place of a row of 0 … total() - 1; the nearest for any other. */
    [[nodiscard]] Place placeOf(qint64 row) const;
    /** The row at which a block begins. */
    [[nodiscard]] qint64 firstRowOf(int block) const { return block == 0 ? 0 : m_starts.at(block - 1); }

    /** The block of a row whose key is one whole number, in a list ordered by key; and the offset if none is missing.
     */
    [[nodiscard]] Place placeOfKey(qint64 key, store::SortOrder order) const;
    /** Keys that are equal have the same. */
    [[nodiscard]] static size_t hashOf(const QVariantList& key);
    /** Where the block with this id is now, or -1. */
    [[nodiscard]] int blockWithId(int id) const;

    /**
     * What reading a block has shown: `rows` of it, and where the rest begins when there is more. Rows behind it move
     * by the difference, which is given back.
     */
    qint64 setRead(int block, qint64 rows, const std::optional<store::Cursor>& rest);

    /** Makes two of a block whose count is an estimate: `rows` of it, and those behind `at`. */
    void split(int block, qint64 rows, const store::Cursor& at);

private:
    void sumFrom(int block);

    QList<Block> m_blocks;
    QList<qint64> m_starts; // of the block after each: sums of the counts
    qint64 m_estimated = 0; // blocks whose count is not exact
    int m_lastId = 0;
    std::optional<double> m_looked;
};

} // namespace owb::tables
