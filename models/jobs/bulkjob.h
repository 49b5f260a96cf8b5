#pragma once

#include "jobs/batchpace.h"
#include "jobs/job.h"
#include "store/repository.h"

namespace owb::jobs {

/**
 * A change of any number of tokens in batches, each short enough that the server on the same database hardly notices:
 * locks are aimed to be held for 8 ms, and others have their turn between two batches. What was changed when it is
 * stopped stays changed. A database that is busy or away halts it; resume() goes on where it was.
 */
class BulkJob final : public Job
{
    Q_OBJECT
public:
    /** `repository` must outlive it, and be unlocked while it runs. */
    BulkJob(store::Repository& repository, store::BulkChange change, QObject* parent);

    [[nodiscard]] const store::BulkChange& change() const { return m_change; }
    /** The longest time that a batch held its locks, that of all, and that of looking for rows; microseconds. */
    [[nodiscard]] qint64 longestLockUs() const { return m_longestLockUs; }
    [[nodiscard]] qint64 lockedUs() const { return m_lockedUs; }
    [[nodiscard]] qint64 readUs() const { return m_readUs; }
    [[nodiscard]] int batches() const { return m_batches; }

protected:
    void nextPiece() override;
    void settle() override;
    void ending() override;

private:
    void take(const store::BatchDone& done);
    void fail(const core::Error& error);

    store::Repository& m_repository;
    store::BulkChange m_change;
    std::optional<store::Cursor> m_after;
    store::BatchSize m_size;
    BatchPace m_pace;
    qint64 m_longestLockUs = 0;
    qint64 m_lockedUs = 0;
    qint64 m_readUs = 0;
    int m_batches = 0;
    int m_yielding = 0; // batches after which others are left more time
    int m_busy = 0; // times in a row that another held the lock
};

/** The size of the next batch, from what the last one took. */
[[nodiscard]] store::BatchSize nextSize(store::BatchSize size, const store::BatchDone& done);

} // namespace owb::jobs
