#pragma once

#include "core/databaseaddress.h"
#include "store/repository.h"
#include "store/schemaprofile.h"

#include <memory>

namespace owb::core {
class Clock;
}

namespace owb::store {

/** One way to read an opened database: a profile bound to tables, best first. */
struct Candidate
{
    SchemaInfo info;
    int index = 0; // to be given to openDatabase()
};

struct OpenOptions
{
    bool unlocked = false; // open for writing at once
    int candidate = 0; // which detection result to use; 0 = the best
    int busyTimeoutMs = 3000; // how long to wait for another process's lock
    core::Secret password; // of a server
    QList<SchemaProfile> profiles; // to be tried beside those of the program; the first that fits wins over them
};

struct OpenedDatabase
{
    std::shared_ptr<Repository> repository; // lives in the thread that asked
    QList<Candidate> candidates;
};

/**
 * Opens a database, detects its schema and gives the repository. Never creates a file. `clock` must outlive the
 * repository. The reply comes on the calling thread (core::whenDone).
 */
[[nodiscard]] Reply<OpenedDatabase> openDatabase(
    const core::DatabaseAddress& address, const OpenOptions& options, const core::Clock& clock);
/** The same of an address in text, see core::DatabaseAddress::parse(); a password in it is used. */
[[nodiscard]] Reply<OpenedDatabase> openDatabase(
    const QString& database, const OpenOptions& options, const core::Clock& clock);

/** Makes the sample database at `path` (replacing nothing: fails when it exists) with the current Authlib layout. */
[[nodiscard]] core::Result<> makeSampleDatabase(const QString& path, qint64 now);
/** The same on another thread, in the place of what is there. */
[[nodiscard]] Reply<void> remakeSampleDatabase(const QString& path, qint64 now);

} // namespace owb::store
