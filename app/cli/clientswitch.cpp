// Shutting a client off, and letting it in again.

#include "await.h"
#include "clientcommands.h"
#include "core/clock.h"
#include "input.h"
#include "namedclient.h"
#include "output.h"

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

Outcome switchClient(const Arguments& arguments, const core::Clock& clock, bool enabled)
{
    const auto opened = openNamed(arguments, Access::Write, clock);
    if (!opened) {
        return opened.error();
    }
    const oauth::Client& client = opened->client;
    oauth::Client changed = client;
    changed.enabled = enabled;
    const auto stored = await(opened->repository->saveClient({client, changed}));
    if (!stored) {
        return failed(stored.error());
    }
    const oauth::Origin origin = clientOrigin(opened->repository->schema());
    const bool written = arguments.json
        ? writeJson(oauth::toJson(*stored, origin, oauth::Reveal::No))
        : writeLine(
            (enabled ? u"Enabled the client %1."_s : u"Disabled the client %1."_s).arg(printable(stored->label())));
    return afterChange(written);
}

} // namespace

Outcome clientDisable(const Arguments& arguments, const core::Clock& clock)
{
    return switchClient(arguments, clock, false);
}

Outcome clientEnable(const Arguments& arguments, const core::Clock& clock)
{
    return switchClient(arguments, clock, true);
}

} // namespace owb::cli
