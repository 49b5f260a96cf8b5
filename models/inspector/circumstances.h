#pragma once

#include "core/secret.h"
#include "json/jsonmembers.h"

#include <QStringList>

#include <optional>

namespace owb::inspector {

/** What is known about the server that issued a token or is to take it. */
struct ServerFacts
{
    QString issuer; // its identifier
    bool isOpenIdProvider = false;
    bool followsRfc9068 = false; // it says that its access tokens are typed
    bool followsStrictAudience = false; // rfc7523bis, OAuth 2.1 or FAPI: assertions name the issuer alone
    bool followsFapi = false;
    QString tokenEndpoint;
    QStringList keyHosts; // hosts that its keys may be fetched from
    QString keyIssuer; // the issuer that the given keys are known to belong to
};

/** What is known about the client that a token belongs to. */
struct ClientFacts
{
    QString id;
    bool isPublic = false;
    bool registeredNone = false; // ID Tokens without a signature: id_token_signed_response_alg none
    bool registeredEncryption = false; // id_token_encrypted_response_alg
    bool requiresAuthTime = false; // require_auth_time
    bool requiresSenderConstraint = false; // DPoP or certificate-bound tokens
    bool requiresSignedRequest = false; // require_signed_request_object
};

/** What was asked for when a token was issued. */
struct RequestFacts
{
    QString grantType;
    std::optional<QString> scope;
    QString nonce;
    QString responseType; // as it stood outside of a request object; decides where an ID Token came from
    QString clientId; // as it stood outside of a request object
    std::optional<qint64> maxAge; // seconds
    QStringList essentialAcr;
    bool isFromAuthorizationEndpoint = false; // the token came back through the browser
};

/** What came or comes with a token. */
struct CompanyFacts
{
    std::optional<core::Secret> accessToken; // that an ID Token or a DPoP proof goes with
    std::optional<core::Secret> code;
    QString tokenType; // of the response
    std::optional<qint64> expiresIn; // of the response, seconds from `iat`
    std::optional<json::JsonMembers> userInfo;
    std::optional<json::JsonMembers> earlierIdToken; // claims of the one that a refreshed one replaces
    std::optional<json::JsonMembers> otherIdToken; // claims of the second one of the hybrid flow
    std::optional<json::JsonMembers> introspection; // the server's answer
    bool isInQuery = false; // it was sent in a URL's query
    bool wasIdentifierSeen = false; // its `jti` is that of another token of the same issuer, or was used before
    QString dpopThumbprint; // of the DPoP key in use
    QString certificateThumbprint; // of the client certificate in use, x5t#S256
};

/** What the request was that a DPoP proof came with. */
struct HttpFacts
{
    QString method;
    QString url;
    std::optional<QString> nonce; // what the server last sent as DPoP-Nonce
};

/** What the database says of the token. */
struct RowFacts
{
    bool exists = true; // false: it was looked for and not found
    bool isRevoked = false;
    std::optional<qint64> expires; // epoch seconds
    bool isClientGone = false; // deleted or disabled
    bool isUserGone = false;
    bool isConsentGone = false;
};

/** What is known beside a token's own text. What is not given is not held against it. */
struct Circumstances
{
    ServerFacts server;
    ClientFacts client;
    RequestFacts request;
    CompanyFacts company;
    std::optional<HttpFacts> http;
    std::optional<RowFacts> row;
};

} // namespace owb::inspector
