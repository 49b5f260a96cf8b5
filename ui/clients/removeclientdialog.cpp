#include "clients/removeclientdialog.h"

#include "common/theme.h"
#include "core/async.h"

#include <QLocale>
#include <QVBoxLayout>

namespace owb::ui {

RemoveClientDialog::RemoveClientDialog(store::Repository& repository, const oauth::Client& client, QWidget* parent)
    : DialogFrame(tr("Remove client"), tr("Remove client"), ButtonKind::Danger, parent)
    , m_repository(repository)
    , m_client(client)
    , m_with(makeLabel(tr("Counting what goes with it…"), bodyFont(), this))
{
    setObjectName(QStringLiteral("removeClientDialog"));
    setMinimumWidth(480);
    contents()->setContentsMargins(
        metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin);
    contents()->setSpacing(8);
    auto* title = makeLabel(tr("Remove %1?").arg(displayText(client.label())), titleFont(), this);
    title->setWordWrap(true);
    auto* identifier = makeLabel(displayText(client.id.value_or(QString())), monoFont(), this);
    m_with->setWordWrap(true);
    m_with->setObjectName(QStringLiteral("dependentsLabel"));
    auto* effect =
        makeLabel(tr("The server refuses the client from then on: it can neither sign anybody in nor refresh a token. "
                     "This cannot be undone here."),
            bodyFont(), this);
    effect->setWordWrap(true);
    contents()->addWidget(title);
    contents()->addWidget(identifier);
    contents()->addWidget(m_with);
    contents()->addWidget(effect);
    contents()->addStretch(1);
    core::whenDone(m_repository.dependents(client), this, [this](const core::Result<store::Dependents>& with) {
        const QLocale locale;
        m_with->setText(!with ? tr("What goes with it could not be counted.")
                              : tr("%1 tokens (%2 of them live) and %3 codes go with it.")
                                    .arg(locale.toString(with->tokens), locale.toString(with->liveTokens),
                                        locale.toString(with->codes)));
    });
}

void RemoveClientDialog::accept()
{
    if (isBusy()) {
        return;
    }
    hideProblem();
    setBusy(true);
    core::whenDone(m_repository.removeClient(m_client), this, [this](const core::Result<store::Dependents>& gone) {
        setBusy(false);
        if (gone) {
            Q_EMIT removed(*gone);
            QDialog::accept();
        } else {
            showError(gone.error());
        }
    });
}

} // namespace owb::ui
