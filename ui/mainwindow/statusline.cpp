#include "mainwindow/statusline.h"

#include "common/iconlabel.h"
#include "common/icons.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QProgressBar>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
constexpr int quietAfterMs = 5000;

QWidget* makeSeparator(QWidget* parent)
{
    auto* line = makeLine(parent);
    line->setFixedSize(1, 16);
    return line;
}

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QStatusBar(parent)
    , m_dot(new IconLabel(u"dot"_s, 14, Ink::Active, this))
    , m_connection(makeLabel({}, smallBoldFont(), this))
    , m_engine(makeMutedLabel({}, this))
    , m_schema(makeMutedLabel({}, this))
    , m_lockIcon(new IconLabel({}, 14, Ink::Secondary, this))
    , m_lock(makeMutedLabel({}, this))
    , m_link(makeLink({}, this))
    , m_jobs(makeMutedLabel(tr("No background jobs"), this))
    , m_bar(new QProgressBar(this))
    , m_percent(makeMutedLabel({}, this))
    , m_list(makeIconButton(u"chevron-up"_s, tr("Show or hide the background jobs"), this))
{
    setSizeGripEnabled(false);
    setFixedHeight(metrics::statusHeight);
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    m_separators = {makeSeparator(box), makeSeparator(box), makeSeparator(box)};
    for (QWidget* widget : QList<QWidget*>{m_dot, m_connection, m_separators.at(0), m_engine, m_separators.at(1),
             m_schema, m_separators.at(2), m_lockIcon, m_lock, m_link}) {
        row->addWidget(widget);
    }
    row->addStretch(1);
    row->addWidget(m_jobs);
    row->addWidget(m_bar);
    row->addWidget(m_percent);
    row->addWidget(m_list);
    m_bar->setFixedWidth(120);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the background jobs"));
    connect(m_list, &QToolButton::clicked, this, &StatusLine::jobsToggled);
    showJobs(0, 0);
    addWidget(box, 1);
    m_quiet.setSingleShot(true);
    connect(&m_quiet, &QTimer::timeout, this, &StatusLine::showJobsText);
    connect(m_link, &QToolButton::clicked, this, &StatusLine::lockToggled);
    showNone();
}

void StatusLine::showNone()
{
    m_dot->hide();
    showProduction(false);
    m_connection->setText(tr("No connection open"));
    for (QLabel* label : {m_engine, m_schema, m_lock}) {
        label->clear();
    }
    m_lockIcon->hide();
    m_link->hide();
    for (QWidget* separator : std::as_const(m_separators)) {
        separator->hide();
    }
}

void StatusLine::showConnection(const store::ConnectionInfo& connection, const store::SchemaInfo& schema)
{
    m_dot->show();
    m_name = displayText(connection.name);
    m_engine->setText(connection.engine);
    m_schema->setText(schema.title);
    for (QWidget* separator : std::as_const(m_separators)) {
        separator->show();
    }
    showLock(connection.unlocked, true, {});
    showState(store::ConnectionState::Connected);
}

void StatusLine::showLock(bool unlocked, bool canUnlock, const QString& timeLeft)
{
    const Ink ink = !unlocked ? Ink::Secondary : m_production ? Ink::Production : Ink::Warning;
    m_lockIcon->setPicture(unlocked ? u"unlock"_s : u"lock"_s, ink);
    m_lockIcon->show();
    m_lock->setText(!unlocked    ? tr("Read-only")
            : timeLeft.isEmpty() ? tr("Unlocked")
                                 : tr("Unlocked, %1 left").arg(timeLeft));
    setInk(m_lock, ink);
    m_link->setText(unlocked ? tr("Lock now") : tr("Unlock editing…"));
    m_link->setAccessibleName(m_link->text());
    m_link->setVisible(canUnlock);
}

void StatusLine::showProduction(bool production)
{
    m_production = production;
    setInk(m_connection, production ? Ink::Production : Ink::Text);
    m_dot->setPicture(u"dot"_s, production ? Ink::Production : Ink::Active);
}

void StatusLine::showState(store::ConnectionState state)
{
    switch (state) {
    case store::ConnectionState::Connected:
        m_connection->setText(m_name);
        m_dot->setPicture(u"dot"_s, m_production ? Ink::Production : Ink::Active);
        return;
    case store::ConnectionState::Lost:
        m_connection->setText(tr("%1: connection lost").arg(m_name));
        m_dot->setPicture(u"error"_s, Ink::Revoked);
        break;
    case store::ConnectionState::Reconnecting:
        m_connection->setText(tr("%1: reconnecting").arg(m_name));
        m_dot->setPicture(u"clock"_s, Ink::Warning);
        break;
    }
    QAccessibleEvent event(m_connection, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void StatusLine::showJobs(int running, double share)
{
    const bool other = running != m_running;
    m_running = running;
    for (QWidget* widget : QList<QWidget*>{m_bar, m_percent, m_list}) {
        widget->setVisible(running > 0);
    }
    m_bar->setValue(static_cast<int>(share * 100));
    m_percent->setText(tr("%1 %").arg(static_cast<int>(share * 100)));
    if (other && !m_quiet.isActive()) {
        showJobsText();
    }
}

void StatusLine::showJobsText()
{
    m_jobs->setText(
        m_running == 0 ? tr("No background jobs") : counted(m_running, tr("1 job running"), tr("%1 jobs running")));
}

void StatusLine::say(const QString& sentence)
{
    m_jobs->setText(sentence);
    m_quiet.start(quietAfterMs);
    QAccessibleEvent event(m_jobs, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace owb::ui
