#include "tokens/issuetokendialog.h"

#include "common/secretfield.h"
#include "common/theme.h"
#include "core/async.h"
#include "core/clock.h"
#include "oauth/validate.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace owb::ui {

IssueTokenDialog::IssueTokenDialog(
    store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent)
    : DialogFrame(tr("Issue token"), tr("Issue token"), ButtonKind::Primary, parent)
    , m_repository(repository)
    , m_clock(clock)
    , m_services(services)
    , m_token(oauth::newToken(clock.now()))
{
    setObjectName(u"issueTokenDialog"_s);
    setMinimumWidth(560);
    contents()->setContentsMargins(metrics::dialogMargin, 16, metrics::dialogMargin, 16);
    contents()->addWidget(makeLabel(tr("Issue token"), titleFont(), this));
    auto* help = makeMutedLabel(
        tr("Stores a token as the server would after a sign-in. Whoever has its value can use it."), this);
    help->setWordWrap(true);
    contents()->addWidget(help);
    contents()->addSpacing(8);
    build();
    loadClients();
    generate();
}

void IssueTokenDialog::addRow(const QString& label, QWidget* field, const QString& help)
{
    auto* name = new QLabel(label, this);
    name->setTextFormat(Qt::PlainText); // some are names of columns
    name->setBuddy(field);
    name->setMinimumWidth(metrics::labelColumn - 12);
    if (field->accessibleName().isEmpty()) {
        field->setAccessibleName(QString(label).remove(u'&'));
    }
    m_form->addRow(name, field);
    if (!help.isEmpty()) {
        auto* note = makeMutedLabel(help, this);
        note->setWordWrap(true);
        m_form->addRow(QString(), note);
    }
}

void IssueTokenDialog::build()
{
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(12);
    m_form->setVerticalSpacing(8);
    m_form->setLabelAlignment(Qt::AlignLeft);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    contents()->addLayout(m_form);
    contents()->addStretch(1);
    m_client = new QComboBox(this);
    m_client->setEditable(true);
    m_client->setInsertPolicy(QComboBox::NoInsert);
    m_client->setObjectName(u"client_idEdit"_s);
    m_user = new QLineEdit(this);
    m_user->setObjectName(u"subEdit"_s);
    m_scope = new QLineEdit(this);
    m_scope->setObjectName(u"scopeEdit"_s);
    m_lifetime = new QComboBox(this);
    m_lifetime->setObjectName(u"lifetimeEdit"_s);
    m_lifetime->addItem(tr("1 hour"), 3600);
    m_lifetime->addItem(tr("1 day"), 86400);
    m_lifetime->addItem(tr("10 days"), 864000);
    if (m_repository.schema().zeroLifetimeNeverExpires) {
        m_lifetime->addItem(tr("Never expires"), 0);
    }
    m_withRefresh = new QCheckBox(tr("With a &refresh token"), this);
    m_withRefresh->setObjectName(u"withRefresh"_s);
    m_access = new SecretField(SecretField::Kind::Token, tr("Access token"), m_services.clipboard, this);
    m_refresh = new SecretField(SecretField::Kind::Token, tr("Refresh token"), m_services.clipboard, this);
    auto* again = makeButton(tr("Generate another"), ButtonKind::Plain, u"rotate"_s, this);
    connect(again, &QPushButton::clicked, this, &IssueTokenDialog::generate);
    connect(m_withRefresh, &QCheckBox::toggled, m_refresh, &QWidget::setEnabled);
    connect(m_client, &QComboBox::currentTextChanged, this, &IssueTokenDialog::clientChosen);
    addRow(tr("&Client"), m_client);
    addRow(tr("&User"), m_user, tr("Optional. The user's key in the database; leave it empty for client credentials."));
    addRow(tr("&Scopes"), m_scope, tr("Separated by spaces."));
    addRow(tr("&Lifetime"), m_lifetime);
    addRow(tr("Access token"), m_access);
    m_form->addRow(QString(), m_withRefresh);
    addRow(tr("Refresh token"), m_refresh);
    m_form->addRow(QString(), again);
    for (const store::NeededColumn& column : m_repository.schema().tokens.needed) {
        m_extra.insert(column.name, new QLineEdit(this));
        addRow(column.name, m_extra.value(column.name), tr("This table needs a value here (%1).").arg(column.type));
    }
}

void IssueTokenDialog::loadClients()
{
    core::whenDone(
        m_repository.clients({}, std::nullopt), this, [this](const core::Result<store::Page<oauth::Client>>& page) {
            if (page) {
                offer(page->rows);
            } else {
                showError(page.error());
            }
        });
}

void IssueTokenDialog::offer(const QList<oauth::Client>& clients)
{
    const QString typed = m_client->currentText();
    const bool untouched = typed.isEmpty() && !m_scope->isModified();
    {
        const QSignalBlocker quiet(m_client); // the first item would replace what was typed meanwhile
        for (const oauth::Client& client : clients) {
            if (client.id && !client.id->isEmpty()) {
                m_known << client;
                m_client->addItem(*client.id);
            }
        }
        m_client->setCurrentIndex(-1);
        m_client->setEditText(typed);
    }
    if (untouched) {
        m_client->setCurrentIndex(0);
    }
}

void IssueTokenDialog::clientChosen()
{
    for (const oauth::Client& client : std::as_const(m_known)) {
        if (client.id == m_client->currentText()) {
            m_scope->setText(client.scopes().join(u' '));
            m_withRefresh->setChecked(client.grantTypes().contains(u"refresh_token"_s));
        }
    }
}

void IssueTokenDialog::generate()
{
    m_token.accessToken = oauth::newAccessToken();
    m_token.refreshToken = oauth::newRefreshToken();
    m_access->setSecret(m_token.accessToken);
    m_refresh->setSecret(*m_token.refreshToken);
    m_refresh->setEnabled(m_withRefresh->isChecked());
}

oauth::Token IssueTokenDialog::edited() const
{
    oauth::Token token = m_token;
    token.issuedAt = m_clock.now();
    token.clientId = m_client->currentText().isEmpty() ? std::nullopt : std::optional(m_client->currentText());
    token.userId = m_user->text().isEmpty() ? std::nullopt : std::optional(m_user->text());
    token.scope = m_scope->text().simplified();
    const qint64 lifetime = m_lifetime->currentData().toLongLong();
    token.expiresAt = lifetime == 0 ? std::nullopt : std::optional(token.issuedAt + lifetime);
    if (!m_withRefresh->isChecked()) {
        token.refreshToken.reset();
    }
    for (auto it = m_extra.cbegin(); it != m_extra.cend(); ++it) {
        token.extraColumns.insert(it.key(), (*it)->text());
    }
    return token;
}

void IssueTokenDialog::accept()
{
    if (isBusy()) {
        return;
    }
    const oauth::Token token = edited();
    if (const auto blockers = oauth::blocking(oauth::validate(token)); !blockers.isEmpty()) {
        showProblem(blockers.constFirst().what, blockers.constFirst().why);
        m_client->setFocus();
        return;
    }
    hideProblem();
    setBusy(true);
    core::whenDone(m_repository.saveToken(token), this, [this](const core::Result<oauth::Token>& stored) {
        setBusy(false);
        if (stored) {
            Q_EMIT issued(*stored);
            QDialog::accept();
        } else {
            showError(stored.error());
        }
    });
}

} // namespace owb::ui
