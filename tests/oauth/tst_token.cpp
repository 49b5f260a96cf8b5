#include "oauth/token.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::oauth;

Q_DECLARE_METATYPE(std::optional<qint64>)

class TestToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void standsAsItsTimesSay_data();
    void standsAsItsTimesSay();
    void refreshTokenStandsForItself();
    void splitsScopes();
    void isNewWithFreshValues();
    void namesItsStates();
};

void TestToken::standsAsItsTimesSay_data()
{
    QTest::addColumn<std::optional<qint64>>("expiresAt");
    QTest::addColumn<bool>("refused");
    QTest::addColumn<TokenState>("state");
    const std::optional<qint64> never;
    QTest::newRow("never expires") << never << false << TokenState::Active;
    QTest::newRow("in a second") << std::optional<qint64>(1001) << false << TokenState::Active;
    QTest::newRow("this second") << std::optional<qint64>(1000) << false << TokenState::Active;
    QTest::newRow("a second ago") << std::optional<qint64>(999) << false << TokenState::Expired;
    QTest::newRow("revoked") << never << true << TokenState::Revoked;
    QTest::newRow("revoked, then expired") << std::optional<qint64>(1) << true << TokenState::Revoked;
}

void TestToken::standsAsItsTimesSay()
{
    QFETCH(std::optional<qint64>, expiresAt);
    QFETCH(bool, refused);
    Token token;
    token.expiresAt = expiresAt;
    token.accessRefused = refused;
    QTEST(token.stateAt(1000), "state");
}

void TestToken::refreshTokenStandsForItself()
{
    Token token;
    token.refreshRefused = true;
    QCOMPARE(token.refreshState(), RefreshState::None);
    token.refreshToken = newRefreshToken();
    QCOMPARE(token.refreshState(), RefreshState::Revoked);
    token.refreshRefused = false;
    token.accessRefused = true;
    QCOMPARE(token.refreshState(), RefreshState::Live);
}

void TestToken::splitsScopes()
{
    Token token;
    QVERIFY(token.scopes().isEmpty());
    token.scope = u" openid  profile "_s;
    QCOMPARE(token.scopes(), (QStringList{u"openid"_s, u"profile"_s}));
}

void TestToken::isNewWithFreshValues()
{
    const Token token = newToken(1000);
    QCOMPARE(token.tokenType, u"Bearer"_s);
    QCOMPARE(token.accessToken.length(), 42);
    QCOMPARE(token.issuedAt, 1000);
    QCOMPARE(token.expiresAt, std::optional<qint64>(865000));
    QVERIFY(!token.refreshToken && !token.clientId && !token.userId);
    QVERIFY(!(newToken(1000).accessToken == token.accessToken));
    QCOMPARE(newRefreshToken().length(), 48);
}

void TestToken::namesItsStates()
{
    QCOMPARE(stateId(TokenState::Active), u"active"_s);
    QCOMPARE(stateId(TokenState::Expired), u"expired"_s);
    QCOMPARE(stateId(TokenState::Revoked), u"revoked"_s);
    QCOMPARE(stateId(RefreshState::None), u"none"_s);
    QCOMPARE(stateId(RefreshState::Live), u"live"_s);
    QCOMPARE(stateId(RefreshState::Revoked), u"revoked"_s);
}

QTEST_APPLESS_MAIN(TestToken)
#include "tst_token.moc"
