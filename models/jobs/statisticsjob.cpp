#include "jobs/statisticsjob.h"

#include "core/async.h"

#include <algorithm>

namespace owb::jobs {

StatisticsJob::StatisticsJob(store::Repository& repository, QObject* parent)
    : Job(parent)
    , m_repository(repository)
{ }

void StatisticsJob::nextPiece()
{
    switch (m_step) {
    case Step::EstimateStates:
        estimateStates();
        break;
    case Step::EstimateGroups:
        estimateGroup();
        break;
    case Step::CountStates:
        countStates();
        break;
    case Step::CountGroups:
        countGroup();
        break;
    }
}

/** Nothing is lost: what is counted stays, and the rest is not known. */
template <class T> bool StatisticsJob::hasFailed(const core::Result<T>& result)
{
    if (!result) {
        pieceFailed(result.error(), false);
    }
    return !result;
}

/** There are as many counts as groups, and one of the states. */
double StatisticsJob::shareAt(double ofCount) const
{
    const auto counts = static_cast<double>(m_found.groups.size() + 1);
    const double before = m_step == Step::CountGroups ? 1 + static_cast<double>(m_group) : 0;
    return (before + std::max(ofCount, 0.0)) / counts;
}

void StatisticsJob::advance()
{
    m_after.reset();
    const bool ofGroups = m_step == Step::EstimateGroups || m_step == Step::CountGroups;
    if (ofGroups && ++m_group < m_found.groups.size()) {
        return;
    }
    m_group = 0;
    m_step = static_cast<Step>(static_cast<int>(m_step) + 1);
}

void StatisticsJob::estimateStates()
{
    core::whenDone(m_repository.estimateStates({}), this, [this](const core::Result<store::Tally>& tally) {
        if (hasFailed(tally)) {
            return;
        }
        if (!tally->counts.isEmpty()) {
            m_found.states = tally->counts;
            m_found.statesKnown = Known::Nearly;
            Q_EMIT foundMore();
        }
        advance();
        pieceDone(0, 0, false);
    });
}

void StatisticsJob::estimateGroup()
{
    core::whenDone(m_repository.estimateLiveTokensBy(by()), this, [this](const core::Result<store::GroupTally>& tally) {
        if (hasFailed(tally)) {
            return;
        }
        if (!tally->counts.isEmpty()) {
            group() = {tally->counts, Known::Nearly};
            Q_EMIT foundMore();
        }
        advance();
        pieceDone(0, 0, false);
    });
}

void StatisticsJob::countStates()
{
    core::whenDone(m_repository.tallyStates({}, m_after), this, [this](const core::Result<store::Tally>& tally) {
        if (hasFailed(tally)) {
            return;
        }
        m_states.resize(std::max(m_states.size(), tally->counts.size()));
        std::transform(
            tally->counts.cbegin(), tally->counts.cend(), m_states.cbegin(), m_states.begin(), std::plus<qint64>());
        m_after = tally->next;
        const double share = shareAt(tally->next ? tally->share : 1);
        if (!tally->next) {
            m_found.states = m_states;
            m_found.statesKnown = Known::Exactly;
            Q_EMIT foundMore();
            advance();
        }
        pieceDone(tally->counts.value(store::AnyState), share, false);
    });
}

void StatisticsJob::countGroup()
{
    core::whenDone(
        m_repository.liveTokensBy(by(), m_after), this, [this](const core::Result<store::GroupTally>& tally) {
            if (hasFailed(tally)) {
                return;
            }
            for (auto it = tally->counts.cbegin(); it != tally->counts.cend(); ++it) {
                m_counts[it.key()] += *it;
            }
            m_after = tally->next;
            const double share = shareAt(tally->next ? tally->share : 1);
            const bool isLast = !tally->next && m_group + 1 == m_found.groups.size();
            if (!tally->next) {
                group() = {std::exchange(m_counts, {}), Known::Exactly};
                Q_EMIT foundMore();
                if (!isLast) {
                    advance();
                }
            }
            pieceDone(0, share, isLast);
        });
}

} // namespace owb::jobs
