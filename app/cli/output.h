#pragma once

#include "oauth/clientjson.h"
#include "oauth/client.h"
#include "oauth/token.h"
#include "store/schemainfo.h"

#include <QString>

namespace owb::cli {

/** Prints a line of ours or JSON as it is. False when nobody reads any more. */
bool writeLine(const QString& line);
void writeError(const QString& text);
/** Text from a database as a terminal may show it: control and direction characters become visible escapes. */
[[nodiscard]] QString printable(const QString& text);
/** Epoch seconds as local time; `zero` for 0. */
[[nodiscard]] QString moment(qint64 epoch, const QString& zero);

[[nodiscard]] oauth::Origin clientOrigin(const store::SchemaInfo& schema);
[[nodiscard]] oauth::Origin tokenOrigin(const store::SchemaInfo& schema);
/** A value over lines, for people. */
[[nodiscard]] QString describeClient(const oauth::Client& client, const oauth::Origin& origin, oauth::Reveal reveal);
[[nodiscard]] QString describeToken(const oauth::Token& token, const oauth::Origin& origin, qint64 now, oauth::Reveal reveal);

} // namespace owb::cli
