#include "goldencase.h"

#include "json/jsontext.h"

#include <QJsonArray>

using namespace owb;
using namespace owb::inspector;
using namespace Qt::StringLiterals;

namespace {

/** Reads the members of an object one by one; what is left over at the end was misspelt. */
class Facts
{
public:
    Facts(const QJsonValue& given, QStringList& problems)
        : m_given(given.toObject())
        , m_problems(problems)
    { }
    Facts(const Facts&) = delete;
    Facts& operator=(const Facts&) = delete;
    ~Facts() { m_problems << m_given.keys(); }

    void read(const char* name, QString& fact) { fact = take(name).toString(); }
    void read(const char* name, bool& fact)
    {
        const QJsonValue value = take(name);
        fact = value.isUndefined() ? fact : value.toBool();
    }
    void read(const char* name, QStringList& fact)
    {
        const QJsonArray entries = take(name).toArray();
        for (const auto& entry : entries) {
            fact << entry.toString();
        }
    }
    void read(const char* name, std::optional<QString>& fact)
    {
        const QJsonValue value = take(name);
        fact = value.isUndefined() ? std::nullopt : std::optional(value.toString());
    }
    void read(const char* name, std::optional<qint64>& fact)
    {
        const QJsonValue value = take(name);
        fact = value.isUndefined() ? std::nullopt : std::optional(value.toInteger());
    }
    void read(const char* name, std::optional<core::Secret>& fact)
    {
        const QJsonValue value = take(name);
        fact = value.isUndefined() ? std::nullopt : std::optional(core::Secret(value.toString()));
    }
    void read(const char* name, std::optional<json::JsonMembers>& fact)
    {
        const QJsonValue value = take(name);
        if (!value.isUndefined()) {
            fact = *json::JsonMembers::parse(json::jsonText(value));
        }
    }
    QJsonValue take(const char* name) { return m_given.take(QString::fromLatin1(name)); }

private:
    QJsonObject m_given;
    QStringList& m_problems;
};

void readServer(const QJsonValue& given, ServerFacts& server, QStringList& problems)
{
    Facts facts(given, problems);
    facts.read("issuer", server.issuer);
    facts.read("isOpenIdProvider", server.isOpenIdProvider);
    facts.read("followsRfc9068", server.followsRfc9068);
    facts.read("followsStrictAudience", server.followsStrictAudience);
    facts.read("followsFapi", server.followsFapi);
    facts.read("tokenEndpoint", server.tokenEndpoint);
    facts.read("keyHosts", server.keyHosts);
    facts.read("keyIssuer", server.keyIssuer);
}

void readClient(const QJsonValue& given, ClientFacts& client, QStringList& problems)
{
    Facts facts(given, problems);
    facts.read("id", client.id);
    facts.read("isPublic", client.isPublic);
    facts.read("registeredNone", client.registeredNone);
    facts.read("registeredEncryption", client.registeredEncryption);
    facts.read("requiresAuthTime", client.requiresAuthTime);
    facts.read("requiresSenderConstraint", client.requiresSenderConstraint);
    facts.read("requiresSignedRequest", client.requiresSignedRequest);
}

void readRequest(const QJsonValue& given, RequestFacts& request, QStringList& problems)
{
    Facts facts(given, problems);
    facts.read("grantType", request.grantType);
    facts.read("scope", request.scope);
    facts.read("nonce", request.nonce);
    facts.read("responseType", request.responseType);
    facts.read("clientId", request.clientId);
    facts.read("maxAge", request.maxAge);
    facts.read("essentialAcr", request.essentialAcr);
    facts.read("isFromAuthorizationEndpoint", request.isFromAuthorizationEndpoint);
}

void readCompany(const QJsonValue& given, CompanyFacts& company, QStringList& problems)
{
    Facts facts(given, problems);
    facts.read("accessToken", company.accessToken);
    facts.read("code", company.code);
    facts.read("tokenType", company.tokenType);
    facts.read("expiresIn", company.expiresIn);
    facts.read("userInfo", company.userInfo);
    facts.read("earlierIdToken", company.earlierIdToken);
    facts.read("otherIdToken", company.otherIdToken);
    facts.read("introspection", company.introspection);
    facts.read("isInQuery", company.isInQuery);
    facts.read("wasIdentifierSeen", company.wasIdentifierSeen);
    facts.read("dpopThumbprint", company.dpopThumbprint);
    facts.read("certificateThumbprint", company.certificateThumbprint);
}

HttpFacts httpOf(const QJsonValue& given, QStringList& problems)
{
    HttpFacts http;
    Facts facts(given, problems);
    facts.read("method", http.method);
    facts.read("url", http.url);
    facts.read("nonce", http.nonce);
    return http;
}

RowFacts rowOf(const QJsonValue& given, QStringList& problems)
{
    RowFacts row;
    Facts facts(given, problems);
    facts.read("exists", row.exists);
    facts.read("isRevoked", row.isRevoked);
    facts.read("expires", row.expires);
    facts.read("isClientGone", row.isClientGone);
    facts.read("isUserGone", row.isUserGone);
    facts.read("isConsentGone", row.isConsentGone);
    return row;
}

} // namespace

Circumstances circumstancesOf(QJsonObject given, QStringList& problems)
{
    Circumstances circumstances;
    readServer(given.take(u"server"_s), circumstances.server, problems);
    readClient(given.take(u"client"_s), circumstances.client, problems);
    readRequest(given.take(u"request"_s), circumstances.request, problems);
    readCompany(given.take(u"company"_s), circumstances.company, problems);
    if (given.contains(u"http"_s)) {
        circumstances.http = httpOf(given.take(u"http"_s), problems);
    }
    if (given.contains(u"row"_s)) {
        circumstances.row = rowOf(given.take(u"row"_s), problems);
    }
    problems << given.keys();
    return circumstances;
}

Expectations expectationsOf(const QJsonObject& given, QStringList& problems)
{
    Expectations expectations;
    Facts facts(given, problems);
    facts.read("issuer", expectations.issuer);
    facts.read("audiences", expectations.audiences);
    facts.read("algorithms", expectations.algorithms);
    facts.read("nonce", expectations.nonce);
    std::optional<qint64> skew;
    facts.read("skew", skew);
    expectations.skew = skew.value_or(expectations.skew);
    return expectations;
}
