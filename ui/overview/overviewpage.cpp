#include "overview/overviewpage.h"

#include "common/banner.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "core/async.h"
#include "core/errortext.h"
#include "oauth/filter.h"
#include "overview/card.h"
#include "overview/statebar.h"
#include "tables/timetext.h"

#include <QGridLayout>
#include <QLocale>
#include <QScrollArea>

#include <algorithm>
#include <span>
#include <vector>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr qsizetype mostBars = 8;
constexpr qsizetype mostClients = 15; // as high as the cards beside it
constexpr std::array<store::LiveGroup, 3> allGroups{
    store::LiveGroup::Client, store::LiveGroup::Scope, store::LiveGroup::End};

std::size_t at(store::LiveGroup group)
{
    return static_cast<std::size_t>(group);
}

/** The ends that are told apart, by their place: see store::GroupTally. */
QList<std::pair<QString, QString>> ends()
{
    return {{OverviewPage::tr("Within an hour"), u"expires:<1h"_s},
        {OverviewPage::tr("Within a day"), u"expires:<1d -expires:<1h"_s},
        {OverviewPage::tr("Within 7 days"), u"expires:<7d -expires:<1d"_s},
        {OverviewPage::tr("Within 30 days"), u"expires:<30d -expires:<7d"_s},
        {OverviewPage::tr("Later"), u"expires:>30d"_s}, {OverviewPage::tr("Never"), u"-expires:<30d -expires:>30d"_s}};
}

/** Clients of one name by their identifiers as well. */
QList<BarTable::Bar> toldApart(QList<BarTable::Bar> bars)
{
    QHash<QString, int> names;
    for (const BarTable::Bar& bar : bars) {
        ++names[bar.label];
    }
    for (BarTable::Bar& bar : bars) {
        if (names.value(bar.label) > 1 && bar.label != bar.key) {
            bar.label = u"%1 (%2)"_s.arg(bar.label, bar.key);
        }
    }
    return bars;
}

} // namespace

OverviewPage::OverviewPage(
    store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent)
    : SectionPage(parent)
    , m_repository(repository)
    , m_clock(clock)
    , m_services(services)
    , m_about(makeMutedLabel({}, this))
    , m_banner(new Banner(this))
    , m_states(new StateBar(this))
    , m_stateCard(new Card(tr("Tokens by state"), m_states, Card::Content::Indented, this))
{
    const std::array<QString, 3> titles{
        tr("Clients with most live tokens"), tr("Scopes of live tokens"), tr("When live tokens end")};
    for (const store::LiveGroup group : allGroups) {
        m_tables.at(at(group)) = new BarTable(titles.at(at(group)), this);
        m_cards.at(at(group)) = new Card(titles.at(at(group)), m_tables.at(at(group)), Card::Content::ToTheEdges, this);
        m_tables.at(at(group))->showUnknown(4);
    }
    build();
    const auto open = [this](const QString& search) { m_services.show(u"tokens"_s, search); };
    connect(m_states, &StateBar::chosen, this, open);
    for (const BarTable* table : m_tables) {
        connect(table, &BarTable::chosen, this, open);
    }
    connect(&repository, &store::Repository::tokensChanged, this, &OverviewPage::changed);
    connect(&repository, &store::Repository::manyTokensChanged, this, &OverviewPage::changed);
    connect(&repository, &store::Repository::tokenSaved, this, &OverviewPage::changed);
    connect(&repository, &store::Repository::clientRemoved, this, &OverviewPage::changed);
}

void OverviewPage::build()
{
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* ground = new QWidget(area);
    area->setWidget(ground);
    auto* grid = new QGridLayout(ground);
    grid->setContentsMargins(metrics::margin, 0, metrics::margin, metrics::margin);
    grid->setSpacing(12);
    grid->addWidget(m_stateCard, 0, 0, 1, 2);
    grid->addWidget(m_cards.at(at(store::LiveGroup::Client)), 1, 0, 2, 1);
    grid->addWidget(m_cards.at(at(store::LiveGroup::End)), 1, 1);
    grid->addWidget(m_cards.at(at(store::LiveGroup::Scope)), 2, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(3, 1);
    auto* header = new QHBoxLayout;
    header->setContentsMargins(metrics::margin, 10, 12, 8);
    header->setSpacing(8);
    header->addWidget(makeLabel(tr("Overview"), pageTitleFont(), this));
    header->addWidget(m_about, 1);
    auto* again = makeButton(tr("Refresh"), ButtonKind::Plain, u"rotate"_s, this);
    connect(again, &QPushButton::clicked, this, &OverviewPage::reload);
    header->addWidget(again);
    m_about->setObjectName(u"countLabel"_s);
    m_banner->setProperty("place", u"flush"_s);
    m_banner->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(header);
    column->addWidget(m_banner);
    column->addWidget(area, 1);
}

void OverviewPage::showEvent(QShowEvent* event)
{
    SectionPage::showEvent(event);
    if (m_isStale) {
        reload();
    }
}

void OverviewPage::changed()
{
    m_isStale = true;
    if (isVisible()) {
        reload();
    }
}

void OverviewPage::reload()
{
    m_isStale = false;
    m_banner->hide();
    if (m_job) {
        m_job->disconnect(this);
        m_job->stop();
    }
    if (!m_repository.schema().tokens.exists()) {
        m_about->setText(tr("This database has no table of tokens."));
        m_stateCard->hide();
        std::for_each(m_cards.cbegin(), m_cards.cend(), [](Card* card) { card->hide(); });
        return;
    }
    m_about->setText(tr("Counting…"));
    auto job = std::make_unique<jobs::StatisticsJob>(m_repository, nullptr);
    m_job = job.get();
    connect(m_job, &jobs::StatisticsJob::foundMore, this, &OverviewPage::showFound);
    connect(m_job, &jobs::Job::finished, this, &OverviewPage::ended);
    JobWords words;
    words.iconName = u"overview"_s;
    words.name = tr("Counting tokens");
    words.progress = [](qint64 rows) { return counted(rows, tr("1 token"), tr("%1 tokens")); };
    words.isWriting = false;
    words.isQuiet = true;
    m_services.run(std::move(job), words);
}

void OverviewPage::ended()
{
    using State = jobs::Job::State;
    if (m_job->state() == State::Done) {
        const QString time = tables::absoluteTime(m_clock.now());
        m_about->setText(
            tr("As of %1, %2. Select any bar or row to open the rows behind it.").arg(time, tables::zoneText()));
        return;
    }
    m_isStale = true;
    m_about->setText(tr("Not all is counted."));
    if (m_job->state() == State::Failed && m_job->error()) {
        m_banner->say(
            Banner::Kind::Error, tr("The tokens cannot be counted."), core::errorText(*m_job->error()).sentence());
        m_banner->addAction(tr("Try again"), [this] { reload(); });
    }
}

void OverviewPage::showFound()
{
    const jobs::Statistics& found = m_job->found();
    // What was exact before is better than an estimate of now.
    if (found.statesKnown >= m_found.statesKnown) {
        m_found.states = found.states;
        m_found.statesKnown = found.statesKnown;
    }
    for (std::size_t i = 0; i < m_found.groups.size(); ++i) {
        if (found.groups.at(i).known >= m_found.groups.at(i).known) {
            m_found.groups.at(i) = found.groups.at(i);
        }
    }
    m_states->setCounts(m_found.states, m_found.statesKnown);
    if (!m_found.states.isEmpty()) {
        const qint64 all = m_found.states.constFirst();
        m_stateCard->setNote(m_found.statesKnown == jobs::Known::Nearly ? estimateText(all) : QLocale().toString(all));
    }
    for (const store::LiveGroup group : allGroups) {
        showGroup(group, *m_cards.at(at(group)), *m_tables.at(at(group)));
    }
}

void OverviewPage::showGroup(store::LiveGroup group, Card& card, BarTable& table)
{
    const jobs::Known known = m_found.by(group).known;
    if (known == jobs::Known::Nothing) {
        return;
    }
    const QList<BarTable::Bar> bars = barsOf(group);
    table.setBars(bars, known);
    card.setNote(noteOf(group, bars.size()));
    card.setMessage(bars.isEmpty() ? tr("No token is live.") : QString());
    if (group == store::LiveGroup::Client) {
        learnNames(bars);
    }
}

QList<BarTable::Bar> OverviewPage::barsOf(store::LiveGroup group) const
{
    return group == store::LiveGroup::End ? endsOf() : largestOf(group);
}

QList<BarTable::Bar> OverviewPage::largestOf(store::LiveGroup group) const
{
    const bool ofClients = group == store::LiveGroup::Client;
    const auto& counts = m_found.by(group).counts;
    std::vector<QHash<QString, qint64>::const_iterator> all; // there may be very many
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        all.push_back(it);
    }
    const auto shown = std::min(ofClients ? mostClients : mostBars, counts.size());
    std::partial_sort(all.begin(), all.begin() + shown, all.end(),
        [](const auto& a, const auto& b) { return *a != *b ? *a > *b : a.key() < b.key(); });
    QList<BarTable::Bar> bars;
    for (const auto it : std::span(all).first(static_cast<std::size_t>(shown))) {
        const QString label = !it.key().isEmpty() ? (ofClients ? m_names.value(it.key(), it.key()) : it.key())
            : ofClients                           ? tr("(no client)")
                                                  : tr("(no scope)");
        const QString term = (ofClients ? u"client:"_s : u"scope:"_s) + oauth::quotedValue(it.key());
        bars.append({it.key(), label, *it, it.key().isEmpty() ? QString() : term + u" state:active"_s});
    }
    return toldApart(bars);
}

QList<BarTable::Bar> OverviewPage::endsOf() const
{
    QList<BarTable::Bar> bars;
    const auto& counts = m_found.by(store::LiveGroup::End).counts;
    const auto all = ends();
    for (qsizetype i = 0; i < all.size() && !counts.isEmpty(); ++i) {
        const QString key = QString::number(i);
        bars.append({key, all.at(i).first, counts.value(key), u"state:active "_s + all.at(i).second});
    }
    return bars;
}

QString OverviewPage::noteOf(store::LiveGroup group, qsizetype shown) const
{
    const auto& counted = m_found.by(group);
    if (group == store::LiveGroup::End || shown == counted.counts.size() || counted.known != jobs::Known::Exactly) {
        return {};
    }
    return tr("%1 of %2").arg(QLocale().toString(shown), QLocale().toString(counted.counts.size()));
}

void OverviewPage::learnNames(const QList<BarTable::Bar>& bars)
{
    for (const BarTable::Bar& bar : bars) {
        if (bar.key.isEmpty() || m_asked.contains(bar.key)) {
            continue;
        }
        m_asked.insert(bar.key);
        core::whenDone(m_repository.queryClient(bar.key), this,
            [this, id = bar.key](const core::Result<std::optional<oauth::Client>>& client) {
                if (client && *client && !(*client)->name().isEmpty()) {
                    m_names.insert(id, (*client)->name());
                    m_tables.at(at(store::LiveGroup::Client))
                        ->setBars(barsOf(store::LiveGroup::Client), m_found.by(store::LiveGroup::Client).known);
                }
            });
    }
}

} // namespace owb::ui
