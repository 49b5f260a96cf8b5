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

core::Result<Opened> inspect(Session& session)
{
    const auto tables = readCatalog(session);
    if (!tables) {
        return tl::unexpected(tables.error());
    }
    auto schemas = detectSchemas(*tables, builtinProfiles(), session.settings().location());
    if (!schemas) {
        return tl::unexpected(schemas.error());
    }
    return Opened{*schemas, session.engineName()};
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
    const ConnectionInfo connection{QFileInfo(settings.address.path).fileName(), settings.address.path, opened.engine,
        settings.writable, isFileWritable(settings.address.path)};
    OpenedDatabase result;
    result.repository = std::shared_ptr<SqlRepository>(
        new SqlRepository(std::move(thread), opened.schemas.at(chosen), connection, settings, clock), release);
    for (int i = 0; i < opened.schemas.size(); ++i) {
        result.candidates.append({opened.schemas.at(i).info(), i});
    }
    return result;
}

} // namespace

Reply<OpenedDatabase> openDatabase(const QString& database, const OpenOptions& options, const core::Clock& clock)
{
    auto promise = std::make_shared<QPromise<core::Result<OpenedDatabase>>>();
    promise->start();
    const auto path = filePath(database);
    if (!path) {
        promise->addResult(core::Result<OpenedDatabase>(tl::unexpect, path.error()));
        promise->finish();
        return promise->future();
    }
    const SessionSettings settings{*path, options.unlocked, options.busyTimeoutMs};
    auto thread = std::make_shared<std::unique_ptr<DbThread>>(std::make_unique<DbThread>(settings));
    // A watcher without parent lives in this thread and brings the answer back to it.
    auto* context = new QObject;
    core::whenDone((*thread)->post(inspect), context, [=, &clock](const core::Result<Opened>& opened) {
        promise->addResult(opened ? core::Result<OpenedDatabase>(
                               makeRepository(*opened, std::move(*thread), settings, options.candidate, clock))
                                  : core::Result<OpenedDatabase>(tl::unexpect, opened.error()));
        promise->finish();
        context->deleteLater();
    });
    return promise->future();
}

} // namespace owb::store
