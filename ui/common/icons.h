#pragma once

#include "common/colours.h"

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace owb::ui {

/** One of resources/icons by name, tinted for its state when it is painted; follows a change of theme. */
[[nodiscard]] QIcon icon(const QString& name);
/** The same in one ink for every state but disabled, as on filled buttons and beside coloured text. */
[[nodiscard]] QIcon icon(const QString& name, Ink ink);
/** The same in one colour, `size` logical pixels square, sharp on dense screens. */
[[nodiscard]] QPixmap iconPixmap(const QString& name, int size, const QColor& colour, qreal pixelRatio = 1);
/** Makes what is compiled in reachable: pictures and the style sheet. */
void initResources();
/** Forgets tinted pictures after a change of theme. */
void clearIconCache();

} // namespace owb::ui
