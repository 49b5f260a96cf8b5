#pragma once

#include "arguments.h"
#include "core/result.h"
#include "oauth/client.h"
#include "outcome.h"

namespace owb::cli {

/** The client after --from, --set and --unset, in that order; or what was not understood or is refused. */
[[nodiscard]] tl::expected<oauth::Client, Outcome> edited(const oauth::Client& client, const Arguments& arguments);

} // namespace owb::cli
