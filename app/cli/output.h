#pragma once

#include "oauth/clientjson.h"
#include "oauth/client.h"
#include "oauth/token.h"
#include "outcome.h"
#include "store/schemainfo.h"

#include <QString>

namespace owb::cli {

/** Prints a line. False when nobody reads any more, or the disk is full. */
bool writeLine(const QString& line);
/** Prints one JSON value on one line; what a terminal must not get raw is escaped inside its texts. */
bool writeJson(const QString& json);
/** Whether something could not be printed for another reason than a reader that went away. */
[[nodiscard]] bool outputFailed();
/**
 * How a command ended that made a change and then printed: `written` says whether all of it was. When not, `lost` is
 * the sentence for what was generated and nobody has seen; without it, a reader that went away is no failure.
 */
[[nodiscard]] Outcome afterChange(bool written, const QString& lost = {});
void writeError(const QString& text);
/** Text from a database as a terminal may show it: control and direction characters become visible escapes. */
[[nodiscard]] QString printable(const QString& text);
/** Epoch seconds as local time; `zero` for 0. */
[[nodiscard]] QString moment(qint64 epoch, const QString& zero);

[[nodiscard]] oauth::Origin clientOrigin(const store::SchemaInfo& schema);
[[nodiscard]] oauth::Origin tokenOrigin(const store::SchemaInfo& schema, const oauth::Token& token);
[[nodiscard]] oauth::Origin codeOrigin(const store::SchemaInfo& schema);
/** A value over lines, for people. */
[[nodiscard]] QString describeClient(const oauth::Client& client, const oauth::Origin& origin, oauth::Reveal reveal);
[[nodiscard]] QString describeToken(
    const oauth::Token& token, const oauth::Origin& origin, qint64 now, oauth::Reveal reveal);

} // namespace owb::cli
