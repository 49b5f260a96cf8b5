#pragma once

#include "common/pageservices.h"
#include "inspector/serverlookup.h"
#include "settings/connection.h"

class QAction;
class QMenu;

namespace owb::ui {

/** Everything that is done at the authorization server of the inspected token: questions, dialogs, what is kept. */
class ServerDesk : public QObject
{
    Q_OBJECT
public:
    ServerDesk(const core::Clock& clock, PageServices& services, QWidget* window);
    /** The open one; without an address: none is open, and a server can be set all the same. */
    void setConnection(const settings::Connection& connection);
    /** Another token. Nothing is sent. `hint` is what it is, as RFC 7662 section 2.1 has it. */
    void look(const core::Secret& token);
    void setHint(const QString& hint) { m_hint = hint; }
    [[nodiscard]] const QString& issuer() const { return m_connection.server.issuer; }
    [[nodiscard]] const ServerReply& reply() const { return m_lookup->reply(); }
    /** The key that this server had under a name, seen last; nothing for an empty one. */
    [[nodiscard]] std::optional<protocol::KnownKey> knownKey(const QString& id);
    [[nodiscard]] QMenu* menu() const { return m_menu; }
    /** Where keys to hold tokens against come from. */
    [[nodiscard]] const QList<QAction*>& keyActions() const { return m_keyActions; }

    /** The first thing to do here: to say which server it is, or to ask it. */
    void act();
    void ask();
    void askRevoke();
    void editSettings();

Q_SIGNALS:
    void changed();
    void keysTaken(const owb::jose::KeySet& keys, const QString& source);
    void refused(const QString& what, const QString& remedy);
    void revoked();
    /** The server or how it is asked was changed by hand. */
    void connectionChanged(const owb::settings::Connection& connection);

private:
    void makeMenu();
    void wire();
    void showActions();
    /** Goes on once the secret of the client that asks is there, or is known to be nowhere. */
    void whenReady(const std::function<void()>& goOn);
    void setAccess(const core::Secret& secret);
    [[nodiscard]] const QList<protocol::KnownKey>& knownKeys();
    void takeSettings(const settings::ServerSettings& settings, const core::Secret& secret);
    void store(const settings::ServerSettings& settings, const core::Secret& secret);
    void takeKeys(const jose::KeySet& keys, const QUrl& address);
    void showAnswer();
    void showClaims(const json::JsonMembers& claims);
    void showMetadata(const protocol::ServerMetadata& metadata);
    void askAddress();
    void showHistory();

    const core::Clock& m_clock;
    PageServices& m_services;
    QWidget* m_window;
    ServerLookup* m_lookup;
    protocol::KeyHistory m_history;
    settings::Connection m_connection;
    QString m_hint;
    bool m_isReady = false; // the secret was looked for
    std::optional<QList<protocol::KnownKey>> m_known; // of this server, once somebody asked
    QMenu* m_menu;
    QList<QAction*> m_keyActions;
    QList<QAction*> m_needServer; // actions
    QList<QAction*> m_needToken; // those of them that are about a token
    QAction* m_answer = nullptr;
};

} // namespace owb::ui
