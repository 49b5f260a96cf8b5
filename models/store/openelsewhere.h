#pragma once

#include <QStringList>

namespace owb::store {

/**
 * Other programs of this machine that have the file open, as "name (process id)", to say who may hold its lock. Reads
 * /proc, so it sees only what this user may see; empty elsewhere. At most four.
 */
[[nodiscard]] QStringList openElsewhere(const QString& path);

} // namespace owb::store
