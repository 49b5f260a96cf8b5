#pragma once

#include "oauth/validate.h"

namespace owb::oauth {

/** Grants and response types: the C-GT rules that need nothing but the client. */
[[nodiscard]] QList<FieldProblem> grantProblems(const Client& client);

} // namespace owb::oauth
