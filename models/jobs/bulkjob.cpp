#include "jobs/bulkjob.h"

#include "core/async.h"

#include <algorithm>

namespace owb::jobs {

namespace {

constexpr qint64 aimedReadUs = 25'000;
constexpr double mostRows = 8192; // values of one statement, which every engine takes
constexpr double fewestRows = 16;
constexpr double fewestKeys = 64;
constexpr double mostKeys = 1e15;
constexpr qint64 sparseness = 16; // of so many keys one is meant: going through all costs less than looking for it
constexpr int shareOfRest = 10; // so much of the time that was locked is left to others
constexpr int largeShareOfRest = 3; // while there are any
constexpr qint64 longWaitUs = 1000; // another held the lock
constexpr int batchesToYield = 50; // after such a wait

/** What would have taken the time that is aimed at, in steps of at most twice or half. */
double scaled(double amount, qint64 aimedUs, qint64 tookUs, double least, double most)
{
    const double factor =
        std::clamp(static_cast<double>(aimedUs) / static_cast<double>(std::max<qint64>(tookUs, 1)), 0.5, 2.0);
    return std::clamp(amount * factor, least, most);
}

} // namespace

store::BatchSize nextSize(store::BatchSize size, const store::BatchDone& done)
{
    const bool isFull = done.changed >= size.rows;
    if (done.lockedUs > 0 && (isFull || done.lockedUs > aimedLockUs)) {
        size.rows = static_cast<int>(scaled(size.rows, aimedLockUs, done.lockedUs, fewestRows, mostRows));
    }
    const bool wasDense = size.isDense;
    size.isDense = done.keys > 0 && done.changed >= done.keys / sparseness;
    if (size.isDense) {
        const auto keys = static_cast<double>(done.keys);
        size.keys = static_cast<qint64>(scaled(keys, aimedLockUs, done.lockedUs, fewestKeys, mostKeys));
    } else if (!wasDense && !(isFull && done.readUs < aimedReadUs)) {
        const auto keys = static_cast<double>(size.keys);
        size.keys = static_cast<qint64>(scaled(keys, aimedReadUs, done.readUs, fewestKeys, mostKeys));
    }
    return size;
}

BulkJob::BulkJob(store::Repository& repository, store::BulkChange change, QObject* parent)
    : Job(parent)
    , m_repository(repository)
    , m_change(std::move(change))
{ }

void BulkJob::nextPiece()
{
    core::whenDone(
        m_repository.changeBatch(m_change, m_after, m_size), this, [this](const core::Result<store::BatchDone>& done) {
            if (done) {
                take(*done);
            } else {
                fail(done.error());
            }
        });
}

void BulkJob::take(const store::BatchDone& done)
{
    m_busy = 0;
    ++m_batches;
    m_longestLockUs = std::max(m_longestLockUs, done.lockedUs);
    m_lockedUs += done.lockedUs;
    m_readUs += done.readUs;
    store::BatchDone paced = done;
    if (done.lockedUs > 0) {
        m_pace.note(done.waitedUs, done.lockedUs);
        paced.lockedUs = m_pace.workUs();
    }
    m_size = nextSize(m_size, paced);
    m_after = done.next;
    const bool hadToWait = done.lockedUs > 0 && m_pace.waitedUs() > longWaitUs;
    m_yielding = hadToWait ? batchesToYield : std::max(m_yielding - 1, 0);
    const int part = m_yielding > 0 ? largeShareOfRest : shareOfRest;
    // Looking for the next rows is rest enough: it keeps nobody from writing.
    pieceDone(done.changed, done.share, !done.next, m_pace.rest(m_size.isDense ? done.lockedUs / part : 0));
}

void BulkJob::fail(const core::Error& error)
{
    const bool isBusy = error.kind == core::Error::Kind::Locked;
    if (isBusy && ++m_busy < busyTries) {
        m_size.rows = std::max(m_size.rows / 2, static_cast<int>(fewestRows));
        pieceDone(0, share(), false, busyRestMs * m_busy);
        return;
    }
    m_busy = 0;
    // Editing may be unlocked again, the server be there again.
    const bool canGoOn = isBusy || error.kind == core::Error::Kind::ConnectionLost
        || error.kind == core::Error::Kind::ReadOnlyConnection;
    pieceFailed(error, canGoOn);
}

void BulkJob::settle()
{
    if (m_batches == 0) {
        settled({});
        return;
    }
    core::whenDone(m_repository.settle(), this, [this](const core::Result<>& how) { settled(how); });
}

void BulkJob::ending()
{
    if (rows() > 0) {
        Q_EMIT m_repository.manyTokensChanged();
    }
}

} // namespace owb::jobs
