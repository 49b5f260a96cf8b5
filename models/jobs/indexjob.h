#pragma once

#include "jobs/job.h"
#include "store/repository.h"

namespace owb::jobs {

/** Makes an index: one statement of the engine's, which says nothing of its progress and can be stopped. */
class IndexJob final : public Job
{
    Q_OBJECT
public:
    /** `repository` must outlive it, and be unlocked. */
    IndexJob(store::Repository& repository, store::IndexAdvice advice, QObject* parent);

protected:
    void nextPiece() override;
    void interruptPiece() override;

private:
    store::Repository& m_repository;
    store::IndexAdvice m_advice;
};

} // namespace owb::jobs
