#pragma once

#include "connection/connectiontest.h"
#include "store/opendatabase.h"

namespace owb::ui {

/** What a connection says about opening its database: its own schema profile, and the password given. */
[[nodiscard]] core::Result<store::OpenOptions> openOptions(
    const settings::Connection& connection, const core::Secret& password);

/** The test behind the dialog: opens the database as it would be opened later. `clock` must outlive what it gives. */
[[nodiscard]] ConnectionTest makeConnectionTest(const core::Clock& clock);

} // namespace owb::ui
