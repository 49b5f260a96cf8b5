#include "store/opendatabase.h"

#include "core/async.h"
#include "core/clock.h"
#include "store/sqlrepository.h"

#include <QFileInfo>
#include <QThread>

using namespace Qt::StringLiterals;

namespace owb::store {

namespace {

/** What the opening thread found out. */
struct Opened
{
    QList<BoundSchema> schemas;
    QString engine;
};

core::Result<Opened> inspect(Session& session, const QList<SchemaProfile>& own)
{
    const auto tables = readCatalog(session);
    if (!tables) {
        return tl::unexpected(tables.error());
    }
    // What a person says of these tables counts before what the program knows of others.
    const auto byHand = detectSchemas(*tables, own, session.settings().location());
    const auto known = detectSchemas(*tables, builtinProfiles(), session.settings().location());
    if (!byHand && !known) {
        return tl::unexpected(known.error());
    }
    return Opened{byHand.value_or(QList<BoundSchema>()) + known.value_or(QList<BoundSchema>()), session.engineName()};
}

/** Deletes in the repository's own thread, whoever drops the last reference. */
void release(SqlRepository* repository)
{
    if (QThread::currentThread() == repository->thread()) {
        delete repository;
    } else {
        repository->deleteLater();
    }
}

OpenedDatabase makeRepository(const Opened& opened, std::unique_ptr<DbThread> thread, const SessionSettings& settings,
    int wanted, const core::Clock& clock)
{
    const int chosen = wanted >= 0 && wanted < opened.schemas.size() ? wanted : 0;
    const bool mayWrite = settings.address.isServer() || isFileWritable(settings.address.path);
    const ConnectionInfo connection{
        settings.address.label(), settings.location(), opened.engine, settings.writable, mayWrite};
    OpenedDatabase result;
    result.repository = std::shared_ptr<SqlRepository>(
        new SqlRepository(std::move(thread), opened.schemas.at(chosen), connection, settings, clock), release);
    for (int i = 0; i < opened.schemas.size(); ++i) {
        result.candidates.append({opened.schemas.at(i).info(), i});
    }
    return result;
}

} // namespace

Reply<OpenedDatabase> openDatabase(
    const core::DatabaseAddress& address, const OpenOptions& options, const core::Clock& clock)
{
    auto promise = std::make_shared<QPromise<core::Result<OpenedDatabase>>>();
    promise->start();
    const SessionSettings settings{address, options.password, options.unlocked, options.busyTimeoutMs};
    auto thread = std::make_shared<std::unique_ptr<DbThread>>(std::make_unique<DbThread>(settings));
    const auto look = [profiles = options.profiles](Session& session) { return inspect(session, profiles); };
    // A watcher without parent lives in this thread and brings the answer back to it.
    auto* context = new QObject;
    core::whenDone((*thread)->post(look), context, [=, &clock](const core::Result<Opened>& opened) {
        promise->addResult(opened ? core::Result<OpenedDatabase>(
                               makeRepository(*opened, std::move(*thread), settings, options.candidate, clock))
                                  : core::Result<OpenedDatabase>(tl::unexpect, opened.error()));
        promise->finish();
        context->deleteLater();
    });
    return promise->future();
}

Reply<OpenedDatabase> openDatabase(const QString& database, const OpenOptions& options, const core::Clock& clock)
{
    OpenOptions complete = options;
    std::optional<core::Secret> password;
    const auto address = core::DatabaseAddress::parse(database, &password);
    if (!address) {
        QPromise<core::Result<OpenedDatabase>> refused;
        refused.start();
        refused.addResult(core::Result<OpenedDatabase>(tl::unexpect, address.error()));
        refused.finish();
        return refused.future();
    }
    if (password) {
        complete.password = *password;
    }
    return openDatabase(*address, complete, clock);
}

} // namespace owb::store
