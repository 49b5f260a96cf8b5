#pragma once

#include <QString>

#include <optional>

namespace owb::store {

/**
 * Epoch seconds of a time as databases write it: "2026-05-28 20:26:40", with T, with up to nine digits behind the
 * second, with Z or an offset; without either it is UTC. Fractions are cut off. Nothing when it is no such time.
 */
[[nodiscard]] std::optional<qint64> momentFrom(const QString& stored);
/** "2026-05-28 20:26:40" in UTC, with `digits` zeros behind the second when there are any. Years 0 to 9999. */
[[nodiscard]] QString momentText(qint64 epoch, int digits = 0);

} // namespace owb::store
