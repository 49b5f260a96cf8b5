#pragma once

#include "arguments.h"
#include "outcome.h"

namespace owb::core {
class Clock;
}

namespace owb::cli {

/** owb profile check: says what is wrong with a profile file, and which tables of a database it means. */
[[nodiscard]] Outcome profileCheck(const Arguments& arguments, const core::Clock& clock);

} // namespace owb::cli
