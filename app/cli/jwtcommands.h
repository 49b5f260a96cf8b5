#pragma once

#include "arguments.h"
#include "core/clock.h"
#include "outcome.h"

namespace owb::cli {

// The commands of `owb jwt`. The token comes from standard input and is never printed; none needs a database.

/** What a token says, without judging it; opens an encrypted one where a key is given. */
[[nodiscard]] Outcome jwtDecode(const Arguments& arguments, const core::Clock& clock);
/** Whether a token is genuine and meant for whoever asks, step by step. */
[[nodiscard]] Outcome jwtVerify(const Arguments& arguments, const core::Clock& clock);
/** Which rules a token breaks. */
[[nodiscard]] Outcome jwtLint(const Arguments& arguments, const core::Clock& clock);

} // namespace owb::cli
