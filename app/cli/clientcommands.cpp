#include "clientcommands.h"

#include "await.h"
#include "clientedits.h"
#include "core/clock.h"
#include "input.h"
#include "namedclient.h"
#include "output.h"
#include "sorting.h"
#include "texttable.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

oauth::Reveal reveal(const Arguments& arguments)
{
    return arguments.reveal ? oauth::Reveal::Yes : oauth::Reveal::No;
}

bool print(
    const Arguments& arguments, const store::Repository& repository, const oauth::Client& client, oauth::Reveal shown)
{
    const oauth::Origin origin = clientOrigin(repository.schema());
    if (arguments.json) {
        return writeJson(oauth::toJson(client, origin, shown));
    }
    return writeLine(describeClient(client, origin, shown));
}

std::optional<store::ClientQuery> listQuery(const Arguments& arguments)
{
    static const QHash<QString, store::ClientSort> sorts{{u"key"_s, store::ClientSort::Key},
        {u"client_id"_s, store::ClientSort::Id}, {u"client_name"_s, store::ClientSort::Name},
        {u"client_id_issued_at"_s, store::ClientSort::IssuedAt}};
    return sortedQuery<store::ClientQuery>(arguments, sorts);
}

bool printRow(const Arguments& arguments, const store::Repository& repository, const TextTable& table,
    const oauth::Client& client)
{
    if (arguments.json) {
        return writeJson(oauth::toJson(client, clientOrigin(repository.schema()), reveal(arguments)));
    }
    const QString mark = client.problems.isEmpty() ? QString() : u"! "_s;
    return table.print({mark + client.name(), client.id.value_or(u"(none)"_s), client.grantTypes().join(u", "_s),
        moment(client.issuedAt, u"-"_s)});
}

} // namespace

Outcome clientList(const Arguments& arguments, const core::Clock& clock)
{
    auto query = listQuery(arguments);
    if (!query) {
        return usage(u"Clients can be sorted by key, client_id, client_name or client_id_issued_at."_s);
    }
    const auto filter = oauth::Filter::parse(QString::fromStdString(arguments.filter), clock.now());
    if (!filter) {
        return failed(filter.error());
    }
    query->filter = *filter;
    const auto opened = openFor(arguments, Access::Read, clock);
    if (!opened) {
        return opened.error();
    }
    const TextTable table({{u"NAME"_s, 28}, {u"CLIENT ID"_s, 44}, {u"GRANTS"_s, 36}, {u"ISSUED"_s, 0}});
    bool reading = arguments.json || table.printHeadings();
    std::optional<store::Cursor> after;
    for (int printed = 0; reading;) {
        const auto page = await(opened->repository->clients(*query, after));
        if (!page) {
            return failed(page.error());
        }
        for (const oauth::Client& client : page->rows) {
            reading = reading && printRow(arguments, *opened->repository, table, client);
            reading = reading && ++printed != arguments.limit;
            if (!reading) {
                break;
            }
        }
        after = page->next;
        reading = reading && after;
    }
    return done();
}

Outcome clientShow(const Arguments& arguments, const core::Clock& clock)
{
    const auto opened = openNamed(arguments, Access::Read, clock);
    if (!opened) {
        return opened.error();
    }
    const oauth::Client& client = opened->client;
    print(arguments, *opened->repository, client, reveal(arguments)); // main tells when it could not be written
    return done();
}

Outcome clientAdd(const Arguments& arguments, const core::Clock& clock)
{
    const auto text = readText(arguments.from);
    if (!text) {
        return text.error();
    }
    auto client = oauth::clientFromJson(*text, clock.now());
    if (!client) {
        return failed(client.error());
    }
    if (isGiven(arguments.owner)) {
        client->owner = QString::fromStdString(arguments.owner);
    }
    const auto given = json::JsonMembers::parse(*text);
    const bool generated = given && !given->value(u"client_secret"_s).isString() && !client->secret->isEmpty();
    const auto opened = openFor(arguments, Access::Write, clock);
    if (!opened) {
        return opened.error();
    }
    if (given && !given->contains(u"client_id"_s) && opened->repository->schema().makesClientIds) {
        client->id.reset();
    }
    const auto stored = await(opened->repository->addClient(*client));
    if (!stored) {
        return failed(stored.error());
    }
    // A generated secret is shown this once: nobody knows it yet, and the database may keep only a hash of it.
    oauth::Client shown = *stored;
    if (generated) {
        shown.secret = client->secret;
    }
    const bool written =
        print(arguments, *opened->repository, shown, generated ? oauth::Reveal::Yes : reveal(arguments));
    if (!generated) {
        return afterChange(written);
    }
    if (!arguments.json) {
        writeLine(u"The secret was generated and is shown this once."_s);
    }
    return afterChange(written,
        u"Client %1 was added, but its generated secret could not be printed and is lost; get one with rotate-secret."_s
            .arg(stored->id.value_or(QString())));
}

Outcome clientEdit(const Arguments& arguments, const core::Clock& clock)
{
    if (arguments.set.empty() && arguments.unset.empty() && !isGiven(arguments.from)) {
        return usage(u"Say what to change: --set member=value, --unset member or --from FILE."_s);
    }
    const auto opened = openNamed(arguments, Access::Write, clock);
    if (!opened) {
        return opened.error();
    }
    const oauth::Client& client = opened->client;
    const auto changed = edited(client, arguments);
    if (!changed) {
        return changed.error();
    }
    const auto stored = await(opened->repository->saveClient({client, *changed}));
    if (!stored) {
        return failed(stored.error());
    }
    return afterChange(print(arguments, *opened->repository, *stored, reveal(arguments)));
}

Outcome clientRotateSecret(const Arguments& arguments, const core::Clock& clock)
{
    const bool given = isGiven(arguments.secret);
    const auto secret = given ? readSecret() : oauth::newClientSecret();
    if (!secret) {
        return secret.error();
    }
    const auto opened = openNamed(arguments, Access::Write, clock);
    if (!opened) {
        return opened.error();
    }
    const oauth::Client& client = opened->client;
    oauth::Client changed = client;
    changed.secret = *secret;
    const auto stored = await(opened->repository->saveClient({client, changed}));
    if (!stored) {
        return failed(stored.error());
    }
    json::JsonMembers json;
    json.set(u"client_id"_s, stored->id.value_or(QString()));
    json.set(u"client_secret"_s, given && !arguments.reveal ? core::Secret::maskedSecret() : secret->revealText());
    const bool written = arguments.json
        ? writeJson(json.text())
        : writeLine(u"client_id: %1\nclient_secret: %2"_s.arg(
            printable(json.string(u"client_id"_s)), printable(json.string(u"client_secret"_s))));
    const QString lost = u"The secret was changed, but could not be printed and is lost; rotate it again."_s;
    return afterChange(written, given ? QString() : lost);
}

Outcome clientRemove(const Arguments& arguments, const core::Clock& clock)
{
    if (!arguments.yes && !isInteractive()) {
        return refused(u"Removing a client takes its tokens and codes with it; confirm with --yes."_s);
    }
    const auto opened = openNamed(arguments, Access::Write, clock);
    if (!opened) {
        return opened.error();
    }
    const oauth::Client& client = opened->client;
    if (!arguments.yes) {
        const auto with = await(opened->repository->dependents(client));
        if (!with) {
            return failed(with.error());
        }
        const QString question =
            u"Remove %1 with %2 tokens (%3 of them live) and %4 codes?"_s.arg(printable(client.label()),
                QString::number(with->tokens), QString::number(with->liveTokens), QString::number(with->codes));
        if (!confirm(question)) {
            return no(u"Nothing was removed."_s);
        }
    }
    const auto gone = await(opened->repository->removeClient(client));
    if (!gone) {
        return failed(gone.error());
    }
    json::JsonMembers json;
    json.set(u"client_id"_s, client.id.value_or(QString()));
    json.set(u"tokens"_s, gone->tokens);
    json.set(u"codes"_s, gone->codes);
    return afterChange(arguments.json
            ? writeJson(json.text())
            : writeLine(u"Removed %1 with %2 tokens and %3 codes."_s.arg(
                printable(client.label()), QString::number(gone->tokens), QString::number(gone->codes))));
}

} // namespace owb::cli
