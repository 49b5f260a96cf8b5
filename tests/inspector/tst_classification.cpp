#include "inspector/tokenkind.h"

#include <QTest>

using namespace owb;
using namespace owb::inspector;
using namespace Qt::StringLiterals;

using Kind = Classification::Kind;

/** What a token is for: by its type, by its claims, and when nobody can say. */
class TestClassification : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTypeDecides_data();
    void aTypeDecides();
    void claimsDecideWhereNoTypeDoes_data();
    void claimsDecideWhereNoTypeDoes();
    void everyKindHasItsNames();

private:
    [[nodiscard]] static Classification of(const QString& type, const QString& claims);
};

Classification TestClassification::of(const QString& type, const QString& claims)
{
    const QString member = type.isNull() ? QString() : u",\"typ\":\"%1\""_s.arg(type);
    const QByteArray text = u"{\"alg\":\"ES256\"%1}"_s.arg(member).toUtf8();
    const auto header = jose::JoseHeader::read(text, {}, jose::JoseHeader::Use::Signature);
    const auto members = json::JsonMembers::parse(claims);
    return header && members ? classify(*header, *members) : Classification{Kind::Jwt, u"the test is wrong"_s};
}

void TestClassification::aTypeDecides_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char* type, Kind kind) { QTest::newRow(type) << QString::fromLatin1(type) << kind; };
    row("at+jwt", Kind::AccessToken);
    row("application/at+jwt", Kind::AccessToken);
    row("AT+JWT", Kind::AccessToken);
    row("Application/AT+jwt", Kind::AccessToken);
    row("dpop+jwt", Kind::DpopProof);
    row("logout+jwt", Kind::LogoutToken);
    row("oauth-authz-req+jwt", Kind::RequestObject);
    row("token-introspection+jwt", Kind::IntrospectionResponse);
    row("client-authentication+jwt", Kind::ClientAssertion);
    row("kb+jwt", Kind::KeyBinding);
    row("dc+sd-jwt", Kind::SdJwt);
    row("application/example+sd-jwt", Kind::SdJwt);
    row("secevent+jwt", Kind::Jwt);
    row("x/at+jwt", Kind::Jwt);
}

/** Claims of an ID Token change nothing about a token that says it is something else. */
void TestClassification::aTypeDecides()
{
    QFETCH(const QString, type);
    QFETCH(const Kind, kind);
    const Classification found = of(type, u"{\"nonce\":\"x\",\"at_hash\":\"y\"}"_s);
    QCOMPARE(found.kind, kind);
    QVERIFY2(found.reason.contains(type), qPrintable(found.reason));
}

void TestClassification::claimsDecideWhereNoTypeDoes_data()
{
    QTest::addColumn<QString>("claims");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char* name, const QString& claims, Kind kind) {
        QTest::newRow(name) << u'{' + claims + u'}' << kind;
    };
    const QString self = u"\"iss\":\"shop\",\"sub\":\"shop\",\"aud\":\"x\",\"exp\":1060"_s;
    row("nothing", {}, Kind::Jwt);
    row("usual claims", u"\"iss\":\"a\",\"sub\":\"b\",\"aud\":\"c\",\"exp\":1,\"iat\":0"_s, Kind::Jwt);
    row("nonce", u"\"nonce\":\"x\",\"sub\":\"a\""_s, Kind::IdToken);
    row("at_hash", u"\"at_hash\":\"x\""_s, Kind::IdToken);
    row("c_hash", u"\"c_hash\":\"x\""_s, Kind::IdToken);
    row("azp", u"\"azp\":\"shop\""_s, Kind::IdToken);
    row("azp and scope", u"\"azp\":\"shop\",\"scope\":\"read\""_s, Kind::AccessToken);
    row("azp and scp", u"\"azp\":\"shop\",\"scp\":\"read\""_s, Kind::AccessToken);
    row("client_id and scope", u"\"client_id\":\"shop\",\"scope\":\"read\""_s, Kind::AccessToken);
    row("client_id alone", u"\"client_id\":\"shop\""_s, Kind::Jwt);
    row("nonce and scope", u"\"nonce\":\"x\",\"client_id\":\"shop\",\"scope\":\"read\""_s, Kind::IdToken);
    row("logout", u"\"events\":{\"http://schemas.openid.net/event/backchannel-logout\":{}}"_s, Kind::LogoutToken);
    row("another event", u"\"events\":{\"https://example.com/x\":{}},\"nonce\":\"x\""_s, Kind::Jwt);
    row("htm and htu", u"\"htm\":\"GET\",\"htu\":\"https://a.example\",\"nonce\":\"x\""_s, Kind::DpopProof);
    row("itself", self, Kind::ClientAssertion);
    row("itself, client_id as well", self + u",\"client_id\":\"shop\",\"iat\":1000"_s, Kind::ClientAssertion);
    row("itself for two days", self + u",\"iat\":-200000"_s, Kind::Jwt);
    row("itself, another client_id", self + u",\"client_id\":\"mail\""_s, Kind::Jwt);
    row("a federation's statement", self + u",\"jwks\":{}"_s, Kind::Jwt);
    row("itself as a provider", self + u",\"nonce\":\"x\""_s, Kind::IdToken);
    row("request", u"\"client_id\":\"shop\",\"response_type\":\"code\",\"scope\":\"x\",\"nonce\":\"y\""_s,
        Kind::RequestObject);
    row("code", u"\"iss\":\"a\",\"aud\":\"shop\",\"code\":\"x\""_s, Kind::AuthorizationResponse);
    row("error", u"\"iss\":\"a\",\"aud\":\"shop\",\"error\":\"access_denied\""_s, Kind::AuthorizationResponse);
    row("code of something else", u"\"iss\":\"a\",\"aud\":\"shop\",\"sub\":\"b\",\"code\":\"x\""_s, Kind::Jwt);
    row("introspection", u"\"token_introspection\":{},\"sub\":\"x\""_s, Kind::IntrospectionResponse);
    row("digests", u"\"_sd\":[],\"nonce\":\"x\""_s, Kind::SdJwt);
    row("digests' algorithm", u"\"_sd_alg\":\"sha-256\""_s, Kind::SdJwt);
    row("sd_hash", u"\"sd_hash\":\"x\",\"nonce\":\"y\""_s, Kind::KeyBinding);
}

void TestClassification::claimsDecideWhereNoTypeDoes()
{
    QFETCH(const QString, claims);
    QFETCH(const Kind, kind);
    for (const QString& type : {QString(), u"JWT"_s, u"application/jwt"_s, u"JWS"_s, u"Bearer"_s}) {
        const Classification found = of(type, claims);
        QCOMPARE(found.kind, kind);
        QVERIFY(!found.reason.isEmpty());
    }
}

void TestClassification::everyKindHasItsNames()
{
    const QMetaEnum kinds = QMetaEnum::fromType<Kind>();
    QStringList titles;
    for (int i = 0; i < kinds.keyCount(); ++i) {
        const auto kind = static_cast<Kind>(kinds.value(i));
        QCOMPARE(kindNamed(name(kind)), std::optional(kind));
        QVERIFY(!titles.contains(title(kind)));
        titles << title(kind);
    }
    QCOMPARE(name(Kind::AccessToken), u"access_token"_s);
    QCOMPARE(name(Kind::SdJwt), u"sd_jwt"_s);
    QVERIFY(!kindNamed(u"token"_s));
}

QTEST_GUILESS_MAIN(TestClassification)
#include "tst_classification.moc"
