#pragma once

#include "core/secret.h"
#include "store/boundschema.h"

namespace owb::store {

/** How a server that may do it in several ways keeps its tokens. */
enum class Keeping { Likeliest, Digest };

/** What a column of the entity may hold of a token, likeliest first: the token itself, or what is made of it. */
[[nodiscard]] QList<core::Secret> storedForms(const BoundEntity& entity, const Field& field, const core::Secret& token);
/** Whether a stored value is no token but what was made of one. */
[[nodiscard]] bool looksDigested(const Field& field, const core::Secret& stored);

/** What a column keeps of a client's secret: hashed as `like` is, or as the framework does. */
[[nodiscard]] core::Result<core::Secret> secretToStore(
    const Field& field, const core::Secret& secret, const std::optional<core::Secret>& like);

} // namespace owb::store
