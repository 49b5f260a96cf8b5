#pragma once

#include <QString>

namespace owb::tables {

/** Within 7 days "in 4 min" or "36 s ago", otherwise the day. Epoch seconds. */
[[nodiscard]] QString relativeTime(qint64 epoch, qint64 now);
/** Local date and time; `zero` for 0; the number itself when it is no time of this era. */
[[nodiscard]] QString absoluteTime(qint64 epoch, const QString& zero = {});
/** The local offset, such as "+09:00". */
[[nodiscard]] QString zoneText();

} // namespace owb::tables
