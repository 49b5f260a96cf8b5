#pragma once

#include "store/bulk.h"
#include "store/repositorytypes.h"

namespace owb::store {

/**
 * What a repository does with more tokens than anybody waits for: a piece at a time, beside its other calls, so that
 * somebody who watches can stop it. The jobs in `jobs/` ask for one piece after the other.
 */
class ManyTokens
{
public:
    ManyTokens() = default;
    virtual ~ManyTokens() = default;
    Q_DISABLE_COPY_MOVE(ManyTokens)

    /** One batch of a change, from `after` on. See changeBatch(). */
    [[nodiscard]] virtual Reply<BatchDone> changeBatch(
        BulkChange change, std::optional<Cursor> after, BatchSize size) = 0;
    /** The stretches as places in the list, fixed now: what their ends say may be changed by what is done. */
    [[nodiscard]] virtual Reply<QList<Stretch>> stretchesOf(TokenQuery query, QList<KeyStretch> stretches) = 0;
    /** How many tokens the change would be about, from `after` on; as much as is counted in a short time. */
    [[nodiscard]] virtual Reply<Tally> tallyToChange(BulkChange change, std::optional<Cursor> after) = 0;
    /** How many tokens of the filter there are in each TallyState; the same. */
    [[nodiscard]] virtual Reply<Tally> tallyStates(oauth::Filter filter, std::optional<Cursor> after) = 0;
    /** tallyStates() of the whole, from some rows of every part of the table: at once, and nearly right. */
    [[nodiscard]] virtual Reply<Tally> estimateStates(oauth::Filter filter) = 0;
    /** How many live tokens each group has, from `after` on; as much as is counted in a short time. */
    [[nodiscard]] virtual Reply<GroupTally> liveTokensBy(LiveGroup by, std::optional<Cursor> after) = 0;
    /** liveTokensBy() of the whole, from some rows of every part of the table; no counts where it is counted at once.
     */
    [[nodiscard]] virtual Reply<GroupTally> estimateLiveTokensBy(LiveGroup by) = 0;
    /** Shows the tokens of a list from `after` on to the visitor, for a short time, in the list's order. */
    [[nodiscard]] virtual Reply<Visited> visitTokens(
        TokenQuery query, std::optional<Cursor> after, TokenVisitor visitor) = 0;
    /** Adds issued tokens with what they say of themselves, all or none; those that are there already stay as they are.
     */
    [[nodiscard]] virtual Reply<TokensAdded> addTokens(QList<oauth::Token> tokens) = 0;
    /** After the last changeBatch() or addTokens(): what they did outlives a crash from now on, and what eased them
     * goes.
     */
    [[nodiscard]] virtual Reply<> settle() = 0;
    /** What the engine does for the filter and the order of a list. */
    [[nodiscard]] virtual Reply<ListCost> listCost(TokenQuery query) = 0;
    /** Makes one; that takes as long as the table is large. stopMaking() ends it with Interrupted. */
    [[nodiscard]] virtual Reply<IndexAdvice> makeIndex(IndexAdvice advice) = 0;
    virtual void stopMaking() = 0;
};

} // namespace owb::store
