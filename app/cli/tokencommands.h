#pragma once

#include "arguments.h"
#include "oauth/filter.h"
#include "outcome.h"
#include "store/repository.h"

namespace owb::core {
class Clock;
}

/** The commands of `owb token`. Token values come from standard input, never from arguments. */
namespace owb::cli {

[[nodiscard]] Outcome tokenList(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome tokenFind(const Arguments& arguments, const core::Clock& clock);
/** The tokens that were refreshed from each other, of which one is meant. */
[[nodiscard]] Outcome tokenFamily(const Arguments& arguments, const core::Clock& clock);
/** Which of the JWTs among the tokens carry a genuine signature. */
[[nodiscard]] Outcome tokenVerify(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome tokenAdd(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome tokenRevoke(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome tokenExpire(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome tokenRestore(const Arguments& arguments, const core::Clock& clock);

[[nodiscard]] Outcome tokenPurge(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome tokenExport(const Arguments& arguments, const core::Clock& clock);
[[nodiscard]] Outcome tokenImport(const Arguments& arguments, const core::Clock& clock);

/** What --what says. */
[[nodiscard]] oauth::RevokeWhat revokeWhat(const Arguments& arguments);
/** Any number of tokens in batches, with a report: all that the filter means. */
[[nodiscard]] Outcome changeMany(const Arguments& arguments, store::Repository& repository, const core::Clock& clock,
    store::BulkAction action, const oauth::Filter& filter);
/** changeMany() of what --filter means, once it is confirmed. */
[[nodiscard]] Outcome changeFiltered(const Arguments& arguments, const core::Clock& clock, store::BulkAction action);
/** The same of a filter that was understood already. */
[[nodiscard]] Outcome changeFiltered(
    const Arguments& arguments, const core::Clock& clock, store::BulkAction action, const oauth::Filter& filter);

} // namespace owb::cli
