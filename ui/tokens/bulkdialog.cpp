#include "tokens/bulkdialog.h"

#include "common/theme.h"
#include "core/clock.h"
#include "tokens/bulkwords.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
constexpr qint64 secondsOfDay = 86400;
constexpr int usualDays = 30;
constexpr int mostDays = 36500;
} // namespace

BulkDialog::BulkDialog(store::Repository& repository, const core::Clock& clock, store::BulkChange change,
    const QString& which, QWidget* parent)
    : DialogFrame(bulkTitle(change.action), bulkVerb(change.action), ButtonKind::Danger, parent)
    , m_repository(repository)
    , m_change(std::move(change))
    , m_count(makeLabel({}, boldFont(), this))
{
    setObjectName(u"bulkDialog"_s);
    setMinimumWidth(560);
    m_change.now = clock.now();
    contents()->setContentsMargins(
        metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin);
    contents()->setSpacing(8);
    contents()->addWidget(makeLabel(bulkQuestion(m_change.action), titleFont(), this));
    auto* meant = makeLabel(which, bodyFont(), this);
    meant->setWordWrap(true);
    contents()->addWidget(meant);
    m_count->setObjectName(u"bulkCount"_s);
    contents()->addWidget(m_count);
    if (m_change.action == store::BulkAction::Revoke && repository.schema().separateRevocation) {
        addWhat();
    } else if (m_change.action == store::BulkAction::Purge) {
        addAge();
    }
    auto* says = makeMutedLabel(bulkEffect(m_change.action), this);
    says->setWordWrap(true);
    contents()->addWidget(says);
    contents()->addStretch(1);
    setNote(tr("Runs in the background and can be paused."));
    countAgain();
}

void BulkDialog::addChoice(const QString& text, oauth::RevokeWhat what)
{
    auto* choice = new QRadioButton(text, this);
    choice->setChecked(m_change.what == what);
    connect(choice, &QRadioButton::toggled, this, [this, what](bool on) {
        if (on) {
            m_change.what = what;
            countAgain();
        }
    });
    contents()->addWidget(choice);
}

void BulkDialog::addWhat()
{
    addChoice(tr("&Access and refresh tokens"), oauth::RevokeWhat::Both);
    addChoice(tr("Acc&ess tokens only"), oauth::RevokeWhat::Access);
    addChoice(tr("&Refresh tokens only"), oauth::RevokeWhat::Refresh);
}

void BulkDialog::addAge()
{
    auto* row = new QHBoxLayout;
    row->addWidget(makeLabel(tr("Ended more than"), bodyFont(), this));
    m_days = new QSpinBox(this);
    m_days->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_days->setRange(0, mostDays);
    m_days->setValue(usualDays);
    m_days->setAccessibleName(tr("Days since a token ended"));
    row->addWidget(m_days);
    row->addWidget(makeLabel(tr("days ago"), bodyFont(), this));
    row->addStretch(1);
    contents()->addLayout(row);
    connect(m_days, &QSpinBox::valueChanged, this, &BulkDialog::countAgain);
}

void BulkDialog::countAgain()
{
    if (m_days) {
        m_change.before = m_change.now - m_days->value() * secondsOfDay;
    }
    hideProblem();
    m_tally.reset(jobs::makeChangeTally(m_repository, m_change, nullptr));
    connect(m_tally.get(), &jobs::Job::progressed, this, &BulkDialog::showCount);
    connect(m_tally.get(), &jobs::Job::finished, this, &BulkDialog::showCount);
    m_tally->start();
    showCount();
}

void BulkDialog::showCount()
{
    const QString number = QLocale().toString(m_tally->count());
    const bool done = m_tally->state() == jobs::Job::State::Done;
    m_count->setText(done && m_tally->count() == 0 ? tr("There are none: nothing would change.")
            : done                                 ? counted(m_tally->count(), tr("1 token"), tr("%1 tokens"))
                                                   : tr("Counting: %1 tokens so far").arg(number));
    verbButton()->setEnabled(!(done && m_tally->count() == 0) && !m_tally->error());
    verbButton()->setText(
        done && m_tally->count() > 0 ? bulkVerb(m_change.action, m_tally->count()) : bulkVerb(m_change.action));
    if (m_tally->error()) {
        showError(*m_tally->error());
    }
}

void BulkDialog::accept()
{
    m_tally->stop();
    Q_EMIT agreed(m_change);
    QDialog::accept();
}

} // namespace owb::ui
