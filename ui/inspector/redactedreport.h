#pragma once

#include <QString>

namespace owb::ui {

struct Examination;

/** What came of looking at a token, to be passed on: without the token, and without what its claims say of people. */
[[nodiscard]] QString redactedReport(const Examination& examination);

} // namespace owb::ui
