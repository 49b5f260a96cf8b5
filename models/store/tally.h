#pragma once

#include "store/bulk.h"
#include "store/repositorytypes.h"
#include "store/session.h"
#include "store/tables.h"

/** Counting, piece by piece: see Repository. */
namespace owb::store {

[[nodiscard]] core::Result<Tally> tallyToChange(
    Session& session, const Tables& tables, const BulkChange& change, const std::optional<Cursor>& after);
[[nodiscard]] core::Result<Tally> tallyStates(Session& session, const Tables& tables, const oauth::Filter& filter,
    const std::optional<Cursor>& after, qint64 now);
/** No counts where they would be counted at once, or where keys do not tell how many rows there are. */
[[nodiscard]] core::Result<Tally> estimateStates(
    Session& session, const Tables& tables, const oauth::Filter& filter, qint64 now);

[[nodiscard]] core::Result<GroupTally> liveTokensBy(
    Session& session, const Tables& tables, LiveGroup by, const std::optional<Cursor>& after, qint64 now);
/** As estimateStates(). */
[[nodiscard]] core::Result<GroupTally> estimateLiveTokensBy(
    Session& session, const Tables& tables, LiveGroup by, qint64 now);

} // namespace owb::store
