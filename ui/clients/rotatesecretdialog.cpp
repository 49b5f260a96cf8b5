#include "clients/rotatesecretdialog.h"

#include "common/secretfield.h"
#include "common/theme.h"
#include "core/async.h"

#include <QVBoxLayout>

namespace owb::ui {

namespace {

/** What becomes of the secret once it is saved, where that is not plain to see. */
QString storageNote(const oauth::Client& client)
{
    if (client.secretStorage.kind != oauth::SecretStorage::Kind::Hashed) {
        return {};
    }
    return client.secretStorage.scheme == QLatin1String("unknown")
        ? RotateSecretDialog::tr("The present secret is kept in a form that is not known here. The new one is kept as "
                                 "this framework keeps new ones: copy it now, it may not be readable later.")
        : RotateSecretDialog::tr("The database keeps only a hash of it: copy it now, it cannot be read later.");
}

} // namespace

RotateSecretDialog::RotateSecretDialog(
    store::Repository& repository, PageServices& services, const oauth::Client& client, QWidget* parent)
    : DialogFrame(tr("Rotate secret"), tr("Rotate secret"), ButtonKind::Danger, parent)
    , m_repository(repository)
    , m_services(services)
    , m_client(client)
    , m_secret(oauth::newClientSecret())
{
    setObjectName(QStringLiteral("rotateSecretDialog"));
    setMinimumWidth(480);
    contents()->setContentsMargins(
        metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin);
    contents()->setSpacing(8);
    auto* title = makeLabel(tr("Give %1 a new secret?").arg(displayText(client.label())), titleFont(), this);
    title->setWordWrap(true);
    auto* effect = makeLabel(tr("The old secret stops working at once. Until the application has the new one, it "
                                "cannot get or refresh tokens. "
                                "Tokens that are out already stay valid."),
        bodyFont(), this);
    effect->setWordWrap(true);
    auto* field = new SecretField(SecretField::Kind::ClientSecret, tr("New secret"), services.clipboard, this);
    field->setSecret(m_secret);
    contents()->addWidget(title);
    contents()->addWidget(effect);
    contents()->addSpacing(4);
    contents()->addWidget(makeMutedLabel(tr("New secret, 48 characters:"), this));
    contents()->addWidget(field);
    if (const QString note = storageNote(client); !note.isEmpty()) {
        auto* warning = makeMutedLabel(note, this);
        warning->setObjectName(QStringLiteral("storageNote"));
        warning->setWordWrap(true);
        contents()->addWidget(warning);
    }
    contents()->addStretch(1);
}

void RotateSecretDialog::accept()
{
    if (isBusy()) {
        return;
    }
    oauth::Client edited = m_client;
    edited.secret = m_secret;
    edited.secretStorage.kind = oauth::SecretStorage::Kind::Plain;
    hideProblem();
    setBusy(true);
    core::whenDone(
        m_repository.saveClient({m_client, edited}), this, [this](const core::Result<oauth::Client>& stored) {
            setBusy(false);
            if (!stored) {
                showError(stored.error());
                return;
            }
            m_services.say(tr("%1 has a new secret.").arg(displayText(m_client.label())));
            QDialog::accept();
        });
}

} // namespace owb::ui
