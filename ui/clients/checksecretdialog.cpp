#include "clients/checksecretdialog.h"

#include "common/passwordedit.h"
#include "common/theme.h"
#include "core/async.h"
#include "core/clock.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

CheckSecretDialog::CheckSecretDialog(
    store::Repository& repository, const core::Clock& clock, const oauth::Client& client, QWidget* parent)
    : DialogFrame(tr("Check secret"), tr("Check"), ButtonKind::Primary, parent)
    , m_repository(repository)
    , m_clock(clock)
    , m_client(client)
    , m_secret(new PasswordEdit(this))
{
    setObjectName(u"checkSecretDialog"_s);
    setMinimumWidth(480);
    contents()->setContentsMargins(
        metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin);
    contents()->setSpacing(8);
    auto* title = makeLabel(tr("Is this the secret of %1?").arg(displayText(client.label())), titleFont(), this);
    title->setWordWrap(true);
    auto* what = makeLabel(
        tr("The secret is compared on this machine with what the database keeps, as the server would. It goes nowhere "
           "and is not stored."),
        bodyFont(), this);
    what->setWordWrap(true);
    m_secret->setObjectName(u"secretEdit"_s);
    m_secret->setAccessibleName(tr("Secret to check"));
    contents()->addWidget(title);
    contents()->addWidget(what);
    contents()->addSpacing(4);
    contents()->addWidget(m_secret);
    contents()->addStretch(1);
    cancelButton()->setText(tr("Close"));
    connect(m_secret, &QLineEdit::textChanged, this, &DialogFrame::hideProblem);
    m_secret->setFocus();
}

void CheckSecretDialog::accept()
{
    if (isBusy()) {
        return;
    }
    const core::Secret candidate = m_secret->secret();
    if (candidate.isEmpty()) {
        showProblem(tr("Nothing to check."), tr("Type or paste the secret that the application uses."));
        return;
    }
    hideProblem();
    setBusy(true);
    core::whenDone(m_repository.checkSecret(m_client.key, candidate), this, [this](const core::Result<bool>& matches) {
        setBusy(false);
        if (matches) {
            tell(*matches);
        } else {
            showError(matches.error());
        }
        m_secret->setFocus();
    });
}

void CheckSecretDialog::tell(bool matches)
{
    const qint64 end = m_client.secretExpiresAt;
    if (!matches) {
        showAnswer(Banner::Kind::Warning, tr("No."), tr("The application is not using this client's secret."));
    } else if (end != 0 && end <= m_clock.now()) {
        showAnswer(Banner::Kind::Warning, tr("Yes, but it has expired."), tr("Give the client a new one."));
    } else {
        showAnswer(Banner::Kind::Success, tr("Yes."), tr("This is the client's secret."));
    }
}

} // namespace owb::ui
