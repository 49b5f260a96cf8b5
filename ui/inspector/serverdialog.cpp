#include "inspector/serverdialog.h"

#include "common/passwordedit.h"
#include "common/prompt.h"
#include "common/theme.h"
#include "protocol/httpexchange.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileInfo>
#include <QGridLayout>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace owb::ui {

using settings::ClientAuthentication;

ServerDialog::ServerDialog(const Before& before, Prompt& prompt, QWidget* parent)
    : DialogFrame(tr("Authorization server"), tr("Use this server"), ButtonKind::Primary, parent)
    , m_before(before)
    , m_prompt(prompt)
    , m_issuer(makeField(u"serverIssuerEdit"_s, before.settings.issuer, true))
    , m_authority(makeField(u"serverAuthorityEdit"_s, before.settings.authorityFile, false))
    , m_client(makeField(u"serverClientEdit"_s, before.settings.clientId, true))
    , m_authentication(new QComboBox(this))
    , m_secret(new PasswordEdit(this))
    , m_keep(new QCheckBox(tr("&Keep the secret in the keychain"), this))
    , m_signed(new QCheckBox(tr("Ask for si&gned answers (RFC 9701)"), this))
{
    setObjectName(u"serverDialog"_s);
    setMinimumWidth(600);
    build();
    showSecret();
    setNote(before.isSaved ? tr("Kept with the connection.") : tr("Kept until the program ends."));
    connect(m_authentication, &QComboBox::currentIndexChanged, this, &ServerDialog::showSecret);
    connect(m_secret, &QLineEdit::textChanged, this, &DialogFrame::hideProblem);
    m_issuer->setFocus();
}

QLineEdit* ServerDialog::makeField(const QString& objectName, const QString& text, bool isMono)
{
    auto* field = new QLineEdit(text, this);
    field->setObjectName(objectName);
    if (isMono) {
        field->setFont(monoFont());
    }
    connect(field, &QLineEdit::textChanged, this, &DialogFrame::hideProblem);
    return field;
}

QWidget* ServerDialog::makeAuthorityRow()
{
    auto* choose = makeButton(tr("Choose…"), ButtonKind::Plain, {}, this);
    choose->setAccessibleName(tr("Choose the certificate of the authority"));
    connect(choose, &QPushButton::clicked, this, [this] {
        m_prompt.chooseFile(this,
            {tr("Certificate of the authority"), {tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")}},
            [this](const QString& path) { m_authority->setText(path); });
    });
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_authority, 1);
    row->addWidget(choose);
    box->setFocusProxy(m_authority);
    return box;
}

void ServerDialog::addRow(QGridLayout& grid, const QString& label, QWidget* field, const QString& help)
{
    auto* const edit = field->focusProxy() ? field->focusProxy() : field;
    edit->setAccessibleName(QString(label).remove(u'&'));
    edit->setAccessibleDescription(help);
    auto* name = makeLabel(label, bodyFont(), this);
    name->setBuddy(edit);
    const int row = grid.rowCount();
    grid.addWidget(name, row, 0);
    grid.addWidget(field, row, 1);
    if (!help.isEmpty()) {
        auto* line = makeMutedLabel(help, this);
        line->setWordWrap(true);
        grid.addWidget(line, row + 1, 1);
    }
    grid.setRowMinimumHeight(row + 2, 8);
}

void ServerDialog::build()
{
    constexpr int edge = metrics::dialogMargin;
    contents()->setContentsMargins(edge, edge, edge, edge);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(2);
    grid->setColumnMinimumWidth(0, metrics::labelColumn);
    grid->setColumnStretch(1, 1);
    contents()->addLayout(grid);
    contents()->addStretch(1);
    m_authentication->setObjectName(u"serverAuthenticationBox"_s);
    m_authentication->addItem(tr("With its secret, as HTTP Basic"), static_cast<int>(ClientAuthentication::Basic));
    m_authentication->addItem(tr("With its secret, in the form"), static_cast<int>(ClientAuthentication::Post));
    m_authentication->addItem(tr("By its identifier alone"), static_cast<int>(ClientAuthentication::None));
    m_authentication->setCurrentIndex(m_authentication->findData(static_cast<int>(m_before.settings.authentication)));
    m_secret->setObjectName(u"serverSecretEdit"_s);
    m_secret->setPlaceholderText(m_before.hasSecret ? tr("The one that is known stays") : QString());
    m_keep->setObjectName(u"serverKeepBox"_s);
    m_keep->setChecked(m_before.settings.keepsSecret);
    m_keep->setVisible(m_before.isSaved);
    m_signed->setChecked(m_before.settings.wantsSigned);
    addRow(*grid, tr("&Issuer"), m_issuer,
        tr("The server's own address, to the letter, such as https://id.example. Nothing is fetched before you ask."));
    addRow(*grid, tr("&Authority"), makeAuthorityRow(),
        tr("Optional. A certificate that is trusted beside those of this system."));
    addRow(*grid, tr("&Client"), m_client, tr("Who asks for introspection and revocation: a client of that server."));
    addRow(*grid, tr("&Proves itself"), m_authentication, {});
    addRow(*grid, tr("&Secret"), m_secret, {});
    grid->addWidget(m_keep, grid->rowCount(), 1);
    grid->addWidget(m_signed, grid->rowCount(), 1);
}

void ServerDialog::showSecret()
{
    const bool hasSecret = m_authentication->currentData().toInt() != static_cast<int>(ClientAuthentication::None);
    m_secret->setEnabled(hasSecret);
    m_keep->setEnabled(hasSecret);
    hideProblem();
}

settings::ServerSettings ServerDialog::edited() const
{
    settings::ServerSettings made;
    made.issuer = m_issuer->text().trimmed();
    made.authorityFile = m_authority->text().trimmed();
    made.clientId = m_client->text();
    made.authentication = static_cast<ClientAuthentication>(m_authentication->currentData().toInt());
    made.wantsSigned = m_signed->isChecked();
    made.keepsSecret = m_before.isSaved && m_keep->isChecked() && m_secret->isEnabled();
    return made;
}

void ServerDialog::accept()
{
    const settings::ServerSettings made = edited();
    const auto address = protocol::checkAddress(QUrl(made.issuer, QUrl::StrictMode));
    if (!made.issuer.isEmpty() && !address) {
        showProblem(address.error().what, address.error().remedy);
        m_issuer->setFocus();
        return;
    }
    if (!made.authorityFile.isEmpty() && !QFileInfo(made.authorityFile).isReadable()) {
        showProblem(tr("The certificate of the authority cannot be read."), tr("Compare the path of the file."));
        m_authority->setFocus();
        return;
    }
    if (!m_secret->text().isEmpty() && m_secret->isEnabled() && made.clientId.isEmpty()) {
        showProblem(tr("A secret without a client proves nothing."), tr("Name the client that it belongs to."));
        m_client->setFocus();
        return;
    }
    Q_EMIT taken(made, m_secret->isEnabled() ? m_secret->secret() : core::Secret());
    DialogFrame::accept();
}

} // namespace owb::ui
