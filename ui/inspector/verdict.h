#pragma once

#include "common/banner.h"
#include "common/chip.h"
#include "inspector/examination.h"
#include "tables/tracemodel.h"

namespace owb::ui {

/** The sentence above everything else. */
struct Verdict
{
    Banner::Kind kind = Banner::Kind::Info;
    QString lead;
    QString sentence;
};

/** How a token stands for one of those who know something about it: its text, the database, the server. */
struct Standing
{
    Chip chip;
    QString line; // what is
    QString detail; // where that comes from
    QString link; // of the way to it; may be empty
};

/** All that is known together: any disagreement is a reason not to accept it. */
[[nodiscard]] Verdict verdictOf(const Examination& examination);
[[nodiscard]] Standing standingByText(const Examination& examination);
[[nodiscard]] Standing standingInDatabase(const Examination& examination);
/** The step that the database takes, behind those of the text. */
[[nodiscard]] QList<tables::TraceModel::Row> databaseSteps(const Examination& examination);

} // namespace owb::ui
