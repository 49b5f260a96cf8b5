#pragma once

#include "jobs/job.h"
#include "jose/bulkverifier.h"
#include "store/repository.h"

#include <QThreadPool>

#include <array>
#include <atomic>
#include <memory>
#include <vector>

namespace owb::jobs {

/**
 * Verifies the signature of every JWT among the access tokens of a list, on all cores, while the next ones are read.
 * Claims are not looked at: whether a token has ended stands in its row.
 */
class VerifyTokensJob final : public Job
{
    Q_OBJECT
public:
    using Verdict = jose::BulkVerifier::Verdict;

    /** `repository` must outlive it. `algorithms`: those allowed; empty: every standard one. */
    VerifyTokensJob(store::Repository& repository, store::TokenQuery query, const jose::KeySet& keys,
        const QStringList& algorithms, QObject* parent);
    ~VerifyTokensJob() override;

    [[nodiscard]] qint64 count(Verdict verdict) const;
    /** How many were looked at; of a job that was stopped fewer than were read. */
    [[nodiscard]] qint64 lookedAt() const;
    /** How many are signed, and not so that they can be trusted. */
    [[nodiscard]] qint64 notGenuine() const;
    /** The keys of the first rows whose signature does not fit or whose key nobody has; at most 20, in their order. */
    [[nodiscard]] const QStringList& suspects() const { return m_suspects; }

protected:
    void nextPiece() override;
    void interruptPiece() override;

private:
    static constexpr std::size_t verdicts = static_cast<std::size_t>(Verdict::Malformed) + 1;
    /** What is wanted of a row; how it is called is made out for suspects only. */
    struct Row
    {
        core::Secret accessToken;
        std::optional<core::Secret> refreshToken;
        oauth::RowKey key;
        bool valuesStored = true;
    };
    using Rows = std::vector<Row>;
    struct Found
    {
        std::array<qint64, verdicts> counts{};
        QStringList suspects;
    };
    struct Piece
    {
        std::shared_ptr<Rows> rows;
        store::Visited visited;
    };

    void handOver();
    void verify(const std::shared_ptr<Rows>& rows);
    [[nodiscard]] static QString shownKey(const Row& row);
    static Found judged(jose::BulkVerifier& verifier, const Rows& rows, std::size_t from, std::size_t to);
    void threadDone();
    void endSlices(); // those that are at work are the last
    void take(const Found& found);

    store::Repository& m_repository;
    store::TokenQuery m_query;
    QThreadPool m_pool;
    std::vector<std::unique_ptr<jose::BulkVerifier>> m_verifiers; // one for each thread
    std::optional<Piece> m_read; // waits until the threads are free
    std::vector<Found> m_slices; // of the rows that are at work, in their order; each written by one thread
    std::atomic<std::size_t> m_nextSlice = 0; // that no thread has taken yet
    bool m_isInterrupted = false;
    std::size_t m_working = 0; // threads that are not done yet
    bool m_isLast = false; // of what is at work
    qint64 m_lastRows = 0;
    std::array<qint64, verdicts> m_counts{};
    QStringList m_suspects;
    std::optional<store::Cursor> m_after;
};

} // namespace owb::jobs
