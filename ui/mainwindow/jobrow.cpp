#include "mainwindow/jobrow.h"

#include "common/iconlabel.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "core/errortext.h"

#include <QHBoxLayout>
#include <QProgressBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int barWidth = 200;
constexpr int nameWidth = 260;
constexpr int steps = 1000;
constexpr qint64 msOfSecond = 1000;
constexpr qint64 secondsOfMinute = 60;

QString timeLeft(qint64 ms)
{
    const qint64 seconds = (ms + msOfSecond - 1) / msOfSecond;
    return seconds < 2 * secondsOfMinute ? JobRow::tr("about %1 s left").arg(seconds)
                                         : JobRow::tr("about %1 min left").arg(seconds / secondsOfMinute);
}

} // namespace

JobRow::JobRow(jobs::Job& job, const JobWords& words, QWidget* parent)
    : QWidget(parent)
    , m_job(job)
    , m_words(words)
    , m_bar(new QProgressBar(this))
    , m_detail(makeMutedLabel({}, this))
    , m_pause(makeButton(tr("Pause"), ButtonKind::Plain, {}, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::margin, 2, 12, 2);
    row->setSpacing(8);
    row->addWidget(new IconLabel(words.iconName, 16, Ink::Secondary, this));
    auto* name = makeLabel(words.name, bodyFont(), this);
    name->setMinimumWidth(nameWidth);
    row->addWidget(name);
    m_bar->setFixedWidth(barWidth);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of %1").arg(words.name));
    row->addWidget(m_bar);
    m_detail->setObjectName(u"jobDetail"_s);
    m_detail->setMinimumWidth(60);
    row->addWidget(m_detail, 1);
    auto* stop = makeButton(tr("Stop"), ButtonKind::Plain, u"stop"_s, this);
    row->addWidget(m_pause);
    row->addWidget(stop);
    m_pause->setVisible(words.canPause);
    connect(m_pause, &QPushButton::clicked, this, [this] {
        if (m_job.state() == jobs::Job::State::Paused) {
            m_job.resume();
        } else {
            m_job.pause();
        }
    });
    connect(stop, &QPushButton::clicked, &m_job, &jobs::Job::stop);
    connect(&m_job, &jobs::Job::progressed, this, &JobRow::refresh);
    refresh();
}

QString JobRow::detailOf(const jobs::Job& job, const JobWords& words)
{
    if (job.state() == jobs::Job::State::Paused) {
        return job.error() ? tr("Halted. %1").arg(core::errorText(*job.error()).sentence())
                           : tr("Paused after %1").arg(words.progress(job.rows()));
    }
    const auto left = job.remainingMs();
    return left ? words.progress(job.rows()) + u", "_s + timeLeft(*left) : words.progress(job.rows());
}

void JobRow::refresh()
{
    // Without a share it swings to and fro, but only while something happens.
    const bool swings = m_job.share() < 0 && m_job.state() == jobs::Job::State::Running;
    m_bar->setRange(0, swings ? 0 : steps);
    m_bar->setValue(static_cast<int>(std::max(m_job.share(), 0.0) * steps));
    m_detail->setText(detailOf(m_job, m_words));
    m_detail->setToolTip(m_detail->text().toHtmlEscaped());
    m_pause->setText(m_job.state() == jobs::Job::State::Paused ? tr("Continue") : tr("Pause"));
}

} // namespace owb::ui
