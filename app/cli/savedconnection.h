#pragma once

#include "core/secret.h"
#include "outcome.h"
#include "settings/connection.h"

#include <optional>

namespace owb::cli {

/** Whether the text says itself how to reach a database: an address, or a file that is there. */
[[nodiscard]] bool namesDatabase(const QString& text);
/** The saved connection with this name; nothing when the text is a file or an address. */
[[nodiscard]] std::optional<settings::Connection> savedConnection(const QString& database);
/** Its password out of the keychain; empty when there is none. A keychain that fails is told and done without. */
[[nodiscard]] core::Secret keptPassword(const settings::Connection& connection);
/** Why a change of this connection needs --write; nothing when it does not. */
[[nodiscard]] std::optional<Outcome> needsWrite(const settings::Connection& connection);

} // namespace owb::cli
