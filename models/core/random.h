#pragma once

#include <QString>

namespace owb::core {

/** `length` characters of [A-Za-z0-9], each drawn evenly from the operating system's random source. */
[[nodiscard]] QString randomText(int length);

} // namespace owb::core
