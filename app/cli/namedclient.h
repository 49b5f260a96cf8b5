#pragma once

#include "input.h"

namespace owb::cli {

/** The open database, and the one client of it that the command line names by CLIENT_ID or --key. */
struct NamedClient
{
    std::shared_ptr<store::Repository> repository;
    oauth::Client client;
};
/** Failure also: why there is not exactly one. */
[[nodiscard]] Taken<NamedClient> openNamed(const Arguments& arguments, Access access, const core::Clock& clock);

} // namespace owb::cli
