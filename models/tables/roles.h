#pragma once

#include <Qt>

namespace owb::tables {

/** How a cell's text stands out. */
enum class TextTone { Normal, Muted, MutedItalic, Warning };

/** Roles every table here has beside Qt's. */
enum Role {
    ToneRole = Qt::UserRole + 1, // int of TextTone
    SortRole, // the raw value
    StateRole, // int of the row's state, where it has one
};

} // namespace owb::tables
