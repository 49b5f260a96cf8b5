#include "protocol/authorizationserver.h"
#include "scriptedserver.h"

#include <QTest>

using namespace owb;
using namespace owb::protocol;
using namespace owb::test;
using namespace Qt::StringLiterals;

namespace {

const ClientCredentials basic{
    ClientCredentials::Method::Basic, u"web shop:1"_s, core::Secret(QByteArray("p%s+w rd:é"))};

template <class T> jose::Checked<T> resultOf(QFuture<jose::Checked<T>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000) || future.resultCount() == 0) {
        return jose::Refused(jose::Fault{u"it never ended"_s, {}, {}, {}});
    }
    return future.result();
}

} // namespace

/** What a server is asked, to the byte, and how its answers are read. */
class TestAuthorizationServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void metadataStandsInThreePlaces();
    void metadataIsFoundWhereverItStands();
    void whatTheMetadataLacksIsFound();
    void theKeysAreRead();
    void introspectionSendsTheTokenInTheBody();
    void credentialsAreEncodedBeforeTheyAreJoined();
    void credentialsMayStandInTheBody();
    void aSignedAnswerIsTaken();
    void anAnswerWithoutAVerdictIsNone();
    void aRefusalSaysItsReason();
    void revocationIsDoneForUnknownTokens();
    void theUsersClaimsAreAskedWithTheToken();
};

void TestAuthorizationServer::metadataStandsInThreePlaces()
{
    QCOMPARE(metadataAddresses(u"https://id.example"_s),
        (QList<QUrl>{QUrl(u"https://id.example/.well-known/openid-configuration"_s),
            QUrl(u"https://id.example/.well-known/oauth-authorization-server"_s)}));
    QCOMPARE(metadataAddresses(u"https://id.example/tenant/"_s),
        (QList<QUrl>{QUrl(u"https://id.example/tenant/.well-known/openid-configuration"_s),
            QUrl(u"https://id.example/.well-known/oauth-authorization-server/tenant"_s),
            QUrl(u"https://id.example/.well-known/openid-configuration/tenant"_s)}));
}

void TestAuthorizationServer::metadataIsFoundWhereverItStands()
{
    ScriptedServer server;
    const QString issuer = server.url(u"/tenant"_s).toString();
    server.answer("/.well-known/oauth-authorization-server/tenant",
        "{\"issuer\":\"" + issuer.toUtf8() + "\",\"jwks_uri\":\"" + server.url(u"/keys"_s).toEncoded() + "\"}");
    HttpThread http;
    const auto found = resultOf(AuthorizationServer(http).discover(issuer));
    QVERIFY2(found, qPrintable(found ? QString() : found.error().what));
    QCOMPARE(found->issuer(), issuer);
    QCOMPARE(found->endpoint(u"jwks_uri"_s), server.url(u"/keys"_s));
    QCOMPARE(found->source.path(), u"/.well-known/oauth-authorization-server/tenant"_s);
}

void TestAuthorizationServer::whatTheMetadataLacksIsFound()
{
    const auto metadata = readMetadata("{\"issuer\":\"https://id.example\",\"authorization_endpoint\":\"https://"
                                       "id.example/a\", \"token_endpoint\":\"http://id.example/t\"}",
        {}, u"https://id.example"_s);
    QVERIFY(metadata);
    const auto findings = checkMetadata(*metadata);
    QCOMPARE(findings.size(), 2);
    QCOMPARE(findings.at(0).rule, u"F-08"_s);
    QCOMPARE(findings.at(0).member, u"token_endpoint"_s);
    QCOMPARE(findings.at(1).rule, u"F-04"_s);
}

void TestAuthorizationServer::theKeysAreRead()
{
    ScriptedServer server;
    server.answer("/keys",
        "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"one\", "
        "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"},{\"kty\":\"unheard of\",\"kid\":\"two\"}]}",
        "application/jwk-set+json");
    HttpThread http;
    const auto found = resultOf(AuthorizationServer(http).keys(server.url(u"/keys"_s)));
    QVERIFY2(found, qPrintable(found ? QString() : found.error().what));
    QCOMPARE(found->keys.names(), QStringList{u"one"_s});
    QCOMPARE(found->keys.skipped.size(), 1);
    QCOMPARE(found->keys.skipped.first().id, u"two"_s);
}

void TestAuthorizationServer::introspectionSendsTheTokenInTheBody()
{
    ScriptedServer server;
    server.answer("/introspect", "{\"active\":true,\"sub\":\"7\"}");
    HttpThread http;
    const auto found = resultOf(AuthorizationServer(http).introspect(
        server.url(u"/introspect"_s), {}, core::Secret(QByteArray("a+b/c=&d")), u"access_token"_s, false));
    QVERIFY2(found, qPrintable(found ? QString() : found.error().what));
    QVERIFY(found->isActive());
    QCOMPARE(found->members.string(u"sub"_s), u"7"_s);
    const auto& request = server.requests().first();
    QCOMPARE(request.method, "POST");
    QCOMPARE(request.path, "/introspect");
    QCOMPARE(request.body, "token=a%2Bb%2Fc%3D%26d&token_type_hint=access_token");
    QCOMPARE(request.headers.value("content-type"), "application/x-www-form-urlencoded");
    QVERIFY(!request.headers.contains("authorization"));
    QVERIFY(!request.headers.contains("cookie"));
}

void TestAuthorizationServer::credentialsAreEncodedBeforeTheyAreJoined()
{
    ScriptedServer server;
    server.answer("/introspect", "{\"active\":false}");
    HttpThread http;
    QVERIFY(resultOf(AuthorizationServer(http).introspect(
        server.url(u"/introspect"_s), basic, core::Secret(QByteArray("t")), {}, false)));
    const QByteArray header = server.requests().first().headers.value("authorization");
    QVERIFY(header.startsWith("Basic "));
    QCOMPARE(QByteArray::fromBase64(header.sliced(6)), "web+shop%3A1:p%25s%2Bw+rd%3A%C3%A9");
    QCOMPARE(server.requests().first().body, "token=t");
}

void TestAuthorizationServer::credentialsMayStandInTheBody()
{
    ScriptedServer server;
    server.answer("/revoke", "");
    HttpThread http;
    ClientCredentials post = basic;
    post.method = ClientCredentials::Method::Post;
    QVERIFY(resultOf(AuthorizationServer(http).revoke(
        server.url(u"/revoke"_s), post, core::Secret(QByteArray("t")), u"refresh_token"_s)));
    QCOMPARE(server.requests().first().body,
        "token=t&token_type_hint=refresh_token&client_secret=p%25s%2Bw+rd%3A%C3%A9&client_id=web+shop%3A1");
    QVERIFY(!server.requests().first().headers.contains("authorization"));
}

void TestAuthorizationServer::aSignedAnswerIsTaken()
{
    ScriptedServer server;
    // {"alg":"HS256","typ":"token-introspection+jwt"} .
    // {"iss":"https://id.example","token_introspection":{"active":true}}
    server.answer("/introspect",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6InRva2VuLWludHJvc3BlY3Rpb24rand0In0."
        "eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUiLCJ0b2tlbl9pbnRyb3NwZWN0aW9uIjp7ImFjdGl2ZSI6dHJ1ZX19.AAAA",
        "application/token-introspection+jwt");
    HttpThread http;
    const auto found = resultOf(AuthorizationServer(http).introspect(
        server.url(u"/introspect"_s), {}, core::Secret(QByteArray("t")), {}, true));
    QVERIFY2(found, qPrintable(found ? QString() : found.error().what));
    QVERIFY(found->isActive());
    QVERIFY(found->signedForm.reveal().endsWith(".AAAA"));
    QVERIFY(server.requests().first().headers.value("accept").contains("token-introspection+jwt"));
}

void TestAuthorizationServer::anAnswerWithoutAVerdictIsNone()
{
    ScriptedServer server;
    server.answer("/introspect", "{\"active\":\"true\"}");
    HttpThread http;
    const auto found = resultOf(AuthorizationServer(http).introspect(
        server.url(u"/introspect"_s), {}, core::Secret(QByteArray("t")), {}, false));
    QVERIFY(!found);
    QCOMPARE(found.error().reference, u"RFC 7662 §2.2"_s);
}

void TestAuthorizationServer::aRefusalSaysItsReason()
{
    ScriptedServer server;
    server.answer("/introspect", "{\"error\":\"invalid_client\",\"error_description\":\"Unknown client.\"}",
        "application/json", 401);
    HttpThread http;
    const auto found = resultOf(AuthorizationServer(http).introspect(
        server.url(u"/introspect"_s), basic, core::Secret(QByteArray("t")), {}, false));
    QVERIFY(!found);
    QVERIFY2(
        found.error().what.contains(u"status 401: invalid_client, Unknown client."), qPrintable(found.error().what));
    QVERIFY(!found.error().remedy.isEmpty());
}

void TestAuthorizationServer::revocationIsDoneForUnknownTokens()
{
    ScriptedServer server;
    server.answer("/revoke", "", "text/plain");
    server.answer("/closed", "{}", "application/json", 503);
    HttpThread http;
    QVERIFY(resultOf(
        AuthorizationServer(http).revoke(server.url(u"/revoke"_s), {}, core::Secret(QByteArray("unknown")), {})));
    const auto refused = resultOf(
        AuthorizationServer(http).revoke(server.url(u"/closed"_s), {}, core::Secret(QByteArray("unknown")), {}));
    QVERIFY(!refused);
    QVERIFY2(refused.error().what.contains(u"status 503"), qPrintable(refused.error().what));
}

void TestAuthorizationServer::theUsersClaimsAreAskedWithTheToken()
{
    ScriptedServer server;
    server.answer("/me", "{\"sub\":\"7\",\"name\":\"Ada\"}");
    HttpThread http;
    const auto found =
        resultOf(AuthorizationServer(http).userInfo(server.url(u"/me"_s), core::Secret(QByteArray("tok"))));
    QVERIFY(found);
    QCOMPARE(found->string(u"name"_s), u"Ada"_s);
    QCOMPARE(server.requests().first().method, "GET");
    QCOMPARE(server.requests().first().headers.value("authorization"), "Bearer tok");
}

QTEST_GUILESS_MAIN(TestAuthorizationServer)
#include "tst_authorizationserver.moc"
