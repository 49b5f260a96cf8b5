#pragma once

#include "arguments.h"
#include "outcome.h"

namespace owb::core {
class Clock;
}

/** The commands of `owb code`. */
namespace owb::cli {

[[nodiscard]] Outcome codeList(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome codeAdd(const Arguments& arguments, const core::Clock& clock);

} // namespace owb::cli
