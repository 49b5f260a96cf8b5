#include "mainwindow/connectionopener.h"

#include "common/widgets.h"
#include "connection/passworddialog.h"
#include "core/async.h"
#include "core/errortext.h"
#include "mainwindow/connectiontester.h"
#include "store/profilefolder.h"

namespace owb::ui {

using settings::PasswordPlace;

ConnectionOpener::ConnectionOpener(ConnectionServices& services, const core::Clock& clock, QWidget* window)
    : QObject(window)
    , m_services(services)
    , m_clock(clock)
    , m_window(window)
{ }

void ConnectionOpener::cancel()
{
    ++m_round;
    if (m_dialog) {
        m_dialog->disconnect(this);
        m_dialog->close();
    }
}

void ConnectionOpener::begin(const settings::Connection& connection, int candidate)
{
    cancel();
    m_connection = connection;
    m_candidate = candidate;
    m_keepAt.reset();
}

void ConnectionOpener::openAgain(const settings::Connection& connection, int candidate)
{
    // Only where nothing else was tried since: a password goes to no server but its own.
    const bool same =
        !connection.id.isEmpty() && connection.id == m_connection.id && connection.address == m_connection.address;
    if (!same) {
        return open(connection, candidate);
    }
    begin(connection, candidate);
    tryWith(m_password);
}

void ConnectionOpener::open(const settings::Connection& connection, int candidate)
{
    begin(connection, candidate);
    m_password = {};
    core::whenDone(m_services.passwords.find(connection), this,
        [this, round = m_round](const core::Result<std::optional<core::Secret>>& found) {
            const bool wanted = m_connection.passwordPlace == PasswordPlace::Keychain
                || m_connection.passwordPlace == PasswordPlace::Session;
            if (round != m_round) {
                return; // another one is being opened
            }
            if (!found) {
                ask(found.error());
            } else if (!*found && wanted) {
                ask(std::nullopt);
            } else {
                tryWith(found->value_or(core::Secret()));
            }
        });
}

void ConnectionOpener::tryWith(const core::Secret& password)
{
    m_password = password;
    auto options = openOptions(m_connection, password);
    const auto address = core::DatabaseAddress::parse(m_connection.address);
    if (!options || !address) {
        Q_EMIT failed(options ? address.error() : options.error());
        return;
    }
    options->candidate = m_candidate;
    const store::OwnProfiles own = store::readOwnProfiles();
    options->profiles += own.profiles;
    for (const core::Error& broken : own.broken) { // passed over
        Q_EMIT noticed(displayText(core::errorText(broken).sentence()));
    }
    core::whenDone(store::openDatabase(*address, *options, m_clock), this,
        [this, round = m_round](const core::Result<store::OpenedDatabase>& opened) {
            if (round == m_round) {
                answered(opened);
            }
        });
}

void ConnectionOpener::answered(const core::Result<store::OpenedDatabase>& reply)
{
    if (!reply && reply.error().kind == core::Error::Kind::LoginRefused) {
        return ask(reply.error());
    }
    if (reply && m_keepAt) {
        keepTyped();
    }
    if (reply) {
        Q_EMIT this->opened(m_connection, *reply);
    } else {
        Q_EMIT failed(reply.error());
    }
}

void ConnectionOpener::ask(const std::optional<core::Error>& reason)
{
    m_dialog = new PasswordDialog(m_connection, reason, m_window);
    connect(m_dialog, &PasswordDialog::given, this,
        [this](const core::Secret& password, std::optional<PasswordPlace> place) {
            m_keepAt = place;
            tryWith(password);
        });
    connect(m_dialog, &QDialog::rejected, this, [this] {
        Q_EMIT failed({core::Error::Kind::Interrupted, {}, {}, {}});
    });
    m_dialog->open();
}

void ConnectionOpener::keepTyped()
{
    if (m_connection.passwordPlace != *m_keepAt && !m_connection.id.isEmpty()) {
        m_connection.passwordPlace = *m_keepAt;
        if (const auto saved = m_services.connections.save(m_connection); !saved) {
            tellUnkept(saved.error());
        }
    }
    core::whenDone(m_services.passwords.keep(m_connection, m_password), this, [this](const core::Result<>& kept) {
        if (!kept) {
            tellUnkept(kept.error());
        }
    });
}

void ConnectionOpener::tellUnkept(const core::Error& error)
{
    Q_EMIT noticed(tr("The password was not kept. %1").arg(core::errorText(error).what));
}

} // namespace owb::ui
