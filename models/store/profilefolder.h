#pragma once

#include "core/result.h"
#include "store/schemaprofile.h"

namespace owb::store {

/** Profiles of a person's own, which are tried for every database. */
struct OwnProfiles
{
    QList<SchemaProfile> profiles; // by file name
    QStringList files; // of each
    QList<core::Error> broken; // files that cannot be used, and why

    /** Reads one more. */
    void add(const QString& file);
};

/** The folder `profiles` in the program's config folder: the same for the window and for `owb`. */
[[nodiscard]] QString profileFolder();
/** The profiles in a folder that may not be there. */
[[nodiscard]] OwnProfiles readOwnProfiles(const QString& folder = profileFolder());

/** A name for the file of a profile with this title: small letters, digits and -, never empty. */
[[nodiscard]] QString profileIdFor(const QString& title);
/**
 * Writes a profile in one go and readable by its owner alone, in the place of what is there; makes missing folders.
 * Failure: FileNotWritten with the reason; the old file is then as it was.
 */
[[nodiscard]] core::Result<> saveProfile(const SchemaProfile& profile, const QString& path);

} // namespace owb::store
