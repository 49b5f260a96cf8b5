#include "core/errortext.h"
#include "hash/tokenforms.h"

#include <QTest>

using namespace Qt::StringLiterals;
using owb::core::Error;
using owb::core::Secret;
using namespace owb::hash;

namespace {

QByteArray urlBase64(const QByteArray& bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray jwt(const QByteArray& payload)
{
    return urlBase64(R"({"typ":"JWT","alg":"RS256"})") + '.' + urlBase64(payload) + '.' + urlBase64("signature");
}

constexpr auto signatureDigest =
    "47818cf6159016906661ab31c5c101fdfa04a0f08091b30bb7a362c76606929f0ab851103942a77b22f18b7ea279730a";

} // namespace

class TestTokenForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesWhatServersStore_data();
    void givesWhatServersStore();
    void refusesOtherTokens_data();
    void refusesOtherTokens();
    void leavesOutFormsThatDoNotFit();
    void needsTheGrantTypeWhereItCounts();
    void knowsTheNamesOfProfiles();
};

void TestTokenForms::givesWhatServersStore_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QStringList>("forms");
    QTest::addColumn<QByteArrayList>("stored");
    const QByteArray hex = "1a7674eb4ee78df7e1ac439a93c3fa8e3c945784d4dec9fd8e3011738b2f1d62";
    const auto row = [](const char* name, const QByteArray& token, const QStringList& forms,
                         const QByteArrayList& stored) { QTest::newRow(name) << token << forms << stored; };
    row("plain", "tok", {u"plain"_s}, {"tok"});
    row("hexadecimal", "tok", {u"sha256-hex"_s}, {hex});
    row("digest first, then the older plain one", "tok", {u"sha256-hex"_s, u"plain"_s}, {hex, "tok"});
    row("base64", "tok", {u"sha256-base64"_s}, {"GnZ0607njffhrEOak8P6jjyUV4TU3sn9jjARc4svHWI="});
    row("base64 of URLs", "tok", {u"sha256-base64url"_s}, {"GnZ0607njffhrEOak8P6jjyUV4TU3sn9jjARc4svHWI"});
    row("grant key since version 6", "h4ndle-1", {u"duende"_s},
        {"A49DD2BA8E25085985B96E8B166AE6F73C3248D3EE3B6F4BF2358BE3DA7253E0"});
    row("grant key before", "h4ndle", {u"duende"_s}, {"Yk8fnwEtCimDfmZCE2XSB8iJ8taRxSEbyug0sCa2nQM="});
    row("access token with its prefix", "ory_at_key-part.sig-part_", {u"hydra"_s}, {signatureDigest, "sig-part_"});
    row("access token without", "key-part.sig-part_", {u"hydra"_s}, {signatureDigest, "sig-part_"});
    row("access token that is a JWT", "aGVhZA.cGF5.sig-part_", {u"hydra"_s}, {signatureDigest, "sig-part_"});
    row("refresh token", "ory_rt_key-part.sig-part_", {u"hydra-signature"_s}, {"sig-part_"});
    row("identifier in a message", "CgxyZWZyZXNoLWxpdmUSCm5vbmNlLWxpdmU", {u"dex"_s}, {"refresh-live"});
    row("JWT", jwt(R"({"aud":"1","jti":"0123456789abcdef","sub":"7"})"), {u"jwt-jti"_s}, {"0123456789abcdef"});
    row("JWT without signature", jwt(R"({"jti":"a"})").chopped(12), {u"jwt-jti"_s}, {"a"});
    row("JWT beyond ASCII", jwt("{\"jti\":\"\xc3\xa9\"}"), {u"jwt-jti"_s}, {"\xc3\xa9"});
}

void TestTokenForms::givesWhatServersStore()
{
    QFETCH(QByteArray, token);
    QFETCH(QStringList, forms);
    QFETCH(QByteArrayList, stored);
    const auto found = storedForms(Secret(token), forms, u"refresh_token"_s);
    QVERIFY(found);
    QByteArrayList revealed;
    for (const Secret& one : *found) {
        revealed << one.reveal();
    }
    QCOMPARE(revealed, stored);
}

void TestTokenForms::refusesOtherTokens_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<QByteArray>("token");
    const QByteArray sound = jwt(R"({"jti":"a"})");
    const auto row = [](const char* name, const char* form, const QByteArray& token) {
        QTest::addRow("%s, %s", form, name) << QString::fromLatin1(form) << token;
    };
    row("empty", "jwt-jti", {});
    row("opaque", "jwt-jti", "0123456789abcdef");
    row("two parts", "jwt-jti", sound.first(sound.lastIndexOf('.')));
    row("five parts", "jwt-jti", sound + ".aaaa.aaaa");
    row("padding", "jwt-jti", sound + '=');
    row("blank", "jwt-jti", sound + ' ');
    row("base64 that is not of URLs", "jwt-jti", QByteArray(sound).replace(0, 1, "+"));
    row("bits behind the end", "jwt-jti", QByteArray(sound).replace("In0.", "In1."));
    row("payload is a list", "jwt-jti", jwt("[1]"));
    row("payload is not JSON", "jwt-jti", jwt("{\"jti\":"));
    row("payload is not UTF-8", "jwt-jti", jwt("{\"jti\":\"\xff\"}"));
    row("no jti", "jwt-jti", jwt(R"({"sub":"a"})"));
    row("empty jti", "jwt-jti", jwt(R"({"jti":""})"));
    row("number as jti", "jwt-jti", jwt(R"({"jti":7})"));
    row("header is not JSON", "jwt-jti", "YQ." + urlBase64(R"({"jti":"a"})") + ".YQ");
    row("no dot", "hydra", "ory_at_keysig");
    row("nothing behind the dot", "hydra", "ory_at_key.");
    row("many dots", "hydra", "a.b.c.d");
    row("empty", "hydra", {});
    row("no dot", "hydra-signature", "ory_rt_keysig");
    row("no base64", "dex", "refresh-live!");
    row("another field first", "dex",
        urlBase64("\x12\x01"
                  "a"));
    row("identifier cut off", "dex",
        urlBase64("\x0a\x05"
                  "abcd"));
    row("empty identifier", "dex",
        urlBase64(QByteArray("\x0a\x00\x12\x01"
                             "a",
            5)));
    row("length that is negative as a byte", "dex",
        urlBase64("\x0a\xff"
                  "abcd"));
    row("form that nobody knows", "rot13", "tok");
}

void TestTokenForms::refusesOtherTokens()
{
    QFETCH(QString, form);
    QFETCH(QByteArray, token);
    const auto found = storedForms(Secret(token), {form});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Error::Kind::Unsupported);
    const QString sentence = owb::core::errorText(found.error()).sentence();
    QVERIFY2(sentence.startsWith("Not possible here: finding the token. "_L1), qPrintable(sentence));
}

void TestTokenForms::leavesOutFormsThatDoNotFit()
{
    const auto found = storedForms(Secret(u"tok"_s), {u"jwt-jti"_s, u"plain"_s});
    QVERIFY(found && found->size() == 1 && found->constFirst() == Secret(u"tok"_s));
}

void TestTokenForms::needsTheGrantTypeWhereItCounts()
{
    QVERIFY(!storedForms(Secret(u"h4ndle-1"_s), {u"duende"_s}));
    const auto access = storedForms(Secret(u"h4ndle-1"_s), {u"duende"_s}, u"reference_token"_s);
    const auto refresh = storedForms(Secret(u"h4ndle-1"_s), {u"duende"_s}, u"refresh_token"_s);
    QVERIFY(access && refresh && !(access->constFirst() == refresh->constFirst()));
}

void TestTokenForms::knowsTheNamesOfProfiles()
{
    QVERIFY(isTokenForm(u"plain"_s) && isTokenForm(u"hydra"_s) && isTokenForm(u"jwt-jti"_s));
    QVERIFY(!isTokenForm(u""_s) && !isTokenForm(u"bcrypt"_s));
}

QTEST_APPLESS_MAIN(TestTokenForms)
#include "tst_tokenforms.moc"
