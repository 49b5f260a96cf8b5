#include "inspector/serverlookup.h"

#include "common/widgets.h"
#include "core/async.h"

#include <QUrl>

namespace owb::ui {

ServerLookup::ServerLookup(const core::Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
{ }

ServerLookup::~ServerLookup() = default;

protocol::ServerSession& ServerLookup::session()
{
    if (!m_session) {
        m_session = std::make_unique<protocol::ServerSession>(m_access);
    }
    return *m_session;
}

void ServerLookup::setAccess(const protocol::ServerAccess& access)
{
    m_access = access;
    m_session.reset();
    forget();
    Q_EMIT answered();
}

void ServerLookup::look(const core::Secret& token)
{
    m_token = token;
    forget();
}

void ServerLookup::forget()
{
    ++m_generation;
    m_reply = {};
    m_reply.server = hostOf(m_access.issuer);
    m_reply.state = m_access.issuer.isEmpty() ? ServerReply::State::NoServer : ServerReply::State::NotAsked;
}

template <class T, class F> void ServerLookup::take(const QFuture<jose::Checked<T>>& future, F taken)
{
    core::whenDone(future, this, [this, generation = m_generation, taken](const jose::Checked<T>& found) {
        if (generation != m_generation) {
            return;
        }
        if (!found) {
            Q_EMIT refused(found.error().what, found.error().remedy);
        } else if constexpr (std::is_void_v<T>) {
            taken();
        } else {
            taken(*found);
        }
    });
}

void ServerLookup::ask(const QString& hint)
{
    if (m_token.isEmpty() || m_access.issuer.isEmpty()) {
        return;
    }
    m_reply.state = ServerReply::State::Asking;
    core::whenDone(session().introspect(m_token, hint, m_clock.now()), this,
        [this, generation = m_generation](const jose::Checked<protocol::ServerAnswer>& found) {
            if (generation == m_generation) {
                m_reply.state = found ? ServerReply::State::Answered : ServerReply::State::Failed;
                m_reply.at = m_clock.now();
                m_reply.answer = found ? std::optional(*found) : std::nullopt;
                m_reply.fault = found ? std::nullopt : std::optional(found.error());
                Q_EMIT answered();
            }
        });
    Q_EMIT answered();
}

void ServerLookup::revoke(const QString& hint)
{
    take(session().revoke(m_token, hint), [this] { Q_EMIT revoked(); });
}

void ServerLookup::fetchKeys()
{
    take(session().keys(), [this](const protocol::FetchedKeys& found) { Q_EMIT keysFetched(found.keys, {}); });
}

void ServerLookup::fetchKeysAt(const QUrl& address)
{
    take(session().keysAt(address),
        [this, address](const protocol::FetchedKeys& found) { Q_EMIT keysFetched(found.keys, address); });
}

void ServerLookup::fetchClaims()
{
    take(session().userInfo(m_token), [this](const json::JsonMembers& found) { Q_EMIT claimsFetched(found); });
}

void ServerLookup::fetchMetadata()
{
    take(session().metadata(), [this](const protocol::ServerMetadata& found) { Q_EMIT metadataFetched(found); });
}

QString ServerLookup::hostOf(const QString& issuer)
{
    const QUrl url(issuer);
    return displayText(url.port() < 0 ? url.host() : url.host() + u':' + QString::number(url.port()));
}

} // namespace owb::ui
