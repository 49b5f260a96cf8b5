#pragma once

#include <QtGlobal>

/** How long the batches of a job may keep a database, so that the server on it hardly notices. */
namespace owb::jobs {

constexpr qint64 usOfMs = 1000;
constexpr qint64 aimedLockUs = 14'000; // well below what is promised: the next batch may be a slower one
constexpr int busyTries = 5; // times in a row that another may hold the lock before the job halts
constexpr int busyRestMs = 100;

} // namespace owb::jobs
