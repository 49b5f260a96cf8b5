#pragma once

#include "jobs/job.h"
#include "oauth/tokenfile.h"
#include "store/repository.h"

#include <QIODevice>

#include <memory>

namespace owb::jobs {

/**
 * Writes a list of tokens into a file or another device, row after row, with the same little memory for any number.
 * Rows that change meanwhile are written as they are when it comes to them.
 */
class ExportJob final : public Job
{
    Q_OBJECT
public:
    struct To
    {
        std::shared_ptr<QIODevice> device; // open for writing
        oauth::FileFormat format = oauth::FileFormat::Ndjson;
        oauth::Reveal reveal = oauth::Reveal::No;
    };

    /** `repository` must outlive it. A QSaveFile is committed when all is written, and its file left alone otherwise.
     */
    ExportJob(store::Repository& repository, store::TokenQuery query, const To& to, qint64 now, QObject* parent);
    ~ExportJob() override;

protected:
    void nextPiece() override;

private:
    [[nodiscard]] core::Result<> complete();

    store::Repository& m_repository;
    store::TokenQuery m_query;
    std::shared_ptr<QIODevice> m_device;
    std::shared_ptr<oauth::TokenWriter> m_writer; // a piece that is at work may outlive this
    std::optional<store::Cursor> m_after;
};

} // namespace owb::jobs
