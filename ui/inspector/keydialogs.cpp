#include "inspector/keydialogs.h"

#include "common/passwordedit.h"
#include "common/theme.h"
#include "jose/base64url.h"
#include "protocol/httpexchange.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

SharedSecretDialog::SharedSecretDialog(QWidget* parent)
    : DialogFrame(tr("Shared secret"), tr("Use secret"), ButtonKind::Primary, parent)
    , m_secret(new PasswordEdit(this))
    , m_isEncoded(new QCheckBox(tr("It is written in &base64url, as in a key set"), this))
{
    setObjectName(u"sharedSecretDialog"_s);
    setMinimumWidth(480);
    constexpr int edge = metrics::dialogMargin;
    contents()->setContentsMargins(edge, edge, edge, edge);
    contents()->setSpacing(8);
    auto* what = makeLabel(tr("Tokens signed with HS256, HS384 or HS512 are checked with the secret that signed them. "
                              "It stays on this machine and is not stored."),
        bodyFont(), this);
    what->setWordWrap(true);
    auto* label = makeLabel(tr("&Secret"), bodyFont(), this);
    label->setBuddy(m_secret);
    m_secret->setObjectName(u"sharedSecretEdit"_s);
    m_secret->setAccessibleName(tr("Shared secret"));
    contents()->addWidget(what);
    contents()->addWidget(label);
    contents()->addWidget(m_secret);
    contents()->addWidget(m_isEncoded);
    contents()->addStretch(1);
    connect(m_secret, &QLineEdit::textChanged, this, &DialogFrame::hideProblem);
    connect(m_isEncoded, &QCheckBox::toggled, this, &DialogFrame::hideProblem);
    m_secret->setFocus();
}

void SharedSecretDialog::accept()
{
    core::Secret secret = m_secret->secret();
    if (secret.isEmpty()) {
        showProblem(tr("Nothing to use."), tr("Type or paste the secret that signs the tokens."));
        return;
    }
    if (m_isEncoded->isChecked()) {
        const auto bytes = jose::fromBase64Url(secret.reveal());
        if (!bytes) {
            showProblem(tr("The secret is not written in base64url."), tr("Take the mark away to use it as it is."));
            return;
        }
        secret = core::Secret(*bytes);
    }
    Q_EMIT taken(secret);
    DialogFrame::accept();
}

KeyAddressDialog::KeyAddressDialog(QWidget* parent)
    : DialogFrame(tr("Fetch keys"), tr("Fetch keys"), ButtonKind::Primary, parent)
    , m_address(new QLineEdit(this))
{
    setObjectName(u"keyAddressDialog"_s);
    setMinimumWidth(560);
    constexpr int edge = metrics::dialogMargin;
    contents()->setContentsMargins(edge, edge, edge, edge);
    contents()->setSpacing(8);
    auto* label = makeLabel(tr("&Address of the key set"), bodyFont(), this);
    label->setBuddy(m_address);
    m_address->setObjectName(u"keyAddressEdit"_s);
    m_address->setAccessibleName(tr("Address of the key set"));
    m_address->setFont(monoFont());
    m_address->setPlaceholderText(u"https://id.example/jwks.json"_s);
    contents()->addWidget(label);
    contents()->addWidget(m_address);
    contents()->addWidget(makeMutedLabel(tr("It is fetched once, now. Redirects are not followed."), this));
    contents()->addStretch(1);
    connect(m_address, &QLineEdit::textChanged, this, &DialogFrame::hideProblem);
    m_address->setFocus();
}

void KeyAddressDialog::accept()
{
    const QUrl address(m_address->text().trimmed(), QUrl::StrictMode);
    const auto checked = protocol::checkAddress(address);
    if (!checked) {
        showProblem(checked.error().what, checked.error().remedy);
        m_address->setFocus();
        return;
    }
    Q_EMIT taken(address);
    DialogFrame::accept();
}

} // namespace owb::ui
