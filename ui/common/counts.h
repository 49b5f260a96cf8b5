#pragma once

#include <QString>

namespace owb::ui {

/** A number that is not known for certain, as "≈ 2.41 M": three digits, in the locale's writing. */
[[nodiscard]] QString estimateText(qint64 number);

} // namespace owb::ui
