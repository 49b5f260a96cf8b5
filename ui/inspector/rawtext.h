#pragma once

#include "inspector/inspection.h"

namespace owb::ui {

/** Headers and content of a token as they stand: JSON over several lines, other text as it is, bytes as hex. */
[[nodiscard]] QString rawText(const inspector::Inspection& inspection);
/** A text of several lines with what cannot be seen made visible. */
[[nodiscard]] QString shownLines(const QString& text);
/** Bytes for people: offset, 16 bytes as hex, and as text where they are. */
[[nodiscard]] QString hexText(const QByteArray& bytes);

} // namespace owb::ui
