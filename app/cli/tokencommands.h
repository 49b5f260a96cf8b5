#pragma once

#include "arguments.h"
#include "outcome.h"

namespace owb::core {
class Clock;
}

/** The commands of `owb token`. Token values come from standard input, never from arguments. */
namespace owb::cli {

[[nodiscard]] Outcome tokenList(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome tokenFind(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome tokenAdd(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome tokenRevoke(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome tokenExpire(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome tokenRestore(const Arguments& arguments, const core::Clock& clock);

} // namespace owb::cli
