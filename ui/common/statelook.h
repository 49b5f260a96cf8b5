#pragma once

#include <QIcon>
#include <QString>

namespace owb::ui {

/** What the states of a token are called and how they are marked: "active", "expired" and "revoked". */
[[nodiscard]] QString stateText(const QString& state);
[[nodiscard]] QIcon stateIcon(const QString& state);

} // namespace owb::ui
