#include "namedclient.h"

#include "await.h"
#include "output.h"

using namespace Qt::StringLiterals;

namespace owb::cli {

namespace {

/** All clients with this identifier: the table rarely forbids two. */
core::Result<QList<oauth::Client>> clientsNamed(store::Repository& repository, const QString& clientId)
{
    store::ClientQuery query;
    oauth::FilterTerm term;
    term.key = oauth::FilterTerm::Key::Client;
    term.value = clientId;
    term.literal = true;
    query.filter.terms << term;
    const auto page = await(repository.clients(query, std::nullopt));
    return page ? core::Result<QList<oauth::Client>>(page->rows) : tl::unexpected(page.error());
}

Taken<oauth::Client> named(store::Repository& repository, const Arguments& arguments)
{
    if (!isGiven(arguments.key) && !isGiven(arguments.clientId)) {
        return tl::unexpected(usage(u"Name the client: CLIENT_ID or --key."_s));
    }
    if (isGiven(arguments.key)) {
        const auto found =
            await(repository.clientByKey(oauth::RowKey::fromText(QString::fromStdString(arguments.key))));
        if (!found) {
            return tl::unexpected(failed(found.error()));
        }
        const QString id = QString::fromStdString(arguments.clientId);
        const bool same = *found && (id.isEmpty() || (*found)->id == id);
        return same ? Taken<oauth::Client>(**found) : tl::unexpected(no(u"There is no such client with this key."_s));
    }
    const QString clientId = QString::fromStdString(arguments.clientId);
    const auto found = clientsNamed(repository, clientId);
    if (!found) {
        return tl::unexpected(failed(found.error()));
    }
    if (found->isEmpty()) {
        return tl::unexpected(no(u"There is no client %1."_s.arg(printable(clientId))));
    }
    if (found->size() > 1) {
        QStringList keys;
        for (const oauth::Client& client : *found) {
            keys << client.key.text();
        }
        return tl::unexpected(refused(u"%1 clients have the identifier %2; choose one with --key: %3."_s.arg(
            QString::number(found->size()), printable(clientId), keys.join(u", "_s))));
    }
    return found->constFirst();
}

} // namespace

Taken<NamedClient> openNamed(const Arguments& arguments, Access access, const core::Clock& clock)
{
    const auto opened = openFor(arguments, access, clock);
    if (!opened) {
        return tl::unexpected(opened.error());
    }
    const auto client = named(*opened->repository, arguments);
    return client ? Taken<NamedClient>({opened->repository, *client}) : tl::unexpected(client.error());
}

} // namespace owb::cli
