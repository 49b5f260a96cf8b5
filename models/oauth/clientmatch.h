#pragma once

#include "oauth/client.h"
#include "oauth/filter.h"

namespace owb::oauth {

/**
 * Whether a term is about a client's metadata, which layouts keep in so many ways that it is matched on the client
 * itself and not in the database.
 */
[[nodiscard]] bool isAboutMetadata(const FilterTerm& term);
/** Whether the client is what those terms of the filter ask for; the others are taken as met. */
[[nodiscard]] bool matchesMetadata(const Filter& filter, const Client& client);

} // namespace owb::oauth
