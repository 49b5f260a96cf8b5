#pragma once

#include "core/databaseaddress.h"
#include "core/error.h"

namespace owb::store {

/** What the connector or the server says went wrong. The words may hold bound values. */
struct MariaFailure
{
    unsigned code = 0;
    QString words;
};

/** Our error for a failure to connect. `host` is where; `offersTls`, whether the server did before it failed. */
[[nodiscard]] core::Error mariaConnectError(const MariaFailure& failure, const core::DatabaseAddress& address,
    const QString& host, bool offersTls, bool verifying);

/** Our error for a statement that failed. It holds no bound value. */
[[nodiscard]] core::Error mariaError(const MariaFailure& failure, const core::DatabaseAddress& address);

/** Whether the failure is the end of the connection. */
[[nodiscard]] bool isMariaLost(unsigned code);

/** The words without what may be a value: those stay that name columns, keys and tables. */
[[nodiscard]] QString mariaWordsWithoutValues(const MariaFailure& failure);

} // namespace owb::store
