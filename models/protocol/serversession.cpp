#include "protocol/serversession.h"

#include "protocol/texts.h"

#include <QMutex>

using namespace Qt::StringLiterals;

namespace owb::protocol {

using jose::Checked;
using jose::Fault;
using jose::Refused;

struct ServerSession::Known
{
    QMutex mutex;
    std::optional<ServerMetadata> metadata;
};

bool ServerAnswer::isProven() const
{
    return !proof || (*proof && inspector::verdict((*proof)->trace) == inspector::Step::Outcome::Passed);
}

QString ServerAnswer::doubt() const
{
    if (isProven()) {
        return {};
    }
    if (!*proof) {
        return jose::sentences(proof->error());
    }
    const auto* const step = inspector::decisive((*proof)->trace);
    return step == nullptr ? QString() : jose::sentences({step->what, step->remedy, {}, {}});
}

ServerSession::ServerSession(const ServerAccess& access, HttpLimits limits)
    : m_access(access)
    , m_known(std::make_shared<Known>())
    , m_http(limits, access.authorityFile)
{ }

QFuture<Checked<ServerMetadata>> ServerSession::metadata()
{
    {
        const QMutexLocker lock(&m_known->mutex);
        if (m_known->metadata) {
            return QtFuture::makeReadyFuture(Checked<ServerMetadata>(*m_known->metadata));
        }
    }
    return m_server.discover(m_access.issuer).then([known = m_known](const Checked<ServerMetadata>& found) {
        if (found) {
            const QMutexLocker lock(&known->mutex);
            known->metadata = *found;
        }
        return found;
    });
}

QFuture<Checked<QUrl>> ServerSession::endpoint(const QString& member)
{
    return metadata().then([member](const Checked<ServerMetadata>& found) {
        return found.and_then([&](const ServerMetadata& metadata) {
            const QUrl url = metadata.endpoint(member);
            return url.isEmpty()
                ? Checked<QUrl>(Refused(Fault{ServerText::tr("The server's metadata names no “%1”.").arg(member),
                    ServerText::tr("This server does not offer it, or does not say where."), u"RFC 8414 §2"_s, {}}))
                : Checked<QUrl>(url);
        });
    });
}

template <class T, class F> QFuture<Checked<T>> ServerSession::at(const QString& member, F ask)
{
    return endpoint(member)
        .then([ask](const Checked<QUrl>& url) {
            return url ? ask(*url) : QtFuture::makeReadyFuture(Checked<T>(Refused(url.error())));
        })
        .unwrap();
}

QFuture<Checked<FetchedKeys>> ServerSession::keys()
{
    return at<FetchedKeys>(u"jwks_uri"_s, [this](const QUrl& url) { return m_server.keys(url); });
}

QFuture<Checked<ServerAnswer>> ServerSession::introspect(const core::Secret& token, const QString& hint, qint64 now)
{
    return at<Introspection>(u"introspection_endpoint"_s,
        [this, token, hint](const QUrl& url) {
            return m_server.introspect(url, m_access.credentials, token, hint, m_access.wantsSigned);
        })
        .then([this, now](const Checked<Introspection>& answer) {
            return answer ? proven(*answer, now)
                          : QtFuture::makeReadyFuture(Checked<ServerAnswer>(Refused(answer.error())));
        })
        .unwrap();
}

QFuture<Checked<ServerAnswer>> ServerSession::proven(const Introspection& introspection, qint64 now)
{
    if (introspection.signedForm.isEmpty()) {
        return QtFuture::makeReadyFuture(Checked<ServerAnswer>(ServerAnswer{introspection, {}}));
    }
    inspector::Expectations expectations;
    expectations.now = now;
    expectations.issuer = m_access.issuer;
    if (!m_access.credentials.clientId.isEmpty()) {
        expectations.audiences = {m_access.credentials.clientId};
    }
    return keys().then([introspection, expectations](const Checked<FetchedKeys>& fetched) {
        const auto proof = fetched.map([&](const FetchedKeys& found) {
            return inspector::inspect(introspection.signedForm, found.keys, expectations);
        });
        return Checked<ServerAnswer>(ServerAnswer{introspection, proof});
    });
}

QFuture<Checked<>> ServerSession::revoke(const core::Secret& token, const QString& hint)
{
    return at<void>(u"revocation_endpoint"_s,
        [this, token, hint](const QUrl& url) { return m_server.revoke(url, m_access.credentials, token, hint); });
}

QFuture<Checked<json::JsonMembers>> ServerSession::userInfo(const core::Secret& accessToken)
{
    return at<json::JsonMembers>(
        u"userinfo_endpoint"_s, [this, accessToken](const QUrl& url) { return m_server.userInfo(url, accessToken); });
}

} // namespace owb::protocol
