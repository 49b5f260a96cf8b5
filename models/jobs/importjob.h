#pragma once

#include "jobs/batchpace.h"
#include "jobs/job.h"
#include "oauth/tokenreader.h"
#include "store/repository.h"

#include <QFile>

#include <deque>
#include <memory>

namespace owb::jobs {

/**
 * Adds the tokens of a file, in batches as short as those of BulkJob. The whole file is read and checked first, and
 * nothing is added while a line of it cannot be understood, unless such lines are to be left out. Tokens that are
 * stored already stay as they are, so that importing a file again goes on where it was stopped.
 */
class ImportJob final : public Job
{
    Q_OBJECT
public:
    enum class Doubtful { RefuseAll, LeaveOut };
    struct From
    {
        QString path;
        oauth::FileFormat format = oauth::FileFormat::Ndjson;
        Doubtful doubtful = Doubtful::RefuseAll;
        bool onlyCheck = false;
    };

    /** `repository` must outlive it, and be unlocked while it runs. `now`: of tokens without a time of issue. */
    ImportJob(store::Repository& repository, From from, qint64 now, QObject* parent);
    ~ImportJob() override;

    /** Lines that hold a token, as far as the file was read; lines that cannot be taken, and the first 20 of them. */
    [[nodiscard]] qint64 found() const { return m_found; }
    [[nodiscard]] qint64 refused() const { return m_refused; }
    [[nodiscard]] const QList<core::Error>& problems() const { return m_problems; }
    /** rows() are those that were dealt with: added, or there before. */
    [[nodiscard]] qint64 added() const { return m_added; }
    [[nodiscard]] qint64 present() const { return m_present; }
    [[nodiscard]] qint64 longestLockUs() const { return m_longestLockUs; }

protected:
    void nextPiece() override;
    void settle() override;
    void ending() override;

private:
    struct Line
    {
        oauth::Token token;
        qint64 number = 0;
    };

    [[nodiscard]] core::Result<> open();
    void checkPiece();
    void endCheck();
    void addPiece();
    [[nodiscard]] core::Result<> fill();
    void take(const core::Result<store::TokensAdded>& added, qsizetype lines);
    void fail(const core::Error& error, qsizetype lines);
    void refuse(const core::Error& error);
    [[nodiscard]] double shareRead() const;

    store::Repository& m_repository;
    From m_from;
    qint64 m_now;
    QFile m_file;
    std::unique_ptr<oauth::TokenReader> m_reader;
    bool m_isChecking = true;
    std::deque<Line> m_lines; // read and not yet added
    bool m_isAtEnd = false;
    qsizetype m_size = 64; // of a batch
    BatchPace m_pace;
    qsizetype m_apart = 0; // so many lines go one by one: one of them cannot be added
    int m_busy = 0;
    qint64 m_found = 0;
    qint64 m_refused = 0;
    qint64 m_added = 0;
    qint64 m_present = 0;
    qint64 m_longestLockUs = 0;
    QList<core::Error> m_problems;
};

} // namespace owb::jobs
