#pragma once

#include <QString>

namespace owb::oauth {
struct Token;
}

namespace owb::ui {

struct Examination;
struct RowAnswer;

// How the row of a token stands, in words. Only where one was found.

/** A whole sentence: "It was revoked at 13:10:22, 31 min ago." */
[[nodiscard]] QString rowLine(const Examination& examination);
/** Its beginning, to go on behind: "It was revoked at 13:10:22". */
[[nodiscard]] QString rowPhrase(const Examination& examination);

/** "Client shop-web was deleted"; empty where nothing is wrong with it. */
[[nodiscard]] QString clientProblem(const RowAnswer& answer);

/** Finds the tokens of the same client and user; never the token itself, because a search stays on the screen. */
[[nodiscard]] QString ownerSearch(const oauth::Token& row);

} // namespace owb::ui
