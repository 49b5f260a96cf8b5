#pragma once

#include "core/errortext.h"

namespace owb::core {

/** errorText() for what is wrong with an address or with the way to a server. */
[[nodiscard]] ErrorText connectionErrorText(const Error& error);

} // namespace owb::core
