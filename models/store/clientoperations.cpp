#include "oauth/validate.h"
#include "store/clientidentifiers.h"
#include "store/keptlike.h"
#include "store/readoperations.h"
#include "store/steps.h"
#include "store/writeoperations.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

using ErrorKind = core::Error::Kind;

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

core::Result<oauth::Client> storedClient(Session& session, const ClientTable& table, const oauth::RowKey& key)
{
    auto stored = clientByKey(session, table, key, true);
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

/** Whether a removal left nothing of what its steps delete: a trigger can keep rows without an error. */
core::Result<> allGone(Session& session, const Tables& tables, const QList<Step>& steps, const Rows& rows)
{
    for (const Step& step : steps) {
        const EntitySql& sql = tables.sql(step.entity);
        if (step.action != Step::Action::Delete || !step.table.isEmpty() || !sql.exists() || !step.column.isEmpty()) {
            continue;
        }
        const auto left = countRows(
            session, sql.countWhere(step.entity == Entity::Client ? rows.condition : sql.clientIs(rows.clientId)));
        if (!left || *left > 0) {
            return left ? core::failure(ErrorKind::Constraint, sql.entity().table.name, {},
                       u"a trigger keeps rows that were to be removed"_s)
                        : tl::unexpected(left.error());
        }
    }
    return {};
}

/** Runs the profile's own order of deletion. Rows that only share the identifier with another client stay. */
core::Result<> removeInOrder(
    Session& session, const Tables& tables, const oauth::Client& client, bool withDependents, qint64 now)
{
    QList<Step> steps = tables.schema.profile.operations.value(u"remove_client"_s);
    if (!withDependents) {
        steps.removeIf([](const Step& step) { return step.entity != Entity::Client || !step.table.isEmpty(); });
    }
    const Rows rows{Entity::Client, tables.clients.sql().keyIs(client.key), client.id.value_or(QString())};
    // Children first and the client last: its row is gone once nothing refers to it.
    if (const auto done = runSteps(session, tables, steps, rows, now); !done) {
        return done;
    }
    return allGone(session, tables, steps, rows);
}

core::Result<> writeChildren(Session& session, const core::Result<QList<Statement>>& statements)
{
    if (!statements) {
        return tl::unexpected(statements.error());
    }
    for (const Statement& statement : *statements) {
        if (const auto done = session.execute(statement); !done) {
            return tl::unexpected(done.error());
        }
    }
    return {};
}

core::Result<oauth::Client> insertClient(
    Session& session, const ClientTable& table, const oauth::Client& client, qint64 now)
{
    if (client.id) {
        if (const auto isFree = idIsFree(session, table, *client.id); !isFree) {
            return tl::unexpected(isFree.error());
        }
    }
    const auto like = secretLike(session, table, {});
    if (!like) {
        return tl::unexpected(like.error());
    }
    const auto insert = table.insert(client, *like, now);
    if (!insert) {
        return tl::unexpected(insert.error());
    }
    if (const auto done = changeOneRow(session, *insert, client.id.value_or(QString())); !done) {
        return tl::unexpected(done.error());
    }
    auto stored = newRow(session, table, client);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    if (!*stored) {
        return core::failure(
            ErrorKind::Constraint, table.sql().entity().table.name, {}, u"a trigger changes the new row"_s);
    }
    const auto children = table.childRows(oauth::Client{}, client, (*stored)->key, now);
    if (const auto done = writeChildren(session, children); !done) {
        return tl::unexpected(done.error());
    }
    return children->isEmpty() ? core::Result<oauth::Client>(**stored) : storedClient(session, table, (*stored)->key);
}

/** What else the framework does when a client is shut or opened again. */
core::Result<> followEnabled(Session& session, const Tables& tables, const ClientChange& change, qint64 now)
{
    if (change.edited.enabled == change.loaded.enabled) {
        return {};
    }
    const QString operation = change.edited.enabled ? u"enable_client"_s : u"disable_client"_s;
    const Rows rows{
        Entity::Client, tables.clients.sql().keyIs(change.loaded.key), change.loaded.id.value_or(QString())};
    return runSteps(session, tables, tables.schema.profile.operations.value(operation), rows, now);
}

core::Result<oauth::Client> changeClient(Session& session, const Tables& tables, const ClientChange& change, qint64 now)
{
    const ClientTable& table = tables.clients;
    if (const auto same = unchanged(session, table, change.loaded); !same) {
        return tl::unexpected(same.error());
    }
    if (change.edited.id && change.edited.id != change.loaded.id) {
        if (const auto isFree = idIsFree(session, table, *change.edited.id, change.loaded.key); !isFree) {
            return tl::unexpected(isFree.error());
        }
    }
    const auto like = secretLike(session, table, change.loaded);
    if (!like) {
        return tl::unexpected(like.error());
    }
    const auto update = table.update(change.loaded, change.edited, *like, now);
    if (!update) {
        return tl::unexpected(update.error());
    }
    if (*update) {
        if (const auto done = changeOneRow(session, **update, change.loaded.label()); !done) {
            return tl::unexpected(done.error());
        }
    }
    const auto children = table.childRows(change.loaded, change.edited, change.loaded.key, now);
    if (const auto done = writeChildren(session, children); !done) {
        return tl::unexpected(done.error());
    }
    if (const auto done = followEnabled(session, tables, change, now); !done) {
        return tl::unexpected(done.error());
    }
    return storedClient(session, table, change.loaded.key);
}

} // namespace

core::Result<> mayWrite(const Session& session, const Tables& tables, const QString& operation)
{
    if (!session.settings().writable) {
        return core::failure(ErrorKind::ReadOnlyConnection, session.settings().location());
    }
    if (!tables.schema.profile.readOnlyReason.isEmpty()) {
        return core::failure(ErrorKind::Unsupported, operation, {tables.schema.profile.readOnlyReason});
    }
    return {};
}

core::Result<oauth::Client> addClient(Session& session, const Tables& tables, const oauth::Client& client, qint64 now)
{
    if (const auto may = mayWrite(session, tables, u"adding a client"_s); !may) {
        return tl::unexpected(may.error());
    }
    if (!tables.schema.profile.noNewClientsReason.isEmpty()) {
        return core::failure(ErrorKind::Unsupported, u"adding a client"_s, {tables.schema.profile.noNewClientsReason});
    }
    const auto identifier = identifierOf(session, tables.clients, client);
    if (!identifier) {
        return tl::unexpected(identifier.error());
    }
    oauth::Client named = client;
    named.id = identifier->value_or(u"1"_s); // a number to be given is as good as any
    if (const auto may = allowed(named, {}); !may) {
        return tl::unexpected(may.error());
    }
    named.id = *identifier;
    return session.inTransaction([&] { return insertClient(session, tables.clients, named, now); });
}

core::Result<oauth::Client> saveClient(Session& session, const Tables& tables, const ClientChange& change, qint64 now)
{
    if (const auto may = mayWrite(session, tables, u"saving a client"_s); !may) {
        return tl::unexpected(may.error());
    }
    const auto before = oauth::validate(change.loaded);
    if (const auto may = allowed(change.edited, before); !may) {
        return tl::unexpected(may.error());
    }
    return session.inTransaction([&] { return changeClient(session, tables, change, now); });
}

core::Result<Dependents> removeClient(Session& session, const Tables& tables, const oauth::Client& client, qint64 now)
{
    if (const auto may = mayWrite(session, tables, u"removing a client"_s); !may) {
        return tl::unexpected(may.error());
    }
    if (!tables.schema.profile.can(u"remove_client"_s)) {
        return core::failure(ErrorKind::Unsupported, u"removing a client"_s,
            {tables.schema.client.has(u"enabled"_s) ? u"a client is not removed here; disable it instead"_s
                                                    : u"more tables hang on a client than this program knows"_s});
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
        const auto removed = removeInOrder(session, tables, client, *alone, now);
        return removed ? gone : tl::unexpected(removed.error());
    });
}

} // namespace owb::store
