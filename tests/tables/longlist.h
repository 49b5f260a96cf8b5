#pragma once

#include "../ui/tokenrepository.h"

#include <algorithm>

namespace owb::test {

/** A table of tokens with the keys 1 … n, as a database would page through it; newest first. */
class LongList final : public ScriptedRepository
{
public:
    QList<qint64> keys; // rising
    bool guesses = false;
    bool tellsPlaces = true;
    int mostAtOnce = 1000; // rows that one call of places() looks at
    QList<store::Stretch> asked;
    int placesAsked = 0;

    explicit LongList(qint64 count)
    {
        for (qint64 key = 1; key <= count; ++key) {
            keys << key;
        }
    }
    void insert(qint64 key) { keys.insert(std::lower_bound(keys.begin(), keys.end(), key), key); }

    [[nodiscard]] store::Reply<store::Page<oauth::Token>> tokens(
        store::TokenQuery query, store::Stretch stretch) override
    {
        asked << stretch;
        if (readError) {
            return reply<store::Page<oauth::Token>>(tl::unexpected(*readError));
        }
        store::Page<oauth::Token> page;
        for (const qint64 key : inOrder(query, stretch)) {
            if (page.rows.size() == store::pageSize) {
                page.next = store::Cursor{{}, page.rows.constLast().key.parts, false};
                break;
            }
            oauth::Token token;
            token.key = {{key}};
            token.scope = QString::number(key);
            page.rows << token;
        }
        return reply<store::Page<oauth::Token>>(page);
    }
    using ScriptedRepository::places;
    [[nodiscard]] store::Reply<store::Places> places(
        store::TokenQuery query, std::optional<store::Cursor> after, int /*since*/) override
    {
        ++placesAsked;
        if (!tellsPlaces) {
            return reply<store::Places>(tl::unexpected(core::Error{core::Error::Kind::Interrupted, {}, {}, {}}));
        }
        store::Places places;
        for (const qint64 key : inOrder(query, after)) {
            if (places.rows == mostAtOnce) {
                places.next = places.ends.constLast();
                break;
            }
            if (++places.rows % store::pageSize == 0) {
                places.ends << store::Cursor{{}, {key}, false};
            }
        }
        return reply<store::Places>(places);
    }
    [[nodiscard]] store::Reply<store::Places> guessedPlaces(store::TokenQuery) override
    {
        store::Places places;
        if (guesses && !keys.isEmpty()) {
            places.rows = keys.constLast() - keys.constFirst() + 1;
            for (qint64 row = store::pageSize; row < places.rows; row += store::pageSize) {
                places.ends << store::Cursor{{}, {keys.constLast() - row + 1}, false};
            }
        }
        return reply<store::Places>(places);
    }

private:
    [[nodiscard]] QList<qint64> inOrder(const store::TokenQuery& query, const store::Stretch& stretch) const
    {
        const bool ascending = query.order == store::SortOrder::Ascending;
        QList<qint64> all = keys;
        if (!ascending) {
            std::reverse(all.begin(), all.end());
        }
        const auto keyOf = [](const store::Cursor& cursor) { return cursor.key.constFirst().toLongLong(); };
        all.removeIf([&](qint64 key) {
            const bool before =
                stretch.after && (ascending ? key <= keyOf(*stretch.after) : key >= keyOf(*stretch.after));
            const bool behind =
                stretch.until && (ascending ? key > keyOf(*stretch.until) : key < keyOf(*stretch.until));
            return before || behind;
        });
        return all;
    }
};

} // namespace owb::test
