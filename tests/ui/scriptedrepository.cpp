#include "scriptedrepository.h"

#include <algorithm>
#include <utility>

namespace owb::test {

void ScriptedRepository::release()
{
    held = false;
    for (const auto& finish : std::exchange(m_waiting, {})) {
        finish();
    }
}

core::Result<> ScriptedRepository::write()
{
    if (const auto error = std::exchange(nextError, std::nullopt)) {
        return tl::unexpected(*error);
    }
    return {};
}

store::Reply<store::Page<oauth::Client>> ScriptedRepository::clients(
    store::ClientQuery query, store::Stretch)
{
    if (readError) {
        return reply<store::Page<oauth::Client>>(tl::unexpected(*readError));
    }
    store::Page<oauth::Client> page;
    if (query.filter.isEmpty()) {
        page.rows = rows;
    }
    return reply<store::Page<oauth::Client>>(page);
}

store::Reply<std::optional<oauth::Client>> ScriptedRepository::clientByKey(oauth::RowKey key)
{
    std::optional<oauth::Client> found;
    for (const oauth::Client& row : std::as_const(rows)) {
        if (row.key == key) {
            found = row;
        }
    }
    return reply<std::optional<oauth::Client>>(found);
}

store::Reply<bool> ScriptedRepository::checkSecret(oauth::RowKey client, core::Secret candidate)
{
    if (const auto answer = write(); !answer) {
        return reply<bool>(tl::unexpected(answer.error()));
    }
    return reply<bool>(std::any_of(rows.cbegin(), rows.cend(),
        [&](const oauth::Client& row) { return row.key == client && row.secret == candidate; }));
}

store::Reply<oauth::Client> ScriptedRepository::addClient(oauth::Client client)
{
    added << client;
    if (const auto written = write(); !written) {
        return reply<oauth::Client>(tl::unexpected(written.error()));
    }
    client.key = {{100 + rows.size()}};
    rows << client;
    Q_EMIT clientAdded(client);
    return reply<oauth::Client>(client);
}

store::Reply<oauth::Client> ScriptedRepository::saveClient(store::ClientChange change)
{
    changes << change;
    if (const auto written = write(); !written) {
        return reply<oauth::Client>(tl::unexpected(written.error()));
    }
    for (oauth::Client& row : rows) {
        if (row.key == change.edited.key) {
            row = change.edited;
        }
    }
    Q_EMIT clientSaved(change.edited);
    return reply<oauth::Client>(change.edited);
}

store::Reply<store::Dependents> ScriptedRepository::removeClient(oauth::Client client)
{
    removed << client;
    if (const auto written = write(); !written) {
        return reply<store::Dependents>(tl::unexpected(written.error()));
    }
    rows.removeIf([&client](const oauth::Client& row) { return row.key == client.key; });
    Q_EMIT clientRemoved(client);
    return reply<store::Dependents>(gone);
}

} // namespace owb::test
