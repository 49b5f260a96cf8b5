#pragma once

#include "store/entitysql.h"
#include "store/session.h"

#include <QElapsedTimer>

namespace owb::store {

/** The smallest and the greatest key of a table. */
struct KeyRange
{
    qint64 least = 0;
    qint64 most = 0;
};

/** Nothing where keys are no whole numbers, or there are no rows. */
[[nodiscard]] core::Result<std::optional<KeyRange>> keyRange(Session& session, const EntitySql& sql);

/** The range that a list is looked through in: nothing where it has another order, or no condition to be looked for. */
[[nodiscard]] core::Result<std::optional<KeyRange>> windowsOf(
    Session& session, const EntitySql& sql, const Condition& condition, const Ordering& ordering);

/** Of the keys of the range, how many are behind this one in a list in their order, 0 to 1; less than 0 without one. */
[[nodiscard]] double shareBehind(const std::optional<KeyRange>& range, SortOrder order, const Cursor& cursor);

/**
 * A stretch of a list in the order of its keys, cut into pieces that are looked through one by one. A condition that no
 * index answers is then never asked of the whole table at once: what was found so far can be shown, a stop is heard,
 * and a reader of an SQLite file lets its writers through in between. Pieces grow while they are quick, as they are
 * where an index does answer. Without a range the stretch is one piece.
 */
class KeyWindows
{
public:
    KeyWindows(const std::optional<KeyRange>& range, SortOrder order, const Stretch& stretch);

    /** The piece to look through now. */
    [[nodiscard]] Stretch piece() const;
    [[nodiscard]] bool isLast() const { return !m_end; }
    /** Where the piece ends; only when it is not the last. */
    [[nodiscard]] Cursor end() const { return {{}, {*m_end}, false}; }
    /** Goes to the next piece. */
    void advance();
    /** Whether so much time went by that what was found should be told. */
    [[nodiscard]] bool isTimeUp() const;
    /** Of the keys of the table, how many are behind the end of the piece, 0 to 1; less than 0 without a range. */
    [[nodiscard]] double share() const;

private:
    void findEnd();

    std::optional<KeyRange> m_range;
    SortOrder m_order;
    Stretch m_stretch;
    qint64 m_width;
    std::optional<qint64> m_end;
    QElapsedTimer m_clock; // since the first piece
    QElapsedTimer m_pieceClock;
};

} // namespace owb::store
