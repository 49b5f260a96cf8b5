#pragma once

#include "core/result.h"

#include <QString>

class QSqlDatabase;

namespace owb::store {

struct SessionSettings;

/**
 * Opens the connection of a database that QPSQL is to drive.
 *
 * Failure: why, as the server's SQLSTATE or libpq tells; never with the password.
 */
[[nodiscard]] core::Result<> openPostgres(QSqlDatabase& database, const SessionSettings& settings);

/** What a failed connection means, from libpq's English words and the server's SQLSTATE, where it gave one. */
[[nodiscard]] core::Error postgresConnectError(
    const QString& words, const QByteArray& sqlState, const SessionSettings& settings);

} // namespace owb::store
