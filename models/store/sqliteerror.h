#pragma once

#include "core/error.h"

namespace owb::store {

/** Our error for SQLite's extended result code and its words. `subject` is the path. */
[[nodiscard]] core::Error sqliteError(int code, const QString& message, const QString& subject);

} // namespace owb::store
