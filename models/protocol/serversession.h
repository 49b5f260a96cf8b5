#pragma once

#include "inspector/inspection.h"
#include "protocol/authorizationserver.h"

#include <memory>
#include <optional>

namespace owb::protocol {

/** An authorization server, and how it is asked. */
struct ServerAccess
{
    QString issuer; // its identifier; empty: there is none to ask
    QString authorityFile; // PEM, trusted beside the system's authorities; may be empty
    ClientCredentials credentials; // who asks
    bool wantsSigned = false; // introspection in the signed form: RFC 9701
};

/** What a server says of a token, and what stands behind it. */
struct ServerAnswer
{
    Introspection introspection;
    /** The signed form held against the server's keys, its issuer and the client that asked; nothing where it answered
     * in plain JSON. A failure: its keys could not be had. */
    std::optional<jose::Checked<inspector::Inspection>> proof;

    /** Whether the answer is to be believed: it came by plain JSON over TLS, or its signature holds. */
    [[nodiscard]] bool isProven() const;
    /** Why a signed answer is not, in whole sentences; empty where it is. */
    [[nodiscard]] QString doubt() const;
};

/**
 * One server, asked by its issuer identifier: where its endpoints are is looked up once and kept. Nothing is sent
 * unless a function of this is called. Everything by future; what still runs when it goes is dropped.
 */
class ServerSession
{
public:
    explicit ServerSession(const ServerAccess& access, HttpLimits limits = {});

    [[nodiscard]] const ServerAccess& access() const { return m_access; }
    [[nodiscard]] QFuture<jose::Checked<ServerMetadata>> metadata();
    /** Of its `jwks_uri`, fetched anew each time. */
    [[nodiscard]] QFuture<jose::Checked<FetchedKeys>> keys();
    /** Of any other address. */
    [[nodiscard]] QFuture<jose::Checked<FetchedKeys>> keysAt(const QUrl& address) { return m_server.keys(address); }
    /** `hint`: access_token, refresh_token or empty. `now`, in epoch seconds, is what a signed answer is held against.
     */
    [[nodiscard]] QFuture<jose::Checked<ServerAnswer>> introspect(
        const core::Secret& token, const QString& hint, qint64 now);
    [[nodiscard]] QFuture<jose::Checked<>> revoke(const core::Secret& token, const QString& hint);
    [[nodiscard]] QFuture<jose::Checked<json::JsonMembers>> userInfo(const core::Secret& accessToken);

private:
    struct Known;

    [[nodiscard]] QFuture<jose::Checked<QUrl>> endpoint(const QString& member);
    /** Goes on with the address of an endpoint, or ends with what kept it from being known. */
    template <class T, class F> [[nodiscard]] QFuture<jose::Checked<T>> at(const QString& member, F ask);
    [[nodiscard]] QFuture<jose::Checked<ServerAnswer>> proven(const Introspection& introspection, qint64 now);

    ServerAccess m_access;
    std::shared_ptr<Known> m_known; // shared with what runs on the HTTP thread
    HttpThread m_http;
    AuthorizationServer m_server{m_http};
};

} // namespace owb::protocol
