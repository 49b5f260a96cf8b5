#pragma once

#include "connection/connectionservices.h"
#include "store/opendatabase.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace owb::ui {

class PasswordDialog;

/**
 * Opens a connection, for reading: finds its password, asks the person where there is none or it is refused, and keeps
 * what was typed where the person said.
 */
class ConnectionOpener : public QObject
{
    Q_OBJECT
public:
    /** `window`: over which it asks. */
    ConnectionOpener(ConnectionServices& services, const core::Clock& clock, QWidget* window);
    /** Drops what is under way. `candidate`: which of several schemas. */
    void open(const settings::Connection& connection, int candidate);
    /** Another look at the database that is open, with the password that opened it. */
    void openAgain(const settings::Connection& connection, int candidate);
    void cancel();
    /** The last one that was tried, for others who look at the same database. */
    [[nodiscard]] const core::Secret& password() const { return m_password; }

Q_SIGNALS:
    /** `connection` as it is now: its password may be kept elsewhere. */
    void opened(const owb::settings::Connection& connection, const owb::store::OpenedDatabase& database);
    /** Interrupted when the person gave no password. */
    void failed(const owb::core::Error& error);
    void noticed(const QString& sentence);

private:
    void begin(const settings::Connection& connection, int candidate);
    void tryWith(const core::Secret& password);
    void answered(const core::Result<store::OpenedDatabase>& reply);
    void ask(const std::optional<core::Error>& reason);
    void keepTyped();
    void tellUnkept(const core::Error& error);

    ConnectionServices& m_services;
    const core::Clock& m_clock;
    QWidget* m_window;
    QPointer<PasswordDialog> m_dialog;
    settings::Connection m_connection;
    int m_candidate = 0;
    int m_round = 0;
    core::Secret m_password; // the last one tried
    std::optional<settings::PasswordPlace> m_keepAt; // where to keep a typed one once it has worked
};

} // namespace owb::ui
