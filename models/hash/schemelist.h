#pragma once

#include "hash/scheme.h"

#include <QList>
#include <QStringList>

namespace owb::hash {

/** The scheme of this name; null when there is none. */
[[nodiscard]] const Scheme* schemeNamed(const QString& name);

/** Those of these names, where the name of a family stands for its schemes; all that mark their texts with their name
 * when the list is empty. */
[[nodiscard]] QList<const Scheme*> schemesIn(const QStringList& names);

} // namespace owb::hash
