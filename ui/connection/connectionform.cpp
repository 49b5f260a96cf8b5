#include "connection/connectionform.h"

#include "common/passwordedit.h"
#include "common/widgets.h"
#include "connection/connectionmarks.h"
#include "connection/hosttext.h"

#include <QComboBox>
#include <QLineEdit>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int postgresPort = 5432;
constexpr int mariadbPort = 3306;

void choose(QComboBox& box, const QVariant& data)
{
    box.setCurrentIndex(std::max(0, box.findData(data)));
}

} // namespace

ConnectionForm::ConnectionForm(Prompt& prompt, QWidget* parent)
    : QWidget(parent)
    , m_prompt(prompt)
{
    build();
    watch();
    showEngine();
}

void ConnectionForm::watch()
{
    for (QLineEdit* field : findChildren<QLineEdit*>()) {
        connect(field, &QLineEdit::textChanged, this, [this, field] {
            setStyled(field, "problem", false);
            Q_EMIT changed();
        });
    }
    for (QComboBox* box : {m_engine, m_place, m_encryption}) {
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            showEngine();
            Q_EMIT changed();
        });
    }
    connect(m_hosts, &QLineEdit::textChanged, this, &ConnectionForm::showEncryption);
    connect(m_marks, &ConnectionMarks::changed, this, &ConnectionForm::changed);
}

core::Engine ConnectionForm::engine() const
{
    return static_cast<core::Engine>(m_engine->currentData().toInt());
}

settings::PasswordPlace ConnectionForm::place() const
{
    return engine() == core::Engine::Sqlite ? settings::PasswordPlace::None
                                            : static_cast<settings::PasswordPlace>(m_place->currentData().toInt());
}

void ConnectionForm::setPlace(settings::PasswordPlace place)
{
    choose(*m_place, static_cast<int>(place));
}

void ConnectionForm::showEngine()
{
    const bool server = engine() != core::Engine::Sqlite;
    const bool postgres = engine() == core::Engine::PostgreSql;
    showRow(m_fileRow, !server);
    for (QWidget* row : QList<QWidget*>{m_hostRow, m_database, m_user, m_passwordRow, m_encryption}) {
        showRow(row, server);
    }
    m_port->setPlaceholderText(QString::number(postgres ? postgresPort : mariadbPort));
    m_place->setItemText(m_place->findData(static_cast<int>(settings::PasswordPlace::Engine)),
        postgres ? tr("From PGPASSWORD or ~/.pgpass") : tr("From MYSQL_PWD"));
    const bool typed = place() == settings::PasswordPlace::Keychain || place() == settings::PasswordPlace::Session;
    m_password->setEnabled(typed);
    if (!typed) {
        m_password->clear();
    }
    showEncryption();
}

void ConnectionForm::showEncryption()
{
    const bool server = engine() != core::Engine::Sqlite;
    const auto mode = core::tlsModeFrom(m_encryption->currentData().toString());
    showRow(m_authorityRow, server && (mode >= core::TlsMode::VerifyCa || !m_authority->text().isEmpty()));
    core::DatabaseAddress place;
    place.hosts = hostsFromText(m_hosts->text(), 0).value_or(QList<core::DatabaseAddress::Host>());
    QString help;
    if (mode && *mode <= core::TlsMode::Prefer && !place.isLocal()) {
        help = tr("The password and all data may be read on the way to another machine.");
    }
    if (!m_otherOptions.isEmpty()) {
        help += (help.isEmpty() ? QString() : u" "_s)
            + tr("Also set, and kept: %1.").arg(displayText(m_otherOptions.keys().join(u", "_s)));
    }
    m_encryptionHelp->setText(help);
    showRow(m_encryptionHelp, server && !help.isEmpty());
}

void ConnectionForm::fill(const settings::Connection& connection)
{
    m_before = connection;
    m_name->setText(connection.name);
    const auto address = core::DatabaseAddress::parse(connection.address);
    m_otherOptions.clear();
    if (address) {
        choose(*m_engine, static_cast<int>(address->engine));
        m_file->setText(address->path);
        fillServer(*address);
    }
    setPlace(connection.passwordPlace);
    m_password->clear();
    m_marks->fill(connection);
    m_issuer->setText(connection.server.issuer);
    m_profile->setText(connection.profileFile);
    showEngine();
}

void ConnectionForm::fillServer(const core::DatabaseAddress& address)
{
    const int port = sharedPort(address.hosts);
    m_hosts->setText(hostText(address.hosts, port));
    m_port->setText(port > 0 ? QString::number(port) : QString());
    m_database->setText(address.database);
    m_user->setText(address.user);
    m_otherOptions = address.options;
    choose(*m_encryption, m_otherOptions.take(u"sslmode"_s));
    m_authority->setText(m_otherOptions.take(u"sslrootcert"_s));
}

void ConnectionForm::setPassword(const core::Secret& password)
{
    m_password->setSecret(password);
}

void ConnectionForm::setPasswordKept(bool kept)
{
    m_password->setPlaceholderText(kept ? tr("Kept; type to replace it") : QString());
}

core::Secret ConnectionForm::password() const
{
    return m_password->secret();
}

QString ConnectionForm::name() const
{
    return m_name->text().trimmed();
}

tl::unexpected<core::Error> ConnectionForm::refuse(QWidget* field, const QString& reason)
{
    setStyled(field, "problem", true);
    field->setFocus();
    return core::failure(core::Error::Kind::ValueNotAllowed, field->accessibleName(), {reason});
}

core::Result<core::DatabaseAddress> ConnectionForm::address()
{
    core::DatabaseAddress address;
    address.engine = engine();
    if (!address.isServer()) {
        address.path = m_file->text();
        if (address.path.isEmpty()) {
            return refuse(m_file, tr("a path is needed"));
        }
        return address;
    }
    const auto hosts = hostsFromText(m_hosts->text(), m_port->text().toInt());
    if (!hosts) {
        return refuse(m_hosts, hosts.error().items.value(0));
    }
    address.hosts = *hosts;
    address.database = m_database->text();
    if (address.database.isEmpty()) {
        return refuse(m_database, tr("the name of a database is needed"));
    }
    address.user = m_user->text();
    address.options = m_otherOptions;
    if (const QString mode = m_encryption->currentData().toString(); !mode.isEmpty()) {
        address.options.insert(u"sslmode"_s, mode);
    }
    if (!m_authority->text().isEmpty()) {
        address.options.insert(u"sslrootcert"_s, m_authority->text());
    }
    const auto good = core::DatabaseAddress::parse(address.text());
    if (!good) {
        return refuse(m_hosts, good.error().items.value(0));
    }
    return address;
}

core::Result<settings::Connection> ConnectionForm::edited()
{
    settings::Connection connection = m_before;
    connection.name = name();
    if (connection.name.isEmpty()) {
        return refuse(m_name, tr("a name is needed, by which you find it again"));
    }
    const auto where = address();
    if (!where) {
        return tl::unexpected(where.error());
    }
    connection.address = where->text();
    connection.passwordPlace = place();
    const QUrl issuer(m_issuer->text());
    if (!m_issuer->text().isEmpty() && (!issuer.isValid() || !issuer.scheme().startsWith("http"_L1))) {
        return refuse(m_issuer, tr("it begins with https://"));
    }
    connection.server.issuer = m_issuer->text();
    connection.profileFile = m_profile->text();
    m_marks->writeTo(connection);
    return connection;
}

} // namespace owb::ui
