#pragma once

#include "jose/fault.h"
#include "json/jsonmembers.h"

#include <optional>

namespace owb::jose {

/** Members that would be empty must be left out: RFC 7515 and RFC 7516, section 7.2.1. */
enum class MayBeEmpty { Yes, No };
/** The bytes of a member that must be text in base64url; nothing where it is absent. */
[[nodiscard]] Checked<std::optional<QByteArray>> bytesOf(
    const json::JsonMembers& object, const QString& member, MayBeEmpty empty = MayBeEmpty::No);
/** A member that must be an object; nothing where it is absent. */
[[nodiscard]] Checked<std::optional<json::JsonMembers>> objectOf(
    const json::JsonMembers& object, const QString& member);
/** A member that must be a list of objects, not empty. */
[[nodiscard]] Checked<QList<json::JsonMembers>> objectsOf(const json::JsonMembers& object, const QString& member);

} // namespace owb::jose
