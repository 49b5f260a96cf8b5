#include "oauth/validate.h"
#include "store/readoperations.h"
#include "store/writeoperations.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;

core::Result<> writable(const Session& session, const Tables& tables, const QString& operation)
{
    if (!session.settings().writable) {
        return core::failure(ErrorKind::ReadOnlyConnection, session.settings().location());
    }
    if (!tables.schema.profile.readOnlyReason.isEmpty()) {
        return core::failure(ErrorKind::Unsupported, operation, {tables.schema.profile.readOnlyReason});
    }
    return {};
}

/** What the database or the server could not hold. What was there before does not count against an edit. */
core::Result<> allowed(const oauth::Client& client, const QList<oauth::FieldProblem>& before)
{
    for (const oauth::FieldProblem& problem : oauth::blocking(oauth::validate(client))) {
        if (!before.contains(problem)) {
            return core::failure(ErrorKind::ValueNotAllowed, problem.field, {problem.what});
        }
    }
    return {};
}

core::Result<bool> idTaken(Session& session, const ClientTable& table, const QString& id)
{
    return countRows(session, table.sql().countWhere(table.idIs(id))).map([](qint64 rows) { return rows > 0; });
}

core::Result<oauth::Client> storedClient(Session& session, const ClientTable& table, const oauth::RowKey& key)
{
    auto stored = clientByKey(session, table, key);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    return *stored ? core::Result<oauth::Client>(**stored) : core::failure(ErrorKind::NotFound, u"client"_s);
}

/** The row as stored when it still is what was loaded. */
core::Result<> unchanged(Session& session, const ClientTable& table, const oauth::Client& loaded)
{
    const auto stored = storedClient(session, table, loaded.key);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    if (!sameStored(*stored, loaded)) {
        return core::failure(ErrorKind::Conflict, loaded.label());
    }
    return {};
}

core::Result<> changeOneRow(Session& session, const Statement& statement, const QString& subject)
{
    const auto touched = session.execute(statement);
    if (!touched) {
        return tl::unexpected(touched.error());
    }
    if (*touched != 1) { // it was looked at in this transaction: only a rule of the database itself can be in the way
        return core::failure(ErrorKind::Constraint, subject, {}, u"a trigger leaves the row as it is"_s);
    }
    return {};
}

core::Result<> deleteAll(Session& session, const EntitySql& sql, const Condition& condition)
{
    const auto done = session.execute({u"DELETE FROM "_s + sql.table() + condition.whereClause(), condition.values});
    const auto left = done ? countRows(session, sql.countWhere(condition)) : tl::unexpected(done.error());
    if (!left) {
        return tl::unexpected(left.error());
    }
    return *left == 0 ? core::Result<>()
                      : core::failure(ErrorKind::Constraint, sql.entity().table.name, {},
                          u"a trigger keeps rows that were to be removed"_s);
}

/** Runs the profile's own order of deletion. Rows that only share the identifier with another client stay. */
core::Result<> removeInOrder(Session& session, const Tables& tables, const oauth::Client& client, bool withDependents)
{
    for (const Step& step : tables.schema.profile.operations.value(u"remove_client"_s)) {
        core::Result<> done;
        if (step.entity == Entity::Client) {
            const EntitySql& sql = tables.clients.sql();
            const Condition row = sql.keyIs(client.key);
            done = changeOneRow(
                session, {u"DELETE FROM "_s + sql.table() + row.whereClause(), row.values}, client.label());
        } else if (!withDependents) {
            continue;
        } else if (step.entity == Entity::Token && tables.tokens.sql().exists()) {
            done = deleteAll(session, tables.tokens.sql(), tables.tokens.clientIs(*client.id));
        } else if (step.entity == Entity::Code && tables.codes.sql().exists()) {
            done = deleteAll(session, tables.codes.sql(), tables.codes.clientIs(*client.id));
        }
        if (!done) {
            return tl::unexpected(done.error());
        }
    }
    return {};
}

core::Result<oauth::Client> insertClient(Session& session, const ClientTable& table, const oauth::Client& client)
{
    const auto taken = idTaken(session, table, client.id.value_or(QString()));
    if (!taken) {
        return tl::unexpected(taken.error());
    }
    if (*taken) {
        return core::failure(ErrorKind::AlreadyExists, *client.id);
    }
    const auto insert = table.insert(client);
    if (!insert) {
        return tl::unexpected(insert.error());
    }
    if (const auto done = changeOneRow(session, *insert, *client.id); !done) {
        return tl::unexpected(done.error());
    }
    auto stored = queryClient(session, table, *client.id); // the only row with it, as just checked
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    return *stored
        ? core::Result<oauth::Client>(**stored)
        : core::failure(ErrorKind::Constraint, table.sql().entity().table.name, {}, u"a trigger changes the new row"_s);
}

} // namespace

core::Result<oauth::Client> addClient(Session& session, const Tables& tables, const oauth::Client& client)
{
    if (const auto may = writable(session, tables, u"adding a client"_s); !may) {
        return tl::unexpected(may.error());
    }
    if (const auto may = allowed(client, {}); !may) {
        return tl::unexpected(may.error());
    }
    return session.inTransaction([&] { return insertClient(session, tables.clients, client); });
}

core::Result<oauth::Client> saveClient(Session& session, const Tables& tables, const ClientChange& change)
{
    if (const auto may = writable(session, tables, u"saving a client"_s); !may) {
        return tl::unexpected(may.error());
    }
    const auto before = oauth::validate(change.loaded);
    if (const auto may = allowed(change.edited, before); !may) {
        return tl::unexpected(may.error());
    }
    return session.inTransaction([&]() -> core::Result<oauth::Client> {
        const ClientTable& table = tables.clients;
        if (const auto same = unchanged(session, table, change.loaded); !same) {
            return tl::unexpected(same.error());
        }
        if (change.edited.id && change.edited.id != change.loaded.id) {
            const auto taken = idTaken(session, table, *change.edited.id);
            if (!taken || *taken) {
                return taken ? core::failure(ErrorKind::AlreadyExists, *change.edited.id)
                             : tl::unexpected(taken.error());
            }
        }
        const auto update = table.update(change.loaded, change.edited);
        if (!update) {
            return tl::unexpected(update.error());
        }
        if (*update) {
            if (const auto done = changeOneRow(session, **update, change.loaded.label()); !done) {
                return tl::unexpected(done.error());
            }
        }
        return storedClient(session, table, change.loaded.key);
    });
}

core::Result<Dependents> removeClient(Session& session, const Tables& tables, const oauth::Client& client, qint64 now)
{
    if (const auto may = writable(session, tables, u"removing a client"_s); !may) {
        return tl::unexpected(may.error());
    }
    return session.inTransaction([&]() -> core::Result<Dependents> {
        if (const auto same = unchanged(session, tables.clients, client); !same) {
            return tl::unexpected(same.error());
        }
        const auto gone = dependents(session, tables, client, now);
        const auto alone = ownsIdentifier(session, tables.clients, client);
        if (!gone || !alone) {
            return tl::unexpected(gone ? alone.error() : gone.error());
        }
        const auto removed = removeInOrder(session, tables, client, *alone);
        return removed ? gone : tl::unexpected(removed.error());
    });
}

} // namespace owb::store
