#pragma once

#include "core/result.h"

#include <QCoreApplication>

namespace owb::hash {

/** Why a secret or a token cannot be worked with, as the end of a sentence. */
struct HashText
{
    Q_DECLARE_TR_FUNCTIONS(HashText)
};

/** Unsupported, for this reason; what was being done is named by the caller at the top. */
[[nodiscard]] tl::unexpected<core::Error> refusal(const QString& reason);
/** The stored text is cut off or was changed. */
[[nodiscard]] tl::unexpected<core::Error> damaged();
/** The stored text asks for so much time or memory that a working server cannot have written it. */
[[nodiscard]] tl::unexpected<core::Error> tooCostly();
/** A library that cannot have failed did. */
[[nodiscard]] tl::unexpected<core::Error> brokenLibrary(const char* function);

} // namespace owb::hash
