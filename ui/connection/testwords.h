#pragma once

#include "connection/connectiontest.h"
#include "core/databaseaddress.h"

class QWidget;

namespace owb::ui {

/** What a successful test means: how well the way there is protected, and what the tables are. */
[[nodiscard]] QString testSentence(const TestReport& report, const core::DatabaseAddress& address);

/** Has screen readers say the accessible name of a widget that has just changed. */
void announce(QWidget& widget);

} // namespace owb::ui
