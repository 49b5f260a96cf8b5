#include "clients/switchclientdialog.h"

#include "common/theme.h"
#include "core/async.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

QString effectOf(const store::SchemaInfo& schema, bool disables)
{
    if (!disables) {
        return schema.disablingRevokes ? SwitchClientDialog::tr("The server accepts the client again. What was revoked "
                                                                "when it was disabled stays revoked.")
                                       : SwitchClientDialog::tr("The server accepts the client again.");
    }
    const QString refused = SwitchClientDialog::tr(
        "The server refuses the client from then on: it can neither sign anybody in nor refresh a token.");
    const QString tokens = schema.disablingRevokes
        ? SwitchClientDialog::tr("Its tokens are revoked with it, as this framework does it.")
        : SwitchClientDialog::tr("Its tokens stay as they are; revoke them as well if nobody may use them.");
    return refused + u' ' + tokens + u' ' + SwitchClientDialog::tr("It can be enabled again.");
}

} // namespace

SwitchClientDialog::SwitchClientDialog(store::Repository& repository, const oauth::Client& client, QWidget* parent)
    : DialogFrame(client.enabled ? tr("Disable client") : tr("Enable client"),
        client.enabled ? tr("Disable client") : tr("Enable client"),
        client.enabled ? ButtonKind::Danger : ButtonKind::Primary, parent)
    , m_repository(repository)
    , m_client(client)
{
    setObjectName(u"switchClientDialog"_s);
    setMinimumWidth(480);
    contents()->setContentsMargins(
        metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin);
    contents()->setSpacing(8);
    const QString question = client.enabled ? tr("Disable %1?") : tr("Enable %1?");
    auto* title = makeLabel(question.arg(displayText(client.label())), titleFont(), this);
    title->setWordWrap(true);
    auto* effect = makeLabel(effectOf(repository.schema(), client.enabled), bodyFont(), this);
    effect->setWordWrap(true);
    contents()->addWidget(title);
    contents()->addWidget(makeLabel(displayText(client.id.value_or(QString())), monoFont(), this));
    contents()->addWidget(effect);
    contents()->addStretch(1);
}

void SwitchClientDialog::accept()
{
    if (isBusy()) {
        return;
    }
    oauth::Client edited = m_client;
    edited.enabled = !m_client.enabled;
    hideProblem();
    setBusy(true);
    core::whenDone(
        m_repository.saveClient({m_client, edited}), this, [this](const core::Result<oauth::Client>& stored) {
            setBusy(false);
            if (stored) {
                Q_EMIT switched(*stored);
                QDialog::accept();
            } else {
                showError(stored.error());
            }
        });
}

} // namespace owb::ui
