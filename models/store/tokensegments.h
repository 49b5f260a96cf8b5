#pragma once

#include "store/tables.h"

namespace owb::store {

/** What of a stretch of tokens is in one of the two tables. */
struct Segment
{
    const TokenTable* table;
    Stretch stretch;
};

/** What of a stretch is in this table, which may be all; nothing when none is. */
[[nodiscard]] std::optional<Stretch> segmentOf(const TokenTable& table, const Stretch& stretch);
/** In their order: access tokens first. Failure: Unsupported where there is no table for tokens. */
[[nodiscard]] core::Result<QList<Segment>> segmentsOf(const Tables& tables, const Stretch& stretch);

} // namespace owb::store
