// Where the rows of a window's list are: what keys suggest at once, and what looking at all of them tells in time.

#include "oauth/authorizationcode.h"
#include "tables/windowrows.h"

namespace owb::tables {

template <class Value, class Query> void WindowRows<Value, Query>::lookForPlaces()
{
    m_found = {};
    places().setLooked(std::nullopt);
    m_endsSeen = 0;
    m_endsApart = 1;
    m_exactWaits = false;
    if (places().size() < 2) {
        m_guessed = false;
        return; // all of it is here
    }
    m_found.next = store::Cursor{}; // it is being looked for
    if (auto first = guess(m_query)) {
        core::whenDone(*first, this, [this, generation = m_generation](const core::Result<store::Places>& found) {
            if (generation == m_generation && found && !found->ends.isEmpty() && m_found.next) {
                m_guessed = true;
                usePlaces(*found, false);
            }
        });
    }
    lookOn(std::nullopt);
}

template <class Value, class Query> void WindowRows<Value, Query>::lookOn(const std::optional<store::Cursor>& after)
{
    core::whenDone(m_repository.places(m_query, after, static_cast<int>(m_found.rows % store::pageSize)), this,
        [this, generation = m_generation](const core::Result<store::Places>& found) {
            if (generation != m_generation) {
                return;
            }
            if (!found) { // without them scrolling takes longer, and the total stays an estimate
                m_found.next.reset();
                places().setLooked(std::nullopt);
                Q_EMIT moved();
                readOn();
                return;
            }
            noteEnds(*found);
            places().setLooked(found->next ? std::optional(found->share) : std::nullopt);
            Q_EMIT moved();
            if (!m_guessed || !found->next) {
                usePlaces(m_found, !found->next);
            }
            if (found->next) {
                lookOn(found->next);
            }
        });
}

/** Where keys are numbers the place of a row between two guessed ones is guessed as well. */
template <class Value, class Query> void WindowRows<Value, Query>::splitGuess()
{
    if (!m_guessed || total() == 0) {
        return;
    }
    const RowPlaces::Place place = places().placeOf(top());
    const RowPlaces::Block& block = places().at(place.block);
    if (block.exact || place.offset < store::pageSize || !block.after) {
        return;
    }
    const qint64 start = block.after->key.constFirst().toLongLong();
    const qint64 key = m_query.order == store::SortOrder::Ascending ? start + place.offset : start - place.offset;
    places().split(place.block, place.offset, {{}, {key}, block.after->ofRefreshTokens});
}

/** The number a row is going to have, as a row near it is at the end of a page. */
template <class Value, class Query>
std::optional<qint64> WindowRows<Value, Query>::numberAmong(
    const QList<store::Cursor>& ends, qint64 each, qint64 row) const
{
    QHash<size_t, qint64> near;
    for (qint64 other = std::max<qint64>(row - each, 0); row >= 0 && other < row + each; ++other) {
        if (const Value* value = find(other)) {
            near.insert(RowPlaces::hashOf(value->key.parts), other);
        }
    }
    for (qsizetype i = 0; i < ends.size() && !near.isEmpty(); ++i) {
        const auto found = near.constFind(RowPlaces::hashOf(ends.at(i).key));
        if (found != near.cend() && find(*found)->key.parts == ends.at(i).key) {
            return row + (i + 1) * each - 1 - *found;
        }
    }
    return std::nullopt;
}

/** Where a row ought to be by its key, where keys are numbers and in order. */
template <class Value, class Query>
qint64 WindowRows<Value, Query>::likelyNumber(const oauth::RowKey& key, qint64 otherwise) const
{
    const qint64 read = key.isEmpty() ? -1 : rowOf(key);
    const std::optional<store::Cursor>& some = places().at(places().size() - 1).after;
    const bool byNumber = some && !some->sortValue.isValid() && some->key.size() == 1
        && some->key.constFirst().typeId() == QMetaType::LongLong && !some->ofRefreshTokens;
    if (read >= 0 || key.isEmpty() || !byNumber) {
        return read >= 0 ? read : otherwise;
    }
    const RowPlaces::Place place = places().placeOfKey(key.parts.constFirst().toLongLong(), m_query.order);
    return places().firstRowOf(place.block) + place.offset;
}

/** Of a very long list not every page's end is kept: a block then is read in several steps. */
template <class Value, class Query> void WindowRows<Value, Query>::noteEnds(const store::Places& found)
{
    constexpr qsizetype most = 10'000; // a place between two is a few pages away
    for (const store::Cursor& end : found.ends) {
        if (++m_endsSeen % m_endsApart == 0) {
            m_found.ends << end;
        }
    }
    if (m_found.ends.size() > most) {
        QList<store::Cursor> every;
        for (qsizetype i = 1; i < m_found.ends.size(); i += 2) {
            every << m_found.ends.at(i);
        }
        m_found.ends = every;
        m_endsApart *= 2;
    }
    m_found.rows += found.rows;
    m_found.next = found.next;
}

template <class Value, class Query> void WindowRows<Value, Query>::usePlaces(const store::Places& found, bool exact)
{
    const bool kept = m_kept.isOf(selection());
    const bool several = !kept && !selection().isAll() && selection().count(total()) > 1;
    m_exactWaits = exact && m_guessed && several;
    if (m_exactWaits) {
        return; // its rows would have other numbers, and some of them were never read
    }
    const qint64 each = exact || !m_guessed ? store::pageSize * m_endsApart
                                            : std::max<qint64>(store::pageSize, found.rows / (found.ends.size() + 1));
    QList<RowPlaces::Block> blocks;
    blocks.reserve(found.ends.size() + 1);
    std::optional<store::Cursor> after;
    for (const store::Cursor& end : found.ends) {
        blocks.append({after, each, exact || !m_guessed, 0});
        after = end;
    }
    const qint64 rest = found.rows - each * found.ends.size();
    const qint64 unknown = exact ? 0 : total() - found.rows;
    blocks.append({after, std::max<qint64>(rest + std::max<qint64>(unknown, 0), exact ? 0 : 1), exact, 0});
    const oauth::RowKey topKey = m_pinned.isEmpty() && top() > 0 ? keyAt(0) : m_pinned;
    const auto newTop = numberAmong(found.ends, each, top());
    const auto newCurrent = numberAmong(found.ends, each, currentRow());
    const oauth::RowKey currentKey = m_currentValue ? m_currentValue->key : oauth::RowKey{};
    const qint64 keptRow = kept ? m_kept.firstRow() : -1;
    const auto newKept = numberAmong(found.ends, each, keptRow);
    places().setBlocks(blocks, m_cache.ids());
    m_cache.keepOnly([this](int id) { return places().blockWithId(id) >= 0; });
    renumber(newTop.value_or(likelyNumber(topKey, top())), newCurrent.value_or(likelyNumber(currentKey, currentRow())));
    if (kept) { // the others moved with the first, as far as is known
        const qint64 read = rowOf(m_kept.firstKey());
        select(m_kept.move(newKept.value_or(read >= 0 ? read : keptRow) - keptRow));
        for (const auto missing : {KeptSelection::Missing::Stay, KeptSelection::Missing::Go}) {
            for (const int id : m_cache.ids()) {
                const int block = places().blockWithId(id);
                followKept(block, places().firstRowOf(block) + places().at(block).rows, 0, missing);
            }
        }
    }
    m_pinned = topKey;
    m_guessed = m_guessed && !exact;
    readOn();
}

template void WindowRows<oauth::Client, store::ClientQuery>::splitGuess();
template void WindowRows<oauth::Token, store::TokenQuery>::splitGuess();
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::splitGuess();
template void WindowRows<oauth::Client, store::ClientQuery>::lookForPlaces();
template void WindowRows<oauth::Client, store::ClientQuery>::usePlaces(const store::Places&, bool);
template void WindowRows<oauth::Token, store::TokenQuery>::lookForPlaces();
template void WindowRows<oauth::Token, store::TokenQuery>::usePlaces(const store::Places&, bool);
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::lookForPlaces();
template void WindowRows<oauth::AuthorizationCode, store::CodeQuery>::usePlaces(const store::Places&, bool);

} // namespace owb::tables
