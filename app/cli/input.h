#pragma once

#include "arguments.h"
#include "core/clock.h"
#include "core/result.h"
#include "core/secret.h"
#include "outcome.h"
#include "settings/connection.h"
#include "store/opendatabase.h"

#include <QString>

namespace owb::cli {

/** The text of a file or named pipe, or of standard input for "-", to its end; at most 16 MB, and UTF-8. */
[[nodiscard]] Taken<QString> readText(const std::string& source);
/** The bytes of a file or named pipe, or of standard input for "-"; at most 16 MB. They may be a key. */
[[nodiscard]] Taken<core::Secret> readBytes(const std::string& source);
/** The secret in a file, without the newline that ends it. */
[[nodiscard]] Taken<core::Secret> readSecretFile(const std::string& file);
/** A secret or token from standard input, without the newline that ends it; never empty. */
[[nodiscard]] Taken<core::Secret> readSecret();
/** Whether a person sits at the other end of standard input. */
[[nodiscard]] bool isInteractive();
/** Asks on stderr; anything but y or yes is no. */
[[nodiscard]] bool confirm(const QString& question);

/** A schema profile of the user's own. */
[[nodiscard]] Taken<store::SchemaProfile> readProfile(const std::string& file);

/** The database of the command line, or of OWB_DATABASE when none is named, with the password that was found. */
struct NamedDatabase
{
    core::DatabaseAddress address;
    core::Secret password;
    std::optional<settings::Connection> saved; // where it was named by one
};
[[nodiscard]] Taken<NamedDatabase> namedDatabase(const Arguments& arguments);
/** Why that database cannot be opened, without a word of what may be a secret typed in its place. */
[[nodiscard]] Outcome notOpenedFor(const Arguments& arguments, const core::Error& error);

enum class Access { Read, Write };
/** Opens that database, with the profiles of the person's own. Writing where a mark forbids it needs --write. */
[[nodiscard]] Taken<store::OpenedDatabase> openFor(const Arguments& arguments, Access access, const core::Clock& clock);

} // namespace owb::cli
