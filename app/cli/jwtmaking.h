#pragma once

#include "arguments.h"
#include "core/clock.h"
#include "outcome.h"

namespace owb::cli {

// The commands of `owb jwt` that make test tokens and keys. What they make is printed this once.

/** A signed token around what is on standard input. */
[[nodiscard]] Outcome jwtSign(const Arguments& arguments, const core::Clock& clock);
/** An encrypted token around what is on standard input. */
[[nodiscard]] Outcome jwtEncrypt(const Arguments& arguments, const core::Clock& clock);
/** Keys as JWK Set or PEM; their private halves only where --reveal asks for them. */
[[nodiscard]] Outcome jwtKeys(const Arguments& arguments, const core::Clock& clock);
/** A new key for an algorithm. */
[[nodiscard]] Outcome jwtNewKey(const Arguments& arguments, const core::Clock& clock);

} // namespace owb::cli
