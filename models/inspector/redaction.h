#pragma once

#include "json/jsonmembers.h"

#include <QString>

namespace owb::inspector {

/** Whether the value of a member says when and for what, but not who: it may be passed on. */
[[nodiscard]] bool tellsNobody(const QString& member);

/** A text for people without what the other claims say, which sentences of steps and findings repeat. */
[[nodiscard]] QString redacted(const QString& text, const json::JsonMembers& claims);

} // namespace owb::inspector
