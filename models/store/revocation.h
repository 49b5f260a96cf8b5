#pragma once

#include "core/result.h"
#include "oauth/token.h"
#include "store/schemaprofile.h"

namespace owb::store {

/** What a profile calls taking this away, of rows with access tokens; "refresh_" comes before it for the others. */
[[nodiscard]] QString operationName(oauth::RevokeWhat what);
/** Failure: Unsupported where the framework cannot express what is asked. */
[[nodiscard]] core::Result<> canRevoke(const SchemaProfile& profile, oauth::RevokeWhat what);

} // namespace owb::store
