#pragma once

#include "arguments.h"
#include "core/result.h"
#include "oauth/client.h"

namespace owb::cli {

/** The client after --from, --set and --unset, in that order. Failure names the member that was not understood. */
[[nodiscard]] core::Result<oauth::Client> edited(const oauth::Client& client, const Arguments& arguments);

} // namespace owb::cli
