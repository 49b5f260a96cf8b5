#include "oauth/validate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::oauth;

class TestValidateToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingInASoundToken();
    void blocksWhatCannotBeStored_data();
    void blocksWhatCannotBeStored();
    void warnsOfTokensThatNeverExpire();
};

namespace {

Token soundToken()
{
    Token token = newToken(1000);
    token.clientId = u"abc"_s;
    return token;
}

} // namespace

void TestValidateToken::findsNothingInASoundToken()
{
    QCOMPARE(validate(soundToken()).size(), 0);
}

void TestValidateToken::blocksWhatCannotBeStored_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QByteArray>("access");
    QTest::addColumn<QByteArray>("refresh");
    QTest::addColumn<QString>("client");
    QTest::addColumn<int>("lifetime");
    const QByteArray good("good");
    const QString id = u"abc"_s;
    QTest::newRow("no access token") << u"access_token"_s << QByteArray() << good << id << 60;
    QTest::newRow("accent") << u"access_token"_s << QByteArray("caf\xc3\xa9") << good << id << 60;
    QTest::newRow("NUL") << u"access_token"_s << QByteArray("a\0b", 3) << good << id << 60;
    QTest::newRow("refresh accent") << u"refresh_token"_s << good << QByteArray("caf\xc3\xa9") << id << 60;
    QTest::newRow("refresh NUL") << u"refresh_token"_s << good << QByteArray("a\0b", 3) << id << 60;
    QTest::newRow("no client") << u"client_id"_s << good << good << QString() << 60;
    QTest::newRow("negative lifetime") << u"expires_in"_s << good << good << id << -1;
}

void TestValidateToken::blocksWhatCannotBeStored()
{
    QFETCH(QByteArray, access);
    QFETCH(QByteArray, refresh);
    QFETCH(QString, client);
    QFETCH(int, lifetime);
    Token token = soundToken();
    token.accessToken = owb::core::Secret(access);
    token.refreshToken = owb::core::Secret(refresh);
    token.clientId = client;
    token.expiresAt = token.issuedAt + lifetime;
    const auto problems = blocking(validate(token));
    QCOMPARE(problems.size(), 1);
    QTEST(problems.constFirst().field, "field");
    QVERIFY(problems.constFirst().value.isEmpty());
}

void TestValidateToken::warnsOfTokensThatNeverExpire()
{
    Token token = soundToken();
    token.expiresAt.reset();
    const auto problems = validate(token);
    QCOMPARE(problems.size(), 1);
    QVERIFY(!problems.constFirst().blocks);
    QCOMPARE(problems.constFirst().rule, u"C-LT-02"_s);
    QCOMPARE(problems.constFirst().severity, FieldProblem::Severity::Warning);
}

QTEST_APPLESS_MAIN(TestValidateToken)
#include "tst_validatetoken.moc"
