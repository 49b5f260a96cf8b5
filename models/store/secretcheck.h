#pragma once

#include "store/session.h"
#include "store/tables.h"

namespace owb::store {

/**
 * Whether a text is a secret of the client in the row with this key, as its framework compares: any of them where it
 * keeps several. When a secret expires is not looked at. False for a client that has none.
 * Failure: NotFound; Unsupported, with the reason, where the stored form is not one that can be compared here.
 */
[[nodiscard]] core::Result<bool> checkSecret(
    Session& session, const ClientTable& table, const oauth::RowKey& key, const core::Secret& candidate);

} // namespace owb::store
