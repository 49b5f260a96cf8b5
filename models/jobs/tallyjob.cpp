#include "jobs/tallyjob.h"

#include "core/async.h"

namespace owb::jobs {

TallyJob::TallyJob(Ask ask, QObject* parent)
    : Job(parent)
    , m_ask(std::move(ask))
{ }

void TallyJob::nextPiece()
{
    core::whenDone(m_ask(m_after), this, [this](const core::Result<store::Tally>& tally) {
        if (tally) {
            take(*tally);
        } else {
            pieceFailed(tally.error(), false);
        }
    });
}

void TallyJob::take(const store::Tally& tally)
{
    m_counts.resize(std::max(m_counts.size(), tally.counts.size()));
    for (qsizetype i = 0; i < tally.counts.size(); ++i) {
        m_counts[i] += tally.counts.at(i);
    }
    m_after = tally.next;
    pieceDone(tally.counts.value(0), tally.share, !tally.next);
}

TallyJob* makeChangeTally(store::Repository& repository, const store::BulkChange& change, QObject* parent)
{
    return new TallyJob(
        [&repository, change](
            const std::optional<store::Cursor>& after) { return repository.tallyToChange(change, after); },
        parent);
}

} // namespace owb::jobs
