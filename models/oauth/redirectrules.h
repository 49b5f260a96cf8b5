#pragma once

#include "oauth/validate.h"

namespace owb::oauth {

/** What is wrong with the redirect URIs of a client: the C-RU rules that need nothing but the client. */
[[nodiscard]] QList<FieldProblem> redirectProblems(const Client& client);

} // namespace owb::oauth
