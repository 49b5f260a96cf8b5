#pragma once

#include "store/repositorytypes.h"
#include "store/tokentable.h"

/** The statements that count live tokens by group. */
namespace owb::store {

/** Whether the rows of a table tell what group they are of. */
[[nodiscard]] bool hasGroup(const TokenTable& table, LiveGroup by);
/** A text and the count of live tokens that have it, a row each, of a stretch of the table by its keys. */
[[nodiscard]] Statement liveBy(const TokenTable& table, LiveGroup by, qint64 now, const Stretch& piece = {});
/** The groups that such a text stands for: see GroupTally. */
[[nodiscard]] QStringList groupsOf(const TokenTable& table, LiveGroup by, const QString& text);

} // namespace owb::store
