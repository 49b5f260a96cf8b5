#pragma once

#include "store/query.h"

namespace owb::store {

/** How a page is ordered: an expression (empty = by key alone) and a direction. */
struct Ordering
{
    QString expression;
    SortOrder order = SortOrder::Ascending;
    bool nullable = true; // the expression can be NULL
};

} // namespace owb::store
