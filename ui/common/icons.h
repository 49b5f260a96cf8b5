#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

namespace owb::ui {

/** One of resources/icons by name, tinted for its state when it is painted; follows a change of theme. */
[[nodiscard]] QIcon icon(const QString& name);
/** The same in one colour, `size` logical pixels square, sharp on dense screens. */
[[nodiscard]] QPixmap iconPixmap(const QString& name, int size, const QColor& colour, qreal pixelRatio = 1);
/** Forgets tinted pictures after a change of theme. */
void clearIconCache();

} // namespace owb::ui
