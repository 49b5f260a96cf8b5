#include "inspector/serverlookup.h"

#include "common/widgets.h"
#include "core/async.h"

#include <QUrl>

namespace owb::ui {

ServerLookup::ServerLookup(const core::Clock& clock, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_session(std::make_unique<protocol::ServerSession>(protocol::ServerAccess()))
{ }

ServerLookup::~ServerLookup() = default;

const protocol::ServerAccess& ServerLookup::access() const
{
    return m_session->access();
}

void ServerLookup::setAccess(const protocol::ServerAccess& access)
{
    m_session = std::make_unique<protocol::ServerSession>(access);
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
    m_reply.server = hostOf(access().issuer);
    m_reply.state = access().issuer.isEmpty() ? ServerReply::State::NoServer : ServerReply::State::NotAsked;
}

template <class T, class F> void ServerLookup::take(const QFuture<jose::Checked<T>>& future, F taken)
{
    core::whenDone(future, this, [this, generation = m_generation, taken](const jose::Checked<T>& found) {
        if (generation == m_generation) {
            taken(found);
        }
    });
}

void ServerLookup::failed(const jose::Fault& fault)
{
    Q_EMIT refused(fault.what, fault.remedy);
}

void ServerLookup::ask(const QString& hint)
{
    if (m_token.isEmpty() || access().issuer.isEmpty()) {
        return;
    }
    m_reply.state = ServerReply::State::Asking;
    take(m_session->introspect(m_token, hint, m_clock.now()),
        [this](const jose::Checked<protocol::ServerAnswer>& found) {
            m_reply.state = found ? ServerReply::State::Answered : ServerReply::State::Failed;
            m_reply.at = m_clock.now();
            m_reply.answer = found ? std::optional(*found) : std::nullopt;
            m_reply.fault = found ? std::nullopt : std::optional(found.error());
            Q_EMIT answered();
        });
    Q_EMIT answered();
}

void ServerLookup::revoke(const QString& hint)
{
    take(m_session->revoke(m_token, hint), [this](const jose::Checked<>& done) {
        if (done) {
            Q_EMIT revoked();
        } else {
            failed(done.error());
        }
    });
}

void ServerLookup::fetchKeys()
{
    take(m_session->keys(), [this](const jose::Checked<protocol::FetchedKeys>& found) {
        if (found) {
            Q_EMIT keysFetched(found->keys, {});
        } else {
            failed(found.error());
        }
    });
}

void ServerLookup::fetchKeysAt(const QUrl& address)
{
    take(m_session->keysAt(address), [this, address](const jose::Checked<protocol::FetchedKeys>& found) {
        if (found) {
            Q_EMIT keysFetched(found->keys, address);
        } else {
            failed(found.error());
        }
    });
}

void ServerLookup::fetchClaims()
{
    take(m_session->userInfo(m_token), [this](const jose::Checked<json::JsonMembers>& found) {
        if (found) {
            Q_EMIT claimsFetched(*found);
        } else {
            failed(found.error());
        }
    });
}

void ServerLookup::fetchMetadata()
{
    take(m_session->metadata(), [this](const jose::Checked<protocol::ServerMetadata>& found) {
        if (found) {
            Q_EMIT metadataFetched(*found);
        } else {
            failed(found.error());
        }
    });
}

QString ServerLookup::hostOf(const QString& issuer)
{
    const QUrl url(issuer);
    return displayText(url.port() < 0 ? url.host() : url.host() + u':' + QString::number(url.port()));
}

} // namespace owb::ui
