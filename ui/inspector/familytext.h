#pragma once

#include "common/chip.h"
#include "store/repository.h"

namespace owb::ui {

// What the drawing of a refresh chain says of its members.

/** Whether its refresh token got another one that is there. */
[[nodiscard]] bool isUsed(const store::Family& family, int member);
[[nodiscard]] Chip memberChip(const store::Family& family, int member, qint64 now);
/** "Issued 2026-11-23 13:42:07", or that this is not recorded. */
[[nodiscard]] QString issuedWords(const store::FamilyMember& member);
/** "Refresh token live, key 12": what the chip leaves open. */
[[nodiscard]] QString detailWords(const store::Family& family, int member, qint64 now);
/** What stands beside the arrow that leads to it; empty where the arrow says it all. */
[[nodiscard]] QString linkWords(const store::Family& family, int member);
/** All of it in one sentence, for a screen reader. */
[[nodiscard]] QString memberWords(const store::Family& family, int member, qint64 now);

} // namespace owb::ui
