#pragma once

#include <QString>

/** The same text with the comments blanked out, line breaks kept; texts in quotes stay. */
[[nodiscard]] QString withoutComments(const QString& source);
/** The same text with what stands in quotes blanked out, too. */
[[nodiscard]] QString withoutCommentsAndTexts(const QString& source);
/** The number of the line, from 1, that holds the character at `position`. */
[[nodiscard]] int lineAt(const QString& text, qsizetype position);
