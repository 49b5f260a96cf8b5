#pragma once

#include "core/clock.h"
#include "inspector/examination.h"

#include <QObject>

#include <memory>

namespace owb::ui {

/**
 * Asks an authorization server what it says of a token, and for its keys. Nothing is sent unless one of these asks;
 * what was answered about another token, or by another server, is dropped.
 */
class ServerLookup : public QObject
{
    Q_OBJECT
public:
    ServerLookup(const core::Clock& clock, QObject* parent);
    ~ServerLookup() override;
    /** Without an issuer there is none to ask; an address of keys can be fetched all the same. */
    void setAccess(const protocol::ServerAccess& access);
    /** Another token: the server was not asked about it yet. Tells nobody. */
    void look(const core::Secret& token);
    /** `hint`: as RFC 7662 section 2.1 has it; may be empty. */
    void ask(const QString& hint);
    void revoke(const QString& hint);
    void fetchKeys();
    void fetchKeysAt(const QUrl& address);
    void fetchClaims();
    void fetchMetadata();
    [[nodiscard]] const ServerReply& reply() const { return m_reply; }
    [[nodiscard]] const core::Secret& token() const { return m_token; }
    /** Its host, for people. */
    [[nodiscard]] static QString hostOf(const QString& issuer);

Q_SIGNALS:
    void answered();
    void revoked();
    /** `address` is empty for those of the issuer. */
    void keysFetched(const owb::jose::KeySet& keys, const QUrl& address);
    void claimsFetched(const owb::json::JsonMembers& claims);
    void metadataFetched(const owb::protocol::ServerMetadata& metadata);
    void refused(const QString& what, const QString& remedy);

private:
    void forget();
    /** Hands over what came, or tells why nothing did; neither where server or token are others by now. */
    template <class T, class F> void take(const QFuture<jose::Checked<T>>& future, F taken);
    /** Made when something is asked first: it has a thread. */
    [[nodiscard]] protocol::ServerSession& session();

    const core::Clock& m_clock;
    protocol::ServerAccess m_access;
    std::unique_ptr<protocol::ServerSession> m_session;
    core::Secret m_token;
    ServerReply m_reply;
    int m_generation = 0;
};

} // namespace owb::ui
