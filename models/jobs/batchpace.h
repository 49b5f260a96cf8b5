#pragma once

#include <QtGlobal>

#include <algorithm>
#include <limits>

namespace owb::jobs {

constexpr qint64 usOfMs = 1000;
constexpr qint64 aimedLockUs = 8'000; // well below the 50 ms that are promised: a busy machine makes some far longer
constexpr int busyTries = 5; // times in a row that another may hold the lock before the job halts
constexpr int busyRestMs = 100;

/** How long the batches of a job may keep a database, so that the server on it hardly notices. */
class BatchPace
{
public:
    /** Takes note of a batch: how long it waited for its transaction to begin, and how long that lasted; microseconds.
     */
    void note(qint64 waitedUs, qint64 lockedUs)
    {
        m_roundTripUs = std::min(m_roundTripUs, waitedUs);
        m_waitedUs = waitedUs - m_roundTripUs;
        m_workUs = std::max<qint64>(lockedUs - statementsOfBatch * m_roundTripUs, 1);
    }

    /** What the last one took of that without the way to the server, which a smaller batch would not shorten. */
    [[nodiscard]] qint64 workUs() const { return m_workUs; }
    /** How long another kept the last one waiting. */
    [[nodiscard]] qint64 waitedUs() const { return m_waitedUs; }

    /** Owes others so much more rest; gives the whole milliseconds that are now due. */
    [[nodiscard]] int rest(qint64 owedUs)
    {
        m_owedUs += owedUs;
        const qint64 due = m_owedUs / usOfMs;
        m_owedUs -= due * usOfMs;
        return static_cast<int>(due);
    }

private:
    static constexpr int statementsOfBatch = 2; // the change and the commit

    qint64 m_roundTripUs = std::numeric_limits<qint64>::max(); // the shortest beginning: nobody held it up
    qint64 m_workUs = 1;
    qint64 m_waitedUs = 0;
    qint64 m_owedUs = 0;
};

} // namespace owb::jobs
