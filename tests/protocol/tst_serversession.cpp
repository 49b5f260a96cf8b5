#include "jose/keymaker.h"
#include "jose/signer.h"
#include "protocol/serversession.h"
#include "scriptedserver.h"

#include <QDateTime>
#include <QTest>

using namespace owb;
using namespace owb::protocol;
using namespace owb::test;
using namespace Qt::StringLiterals;

namespace {

template <class T> jose::Checked<T> resultOf(QFuture<jose::Checked<T>> future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, 10'000) || future.resultCount() == 0) {
        return jose::Refused(jose::Fault{u"it never ended"_s, {}, {}, {}});
    }
    return future.result();
}

const core::Secret token(QByteArray("a-token"));
constexpr qint64 now = 1'700'000'000;

jose::Key namedKey(const QString& id)
{
    auto key = *jose::makeKey(jose::Curve::P256);
    jose::KeyFacts facts;
    facts.id = id;
    key.setFacts(facts);
    return key;
}

} // namespace

/** One server, asked as a whole: where its endpoints are, who asks, and what its signed answers are worth. */
class TestServerSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void endpointsAreLookedUpOnce();
    void whatTheServerDoesNotOfferIsTold();
    void aServerThatIsAwayIsToldEachTime();
    void aPlainAnswerNeedsNoProof();
    void aSignedAnswerIsHeldAgainstTheServersKeys();
    void aSignedAnswerOfSomebodyElseIsDoubted_data();
    void aSignedAnswerOfSomebodyElseIsDoubted();
    void aSignedAnswerWithoutKeysIsDoubted();

private:
    [[nodiscard]] QString issuer() const { return m_server->url().toString(); }
    void offer(const QStringList& members);
    void offerKeys(const jose::Key& key);
    void answerSigned(const jose::Key& key, const QByteArray& issuer, const QByteArray& audience);
    [[nodiscard]] ServerAccess access(bool wantsSigned) const
    {
        return {issuer(), {}, {ClientCredentials::Method::None, u"web"_s, {}}, wantsSigned};
    }

    std::unique_ptr<ScriptedServer> m_server;
};

void TestServerSession::init()
{
    m_server = std::make_unique<ScriptedServer>();
    offer({u"introspection_endpoint"_s, u"jwks_uri"_s, u"revocation_endpoint"_s, u"userinfo_endpoint"_s});
}

void TestServerSession::offer(const QStringList& members)
{
    QByteArray body = "{\"issuer\":\"" + issuer().toUtf8() + '"';
    for (const QString& member : members) {
        body += ",\"" + member.toUtf8() + "\":\"" + m_server->url(u'/' + member).toEncoded() + '"';
    }
    m_server->answer("/.well-known/openid-configuration", body + '}');
}

void TestServerSession::offerKeys(const jose::Key& key)
{
    m_server->answer("/jwks_uri", "{\"keys\":[" + key.toJwk(false).reveal() + "]}");
}

void TestServerSession::answerSigned(const jose::Key& key, const QByteArray& issuer, const QByteArray& audience)
{
    jose::SigningRequest request;
    request.protectedHeader =
        "{\"alg\":\"ES256\",\"typ\":\"token-introspection+jwt\",\"kid\":\"" + key.facts().id.toUtf8() + "\"}";
    request.payload = "{\"iss\":\"" + issuer + "\",\"aud\":\"" + audience + "\",\"iat\":" + QByteArray::number(now)
        + ",\"token_introspection\":{\"active\":true}}";
    m_server->answer("/introspection_endpoint", *jose::signToken(request, key), "application/token-introspection+jwt");
}

void TestServerSession::endpointsAreLookedUpOnce()
{
    m_server->answer("/introspection_endpoint", "{\"active\":false}");
    m_server->answer("/revocation_endpoint", "");
    m_server->answer("/userinfo_endpoint", "{\"sub\":\"7\"}");
    ServerSession session(access(false));
    QVERIFY(m_server->requests().isEmpty()); // nothing is asked before somebody asks
    const auto answer = resultOf(session.introspect(token, {}, now));
    QVERIFY(answer && !answer->introspection.isActive());
    QVERIFY(resultOf(session.revoke(token, u"access_token"_s)));
    QCOMPARE(resultOf(session.userInfo(token))->string(u"sub"_s), u"7"_s);
    QByteArrayList paths;
    for (const auto& request : m_server->requests()) {
        paths << request.path;
    }
    QCOMPARE(paths,
        (QByteArrayList{"/.well-known/openid-configuration", "/introspection_endpoint", "/revocation_endpoint",
            "/userinfo_endpoint"}));
}

void TestServerSession::whatTheServerDoesNotOfferIsTold()
{
    offer({});
    ServerSession session(access(false));
    const auto answer = resultOf(session.introspect(token, {}, now));
    QVERIFY(!answer);
    QCOMPARE(answer.error().what, u"The server's metadata names no “introspection_endpoint”."_s);
    QCOMPARE(m_server->requests().size(), 1); // the token went nowhere
}

void TestServerSession::aServerThatIsAwayIsToldEachTime()
{
    m_server->answer("/.well-known/openid-configuration", "", "text/plain", 503);
    ServerSession session(access(false));
    QVERIFY(!resultOf(session.metadata()));
    offer({u"jwks_uri"_s});
    QVERIFY(resultOf(session.metadata())); // it is back
}

void TestServerSession::aPlainAnswerNeedsNoProof()
{
    m_server->answer("/introspection_endpoint", "{\"active\":true}");
    ServerSession session(access(true));
    const auto answer = resultOf(session.introspect(token, {}, now));
    QVERIFY(answer && answer->introspection.isActive());
    QVERIFY(answer->isProven() && !answer->proof && answer->doubt().isEmpty());
}

void TestServerSession::aSignedAnswerIsHeldAgainstTheServersKeys()
{
    const auto key = namedKey(u"one"_s);
    offerKeys(key);
    answerSigned(key, issuer().toUtf8(), "web");
    ServerSession session(access(true));
    const auto answer = resultOf(session.introspect(token, {}, now));
    QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().what));
    QVERIFY2(answer->isProven(), qPrintable(answer->doubt()));
    QVERIFY(answer->proof && answer->introspection.isActive());
}

void TestServerSession::aSignedAnswerOfSomebodyElseIsDoubted_data()
{
    QTest::addColumn<bool>("isOwnKey");
    QTest::addColumn<QByteArray>("issuer");
    QTest::addColumn<QByteArray>("audience");
    QTest::addColumn<QString>("doubt");
    QTest::newRow("another key") << false << QByteArray() << QByteArray("web") << u"does not fit"_s;
    QTest::newRow("another issuer") << true << QByteArray("https://other.example") << QByteArray("web")
                                    << u"https://other.example"_s;
    QTest::newRow("another client") << true << QByteArray() << QByteArray("shop") << u"shop"_s;
}

void TestServerSession::aSignedAnswerOfSomebodyElseIsDoubted()
{
    QFETCH(const bool, isOwnKey);
    QFETCH(const QByteArray, issuer);
    QFETCH(const QByteArray, audience);
    QFETCH(const QString, doubt);
    const auto key = namedKey(u"one"_s);
    offerKeys(isOwnKey ? key : namedKey(u"one"_s));
    answerSigned(key, issuer.isEmpty() ? this->issuer().toUtf8() : issuer, audience);
    ServerSession session(access(true));
    const auto answer = resultOf(session.introspect(token, {}, now));
    QVERIFY(answer && !answer->isProven());
    QVERIFY2(answer->doubt().contains(doubt), qPrintable(answer->doubt()));
}

void TestServerSession::aSignedAnswerWithoutKeysIsDoubted()
{
    answerSigned(namedKey(u"one"_s), issuer().toUtf8(), "web");
    m_server->answer("/jwks_uri", "", "text/plain", 500);
    ServerSession session(access(true));
    const auto answer = resultOf(session.introspect(token, {}, now));
    QVERIFY(answer && !answer->isProven());
    QVERIFY2(answer->doubt().contains(u"status 500"), qPrintable(answer->doubt()));
}

QTEST_GUILESS_MAIN(TestServerSession)
#include "tst_serversession.moc"
