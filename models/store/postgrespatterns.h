#pragma once

#include <QString>

namespace owb::store {

/** The regular expression of times that a cast to timestamptz takes for sure: ISO 8601, days that exist. */
[[nodiscard]] QString isoTimePattern();

/** The regular expression that captures the value of a top-level member in the text of a JSON object, as written. */
[[nodiscard]] QString jsonMemberPattern(const QString& member);

/** The regular expression of a JSON string that a cast to jsonb takes for sure. */
[[nodiscard]] QString jsonStringPattern();

/** Of a character that JSON writes as a pair of escapes. */
[[nodiscard]] QString jsonPairPattern();

/** Of what PostgreSQL refuses though it is JSON, once the pairs are taken out: NUL, and half of a pair. */
[[nodiscard]] QString jsonHalfPattern();

} // namespace owb::store
