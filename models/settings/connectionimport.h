#pragma once

#include "core/databaseaddress.h"
#include "settings/connection.h"

namespace owb::settings {

/** A connection out of another program's configuration, to be looked at before it is saved. */
struct ImportedConnection
{
    Connection connection; // with an id and a name of its own
    core::DatabaseAddress address; // the same address, taken apart
    std::optional<core::Secret> password; // goes to the keychain, never into a file
    QStringList notes; // what was left out or understood differently; plain sentences
};

/** What a file held. */
struct Imported
{
    QList<ImportedConnection> connections;
    QStringList notes; // about what could not be taken
};

/**
 * A database URL as server programs are configured with it, alone or as NAME=URL in the style of .env files. The driver
 * behind a plus sign, other names of an engine and of the TLS options are understood; three slashes of sqlite:///PATH
 * are a path from `folder`, four one from the root. Failure: InvalidAddress, which never repeats the password.
 */
[[nodiscard]] core::Result<ImportedConnection> importUrl(const QString& text, const QString& folder = {});

/** Every database URL in a text of lines in the style of .env files. */
[[nodiscard]] Imported importLines(const QString& text, const QString& folder);

/** A file of either kind: sections as in ~/.pg_service.conf, or lines with URLs. NotReadable when it is neither. */
[[nodiscard]] core::Result<Imported> importFile(const QString& path);

/** The service file of libpq: PGSERVICEFILE, or ~/.pg_service.conf. */
[[nodiscard]] QString ownServiceFile();

} // namespace owb::settings
