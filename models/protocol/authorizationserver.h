#pragma once

#include "core/secret.h"
#include "jose/keyset.h"
#include "protocol/httpthread.h"
#include "protocol/servermetadata.h"

namespace owb::protocol {

/** How this program proves itself to a server that asks who wants to know: RFC 6749 section 2.3.1. */
struct ClientCredentials
{
    enum class Method { None, Basic, Post };

    Method method = Method::None;
    QString clientId;
    core::Secret secret;
};

/** What a server says of a token: RFC 7662 section 2.2. */
struct Introspection
{
    json::JsonMembers members;
    core::Secret signedForm; // RFC 9701; empty where the server answered in plain JSON. Not verified here.

    [[nodiscard]] bool isActive() const { return members.value(QStringLiteral("active")).toBool(); }
};

/** A key set as it came. */
struct FetchedKeys
{
    jose::KeySet keys;
    core::Secret text;
};

/**
 * An authorization server, asked from here. Everything by future, in whole sentences where it fails; nothing is asked
 * unless a function of this is called. `http` must outlive it.
 */
class AuthorizationServer
{
public:
    explicit AuthorizationServer(HttpThread& http)
        : m_http(http)
    { }

    /** Tries the well-known addresses of the issuer one after the other. */
    [[nodiscard]] QFuture<jose::Checked<ServerMetadata>> discover(const QString& issuer);
    [[nodiscard]] QFuture<jose::Checked<FetchedKeys>> keys(const QUrl& address);
    /** `hint`: access_token, refresh_token or empty. With `wantsSigned` the signed form is asked for. */
    [[nodiscard]] QFuture<jose::Checked<Introspection>> introspect(const QUrl& endpoint,
        const ClientCredentials& credentials, const core::Secret& token, const QString& hint, bool wantsSigned);
    /** Done as well where the server did not know the token: RFC 7009 section 2.2. */
    [[nodiscard]] QFuture<jose::Checked<>> revoke(
        const QUrl& endpoint, const ClientCredentials& credentials, const core::Secret& token, const QString& hint);
    /** OpenID Connect Core section 5.3; a signed answer is not taken. */
    [[nodiscard]] QFuture<jose::Checked<json::JsonMembers>> userInfo(
        const QUrl& endpoint, const core::Secret& accessToken);

private:
    HttpThread& m_http;
};

} // namespace owb::protocol
