#pragma once

#include "arguments.h"
#include "oauth/client.h"
#include "outcome.h"

namespace owb::cli {

/** The client after --from, --set and --unset, in that order; or what was not understood or is refused. */
[[nodiscard]] Taken<oauth::Client> edited(const oauth::Client& client, const Arguments& arguments);

} // namespace owb::cli
