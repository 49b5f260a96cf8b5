#pragma once

#include "arguments.h"
#include "outcome.h"

namespace owb::core {
class Clock;
}

/** The commands of `owb client`. Each opens the database, does one thing, prints it and says how it ended. */
namespace owb::cli {

[[nodiscard]] Outcome clientList(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome clientShow(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome clientAdd(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome clientEdit(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome clientRotateSecret(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome clientCheckSecret(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome clientDisable(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome clientEnable(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome clientRemove(const Arguments& arguments, const core::Clock& clock);

} // namespace owb::cli
