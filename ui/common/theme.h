#pragma once

#include "common/colours.h"

#include <QFont>

class QApplication;

namespace owb::ui {

/** Sets palette, style sheet and fonts of the whole program. May be called again at any time. */
void applyTheme(QApplication& application, Theme theme);
/** Style and palette alone: enough for a window without text, and there at once. applyTheme() is to follow. */
void applyGround(QApplication& application, Theme theme);
[[nodiscard]] Theme currentTheme();

[[nodiscard]] QFont bodyFont();
[[nodiscard]] QFont boldFont();
[[nodiscard]] QFont smallFont(); // secondary text, column headers, chips, status bar
[[nodiscard]] QFont smallBoldFont();
[[nodiscard]] QFont titleFont(); // panes and dialogs
[[nodiscard]] QFont pageTitleFont();
[[nodiscard]] QFont productFont();
[[nodiscard]] QFont monoFont(); // identifiers, tokens, URIs, JSON

/** Sizes in logical pixels at 96 dpi. */
namespace metrics {
constexpr int margin = 16;
constexpr int dialogMargin = 20;
constexpr int pageHeader = 48;
constexpr int searchHeight = 32;
constexpr int controlHeight = 28;
constexpr int rowHeight = 28;
constexpr int chipHeight = 18;
constexpr int statusHeight = 28;
constexpr int leftPane = 224;
constexpr int rightPane = 344;
constexpr int labelColumn = 132;
} // namespace metrics

} // namespace owb::ui
