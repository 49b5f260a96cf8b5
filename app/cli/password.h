#pragma once

#include "core/databaseaddress.h"

namespace owb::cli {

/** The password the environment has for this engine; empty when it has none. ~/.pgpass is libpq's own to read. */
[[nodiscard]] core::Secret passwordFor(const core::DatabaseAddress& address);
/** Asks on the terminal without showing what is typed; nothing when there is no terminal. */
[[nodiscard]] std::optional<core::Secret> askPassword(const core::DatabaseAddress& address);

} // namespace owb::cli
