#pragma once

#include "arguments.h"
#include "outcome.h"
#include "store/repository.h"

namespace owb::cli {

/** The one client the command line names, by CLIENT_ID or --key, or why there is not exactly one. */
[[nodiscard]] Taken<oauth::Client> named(store::Repository& repository, const Arguments& arguments);

} // namespace owb::cli
