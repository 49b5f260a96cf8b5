#include "tokens/statecounter.h"

#include "core/async.h"
#include "tokens/statefacets.h"

namespace owb::ui {

StateCounter::StateCounter(store::Repository& repository, StateFacets& facets, QObject* parent)
    : QObject(parent)
    , m_repository(repository)
    , m_facets(facets)
{ }

void StateCounter::count(const oauth::Filter& filter)
{
    oauth::Filter rest = filter;
    rest.terms.removeIf([](const oauth::FilterTerm& term) { return term.key == oauth::FilterTerm::Key::State; });
    if (m_filter != rest) {
        m_filter = rest;
        show({}, false);
        begin();
    }
}

void StateCounter::countAgain()
{
    if (m_filter) {
        begin();
    }
}

void StateCounter::begin()
{
    m_job = std::make_unique<jobs::TallyJob>(
        [this, filter = *m_filter](
            const std::optional<store::Cursor>& after) { return m_repository.tallyStates(filter, after); },
        nullptr);
    // In the same queue: the estimate is there before the count begins.
    core::whenDone(
        m_repository.estimateStates(*m_filter), m_job.get(), [this](const core::Result<store::Tally>& tally) {
            if (tally && !tally->counts.isEmpty()) {
                show(tally->counts, true);
            }
        });
    connect(m_job.get(), &jobs::Job::finished, this, [this] {
        if (m_job->state() == jobs::Job::State::Done) {
            show(m_job->counts(), false);
        }
    });
    m_job->start();
    Q_EMIT counting();
}

void StateCounter::show(const QList<qint64>& counts, bool estimated)
{
    for (qsizetype i = 0; i < StateFacets::states().size(); ++i) {
        const auto count = i < counts.size() ? std::optional(counts.at(i)) : std::nullopt;
        m_facets.setCount(StateFacets::states().at(i), count, estimated);
    }
}

} // namespace owb::ui
