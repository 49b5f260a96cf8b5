#pragma once

#include "common/pageservices.h"
#include "common/sectionpage.h"
#include "core/clock.h"
#include "jobs/statisticsjob.h"
#include "overview/bartable.h"

#include <QPointer>
#include <QSet>

class QLabel;

namespace owb::ui {

class Banner;
class Card;
class StateBar;

/** The Overview section: the tokens by state, and the live ones by client, scope and end, with the way to each. */
class OverviewPage : public SectionPage
{
    Q_OBJECT
public:
    OverviewPage(store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent);
    /** Counts anew; what was counted stays until it is known better. */
    void reload() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void build();
    /** Rows were changed: at once where it can be seen, else when it is looked at next. */
    void changed();
    void ended();
    void showFound();
    void showGroup(store::LiveGroup group, Card& card, BarTable& table);
    [[nodiscard]] QList<BarTable::Bar> barsOf(store::LiveGroup group) const;
    [[nodiscard]] QList<BarTable::Bar> largestOf(store::LiveGroup group) const;
    [[nodiscard]] QList<BarTable::Bar> endsOf() const;
    [[nodiscard]] QString noteOf(store::LiveGroup group, qsizetype shown) const;
    /** Asks for the names of clients that are shown. */
    void learnNames(const QList<BarTable::Bar>& bars);

    store::Repository& m_repository;
    const core::Clock& m_clock;
    PageServices& m_services;
    QPointer<jobs::StatisticsJob> m_job;
    jobs::Statistics m_found; // kept until the data changes
    bool m_isStale = true;
    QHash<QString, QString> m_names; // of clients, by identifier
    QSet<QString> m_asked;
    QLabel* m_about;
    Banner* m_banner;
    StateBar* m_states;
    Card* m_stateCard;
    std::array<BarTable*, 3> m_tables{}; // by store::LiveGroup
    std::array<Card*, 3> m_cards{};
};

} // namespace owb::ui
