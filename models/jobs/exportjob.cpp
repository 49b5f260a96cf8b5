#include "jobs/exportjob.h"

#include "core/async.h"

#include <QSaveFile>

namespace owb::jobs {

namespace {

oauth::Origins originsOf(const store::SchemaInfo& schema)
{
    return {{schema.profile, schema.tokens.table}, {schema.profile, schema.refreshTokens.table}};
}

} // namespace

ExportJob::ExportJob(store::Repository& repository, store::TokenQuery query, const To& to, qint64 now, QObject* parent)
    : Job(parent)
    , m_repository(repository)
    , m_query(std::move(query))
    , m_device(to.device)
    , m_writer(
          std::make_shared<oauth::TokenWriter>(*to.device, to.format, originsOf(repository.schema()), now, to.reveal))
{ }

ExportJob::~ExportJob() = default;

void ExportJob::nextPiece()
{
    // The writer is used in the repository's thread, a piece at a time; it holds on to the device that it writes to.
    const auto write = [writer = m_writer, device = m_device](
                           const oauth::Token& token) { return writer->write(token); };
    core::whenDone(
        m_repository.visitTokens(m_query, m_after, write), this, [this](const core::Result<store::Visited>& visited) {
            const auto done = !visited ? core::Result<>(tl::unexpect, visited.error())
                : visited->next        ? core::Result<>()
                                       : complete();
            if (!done) {
                pieceFailed(done.error(), false);
                return;
            }
            m_after = visited->next;
            pieceDone(visited->rows, visited->share, !visited->next);
        });
}

core::Result<> ExportJob::complete()
{
    if (const auto flushed = m_writer->flush(); !flushed) {
        return flushed;
    }
    auto* file = qobject_cast<QSaveFile*>(m_device.get());
    return !file || file->commit()
        ? core::Result<>()
        : core::failure(core::Error::Kind::FileNotWritten, file->fileName(), {}, file->errorString());
}

} // namespace owb::jobs
