#include "jobs/verifytokensjob.h"

#include "core/async.h"

#include <algorithm>

namespace owb::jobs {

namespace {

constexpr qsizetype mostSuspects = 20;

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
    m_pool.waitForDone(); // a part of a piece: milliseconds
}

qint64 VerifyTokensJob::count(Verdict verdict) const
{
    return m_counts.at(static_cast<std::size_t>(verdict));
}

qint64 VerifyTokensJob::notGenuine() const
{
    return count(Verdict::Invalid) + count(Verdict::UnknownKey) + count(Verdict::NotAllowed);
}

void VerifyTokensJob::nextPiece()
{
    auto rows = std::make_shared<Rows>();
    const auto collect = [rows](const oauth::Token& token) {
        rows->push_back({token.accessToken, token.shownKey()});
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

void VerifyTokensJob::verify(const std::shared_ptr<Rows>& rows)
{
    const std::size_t each = (rows->size() + m_verifiers.size() - 1) / m_verifiers.size();
    m_parts.assign(m_verifiers.size(), {});
    for (std::size_t i = 0; i < m_verifiers.size() && i * each < rows->size(); ++i) {
        ++m_working;
        m_pool.start([this, rows, i, each] {
            const Found found = judged(*m_verifiers[i], *rows, i * each, std::min(rows->size(), (i + 1) * each));
            QMetaObject::invokeMethod(
                this, [this, i, found] { partDone(i, found); }, Qt::QueuedConnection);
        });
    }
}

VerifyTokensJob::Found VerifyTokensJob::judged(
    jose::BulkVerifier& verifier, const Rows& rows, std::size_t from, std::size_t to)
{
    Found found;
    for (std::size_t at = from; at < to; ++at) {
        const Verdict verdict = verifier.verify(rows[at].token.reveal());
        ++found.counts.at(static_cast<std::size_t>(verdict));
        const bool isSuspect = verdict == Verdict::Invalid || verdict == Verdict::UnknownKey;
        if (isSuspect && found.suspects.size() < mostSuspects) {
            found.suspects << rows[at].key;
        }
    }
    return found;
}

void VerifyTokensJob::partDone(std::size_t part, const Found& found)
{
    m_parts[part] = found;
    if (--m_working > 0) {
        return;
    }
    std::for_each(m_parts.begin(), m_parts.end(), [this](const Found& one) { take(one); });
    if (m_isLast) {
        pieceDone(m_lastRows, 1, true);
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
