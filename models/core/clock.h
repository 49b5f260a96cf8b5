#pragma once

#include <QDateTime>

namespace owb::core {

/** Where "now" comes from, so that tests can hold it still. Safe to call from any thread. */
class Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)

    /** Seconds since 1970-01-01 UTC. */
    [[nodiscard]] virtual qint64 now() const { return QDateTime::currentSecsSinceEpoch(); }
};

} // namespace owb::core
