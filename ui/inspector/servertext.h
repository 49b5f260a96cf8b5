#pragma once

#include "inspector/verdict.h"

namespace owb::ui {

// What the authorization server says of a token, in words.

[[nodiscard]] Standing standingAtServer(const Examination& examination);
/** The steps that the server takes, behind those of text and database. */
[[nodiscard]] QList<tables::TraceModel::Row> serverSteps(const Examination& examination);

} // namespace owb::ui
