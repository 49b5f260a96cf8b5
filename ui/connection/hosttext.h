#pragma once

#include "core/databaseaddress.h"

namespace owb::ui {

/** Hosts as people write them: parted by commas, a port behind a colon where it is not `port`. */
[[nodiscard]] QString hostText(const QList<core::DatabaseAddress::Host>& hosts, int port);
/** The port that all share; 0 when they differ or use the engine's own. */
[[nodiscard]] int sharedPort(const QList<core::DatabaseAddress::Host>& hosts);
/** The reverse. A host without a port of its own gets `port`. Failure: InvalidAddress. */
[[nodiscard]] core::Result<QList<core::DatabaseAddress::Host>> hostsFromText(const QString& text, int port);

} // namespace owb::ui
