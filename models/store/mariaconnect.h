#pragma once

#include "store/session.h"

#include <QList>

#include <memory>

struct st_mysql;

namespace owb::store {

/** One place where a MariaDB or MySQL server may listen. */
struct MariaEndpoint
{
    QString host; // empty: through a socket file
    int port = 0; // 0 = the usual one
    QString socket; // empty with no host: the usual one

    [[nodiscard]] bool isSocket() const { return host.isEmpty(); }
};

/** The limits of one connection, in seconds; 0 = none. */
struct MariaTimeouts
{
    int connect = 0;
    int read = 0; // longest silence of the server
};

/** Closes the connection of a handle. */
struct MariaClosing
{
    void operator()(st_mysql* handle) const;
};
using MariaHandle = std::unique_ptr<st_mysql, MariaClosing>;

/** Where the address says the server is, in order. A plain "localhost" is the socket first, then TCP, as everywhere. */
[[nodiscard]] QList<MariaEndpoint> mariaEndpoints(const core::DatabaseAddress& address);

/** The value of connect_timeout or statement_timeout in seconds. */
[[nodiscard]] int mariaSeconds(const core::DatabaseAddress& address, const QString& option, int usual);

/**
 * Connects and logs in, encrypted as the address asks. From any thread.
 *
 * From Require on, nothing but the request for TLS is sent in clear text. Prefer falls back to clear text only when the
 * server offers no TLS, and proves nothing about the server. A socket file is never encrypted: it leaves no machine.
 */
[[nodiscard]] core::Result<MariaHandle> connectMaria(
    const SessionSettings& settings, const MariaEndpoint& endpoint, const MariaTimeouts& timeouts);

/** The first column of the first row of a statement of our own, as text; nothing when it fails. */
[[nodiscard]] std::optional<QByteArray> askMaria(st_mysql* handle, const char* sql);

} // namespace owb::store
