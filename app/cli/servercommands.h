#pragma once

#include "arguments.h"
#include "core/clock.h"
#include "outcome.h"

namespace owb::cli {

// The commands of `owb server`: they ask an authorization server, and only the one that is named.

/** What a server says about itself, checked. */
[[nodiscard]] Outcome serverDiscover(const Arguments& arguments, const core::Clock& clock);
/** Its keys, as they came. */
[[nodiscard]] Outcome serverKeys(const Arguments& arguments, const core::Clock& clock);
/** What it says of a token. */
[[nodiscard]] Outcome serverIntrospect(const Arguments& arguments, const core::Clock& clock);
/** Has it revoke a token. */
[[nodiscard]] Outcome serverRevoke(const Arguments& arguments, const core::Clock& clock);

} // namespace owb::cli
