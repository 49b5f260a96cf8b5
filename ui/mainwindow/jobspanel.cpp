#include "mainwindow/jobspanel.h"

#include "common/theme.h"
#include "common/widgets.h"
#include "jobs/job.h"
#include "mainwindow/jobrow.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace owb::ui {

JobsPanel::JobsPanel(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(u"jobsPanel"_s);
    setAccessibleName(tr("Background jobs"));
    setAutoFillBackground(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(0);
    column->addWidget(makeLine(this));
    auto* header = new QHBoxLayout;
    header->setContentsMargins(metrics::margin, 4, 12, 4);
    auto* title = makeLabel(tr("Background jobs"), smallBoldFont(), this);
    setInk(title, Ink::Secondary);
    auto* close = makeIconButton(u"chevron-down"_s, tr("Close the list of background jobs"), this);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    header->addWidget(title);
    header->addStretch(1);
    header->addWidget(close);
    column->addLayout(header);
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(0);
    column->addLayout(m_rows);
    hide();
}

JobsPanel::~JobsPanel() = default;

void JobsPanel::run(std::unique_ptr<jobs::Job> job, const JobWords& words)
{
    jobs::Job* started = job.get();
    auto* row = new JobRow(*started, words, this);
    m_rows->addWidget(row);
    m_entries.push_back({std::move(job), words, row});
    connect(started, &jobs::Job::progressed, this, &JobsPanel::changed);
    connect(started, &jobs::Job::finished, this, [this, started] { ended(started); });
    if (!words.isQuiet) {
        show();
    }
    started->start();
    Q_EMIT changed();
}

bool JobsPanel::isWriting() const
{
    return std::any_of(m_entries.cbegin(), m_entries.cend(), [](const Entry& entry) { return entry.words.isWriting; });
}

double JobsPanel::share() const
{
    const double sum = std::accumulate(m_entries.cbegin(), m_entries.cend(), 0.0,
        [](double all, const Entry& entry) { return all + std::max(entry.job->share(), 0.0); });
    return m_entries.empty() ? 0 : sum / static_cast<double>(m_entries.size());
}

void JobsPanel::ended(jobs::Job* job)
{
    const auto entry =
        std::find_if(m_entries.begin(), m_entries.end(), [job](const Entry& one) { return one.job.get() == job; });
    const QString sentence = entry->words.ending ? entry->words.ending(*job) : QString();
    entry->row->deleteLater();
    entry->row->hide();
    entry->job.release()->deleteLater(); // it is its own signal that brought us here
    m_entries.erase(entry);
    setVisible(!isHidden() && !m_entries.empty());
    Q_EMIT changed();
    if (!sentence.isEmpty()) {
        Q_EMIT said(sentence);
    }
}

void JobsPanel::drop()
{
    for (Entry& entry : m_entries) {
        delete entry.row;
    }
    m_entries.clear();
    hide();
    Q_EMIT changed();
}

} // namespace owb::ui
