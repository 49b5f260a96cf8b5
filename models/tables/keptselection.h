#pragma once

#include "oauth/rowkey.h"
#include "tables/rowselection.h"

#include <functional>
#include <optional>

namespace owb::tables {

/** Selected rows by their keys, through a reload that may give them other numbers. */
class KeptSelection
{
public:
    using KeyAt = std::function<std::optional<oauth::RowKey>(qint64 row)>; // of a row that was read lately

    /**
     * Notes what is selected of `total` rows: each row, or of very many the ends of each run. Gives false, and notes
     * nothing, when one of these was not read lately.
     */
    bool note(const RowSelection& selection, qint64 total, const KeyAt& keyAt);
    /** Whether this is the selection that was noted, or last given: nobody selected anything else. */
    [[nodiscard]] bool isOf(const RowSelection& selection) const
    {
        return !m_kept.isEmpty() && selection.runs() == m_given;
    }
    /** Selected rows that are not where they were stay so for now, or go for good. */
    enum class Missing { Stay, Go };
    /** The rows from `start` on were read and have `keys`; those from `oldEnd` on, as they were counted, moved. */
    [[nodiscard]] RowSelection follow(
        qint64 start, const QList<oauth::RowKey>& keys, qint64 oldEnd, qint64 moved, Missing missing);
    /** All rows moved, as far as is known. */
    [[nodiscard]] RowSelection move(qint64 by);
    [[nodiscard]] const oauth::RowKey& firstKey() const { return m_kept.constFirst().first; }
    [[nodiscard]] qint64 firstRow() const { return m_kept.constFirst().from; }

private:
    struct Kept
    {
        oauth::RowKey first, last;
        qint64 from = 0, to = 0;
    };
    [[nodiscard]] RowSelection give();

    QList<Kept> m_kept;
    QList<RowSelection::Run> m_given;
};

} // namespace owb::tables
