#pragma once

#include "arguments.h"
#include "jose/keyset.h"
#include "outcome.h"

namespace owb::cli {

/** The keys of --jwks, out of files or fetched, and of --secret-file, put together; empty without either. */
[[nodiscard]] Taken<jose::KeySet> keysOf(const Arguments& arguments);

} // namespace owb::cli
