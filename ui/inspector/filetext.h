#pragma once

#include "core/secret.h"
#include "jose/fault.h"

namespace owb::ui {

/** What a file holds. Failure: one that cannot be read, or is larger than any token or key set. */
[[nodiscard]] jose::Checked<core::Secret> readText(const QString& path);
/** Whether a file is an SQLite database, by its first bytes. */
[[nodiscard]] bool isDatabaseFile(const QString& path);

} // namespace owb::ui
