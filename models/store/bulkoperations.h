#pragma once

#include "store/bulk.h"
#include "store/session.h"
#include "store/tables.h"

namespace owb::store {

/**
 * One batch of a change: looks for rows that are still to be changed, from `after` on in the order of their keys, and
 * changes them in a transaction of their own. A row that another changed meanwhile, so that it is not meant any more,
 * stays. Doing a batch again does no harm.
 *
 * Failure: ReadOnlyConnection; Unsupported where the layout has no such change; Constraint when a trigger undoes it.
 */
[[nodiscard]] core::Result<BatchDone> changeBatch(Session& session, const Tables& tables, const BulkChange& change,
    const std::optional<Cursor>& after, BatchSize size);

/** The rows of one table that a change is still to be done to; nothing where it does nothing to that table. */
[[nodiscard]] std::optional<Condition> toChange(
    const Tables& tables, const TokenTable& table, const BulkChange& change);
/** Whether the layout has such a change at all. Failure: Unsupported. */
[[nodiscard]] core::Result<> isPossible(const Tables& tables, const BulkChange& change);

} // namespace owb::store
