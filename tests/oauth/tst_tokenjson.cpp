#include "oauth/tokenjson.h"

#include "core/errortext.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::oauth;
using owb::core::Error;
using owb::core::Secret;

namespace {

constexpr qint64 now = 1767268800;
const Origin origin{u"authlib"_s, u"oauth2_token"_s};

Token storedToken()
{
    Token token;
    token.key = {{qint64(3)}};
    token.clientId = u"abc"_s;
    token.userId = u"7"_s;
    token.tokenType = u"Bearer"_s;
    token.accessToken = Secret(u"AAAA-this-is-the-access-token-BBBB"_s);
    token.refreshToken = Secret(u"CCCC-this-is-the-refresh-token-DDDD"_s);
    token.scope = u"a b"_s;
    token.issuedAt = now - 100;
    token.expiresAt = now + 100;
    return token;
}

owb::json::JsonMembers jsonOf(const Token& token, Reveal reveal = Reveal::No)
{
    return owb::json::JsonMembers::parse(toJson(token, origin, now, reveal)).value();
}

} // namespace

class TestTokenJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesOneLine();
    void revealsOnlyWhenAsked();
    void leavesOutWhatIsAbsent();
    void writesRevocationTimes();
    void writesAFlagWithoutTimes();
    void writesProblems();
    void takesATokenToSave();
    void generatesWhatIsMissing();
    void takesLifetimes_data();
    void takesLifetimes();
    void takesRefreshTokens_data();
    void takesRefreshTokens();
    void refusesTokens_data();
    void refusesTokens();
    void neverTellsATokenInAnError();
};

void TestTokenJson::writesOneLine()
{
    const QString dots(8, QChar(0x2022));
    QCOMPARE(toJson(storedToken(), origin, now, Reveal::No),
        u"{\"active\":true,\"state\":\"active\",\"client_id\":\"abc\",\"token_type\":\"Bearer\",\"scope\":\"a b\","
        "\"iat\":1767268700,\"exp\":1767268900,\"sub\":\"7\",\"access_token\":\"AAAA%1BBBB\",\"refresh_token\":\"CCCC%"
        "1DDDD\","
        "\"refresh_state\":\"live\",\"_workbench\":{\"profile\":\"authlib\",\"table\":\"oauth2_token\",\"key\":3}}"_s
            .arg(dots));
}

void TestTokenJson::revealsOnlyWhenAsked()
{
    QVERIFY(!toJson(storedToken(), origin, now, Reveal::No).contains(u"this-is"_s));
    const owb::json::JsonMembers json = jsonOf(storedToken(), Reveal::Yes);
    QCOMPARE(json.string(u"access_token"_s), storedToken().accessToken.revealText());
    QCOMPARE(json.string(u"refresh_token"_s), storedToken().refreshToken->revealText());
}

void TestTokenJson::leavesOutWhatIsAbsent()
{
    Token token = storedToken();
    token.clientId.reset();
    token.userId.reset();
    token.refreshToken.reset();
    token.expiresAt.reset();
    const owb::json::JsonMembers json = jsonOf(token);
    QVERIFY(json.value(u"client_id"_s).isNull());
    QVERIFY(!json.contains(u"sub"_s) && !json.contains(u"refresh_token"_s) && !json.contains(u"exp"_s));
    QVERIFY(!json.contains(u"access_token_revoked_at"_s) && !json.contains(u"refresh_token_revoked_at"_s));
    QCOMPARE(json.string(u"refresh_state"_s), u"none"_s);
    QCOMPARE(json.value(u"active"_s), QJsonValue(true));
}

void TestTokenJson::writesRevocationTimes()
{
    Token token = storedToken();
    token.accessRevokedAt = now - 5;
    token.refreshRevokedAt = now - 4;
    token.accessRefused = true;
    token.refreshRefused = true;
    const owb::json::JsonMembers json = jsonOf(token);
    QCOMPARE(json.value(u"active"_s), QJsonValue(false));
    QCOMPARE(json.string(u"state"_s), u"revoked"_s);
    QCOMPARE(json.value(u"access_token_revoked_at"_s), QJsonValue(now - 5));
    QCOMPARE(json.value(u"refresh_token_revoked_at"_s), QJsonValue(now - 4));
    QCOMPARE(json.string(u"refresh_state"_s), u"revoked"_s);
}

void TestTokenJson::writesAFlagWithoutTimes()
{
    Token token = storedToken();
    token.revocationTimesKnown = false;
    token.accessRevokedAt = 1;
    token.refreshRevokedAt = 1;
    token.accessRefused = true;
    token.refreshRefused = true;
    const owb::json::JsonMembers json = jsonOf(token);
    QCOMPARE(json.string(u"state"_s), u"revoked"_s);
    QVERIFY(!json.contains(u"access_token_revoked_at"_s) && !json.contains(u"refresh_token_revoked_at"_s));
}

void TestTokenJson::writesProblems()
{
    Token token = storedToken();
    QVERIFY(!jsonOf(token).valueText(u"_workbench"_s).contains(u"problems"_s));
    token.problems = {{CellProblem::Kind::MissingValue, u"client_id"_s, {}, {}}};
    const QJsonArray expected{QJsonObject{{u"kind"_s, u"missing_value"_s}, {u"column"_s, u"client_id"_s}}};
    QCOMPARE(jsonOf(token).value(u"_workbench"_s).toObject().value(u"problems"_s), QJsonValue(expected));
}

void TestTokenJson::takesATokenToSave()
{
    const auto token =
        tokenFromJson(u"{\"client_id\":\"abc\",\"sub\":7,\"scope\":\"a b\",\"expires_in\":60,\"token_type\":\"mac\","
                      "\"access_token\":\"at\",\"refresh_token\":\"rt\",\"_workbench\":{\"columns\":{\"c\":1}}}"_s,
            now);
    QVERIFY(token);
    QCOMPARE(token->clientId, std::optional(u"abc"_s));
    QCOMPARE(token->userId, std::optional(u"7"_s));
    QCOMPARE(token->scope, u"a b"_s);
    QCOMPARE(token->tokenType, u"mac"_s);
    QCOMPARE(token->accessToken.reveal(), "at");
    QCOMPARE(token->refreshToken->reveal(), "rt");
    QCOMPARE(token->issuedAt, now);
    QCOMPARE(token->expiresAt, std::optional(now + 60));
    QCOMPARE(token->extraColumns, (QMap<QString, QString>{{u"c"_s, u"1"_s}}));
}

void TestTokenJson::generatesWhatIsMissing()
{
    const auto token = tokenFromJson(u"{\"client_id\":\"abc\",\"sub\":null}"_s, now);
    QVERIFY(token);
    QCOMPARE(token->accessToken.length(), 42);
    QVERIFY(!token->refreshToken && !token->userId);
    QCOMPARE(token->tokenType, u"Bearer"_s);
    QCOMPARE(token->expiresAt, std::optional(now + 864000));
}

void TestTokenJson::takesLifetimes_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<qint64>("expiresAt"); // 0: never
    QTest::newRow("never") << u"0"_s << qint64(0);
    QTest::newRow("a second") << u"1"_s << now + 1;
    QTest::newRow("spelt otherwise") << u"3.6e3"_s << now + 3600;
    QTest::newRow("longest") << u"10000000000"_s << now + 10000000000;
}

void TestTokenJson::takesLifetimes()
{
    QFETCH(QString, written);
    const auto token = tokenFromJson(u"{\"expires_in\":%1}"_s.arg(written), now);
    QVERIFY(token);
    QTEST(token->expiresAt.value_or(0), "expiresAt");
}

void TestTokenJson::takesRefreshTokens_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<int>("length"); // -1: none
    QTest::newRow("true") << u"true"_s << 48;
    QTest::newRow("false") << u"false"_s << -1;
    QTest::newRow("null") << u"null"_s << -1;
    QTest::newRow("given") << u"\"abc\""_s << 3;
}

void TestTokenJson::takesRefreshTokens()
{
    QFETCH(QString, written);
    QFETCH(int, length);
    const auto token = tokenFromJson(u"{\"refresh_token\":%1}"_s.arg(written), now);
    QVERIFY(token);
    QCOMPARE(token->refreshToken ? token->refreshToken->length() : -1, length);
}

void TestTokenJson::refusesTokens_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("subject");
    const auto row = [](const char* text, Error::Kind kind, const QString& subject) {
        QTest::newRow(text) << QString::fromLatin1(text) << kind << subject;
    };
    using enum Error::Kind;
    row("{", InvalidJson, {});
    row("{\"client_id\":7}", ValueNotAllowed, u"client_id"_s);
    row("{\"sub\":[1]}", ValueNotAllowed, u"sub"_s);
    row("{\"scope\":[\"a\"]}", ValueNotAllowed, u"scope"_s);
    row("{\"token_type\":true}", ValueNotAllowed, u"token_type"_s);
    row("{\"access_token\":1}", ValueNotAllowed, u"access_token"_s);
    row("{\"refresh_token\":1}", ValueNotAllowed, u"refresh_token"_s);
    row("{\"refresh_token\":\"\"}", ValueNotAllowed, u"refresh_token"_s);
    row("{\"expires_in\":-1}", ValueNotAllowed, u"expires_in"_s);
    row("{\"expires_in\":1.5}", ValueNotAllowed, u"expires_in"_s);
    row("{\"expires_in\":\"60\"}", ValueNotAllowed, u"expires_in"_s);
    row("{\"expires_in\":10000000001}", ValueNotAllowed, u"expires_in"_s);
    row("{\"expires_in\":1e999}", ValueNotAllowed, u"expires_in"_s);
    row("{\"expires_in\":null}", ValueNotAllowed, u"expires_in"_s);
    row("{\"scopes\":\"a\"}", ValueNotAllowed, u"scopes"_s);
    row("{\"sub\":\"a\",\"sub\":\"b\"}", ValueNotAllowed, u"sub"_s);
    for (const QString& member :
        {u"client_id"_s, u"sub"_s, u"scope"_s, u"token_type"_s, u"access_token"_s, u"refresh_token"_s}) {
        const QString half = u"{\"%1\":\"a\\ud800\"}"_s.arg(member);
        QTest::addRow("half a character in %s", qPrintable(member)) << half << ValueNotAllowed << member;
    }
    for (const QString& member : {u"access_token"_s, u"refresh_token"_s}) {
        const QString mask = u"{\"%1\":\"%2\"}"_s.arg(member, Secret(QString(30, u'a')).maskedToken());
        QTest::addRow("mask as %s", qPrintable(member)) << mask << ValueNotAllowed << member;
    }
    row("{\"_workbench\":{\"columns\":{\"c\":\"\\udc00\"}}}", ValueNotAllowed, u"c"_s);
    row("{\"_workbench\":{\"columns\":{\"c\":null}}}", ValueNotAllowed, u"c"_s);
}

void TestTokenJson::refusesTokens()
{
    QFETCH(QString, text);
    const auto token = tokenFromJson(text, now);
    QVERIFY(!token);
    QTEST(token.error().kind, "kind");
    QTEST(token.error().subject, "subject");
    QVERIFY(owb::core::errorText(token.error()).what.endsWith(u'.'));
}

void TestTokenJson::neverTellsATokenInAnError()
{
    for (const QString& text :
        {u"{\"access_token\":\"hunter2\",\"refresh_token\":[\"hunter2\"]}"_s, u"{\"access_token\":\"hunter2"_s,
            u"{\"access_token\":[\"hunter2\"]}"_s, u"{\"access_token\":\"hunter2\",\"x\":1}"_s}) {
        const auto token = tokenFromJson(text, now);
        QVERIFY(!token);
        const Error& error = token.error();
        const QString all =
            error.subject + error.items.join(u' ') + error.detail + owb::core::errorText(error).sentence();
        QVERIFY2(!all.contains(u"hunter2"_s), qPrintable(all));
    }
}

QTEST_APPLESS_MAIN(TestTokenJson)
#include "tst_tokenjson.moc"
