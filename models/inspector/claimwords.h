#pragma once

#include <QJsonValue>
#include <QString>

#include <optional>

namespace owb::inspector {

/** What a member of a header says, in plain words: RFC 7515 section 4.1, RFC 7516 section 4.1. Empty: nothing to add.
 */
[[nodiscard]] QString headerWords(const QString& member, const QJsonValue& value);

/**
 * What a claim says, in plain words: times as local dates and as the time until or since `now` (epoch seconds), scopes
 * counted, keys and actors named. RFC 7519 section 4.1, RFC 7800, RFC 8176, RFC 8693 section 4.1, OpenID Connect Core
 * section 2. Empty: nothing to add.
 */
[[nodiscard]] QString claimWords(const QString& claim, const QJsonValue& value, std::optional<qint64> now);

/** Whether a claim is a time in seconds since 1970. */
[[nodiscard]] bool isTimeClaim(const QString& claim);
/** The seconds since 1970 in a claim; nothing where it is no number, or so large that it is in milliseconds. */
[[nodiscard]] std::optional<double> timeIn(const QJsonValue& value);

/** Epoch seconds as local date and time. */
[[nodiscard]] QString dateWords(qint64 seconds);
/** The largest unit of a span and the next: "17 min 53 s". */
[[nodiscard]] QString spanWords(qint64 seconds);
/** "in 17 min 53 s", "42 min ago", "now". */
[[nodiscard]] QString distanceWords(qint64 seconds, qint64 now);

} // namespace owb::inspector
