#pragma once

#include "jobs/job.h"

#include <QString>

namespace owb::cli {

/**
 * Runs a job to its end, with its progress on stderr where a person sees that. Ctrl+C and SIGTERM stop it after the
 * piece that is at work. A database that is busy or away for a while is waited for, a minute at most.
 */
void runJob(jobs::Job& job, const QString& what);

} // namespace owb::cli
