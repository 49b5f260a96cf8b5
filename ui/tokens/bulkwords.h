#pragma once

#include "common/jobwords.h"
#include "store/bulk.h"

#include <optional>

namespace owb::ui {

/** What a change of many tokens is called, on buttons, in its dialog and while it runs. */
[[nodiscard]] QString bulkTitle(store::BulkAction action);
/** "Revoke tokens", or "Revoke 12 tokens" where it is known how many. */
[[nodiscard]] QString bulkVerb(store::BulkAction action, std::optional<qint64> count = {});
[[nodiscard]] QString bulkQuestion(store::BulkAction action);
/** What the server does afterwards. */
[[nodiscard]] QString bulkEffect(store::BulkAction action);
/** As a job and at its end. */
[[nodiscard]] JobWords bulkWords(store::BulkAction action);

} // namespace owb::ui
