#pragma once

#include "settings/connectionimport.h"

namespace owb::settings {

/** Whether a text has sections as the service file of libpq does. */
[[nodiscard]] bool hasServices(const QString& text);

/**
 * The services of a file as libpq reads it (PostgreSQL manual, "The Connection Service File"): [name] and below it
 * key=value. Keys that are not used here are told. `source` names the file in errors.
 */
[[nodiscard]] core::Result<Imported> importServices(const QString& text, const QString& source);

/** The sslmode that stands for a word of libpq or of MySQL's clients; a note where it means something else here. */
[[nodiscard]] QString knownTlsWord(const QString& word, QStringList& notes);

} // namespace owb::settings
