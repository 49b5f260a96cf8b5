#pragma once

#include "jobs/tallyjob.h"
#include "store/repository.h"

#include <QObject>

#include <memory>

namespace owb::ui {

class StateFacets;

/** The counts beside the states: an estimate at once, the exact ones in time, kept until something changes. */
class StateCounter : public QObject
{
    Q_OBJECT
public:
    StateCounter(store::Repository& repository, StateFacets& facets, QObject* parent);
    /** Of the rows that a search means, whatever states it asks for. */
    void count(const oauth::Filter& filter);
    /** Rows were changed: what was counted does not hold any more. */
    void countAgain();
    [[nodiscard]] const jobs::TallyJob* job() const { return m_job.get(); }

Q_SIGNALS:
    void counting();

private:
    void begin();
    void show(const QList<qint64>& counts, bool estimated);

    store::Repository& m_repository;
    StateFacets& m_facets;
    std::optional<oauth::Filter> m_filter; // that was counted, or is
    std::unique_ptr<jobs::TallyJob> m_job;
};

} // namespace owb::ui
