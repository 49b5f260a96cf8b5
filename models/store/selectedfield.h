#pragma once

#include "store/field.h"

namespace owb::store {

/** A field with its place in the rows of a select; below 0 where the table has none, which reads as absent. */
struct SelectedField
{
    int place = -1;
    Field field;

    [[nodiscard]] bool exists() const { return place >= 0; }
};

} // namespace owb::store
