// Whether a secret is the client's.

#include "await.h"
#include "clientcommands.h"
#include "core/clock.h"
#include "input.h"
#include "namedclient.h"
#include "output.h"

using namespace Qt::StringLiterals;

namespace owb::cli {

Outcome clientCheckSecret(const Arguments& arguments, const core::Clock& clock)
{
    const auto candidate = readSecret();
    if (!candidate) {
        return candidate.error();
    }
    const auto opened = openNamed(arguments, Access::Read, clock);
    if (!opened) {
        return opened.error();
    }
    const oauth::Client& client = opened->client;
    const auto matches = await(opened->repository->checkSecret(client.key, *candidate));
    if (!matches) {
        return failed(matches.error());
    }
    const QString label = printable(client.label());
    if (!*matches) {
        const bool none = !client.secret || client.secret->isEmpty();
        return no((none ? u"The client %1 has no secret."_s : u"This is not the secret of %1."_s).arg(label));
    }
    const qint64 end = client.secretExpiresAt;
    const bool over = end != 0 && end <= clock.now();
    if (arguments.json) {
        json::JsonMembers json;
        json.set(u"client_id"_s, client.id.value_or(QString()));
        json.set(u"expired"_s, over);
        writeJson(json.text());
    } else {
        writeLine(
            (over ? u"This is the secret of %1, but it has expired."_s : u"This is the secret of %1."_s).arg(label));
    }
    return done();
}

} // namespace owb::cli
