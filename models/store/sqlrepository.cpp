#include "store/sqlrepository.h"

#include "core/async.h"
#include "core/clock.h"
#include "store/familyreader.h"
#include "store/readoperations.h"
#include "store/secretcheck.h"
#include "store/writeoperations.h"

namespace owb::store {

SqlRepository::SqlRepository(std::unique_ptr<DbThread> foreground, const BoundSchema& schema, ConnectionInfo connection,
    SessionSettings settings, const core::Clock& clock)
    : m_tables(std::make_shared<const Tables>(schema, dialectOf(settings.address.engine)))
    , m_info(schema.info())
    , m_connection(std::move(connection))
    , m_settings(std::move(settings))
    , m_clock(clock)
    , m_foreground(std::move(foreground))
{
    // The thread ends before this does, and a call that waits in the queue goes with its receiver.
    m_foreground->watch([this](ConnectionState state) {
        QMetaObject::invokeMethod(
            this, [this, state] { Q_EMIT connectionStateChanged(state); }, Qt::QueuedConnection);
    });
}

DbThread& SqlRepository::reader(std::unique_ptr<DbThread>& thread)
{
    if (!thread) {
        SessionSettings reading = m_settings;
        reading.writable = false;
        thread = std::make_unique<DbThread>(reading, Waits::Nobody);
    }
    return *thread;
}

template <class Job> auto SqlRepository::write(Job job)
{
    return run(*m_foreground, std::move(job), Repeat::Never);
}

Reply<std::optional<oauth::Client>> SqlRepository::queryClient(QString clientId)
{
    return run(*m_foreground, [clientId](Session& session, const Tables& tables, qint64) {
        return store::queryClient(session, tables.clients, clientId);
    });
}

Reply<std::optional<oauth::Token>> SqlRepository::queryToken(core::Secret value, oauth::TokenHint hint)
{
    return run(*m_foreground, [value, hint](Session& session, const Tables& tables, qint64) {
        return store::queryToken(session, tables, value, hint);
    });
}

Reply<std::optional<oauth::Client>> SqlRepository::clientByKey(oauth::RowKey key)
{
    return run(*m_foreground, [key](Session& session, const Tables& tables, qint64) {
        return store::clientByKey(session, tables.clients, key);
    });
}

Reply<std::optional<oauth::Token>> SqlRepository::tokenByKey(oauth::RowKey key)
{
    return run(*m_foreground,
        [key](Session& session, const Tables& tables, qint64) { return store::tokenByKey(session, tables, key); });
}

Reply<Family> SqlRepository::family(oauth::RowKey token)
{
    // What leads on from a row may have no index of its own: nobody waits for it, and stop() ends it.
    return run(background(),
        [token](Session& session, const Tables& tables, qint64) { return FamilyReader(session, tables).read(token); });
}

Reply<bool> SqlRepository::checkSecret(oauth::RowKey client, core::Secret candidate)
{
    // Hashes are slow by design: what the user looks at meanwhile must not wait for them.
    return run(background(), [client, candidate](Session& session, const Tables& tables, qint64) {
        return store::checkSecret(session, tables.clients, client, candidate);
    });
}

Reply<Page<oauth::Client>> SqlRepository::clients(ClientQuery query, Stretch stretch)
{
    return run(*m_foreground, [query, stretch](Session& session, const Tables& tables, qint64) {
        return clientPage(session, tables.clients, query, stretch);
    });
}

Reply<Page<oauth::Token>> SqlRepository::tokens(TokenQuery query, Stretch stretch)
{
    return run(*m_foreground, [query, stretch](Session& session, const Tables& tables, qint64 now) {
        return tokenPage(session, tables, query, stretch, now);
    });
}

Reply<Page<oauth::AuthorizationCode>> SqlRepository::codes(CodeQuery query, Stretch stretch)
{
    return run(*m_foreground, [query, stretch](Session& session, const Tables& tables, qint64 now) {
        return codePage(session, tables.codes, query, stretch, now);
    });
}

Reply<Places> SqlRepository::places(ClientQuery query, std::optional<Cursor> after, int since)
{
    return run(surveyor(), [query, after, since](Session& session, const Tables& tables, qint64) {
        return clientPlaces(session, tables.clients, query, after, since);
    });
}

Reply<Places> SqlRepository::places(TokenQuery query, std::optional<Cursor> after, int since)
{
    return run(surveyor(), [query, after, since](Session& session, const Tables& tables, qint64 now) {
        return tokenPlaces(session, tables, query, after, since, now);
    });
}

Reply<Places> SqlRepository::places(CodeQuery query, std::optional<Cursor> after, int since)
{
    return run(surveyor(), [query, after, since](Session& session, const Tables& tables, qint64 now) {
        return codePlaces(session, tables.codes, query, after, since, now);
    });
}

Reply<Places> SqlRepository::guessedPlaces(TokenQuery query)
{
    return run(*m_foreground, [query](Session& session, const Tables& tables, qint64) {
        return store::guessedPlaces(session, tables, query);
    });
}

Reply<oauth::Token> SqlRepository::saveToken(oauth::Token token)
{
    const auto reply = write(
        [token](Session& session, const Tables& tables, qint64) { return store::saveToken(session, tables, token); });
    core::whenDone(reply, this, [this](const core::Result<oauth::Token>& saved) {
        if (saved) {
            Q_EMIT tokenSaved(*saved);
        }
    });
    return reply;
}

Reply<oauth::Client> SqlRepository::addClient(oauth::Client client)
{
    const auto reply = write([client](Session& session, const Tables& tables, qint64 now) {
        return store::addClient(session, tables, client, now);
    });
    core::whenDone(reply, this, [this](const core::Result<oauth::Client>& added) {
        if (added) {
            Q_EMIT clientAdded(*added);
        }
    });
    return reply;
}

Reply<oauth::Client> SqlRepository::saveClient(ClientChange change)
{
    const auto reply = write([change](Session& session, const Tables& tables, qint64 now) {
        return store::saveClient(session, tables, change, now);
    });
    core::whenDone(reply, this, [this](const core::Result<oauth::Client>& saved) {
        if (saved) {
            Q_EMIT clientSaved(*saved);
        }
    });
    return reply;
}

Reply<Dependents> SqlRepository::removeClient(oauth::Client client)
{
    const auto reply = write([client](Session& session, const Tables& tables, qint64 now) {
        return store::removeClient(session, tables, client, now);
    });
    core::whenDone(reply, this, [this, client](const core::Result<Dependents>& removed) {
        if (removed) {
            Q_EMIT clientRemoved(client);
        }
    });
    return reply;
}

template <class Job> Reply<QList<oauth::Token>> SqlRepository::changeTokens(Job job)
{
    const auto reply = write(job);
    core::whenDone(reply, this, [this](const core::Result<QList<oauth::Token>>& changed) {
        if (changed && !changed->isEmpty()) {
            Q_EMIT tokensChanged(*changed);
        }
    });
    return reply;
}

Reply<QList<oauth::Token>> SqlRepository::revoke(TokenSelection selection, oauth::RevokeWhat what)
{
    return changeTokens([selection, what](Session& session, const Tables& tables, qint64 now) {
        return store::revoke(session, tables, selection, what, now);
    });
}

Reply<QList<oauth::Token>> SqlRepository::expire(TokenSelection selection)
{
    return changeTokens([selection](Session& session, const Tables& tables, qint64 now) {
        return store::expireTokens(session, tables, selection, now);
    });
}

Reply<QList<oauth::Token>> SqlRepository::restore(TokenSelection selection)
{
    return changeTokens([selection](Session& session, const Tables& tables, qint64) {
        return store::restoreTokens(session, tables, selection);
    });
}

Reply<oauth::AuthorizationCode> SqlRepository::saveCode(oauth::AuthorizationCode code)
{
    const auto reply = write(
        [code](Session& session, const Tables& tables, qint64) { return store::saveCode(session, tables, code); });
    core::whenDone(reply, this, [this](const core::Result<oauth::AuthorizationCode>& saved) {
        if (saved) {
            Q_EMIT codeSaved(*saved);
        }
    });
    return reply;
}

Reply<Dependents> SqlRepository::dependents(oauth::Client client)
{
    return run(background(), [client](Session& session, const Tables& tables, qint64 now) {
        return store::dependents(session, tables, client, now);
    });
}

Reply<Totals> SqlRepository::totals()
{
    return run(
        background(), [](Session& session, const Tables& tables, qint64) { return store::totals(session, tables); });
}

Reply<ConnectionInfo> SqlRepository::setUnlocked(bool unlocked)
{
    SessionSettings wanted = m_settings;
    wanted.writable = unlocked;
    auto promise = std::make_shared<QPromise<core::Result<ConnectionInfo>>>();
    promise->start();
    core::whenDone(m_foreground->reopen(wanted), this, [this, promise, wanted](const core::Result<>& reopened) {
        if (reopened) {
            m_settings = wanted;
            if (m_bulk) { // what it was doing it still does; nothing afterwards
                const auto alike = m_bulk->reopen(settingsOfBulk());
                Q_UNUSED(alike) // a session that cannot be opened is tried again with the next batch
            }
            m_connection.unlocked = wanted.writable;
            promise->addResult(core::Result<ConnectionInfo>(m_connection));
            Q_EMIT unlockedChanged(wanted.writable);
        } else {
            promise->addResult(core::Result<ConnectionInfo>(tl::unexpect, reopened.error()));
        }
        promise->finish();
    });
    return promise->future();
}

void SqlRepository::stop()
{
    m_foreground->interrupt();
    for (const auto& thread : {&m_background, &m_surveyor}) {
        if (*thread) {
            (*thread)->interrupt();
        }
    }
}

} // namespace owb::store
