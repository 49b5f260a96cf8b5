#pragma once

#include "jobs/job.h"
#include "store/repository.h"

#include <functional>

namespace owb::jobs {

/** Counts rows piece by piece; the counts grow until it is done. */
class TallyJob final : public Job
{
    Q_OBJECT
public:
    using Ask = std::function<store::Reply<store::Tally>(const std::optional<store::Cursor>& after)>;
    TallyJob(Ask ask, QObject* parent);

    [[nodiscard]] const QList<qint64>& counts() const { return m_counts; }
    [[nodiscard]] qint64 count() const { return m_counts.value(0); }

protected:
    void nextPiece() override;

private:
    void take(const store::Tally& tally);

    Ask m_ask;
    QList<qint64> m_counts;
    std::optional<store::Cursor> m_after;
};

/** How many tokens a change would be about. */
[[nodiscard]] TallyJob* makeChangeTally(
    store::Repository& repository, const store::BulkChange& change, QObject* parent);

} // namespace owb::jobs
