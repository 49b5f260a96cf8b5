#pragma once

#include "arguments.h"
#include "outcome.h"

namespace owb::core {
class Clock;
}

namespace owb::cli {

/** owb detect: says which framework's tables a database holds, and how sure that is. */
[[nodiscard]] Outcome detect(const Arguments& arguments, const core::Clock& clock);

} // namespace owb::cli
