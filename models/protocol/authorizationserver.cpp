#include "protocol/authorizationserver.h"

#include "jose/joseheader.h"
#include "jose/jws.h"
#include "jose/jsonparts.h"
#include "protocol/texts.h"

using namespace Qt::StringLiterals;

namespace owb::protocol {

namespace {

using jose::Checked;
using jose::Fault;
using jose::Refused;

constexpr int ok = 200;

Fault wrongStatus(const HttpReply& reply, const QString& what)
{
    constexpr int unauthorized = 401;
    constexpr int notFound = 404;
    const auto error = jose::readObject(reply.body, {});
    const QString name = error ? error->string(u"error"_s) : QString();
    const QString words = error ? error->string(u"error_description"_s) : QString();
    const QString reason = name.isEmpty() ? QString()
        : words.isEmpty()                 ? u": "_s + name
                                          : u": %1, %2"_s.arg(name, words);
    return {ServerText::tr("The server answered %1 with status %2%3.").arg(what).arg(reply.status).arg(reason),
        reply.status == unauthorized
            ? ServerText::tr("It wants to know who asks: give a client identifier and its secret.")
            : reply.status == notFound ? ServerText::tr("Compare the address.")
                                       : QString(),
        {}, {}};
}

/** The body of a reply that must be a JSON object. */
Checked<json::JsonMembers> objectIn(const HttpReply& reply, const QString& what)
{
    if (reply.status != ok) {
        return Refused(wrongStatus(reply, what));
    }
    const bool isJson = reply.contentType == "application/json" || reply.contentType.endsWith("+json");
    if (!isJson) {
        return Refused(Fault{
            ServerText::tr("The answer is no JSON: its type is “%1”.").arg(QString::fromLatin1(reply.contentType)),
            ServerText::tr("Look whether the address is right; this may be a page for people."), u"RFC 8414 §3.2"_s,
            {}});
    }
    return jose::readObject(reply.body, ServerText::tr("the server's answer"));
}

QByteArray encoded(const QByteArray& text)
{
    return QUrl::toPercentEncoding(QString::fromUtf8(text)).replace("%20", "+");
}

core::Secret formOf(const ClientCredentials& credentials, const core::Secret& token, const QString& hint)
{
    QByteArray form = "token=" + encoded(token.reveal());
    if (!hint.isEmpty()) {
        form += "&token_type_hint=" + encoded(hint.toUtf8());
    }
    if (credentials.method == ClientCredentials::Method::Post) {
        form += "&client_secret=" + encoded(credentials.secret.reveal());
    }
    if (credentials.method != ClientCredentials::Method::Basic && !credentials.clientId.isEmpty()) {
        form += "&client_id=" + encoded(credentials.clientId.toUtf8());
    }
    return core::Secret(std::move(form));
}

/** Both halves are encoded before they are joined: RFC 6749 section 2.3.1. */
core::Secret basicOf(const ClientCredentials& credentials)
{
    if (credentials.method != ClientCredentials::Method::Basic) {
        return {};
    }
    const QByteArray pair = encoded(credentials.clientId.toUtf8()) + ':' + encoded(credentials.secret.reveal());
    return core::Secret("Basic " + pair.toBase64());
}

Checked<Introspection> readIntrospection(const HttpReply& reply)
{
    const bool isSigned = reply.status == ok && reply.contentType == "application/token-introspection+jwt";
    if (!isSigned) {
        return objectIn(reply, ServerText::tr("introspection")).and_then([](const json::JsonMembers& members) {
            return members.value(u"active"_s).isBool()
                ? Checked<Introspection>(Introspection{members, {}})
                : Refused(Fault{ServerText::tr("The server's answer does not say whether the token is active."), {},
                    u"RFC 7662 §2.2"_s, {}});
        });
    }
    return jose::readCompactJws(reply.body.trimmed())
        .and_then(
            [](const jose::Jws& jws) { return jose::readObject(jws.payload, ServerText::tr("the signed answer")); })
        .and_then([](const json::JsonMembers& claims) { return jose::objectOf(claims, u"token_introspection"_s); })
        .and_then([&](const std::optional<json::JsonMembers>& members) {
            return members ? Checked<Introspection>(Introspection{*members, core::Secret(reply.body.trimmed())})
                           : Refused(Fault{ServerText::tr("The signed answer holds no “token_introspection”."), {},
                               u"RFC 9701 §5"_s, {}});
        });
}

/** The first address that answers with a document; the last one's fault where none does. */
QFuture<Checked<ServerMetadata>> tryFrom(HttpThread& http, QList<QUrl> addresses, const QString& issuer)
{
    const QUrl address = addresses.takeFirst();
    return http.send({address})
        .then([address, issuer](const Checked<HttpReply>& reply) {
            return reply.and_then([&](const HttpReply& answer) {
                return objectIn(answer, ServerText::tr("the request for its metadata")).and_then([&](const auto&) {
                    return readMetadata(answer.body, address, issuer);
                });
            });
        })
        .then([&http, addresses, issuer](const Checked<ServerMetadata>& found) {
            return found || addresses.isEmpty() || found.error().rule == u"F-03" ? QtFuture::makeReadyFuture(found)
                                                                                 : tryFrom(http, addresses, issuer);
        })
        .unwrap();
}

} // namespace

QFuture<Checked<ServerMetadata>> AuthorizationServer::discover(const QString& issuer)
{
    return tryFrom(m_http, metadataAddresses(issuer), issuer);
}

QFuture<Checked<FetchedKeys>> AuthorizationServer::keys(const QUrl& address)
{
    return m_http.send({address}).then([](const Checked<HttpReply>& reply) {
        return reply.and_then([](const HttpReply& answer) {
            return objectIn(answer, ServerText::tr("the request for its keys"))
                .and_then([&](const auto&) { return jose::readKeys(core::Secret(answer.body)); })
                .map([&](const jose::KeySet& keys) {
                    return FetchedKeys{keys, core::Secret(answer.body)};
                });
        });
    });
}

QFuture<Checked<Introspection>> AuthorizationServer::introspect(const QUrl& endpoint,
    const ClientCredentials& credentials, const core::Secret& token, const QString& hint, bool wantsSigned)
{
    const QByteArray accept =
        wantsSigned ? "application/token-introspection+jwt, application/json" : "application/json";
    return m_http.send({endpoint, accept, basicOf(credentials), formOf(credentials, token, hint), true})
        .then([](const Checked<HttpReply>& reply) { return reply.and_then(readIntrospection); });
}

QFuture<Checked<>> AuthorizationServer::revoke(
    const QUrl& endpoint, const ClientCredentials& credentials, const core::Secret& token, const QString& hint)
{
    return m_http.send({endpoint, "application/json", basicOf(credentials), formOf(credentials, token, hint), true})
        .then([](const Checked<HttpReply>& reply) {
            return reply.and_then([](const HttpReply& answer) {
                return answer.status == ok ? Checked<>()
                                           : Refused(wrongStatus(answer, ServerText::tr("the revocation")));
            });
        });
}

QFuture<Checked<json::JsonMembers>> AuthorizationServer::userInfo(const QUrl& endpoint, const core::Secret& accessToken)
{
    return m_http.send({endpoint, "application/json", core::Secret("Bearer " + accessToken.reveal()), {}, false})
        .then([](const Checked<HttpReply>& reply) {
            return reply.and_then([](const HttpReply& answer) {
                return objectIn(answer, ServerText::tr("the request for the user's claims"));
            });
        });
}

} // namespace owb::protocol
