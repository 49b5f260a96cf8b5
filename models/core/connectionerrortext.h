#pragma once

#include "core/errortext.h"

namespace owb::core {

/** errorText() for what is wrong with an address or with the way to a database. */
[[nodiscard]] ErrorText connectionErrorText(const Error& error);
/** errorText() for what the program itself keeps: its files and the keychain. */
[[nodiscard]] ErrorText keepingErrorText(const Error& error);

} // namespace owb::core
