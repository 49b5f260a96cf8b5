// What is selected in a window's list, once enough of it is read.

#include "oauth/authorizationcode.h"
#include "tables/windowrows.h"

#include <algorithm>

namespace owb::tables {

/** The rows before each run of the selection and at its end, but for the ends of the list. */
template <class Value, class Query> QList<qint64> WindowRows<Value, Query>::rowsAtBounds() const
{
    QList<qint64> rows;
    for (const auto& [from, to] : selection().runs()) {
        if (from > 0) {
            rows << from - 1;
        }
        if (to < total() - 1) {
            rows << to;
        }
    }
    return rows;
}

template <class Value, class Query> void WindowRows<Value, Query>::giveBounds()
{
    const QList<qint64> rows = m_bound ? rowsAtBounds() : QList<qint64>();
    const auto isThere = [this](qint64 row) { return find(row) != nullptr; };
    if (!m_bound || !std::all_of(rows.cbegin(), rows.cend(), isThere)) {
        return;
    }
    const auto keyOf = [this](qint64 row) { return std::optional(find(row)->key); };
    QList<store::KeyStretch> stretches;
    for (const auto& [from, to] : selection().runs()) {
        stretches << store::KeyStretch{
            from > 0 ? keyOf(from - 1) : std::nullopt, to < total() - 1 ? keyOf(to) : std::nullopt};
    }
    std::exchange(m_bound, {})(stretches);
}

template <class Value, class Query> void WindowRows<Value, Query>::giveSelected()
{
    const auto& runs = selection().runs();
    const auto isThere = [this](const RowSelection::Run& run) { return missingBlock(run.first, run.second) < 0; };
    if (!m_collect || !std::all_of(runs.cbegin(), runs.cend(), isThere)) {
        return;
    }
    QList<Value> rows;
    for (const auto& [from, to] : runs) {
        for (qint64 row = from; row <= std::min(to, total() - 1); ++row) {
            if (const Value* value = find(row)) {
                rows << *value;
            }
        }
    }
    std::exchange(m_collect, {})(rows);
}

template void WindowRows<oauth::Client, store::ClientQuery>::giveSelected();
template void WindowRows<oauth::Client, store::ClientQuery>::giveBounds();
template QList<qint64> WindowRows<oauth::Client, store::ClientQuery>::rowsAtBounds() const;
template void WindowRows<oauth::Token, store::TokenQuery>::giveSelected();
template void WindowRows<oauth::Token, store::TokenQuery>::giveBounds();
template QList<qint64> WindowRows<oauth::Token, store::TokenQuery>::rowsAtBounds() const;
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::giveSelected();
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::giveBounds();
template QList<qint64> WindowRows<oauth::AuthorizationCode, store::CodeQuery>::rowsAtBounds() const;

} // namespace owb::tables
