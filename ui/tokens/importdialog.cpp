#include "tokens/importdialog.h"

#include "common/theme.h"
#include "core/errortext.h"

#include <QCheckBox>
#include <QFileInfo>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

ImportDialog::ImportDialog(
    store::Repository& repository, const QString& path, oauth::FileFormat format, qint64 now, QWidget* parent)
    : DialogFrame(tr("Import tokens"), tr("Add tokens"), ButtonKind::Primary, parent)
    , m_from{path, format, jobs::ImportJob::Doubtful::LeaveOut, true}
    , m_check(std::make_unique<jobs::ImportJob>(repository, m_from, now, nullptr))
    , m_found(makeLabel({}, boldFont(), this))
    , m_problems(makeMutedLabel({}, this))
    , m_leaveOut(new QCheckBox(tr("&Leave out what cannot be taken, and add the rest"), this))
{
    setObjectName(u"importDialog"_s);
    setMinimumWidth(560);
    contents()->setContentsMargins(
        metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin);
    contents()->setSpacing(8);
    contents()->addWidget(
        makeLabel(tr("Add the tokens of %1").arg(displayText(QFileInfo(path).fileName())), titleFont(), this));
    m_found->setObjectName(u"importFound"_s);
    m_problems->setWordWrap(true);
    m_problems->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    contents()->addWidget(m_found);
    contents()->addWidget(m_problems);
    contents()->addWidget(m_leaveOut);
    auto* says = makeMutedLabel(
        tr("The server accepts them as its own. Tokens that are stored already stay as they are."), this);
    says->setWordWrap(true);
    contents()->addWidget(says);
    contents()->addStretch(1);
    setNote(tr("Runs in the background and can be paused."));
    connect(m_leaveOut, &QCheckBox::toggled, this, &ImportDialog::showRead);
    connect(m_check.get(), &jobs::Job::progressed, this, &ImportDialog::showRead);
    connect(m_check.get(), &jobs::Job::finished, this, &ImportDialog::showRead);
    m_check->start();
    showRead();
}

ImportDialog::~ImportDialog() = default;

void ImportDialog::showRead()
{
    const bool isRead = m_check->state() == jobs::Job::State::Done;
    const QString tokens = counted(m_check->found(), tr("1 token"), tr("%1 tokens"));
    m_found->setText(isRead ? tr("%1 found").arg(tokens) : tr("Reading: %1 so far").arg(tokens));
    constexpr qsizetype shown = 5;
    QStringList problems;
    for (const core::Error& error : m_check->problems().first(std::min(shown, m_check->problems().size()))) {
        problems << tr("Line %1: %2").arg(error.items.value(0), displayText(error.items.value(1)));
    }
    if (m_check->refused() > shown) {
        problems << tr("and %1 more").arg(m_check->refused() - shown);
    }
    m_problems->setText(problems.join(u'\n'));
    m_problems->setVisible(!problems.isEmpty());
    m_leaveOut->setVisible(m_check->refused() > 0);
    verbButton()->setText(
        isRead ? counted(m_check->found(), tr("Add 1 token"), tr("Add %1 tokens")) : tr("Add tokens"));
    verbButton()->setEnabled(isRead && m_check->found() > 0 && (m_check->refused() == 0 || m_leaveOut->isChecked()));
    makeRoom(); // for what was not known when it was opened
    if (m_check->error()) {
        showError(*m_check->error());
    }
}

void ImportDialog::accept()
{
    if (!verbButton()->isEnabled()) {
        return;
    }
    m_from.onlyCheck = false;
    m_from.doubtful =
        m_leaveOut->isChecked() ? jobs::ImportJob::Doubtful::LeaveOut : jobs::ImportJob::Doubtful::RefuseAll;
    Q_EMIT agreed(m_from);
    QDialog::accept();
}

} // namespace owb::ui
