#include "tokens/revoketokendialog.h"

#include "common/theme.h"
#include "core/async.h"

#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

/** Three parts of base64url: a resource server may check its signature alone. */
bool looksLikeJwt(const core::Secret& token)
{
    return token.reveal().startsWith("eyJ") && token.reveal().count('.') == 2;
}

} // namespace

RevokeTokenDialog::RevokeTokenDialog(store::Repository& repository, const QList<oauth::Token>& tokens, QWidget* parent)
    : DialogFrame(
        tr("Revoke"), counted(tokens.size(), tr("Revoke 1 token"), tr("Revoke %1 tokens")), ButtonKind::Danger, parent)
    , m_repository(repository)
    , m_tokens(tokens)
{
    setObjectName(u"revokeTokenDialog"_s);
    setMinimumWidth(520);
    contents()->setContentsMargins(
        metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin, metrics::dialogMargin);
    contents()->setSpacing(6);
    contents()->addWidget(
        makeLabel(counted(tokens.size(), tr("Revoke 1 token?"), tr("Revoke %1 tokens?")), titleFont(), this));
    if (tokens.size() == 1) {
        const oauth::Token& token = tokens.constFirst();
        auto* which = makeLabel(
            tr("%1 of %2").arg(token.accessToken.maskedToken(), displayText(token.clientId.value_or(tr("no client")))),
            monoFont(), this);
        contents()->addWidget(which);
    }
    contents()->addSpacing(6);
    addChoices();
    if (std::any_of(tokens.cbegin(), tokens.cend(),
            [](const oauth::Token& token) { return looksLikeJwt(token.accessToken); })) {
        auto* warning = makeMutedLabel(tr("An access token here is a JWT: a resource server that checks only its "
                                          "signature accepts it until it expires."),
            this);
        warning->setWordWrap(true);
        contents()->addWidget(warning);
    }
    contents()->addStretch(1);
}

QRadioButton* RevokeTokenDialog::addChoice(const QString& name, const QString& text, const QString& effect)
{
    auto* choice = new QRadioButton(text, this);
    choice->setObjectName(name);
    choice->setAccessibleDescription(effect);
    auto* help = makeMutedLabel(effect, this);
    help->setWordWrap(true);
    help->setContentsMargins(24, 0, 0, 6);
    contents()->addWidget(choice);
    contents()->addWidget(help);
    return choice;
}

void RevokeTokenDialog::addChoices()
{
    const bool separate = m_repository.schema().separateRevocation;
    m_both = addChoice(u"bothChoice"_s, tr("&Both"),
        separate ? tr("The server refuses the access token and the refresh token at once.")
                 : tr("This layout has one flag for both tokens, so they are revoked together. The server refuses both "
                      "at once."));
    m_both->setChecked(true);
    if (separate) {
        m_access = addChoice(u"accessChoice"_s, tr("&Access token only"),
            tr("The server refuses the access token at once. The refresh token still gets a new one."));
        m_refresh = addChoice(u"refreshChoice"_s, tr("&Refresh token only"),
            tr("The server refuses the refresh token, and this framework then refuses the access token as well."));
        const bool any = std::any_of(
            m_tokens.cbegin(), m_tokens.cend(), [](const oauth::Token& t) { return t.refreshToken.has_value(); });
        m_refresh->setEnabled(any);
    }
}

oauth::RevokeWhat RevokeTokenDialog::chosen() const
{
    if (m_access && m_access->isChecked()) {
        return oauth::RevokeWhat::Access;
    }
    return m_refresh && m_refresh->isChecked() ? oauth::RevokeWhat::Refresh : oauth::RevokeWhat::Both;
}

void RevokeTokenDialog::accept()
{
    if (isBusy()) {
        return;
    }
    store::TokenSelection selection;
    for (const oauth::Token& token : std::as_const(m_tokens)) {
        selection.keys << token.key;
    }
    hideProblem();
    setBusy(true);
    core::whenDone(
        m_repository.revoke(selection, chosen()), this, [this](const core::Result<QList<oauth::Token>>& reply) {
            setBusy(false);
            if (reply) {
                Q_EMIT revoked(static_cast<int>(reply->size()));
                QDialog::accept();
            } else {
                showError(reply.error());
            }
        });
}

} // namespace owb::ui
