#pragma once

#include "core/result.h"

#include <QString>

#include <optional>

namespace owb::cli {

/** Exit statuses, the same for every command. */
enum class Status {
    Done = 0,
    No = 1, // not found, nothing matched
    Usage = 2, // wrong arguments, or input that is not understood
    Unreachable = 3, // the database cannot be reached or read
    Refused = 4, // read-only, conflict, would lose data, cannot be stored
};

/** How a command ended. */
struct Outcome
{
    Status status = Status::Done;
    QString sentence; // for stderr; empty when there is nothing to say
    QString detail; // with --verbose only
};

/** A value, or how the command ended because there is none. */
template <class T> using Taken = tl::expected<T, Outcome>;

[[nodiscard]] Outcome done();
/** The answer is no, and why. */
[[nodiscard]] Outcome no(const QString& sentence);
[[nodiscard]] Outcome usage(const QString& sentence);
[[nodiscard]] Outcome refused(const QString& sentence);
/** Input that was not understood, in the error's own words. */
[[nodiscard]] Outcome usage(const core::Error& error);
/** An error while the database was opened: whatever its kind, it cannot be reached. */
[[nodiscard]] Outcome notOpened(const core::Error& error);
/** An error with the status its kind stands for. */
[[nodiscard]] Outcome failed(const core::Error& error);

} // namespace owb::cli
