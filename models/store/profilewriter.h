#pragma once

#include "store/schemaprofile.h"

namespace owb::store {

/** The text of a profile file, which SchemaProfile::fromJson() reads back as the same profile. */
[[nodiscard]] QByteArray profileJson(const SchemaProfile& profile);

} // namespace owb::store
