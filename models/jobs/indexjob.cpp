#include "jobs/indexjob.h"

#include "core/async.h"

namespace owb::jobs {

IndexJob::IndexJob(store::Repository& repository, store::IndexAdvice advice, QObject* parent)
    : Job(parent)
    , m_repository(repository)
    , m_advice(std::move(advice))
{ }

void IndexJob::nextPiece()
{
    core::whenDone(m_repository.makeIndex(m_advice), this, [this](const core::Result<store::IndexAdvice>& made) {
        if (made) {
            pieceDone(1, 1, true);
        } else {
            pieceFailed(made.error(), false);
        }
    });
}

void IndexJob::interruptPiece()
{
    m_repository.stopMaking();
}

} // namespace owb::jobs
