#pragma once

#include "core/result.h"

#include <QList>
#include <QString>

#include <utility>

namespace owb::store {

struct SessionSettings;

/** Names and values of libpq's connection keywords. */
using PostgresOptions = QList<std::pair<QString, QString>>;

/** The host names of all servers, parted by commas as libpq takes them; empty for the engine's own socket. */
[[nodiscard]] QString postgresHosts(const SessionSettings& settings);

/** All but host, database, user and password. Failure: an option that names a file which cannot be read. */
[[nodiscard]] core::Result<PostgresOptions> postgresOptions(const SessionSettings& settings);

/** One keyword with its value as libpq's connection text takes it, whatever is inside. */
[[nodiscard]] QString postgresOption(const QString& name, const QString& value);

/** The options as Qt's driver takes them. Failure: one holds a semicolon, at which the driver would part it. */
[[nodiscard]] core::Result<QString> driverOptions(const PostgresOptions& options);

} // namespace owb::store
