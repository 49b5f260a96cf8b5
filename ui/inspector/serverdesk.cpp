#include "inspector/serverdesk.h"

#include "common/icons.h"
#include "common/prompt.h"
#include "common/widgets.h"
#include "core/async.h"
#include "core/errortext.h"
#include "inspector/answerdialog.h"
#include "inspector/keydialogs.h"
#include "inspector/keyhistorydialog.h"
#include "inspector/serverdialog.h"
#include "settings/passwords.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace owb::ui {

using Method = protocol::ClientCredentials::Method;

namespace {

Method methodOf(settings::ClientAuthentication authentication, const core::Secret& secret)
{
    if (secret.isEmpty()) {
        return Method::None;
    }
    switch (authentication) {
    case settings::ClientAuthentication::Basic:
        return Method::Basic;
    case settings::ClientAuthentication::Post:
        return Method::Post;
    case settings::ClientAuthentication::None:
        break;
    }
    return Method::None;
}

} // namespace

ServerDesk::ServerDesk(const core::Clock& clock, PageServices& services, QWidget* window)
    : QObject(window)
    , m_clock(clock)
    , m_services(services)
    , m_window(window)
    , m_lookup(new ServerLookup(clock, this))
    , m_history(services.folder + u"/server-keys.json"_s)
    , m_menu(new QMenu(window))
{
    makeMenu();
    wire();
    showActions();
}

void ServerDesk::makeMenu()
{
    m_menu->setObjectName(u"serverMenu"_s);
    m_needToken << m_menu->addAction(icon(u"server"_s), tr("&Ask the server"), this, &ServerDesk::ask);
    m_needToken << m_menu->addAction(icon(u"barred"_s), tr("&Revoke at the server…"), this, &ServerDesk::askRevoke);
    m_needToken << m_menu->addAction(
        icon(u"user"_s), tr("&Claims of the user…"), this, [this] { whenReady([this] { m_lookup->fetchClaims(); }); });
    m_answer = m_menu->addAction(icon(u"info"_s), tr("Its &whole answer…"), this, &ServerDesk::showAnswer);
    m_menu->addSeparator();
    m_needServer << m_menu->addAction(icon(u"help"_s), tr("What it says about &itself…"), this,
        [this] { whenReady([this] { m_lookup->fetchMetadata(); }); });
    m_menu->addAction(icon(u"settings"_s), tr("&Server and client…"), this, &ServerDesk::editSettings);
    auto* fetch = new QAction(icon(u"server"_s), tr("Fetch those of the ser&ver"), this);
    connect(fetch, &QAction::triggered, this, [this] { whenReady([this] { m_lookup->fetchKeys(); }); });
    auto* address = new QAction(icon(u"import"_s), tr("Fetch from an &address…"), this);
    connect(address, &QAction::triggered, this, &ServerDesk::askAddress);
    auto* history = new QAction(icon(u"clock"_s), tr("Those of the server, by &time…"), this);
    connect(history, &QAction::triggered, this, &ServerDesk::showHistory);
    m_needServer << m_needToken << fetch << history;
    m_keyActions = {fetch, address, history};
}

void ServerDesk::wire()
{
    connect(m_lookup, &ServerLookup::answered, this, [this] {
        showActions();
        Q_EMIT changed();
    });
    connect(m_lookup, &ServerLookup::refused, this, &ServerDesk::refused);
    connect(m_lookup, &ServerLookup::keysFetched, this, &ServerDesk::takeKeys);
    connect(m_lookup, &ServerLookup::claimsFetched, this, &ServerDesk::showClaims);
    connect(m_lookup, &ServerLookup::metadataFetched, this, &ServerDesk::showMetadata);
    connect(m_lookup, &ServerLookup::revoked, this, [this] {
        m_services.say(tr("The server took the revocation."));
        Q_EMIT revoked();
        ask(); // whether it did what it said
    });
}

void ServerDesk::showActions()
{
    const bool hasServer = !m_connection.server.issuer.isEmpty();
    for (QAction* action : std::as_const(m_needServer)) {
        action->setEnabled(hasServer && (!m_needToken.contains(action) || !m_lookup->token().isEmpty()));
    }
    m_answer->setEnabled(reply().answer.has_value());
}

void ServerDesk::setConnection(const settings::Connection& connection)
{
    m_connection = connection;
    m_isReady = false;
    const QString& issuer = connection.server.issuer;
    m_known =
        issuer.isEmpty() ? QList<protocol::KnownKey>() : m_history.of(issuer).value_or(QList<protocol::KnownKey>());
    setAccess({});
}

const QList<protocol::KnownKey>& ServerDesk::knownKeys()
{
    if (!m_known) {
        m_known = issuer().isEmpty() ? QList<protocol::KnownKey>()
                                     : m_history.of(issuer()).value_or(QList<protocol::KnownKey>());
    }
    return *m_known;
}

std::optional<protocol::KnownKey> ServerDesk::knownKey(const QString& id)
{
    const protocol::KnownKey* const found = id.isEmpty() ? nullptr : protocol::findKey(knownKeys(), id);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

void ServerDesk::setAccess(const core::Secret& secret)
{
    const settings::ServerSettings& server = m_connection.server;
    m_lookup->setAccess({server.issuer, server.authorityFile,
        {methodOf(server.authentication, secret), server.clientId, secret}, server.wantsSigned});
}

void ServerDesk::whenReady(const std::function<void()>& goOn)
{
    if (m_isReady || m_connection.server.authentication == settings::ClientAuthentication::None) {
        goOn();
        return;
    }
    if (m_connection.server.keepsSecret) {
        m_services.say(tr("Waiting for the keychain. It may ask for its own password."));
    }
    core::whenDone(m_services.passwords.findClientSecret(m_connection), this,
        [this, goOn, id = m_connection.id](const core::Result<std::optional<core::Secret>>& found) {
            if (id != m_connection.id) {
                return; // another one is open by now
            }
            if (!found) {
                const core::ErrorText text = core::errorText(found.error());
                Q_EMIT refused(text.what, text.remedy);
                return;
            }
            m_isReady = true;
            if (*found) {
                setAccess(**found);
            }
            goOn();
        });
}

void ServerDesk::look(const core::Secret& token)
{
    m_hint.clear();
    m_lookup->look(token);
    showActions();
}

void ServerDesk::act()
{
    if (m_connection.server.issuer.isEmpty()) {
        editSettings();
    } else {
        ask();
    }
}

void ServerDesk::ask()
{
    whenReady([this] { m_lookup->ask(m_hint); });
}

void ServerDesk::askRevoke()
{
    const Question question{tr("Revoke this token at %1?").arg(ServerLookup::hostOf(m_connection.server.issuer)),
        tr("The server is asked to revoke it, and may revoke what belongs to it, such as the tokens of the same "
           "sign-in. Nobody can take that back."),
        tr("Revoke at the server"), true, m_connection.production};
    m_services.prompt.ask(m_window, question, [this, token = m_lookup->token()](bool yes) {
        if (yes && token == m_lookup->token()) {
            whenReady([this] { m_lookup->revoke(m_hint); });
        }
    });
}

void ServerDesk::editSettings()
{
    auto* dialog = new ServerDialog(
        {m_connection.server, m_services.passwords.hasClientSecret(m_connection), !m_connection.id.isEmpty()},
        m_services.prompt, m_window);
    connect(dialog, &ServerDialog::taken, this, &ServerDesk::takeSettings);
    dialog->open();
}

/** A secret is never sent to another server, or for another client, than it was typed for. */
void ServerDesk::takeSettings(const settings::ServerSettings& settings, const core::Secret& secret)
{
    const auto& before = m_connection.server;
    const bool isSame = before.issuer == settings.issuer && before.clientId == settings.clientId;
    if (!secret.isEmpty() || !isSame) {
        store(settings, secret);
    } else if (before.keepsSecret == settings.keepsSecret) { // it stays where it is
        settings::Connection after = m_connection;
        after.server = settings;
        Q_EMIT connectionChanged(after);
    } else {
        core::whenDone(m_services.passwords.findClientSecret(m_connection), this,
            [this, settings](const core::Result<std::optional<core::Secret>>& found) {
                store(settings, found ? found->value_or(core::Secret()) : core::Secret());
            });
    }
}

void ServerDesk::store(const settings::ServerSettings& settings, const core::Secret& secret)
{
    if (secret.isEmpty() || !settings.keepsSecret) { // or else it is written over
        const auto forgotten = m_services.passwords.forgetClientSecret(m_connection);
        Q_UNUSED(forgotten)
    }
    settings::Connection after = m_connection;
    after.server = settings;
    if (!secret.isEmpty()) {
        core::whenDone(m_services.passwords.keepClientSecret(after, secret), this, [this](const core::Result<>& kept) {
            if (!kept) {
                Q_EMIT refused(tr("The secret is used until the program ends, but it was not kept."),
                    core::errorText(kept.error()).what);
            }
        });
    }
    Q_EMIT connectionChanged(after);
}

void ServerDesk::takeKeys(const jose::KeySet& keys, const QUrl& address)
{
    const QString& issuer = m_connection.server.issuer;
    if (address.isEmpty()) {
        const auto written = m_history.add(issuer, keys, m_clock.now());
        m_known.reset();
        if (!written) {
            Q_EMIT refused(written.error().what, written.error().remedy);
        }
    }
    Q_EMIT keysTaken(keys, ServerLookup::hostOf(address.isEmpty() ? issuer : address.toString()));
}

void ServerDesk::showAnswer()
{
    (new AnswerDialog(tr("Answer to introspection"), m_connection.server.issuer, reply().answer->introspection.members,
         m_clock.now(), m_window))
        ->open();
}

void ServerDesk::showClaims(const json::JsonMembers& claims)
{
    (new AnswerDialog(tr("Claims of the user"), m_connection.server.issuer, claims, m_clock.now(), m_window))->open();
}

void ServerDesk::showMetadata(const protocol::ServerMetadata& metadata)
{
    auto* dialog = new AnswerDialog(
        tr("What the server says about itself"), metadata.source.toString(), metadata.members, m_clock.now(), m_window);
    dialog->showFindings(protocol::checkMetadata(metadata));
    dialog->open();
}

void ServerDesk::askAddress()
{
    auto* dialog = new KeyAddressDialog(m_window);
    connect(dialog, &KeyAddressDialog::taken, m_lookup, &ServerLookup::fetchKeysAt);
    dialog->open();
}

void ServerDesk::showHistory()
{
    auto* dialog = new KeyHistoryDialog(issuer(), knownKeys(), m_window);
    connect(dialog, &KeyHistoryDialog::taken, this, [this](const jose::KeySet& keys) {
        Q_EMIT keysTaken(keys, tr("%1, by time").arg(ServerLookup::hostOf(m_connection.server.issuer)));
    });
    dialog->open();
}

} // namespace owb::ui
