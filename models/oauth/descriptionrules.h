#pragma once

#include "oauth/validate.h"

namespace owb::oauth {

/** Name, addresses, scope and the soundness of the metadata: the C-MD rules that need nothing but the client. */
[[nodiscard]] QList<FieldProblem> descriptionProblems(const Client& client);

} // namespace owb::oauth
