#include "connection/connectionform.h"

#include "common/passwordedit.h"
#include "common/prompt.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "connection/connectionmarks.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QIntValidator>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int highestPort = 65535;

QWidget* makeRow(QWidget* parent, const QList<std::pair<QWidget*, int>>& widgets)
{
    auto* box = new QWidget(parent);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (const auto& [widget, stretch] : widgets) {
        row->addWidget(widget, stretch);
    }
    return box;
}

} // namespace

void ConnectionForm::build()
{
    // No QFormLayout: beside text that wraps it gives a row that was hidden and comes back no height.
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(8);
    m_grid->setColumnStretch(1, 1);
    m_name = makeField(u"nameEdit"_s, tr("Name"));
    addRow(tr("&Name"), m_name, m_name);
    addPlace();
    addLogin();
    addEncryption();
    addMore();
}

QLineEdit* ConnectionForm::makeField(const QString& objectName, const QString& accessibleName)
{
    auto* field = new QLineEdit(this);
    field->setObjectName(objectName);
    field->setAccessibleName(accessibleName);
    return field;
}

void ConnectionForm::addRow(const QString& label, QWidget* row, QWidget* buddy)
{
    auto* name = makeLabel({}, bodyFont(), this);
    name->setText(label);
    name->setBuddy(buddy);
    name->setMinimumWidth(metrics::labelColumn - 12);
    const int at = m_grid->rowCount();
    m_grid->addWidget(name, at, 0);
    m_grid->addWidget(row, at, 1);
    m_labels.insert(row, name);
}

void ConnectionForm::showRow(QWidget* row, bool visible)
{
    row->setVisible(visible);
    if (QWidget* label = m_labels.value(row)) {
        label->setVisible(visible);
    }
}

QWidget* ConnectionForm::makeFileRow(QLineEdit* field, const QString& title, const QStringList& filters)
{
    auto* choose = makeButton(tr("Choose…"), ButtonKind::Plain, {}, this);
    choose->setAccessibleName(tr("Choose: %1").arg(field->accessibleName()));
    connect(choose, &QPushButton::clicked, this, [this, field, title, filters] {
        m_prompt.chooseFile(this, {title, filters}, [field](const QString& path) { field->setText(path); });
    });
    return makeRow(this, {{field, 1}, {choose, 0}});
}

void ConnectionForm::addPlace()
{
    m_engine = new QComboBox(this);
    m_engine->setObjectName(u"engineBox"_s);
    m_engine->setAccessibleName(tr("Kind of database"));
    m_engine->addItem(tr("PostgreSQL"), static_cast<int>(core::Engine::PostgreSql));
    m_engine->addItem(tr("MariaDB or MySQL"), static_cast<int>(core::Engine::MariaDb));
    m_engine->addItem(tr("SQLite file"), static_cast<int>(core::Engine::Sqlite));
    addRow(tr("&Kind"), m_engine, m_engine);
    m_file = makeField(u"fileEdit"_s, tr("File"));
    m_fileRow = makeFileRow(m_file, tr("Open database file"),
        {tr("SQLite databases (*.sqlite *.sqlite3 *.db *.db3)"), tr("All files (*)")});
    addRow(tr("&File"), m_fileRow, m_file);
    m_hosts = makeField(u"hostsEdit"_s, tr("Host"));
    m_hosts->setPlaceholderText(tr("This machine, by its socket; several are parted by commas"));
    m_port = makeField(u"portEdit"_s, tr("Port"));
    m_port->setValidator(new QIntValidator(1, highestPort, m_port));
    m_port->setFixedWidth(80);
    auto* portLabel = makeLabel({}, bodyFont(), this);
    portLabel->setText(tr("Po&rt"));
    portLabel->setBuddy(m_port);
    m_hostRow = makeRow(this, {{m_hosts, 1}, {portLabel, 0}, {m_port, 0}});
    addRow(tr("&Host"), m_hostRow, m_hosts);
    m_database = makeField(u"databaseEdit"_s, tr("Database"));
    addRow(tr("&Database"), m_database, m_database);
}

void ConnectionForm::addLogin()
{
    m_user = makeField(u"userEdit"_s, tr("User"));
    addRow(tr("&User"), m_user, m_user);
    m_password = new PasswordEdit(this);
    m_password->setObjectName(u"passwordEdit"_s);
    m_password->setAccessibleName(tr("Password"));
    m_place = new QComboBox(this);
    m_place->setObjectName(u"placeBox"_s);
    m_place->setAccessibleName(tr("Where the password is kept"));
    m_place->addItem(tr("Keep in the keychain"), static_cast<int>(settings::PasswordPlace::Keychain));
    m_place->addItem(tr("Only for this session"), static_cast<int>(settings::PasswordPlace::Session));
    m_place->addItem({}, static_cast<int>(settings::PasswordPlace::Engine)); // showEngine() says which
    m_place->addItem(tr("None is needed"), static_cast<int>(settings::PasswordPlace::None));
    m_passwordRow = makeRow(this, {{m_password, 1}, {m_place, 0}});
    addRow(tr("Pass&word"), m_passwordRow, m_password);
}

void ConnectionForm::addEncryption()
{
    m_encryption = new QComboBox(this);
    m_encryption->setObjectName(u"encryptionBox"_s);
    m_encryption->setAccessibleName(tr("Encryption"));
    m_encryption->addItem(tr("Automatic: always to other machines"), QString());
    const QList<std::pair<core::TlsMode, QString>> modes{
        {core::TlsMode::VerifyFull, tr("Always, and the server proves that it is this host")},
        {core::TlsMode::VerifyCa, tr("Always, and an authority vouches for the server")},
        {core::TlsMode::Require, tr("Always, whoever answers")},
        {core::TlsMode::Prefer, tr("When the server offers it")}, {core::TlsMode::Disable, tr("Never: clear text")}};
    for (const auto& [mode, words] : modes) {
        m_encryption->addItem(words, core::tlsModeWord(mode));
    }
    addRow(tr("&Encryption"), m_encryption, m_encryption);
    m_encryptionHelp = makeMutedLabel({}, this);
    m_encryptionHelp->setWordWrap(true);
    m_grid->addWidget(m_encryptionHelp, m_grid->rowCount(), 1);
    m_authority = makeField(u"authorityEdit"_s, tr("Certificate of the authority"));
    m_authority->setPlaceholderText(tr("Optional. Those of this system"));
    m_authorityRow = makeFileRow(
        m_authority, tr("Certificate of the authority"), {tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    addRow(tr("&Authority"), m_authorityRow, m_authority);
}

void ConnectionForm::addMore()
{
    m_marks = new ConnectionMarks(this);
    addRow(tr("Marks"), m_marks, nullptr);
    auto* help = makeMutedLabel(tr("Production is coloured, and asks before editing is unlocked. Read-only cannot be "
                                   "unlocked at all."),
        this);
    help->setWordWrap(true);
    m_grid->addWidget(help, m_grid->rowCount(), 1);
    m_issuer = makeField(u"issuerEdit"_s, tr("Issuer"));
    m_issuer->setPlaceholderText(tr("Optional. https://id.example, the server's own address"));
    addRow(tr("&Issuer"), m_issuer, m_issuer);
    m_profile = makeField(u"profileEdit"_s, tr("Schema profile"));
    m_profile->setPlaceholderText(tr("Optional. A file of your own for tables that are not recognised"));
    addRow(tr("S&chema profile"),
        makeFileRow(m_profile, tr("Schema profile"), {tr("Schema profiles (*.json)"), tr("All files (*)")}), m_profile);
}

} // namespace owb::ui
