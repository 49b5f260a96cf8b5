#include "jobs/verifytokensjob.h"

#include "core/async.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace owb::jobs {

namespace {

constexpr qsizetype mostSuspects = 20;
constexpr std::size_t sliceSize = 256; // rows: some milliseconds at most

} // namespace

VerifyTokensJob::VerifyTokensJob(store::Repository& repository, store::TokenQuery query, const jose::KeySet& keys,
    const QStringList& algorithms, QObject* parent)
    : Job(parent)
    , m_repository(repository)
    , m_query(std::move(query))
{
    const auto threads = static_cast<std::size_t>(std::max(1, m_pool.maxThreadCount()));
    for (std::size_t i = 0; i < threads; ++i) {
        m_verifiers.push_back(std::make_unique<jose::BulkVerifier>(keys, algorithms));
    }
}

VerifyTokensJob::~VerifyTokensJob()
{
    endSlices();
    m_pool.waitForDone(); // a slice for each thread: milliseconds
}

qint64 VerifyTokensJob::count(Verdict verdict) const
{
    return m_counts.at(static_cast<std::size_t>(verdict));
}

qint64 VerifyTokensJob::lookedAt() const
{
    return std::accumulate(m_counts.begin(), m_counts.end(), qint64(0));
}

qint64 VerifyTokensJob::notGenuine() const
{
    return count(Verdict::Invalid) + count(Verdict::UnknownKey) + count(Verdict::NotAllowed);
}

void VerifyTokensJob::endSlices()
{
    m_nextSlice = std::numeric_limits<std::size_t>::max() / 2; // it goes on counting
}

void VerifyTokensJob::interruptPiece()
{
    m_isInterrupted = true;
    endSlices();
}

void VerifyTokensJob::nextPiece()
{
    auto rows = std::make_shared<Rows>();
    const auto collect = [rows](const oauth::Token& token) {
        rows->push_back({token.accessToken, token.refreshToken, token.key, token.valuesStored});
        return core::Result<>();
    };
    core::whenDone(m_repository.visitTokens(m_query, m_after, collect), this,
        [this, rows](const core::Result<store::Visited>& visited) {
            if (!visited) {
                pieceFailed(visited.error(), false);
                return;
            }
            m_read = Piece{rows, *visited};
            handOver();
        });
}

/** Gives what was read to the threads once they are free, and has the next piece read meanwhile. */
void VerifyTokensJob::handOver()
{
    if (!m_read || m_working > 0) {
        return;
    }
    const Piece piece = *std::exchange(m_read, std::nullopt);
    if (m_isInterrupted) {
        pieceDone(0, share(), false);
        return;
    }
    m_after = piece.visited.next;
    m_isLast = !piece.visited.next;
    verify(piece.rows);
    if (!m_isLast) {
        pieceDone(piece.visited.rows, piece.visited.share, false);
    } else if (m_working == 0) { // it held nothing
        pieceDone(piece.visited.rows, 1, true);
    } else {
        m_lastRows = piece.visited.rows; // its end is told when the threads are done
    }
}

/** In slices, of which each thread takes the next one: none waits for another that got less of the processor. */
void VerifyTokensJob::verify(const std::shared_ptr<Rows>& rows)
{
    m_slices.assign((rows->size() + sliceSize - 1) / sliceSize, {});
    m_working = std::min(m_verifiers.size(), m_slices.size());
    m_nextSlice = 0;
    for (std::size_t i = 0; i < m_working; ++i) {
        m_pool.start([this, rows, &verifier = *m_verifiers[i]] {
            for (std::size_t at = m_nextSlice++; at < m_slices.size(); at = m_nextSlice++) {
                const std::size_t from = at * sliceSize;
                m_slices[at] = judged(verifier, *rows, from, std::min(rows->size(), from + sliceSize));
            }
            QMetaObject::invokeMethod(this, &VerifyTokensJob::threadDone, Qt::QueuedConnection);
        });
    }
}

QString VerifyTokensJob::shownKey(const Row& row)
{
    oauth::Token token;
    token.key = row.key;
    token.accessToken = row.accessToken;
    token.refreshToken = row.refreshToken;
    token.valuesStored = row.valuesStored;
    return token.shownKey();
}

VerifyTokensJob::Found VerifyTokensJob::judged(
    jose::BulkVerifier& verifier, const Rows& rows, std::size_t from, std::size_t to)
{
    Found found;
    for (std::size_t at = from; at < to; ++at) {
        const Verdict verdict = verifier.verify(rows[at].accessToken.reveal());
        ++found.counts.at(static_cast<std::size_t>(verdict));
        const bool isSuspect = verdict == Verdict::Invalid || verdict == Verdict::UnknownKey;
        if (isSuspect && found.suspects.size() < mostSuspects) {
            found.suspects << shownKey(rows[at]);
        }
    }
    return found;
}

void VerifyTokensJob::threadDone()
{
    if (--m_working > 0) {
        return;
    }
    std::for_each(m_slices.begin(), m_slices.end(), [this](const Found& one) { take(one); });
    if (m_isLast) {
        pieceDone(m_lastRows, 1, !m_isInterrupted);
    } else {
        handOver();
    }
}

void VerifyTokensJob::take(const Found& found)
{
    std::transform(m_counts.begin(), m_counts.end(), found.counts.begin(), m_counts.begin(), std::plus<>());
    m_suspects += found.suspects.first(std::min(mostSuspects - m_suspects.size(), found.suspects.size()));
}

} // namespace owb::jobs
