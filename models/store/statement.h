#pragma once

#include <QString>
#include <QVariantList>

namespace owb::store {

/** SQL text with ? placeholders and the values bound to them, in order. Values never enter the text. */
struct Statement
{
    QString sql;
    QVariantList values;

    bool operator==(const Statement&) const = default;
};

} // namespace owb::store
