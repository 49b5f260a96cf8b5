#pragma once

#include "jobs/job.h"
#include "store/repository.h"

#include <array>

namespace owb::jobs {

/** How well a number is known. */
enum class Known { Nothing, Nearly, Exactly };

/** Counts of a table of tokens by their state, and of the live ones by group. */
struct Statistics
{
    struct Group
    {
        QHash<QString, qint64> counts; // see store::GroupTally
        Known known = Known::Nothing;
    };
    QList<qint64> states; // see store::TallyState; none as long as nothing is known
    Known statesKnown = Known::Nothing;
    std::array<Group, 3> groups; // by store::LiveGroup

    [[nodiscard]] const Group& by(store::LiveGroup group) const { return groups.at(static_cast<std::size_t>(group)); }
};

/** Finds them: first nearly, at once, then exactly, piece by piece. What is found so far is there at any time. */
class StatisticsJob final : public Job
{
    Q_OBJECT
public:
    /** `repository` must outlive it. */
    StatisticsJob(store::Repository& repository, QObject* parent);

    [[nodiscard]] const Statistics& found() const { return m_found; }

Q_SIGNALS:
    /** One of the counts is known better than before. */
    void foundMore();

protected:
    void nextPiece() override;

private:
    enum class Step { EstimateStates, EstimateGroups, CountStates, CountGroups };
    void estimateStates();
    void estimateGroup();
    void countStates();
    void countGroup();
    /** Goes on to the next group or step. */
    void advance();
    [[nodiscard]] Statistics::Group& group() { return m_found.groups.at(m_group); }
    [[nodiscard]] store::LiveGroup by() const { return static_cast<store::LiveGroup>(m_group); }
    template <class T> [[nodiscard]] bool hasFailed(const core::Result<T>& result);
    [[nodiscard]] double shareAt(double ofCount) const;

    store::Repository& m_repository;
    Statistics m_found;
    Step m_step = Step::EstimateStates;
    std::size_t m_group = 0;
    std::optional<store::Cursor> m_after; // where the count of this step goes on
    QList<qint64> m_states; // counted so far
    QHash<QString, qint64> m_counts;
};

} // namespace owb::jobs
