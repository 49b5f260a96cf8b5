#pragma once

#include "oauth/validate.h"

namespace owb::oauth {

/** Identifier, secret and keys: what blocks saving, and the C-CA rules that need nothing but the client. */
[[nodiscard]] QList<FieldProblem> credentialProblems(const Client& client, std::optional<qint64> now);

} // namespace owb::oauth
