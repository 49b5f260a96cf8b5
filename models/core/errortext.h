#pragma once

#include "core/error.h"

namespace owb::core {

/** An error as people read it: what is, then what to do. Plain text. */
struct ErrorText
{
    QString what; // one sentence
    QString remedy; // one sentence, may be empty

    /** Both, for a terminal or a single line. */
    [[nodiscard]] QString sentence() const;
};

/** The one place that words errors, for the window and for `owb` alike. */
[[nodiscard]] ErrorText errorText(const Error& error);

} // namespace owb::core
