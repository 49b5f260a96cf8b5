#pragma once

#include "inspector/step.h"

#include <QStringList>

namespace owb::inspector {

// What the steps of signed and of encrypted tokens have in common.

/** `what`: "signatures", "encryption" and the like. */
[[nodiscard]] jose::Fault unknownAlgorithm(const QString& algorithm, const QString& what);
/** Whether it is in the list; an empty list allows all. */
[[nodiscard]] Step allowedStep(const QString& algorithm, const QStringList& allowed);
/** `remedy`: which key would do. */
[[nodiscard]] Step noKeyStep(const QString& remedy);

} // namespace owb::inspector
