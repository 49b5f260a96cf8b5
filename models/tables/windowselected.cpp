// What is selected in a window's list, once enough of it is read.

#include "oauth/authorizationcode.h"
#include "tables/windowrows.h"

#include <algorithm>

namespace owb::tables {

/** Several selected rows stay so while all is read anew; where they are not known, the current one alone. */
template <class Value, class Query> void WindowRows<Value, Query>::keepSelected()
{
    if (m_kept.isOf(selection()) || selection().isAll() || selection().count(total()) < 2) {
        return;
    }
    const auto keyAt = [this](qint64 row) {
        const Value* value = find(row);
        return value ? std::optional(value->key) : std::nullopt;
    };
    if (!m_kept.note(selection(), total(), keyAt)) {
        selectCurrentAlone();
    }
}

/** A block was read anew: selected rows may have other numbers in it, or be gone. */
template <class Value, class Query>
void WindowRows<Value, Query>::followKept(int block, qint64 oldEnd, qint64 moved, KeptSelection::Missing missing)
{
    QList<oauth::RowKey> keys;
    for (const Value& value : *m_cache.rows(places().at(block).id)) {
        keys << value.key;
    }
    select(m_kept.follow(places().firstRowOf(block), keys, oldEnd, moved, missing));
}

template <class Value, class Query>
void WindowRows<Value, Query>::whenSelected(std::function<void(const QList<Value>&)> take)
{
    m_collect = std::move(take);
    readOn();
}

template <class Value, class Query>
void WindowRows<Value, Query>::whenBounded(std::function<void(const QList<store::KeyStretch>&)> take)
{
    m_bound = std::move(take);
    readOn();
}

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

template void WindowRows<oauth::Client, store::ClientQuery>::whenSelected(
    std::function<void(const QList<oauth::Client>&)>);
template void WindowRows<oauth::Client, store::ClientQuery>::whenBounded(
    std::function<void(const QList<store::KeyStretch>&)>);
template void WindowRows<oauth::Client, store::ClientQuery>::keepSelected();
template void WindowRows<oauth::Client, store::ClientQuery>::followKept(int, qint64, qint64, KeptSelection::Missing);
template void WindowRows<oauth::Client, store::ClientQuery>::giveSelected();
template void WindowRows<oauth::Client, store::ClientQuery>::giveBounds();
template QList<qint64> WindowRows<oauth::Client, store::ClientQuery>::rowsAtBounds() const;
template void WindowRows<oauth::Token, store::TokenQuery>::whenSelected(
    std::function<void(const QList<oauth::Token>&)>);
template void WindowRows<oauth::Token, store::TokenQuery>::whenBounded(
    std::function<void(const QList<store::KeyStretch>&)>);
template void WindowRows<oauth::Token, store::TokenQuery>::keepSelected();
template void WindowRows<oauth::Token, store::TokenQuery>::followKept(int, qint64, qint64, KeptSelection::Missing);
template void WindowRows<oauth::Token, store::TokenQuery>::giveSelected();
template void WindowRows<oauth::Token, store::TokenQuery>::giveBounds();
template QList<qint64> WindowRows<oauth::Token, store::TokenQuery>::rowsAtBounds() const;
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::whenSelected(
    std::function<void(const QList<oauth::AuthorizationCode>&)>);
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::whenBounded(
    std::function<void(const QList<store::KeyStretch>&)>);
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::keepSelected();
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::followKept(
    int, qint64, qint64, KeptSelection::Missing);
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::giveSelected();
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::giveBounds();
template QList<qint64> WindowRows<oauth::AuthorizationCode, store::CodeQuery>::rowsAtBounds() const;

} // namespace owb::tables
