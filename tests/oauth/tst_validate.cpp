#include "oauth/validate.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::oauth;
using Severity = FieldProblem::Severity;

namespace {

constexpr qint64 now = 1767268800;

Client soundClient()
{
    Client client = newClient(now - 1000);
    const QString metadata = u"{\"client_name\":\"Shop\",\"redirect_uris\":[\"https://shop.example/cb\"],"
                             "\"grant_types\":[\"authorization_code\"],\"response_types\":[\"code\"],"
                             "\"scope\":\"openid profile\"}"_s;
    client.metadata = owb::json::JsonMembers::parse(metadata).value();
    return client;
}

/** The sound client with some members replaced (null: taken out). */
Client clientWith(const QString& changes)
{
    Client client = soundClient();
    const auto members = owb::json::JsonMembers::parse(changes).value();
    for (const auto& member : members.members()) {
        if (member.text == u"null"_s) {
            client.metadata.remove(member.name);
        } else {
            client.metadata.setText(member.name, member.text);
        }
    }
    return client;
}

Client clientWithUris(const QStringList& uris, const QString& changes = u"{}"_s)
{
    Client client = clientWith(changes);
    client.metadata.set(u"redirect_uris"_s, QJsonArray::fromStringList(uris));
    return client;
}

QStringList rulesOf(const QList<FieldProblem>& problems)
{
    QStringList rules;
    for (const FieldProblem& problem : problems) {
        rules << problem.rule;
    }
    return rules;
}

} // namespace

class TestValidate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingInASoundClient();
    void blocksUnreadableMetadataAndSaysNoMore();
    void findsByMembers_data();
    void findsByMembers();
    void blamesNobodyForWhatTheLayoutCannotKeep();
    void findsDuplicateMembers();
    void putsTheWorstFirst();
    void wordsEveryFinding();
};

void TestValidate::findsNothingInASoundClient()
{
    QCOMPARE(rulesOf(validate(soundClient(), now)), QStringList());
}

void TestValidate::blocksUnreadableMetadataAndSaysNoMore()
{
    Client client = newClient(now);
    client.unreadableMetadata = u"{"_s;
    const auto problems = validate(client);
    QCOMPARE(problems.size(), 1);
    QVERIFY(problems.constFirst().blocks);
    QCOMPARE(problems.constFirst().field, u"client_metadata"_s);
    QCOMPARE(problems.constFirst().rule, u"C-MD-08"_s);
}

void TestValidate::findsByMembers_data()
{
    QTest::addColumn<QString>("changes");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<bool>("found");
    const auto row = [](const char* name, const QString& changes, const QString& rule, Severity severity,
                         bool found = true) {
        QTest::newRow(qPrintable(u"%1: %2"_s.arg(rule, QString::fromLatin1(name))))
            << changes << rule << severity << found;
    };
    using enum FieldProblem::Severity;
    row("none", u"{\"redirect_uris\":null}"_s, u"C-RU-01"_s, Error);
    row("machine", u"{\"redirect_uris\":null,\"grant_types\":[\"client_credentials\"]}"_s, u"C-RU-01"_s, Error, false);
    row("machine", u"{\"grant_types\":[\"client_credentials\"]}"_s, u"C-RU-20"_s, Note);
    row("implicit", u"{\"grant_types\":[\"implicit\"],\"response_types\":[\"token\"]}"_s, u"C-GT-01"_s, Warning);
    row("token alone", u"{\"response_types\":[\"id_token token\"]}"_s, u"C-GT-01"_s, Warning);
    row("ID token only", u"{\"grant_types\":[\"implicit\"],\"response_types\":[\"id_token\"]}"_s, u"C-GT-01"_s, Warning,
        false);
    row("password", u"{\"grant_types\":[\"password\",\"authorization_code\"]}"_s, u"C-GT-02"_s, Error);
    row("hybrid", u"{\"response_types\":[\"code token\"]}"_s, u"C-GT-03"_s, Warning);
    row("hybrid without access token", u"{\"response_types\":[\"code id_token\"]}"_s, u"C-GT-03"_s, Warning, false);
    row("code without type", u"{\"response_types\":[]}"_s, u"C-GT-04"_s, Warning);
    row("type without code", u"{\"grant_types\":[\"client_credentials\"]}"_s, u"C-GT-04"_s, Warning);
    row("type without implicit", u"{\"response_types\":[\"code\",\"id_token\"]}"_s, u"C-GT-04"_s, Warning);
    row("implicit without type", u"{\"grant_types\":[\"authorization_code\",\"implicit\"]}"_s, u"C-GT-04"_s, Warning);
    row("all", u"{\"grant_types\":[\"authorization_code\",\"implicit\"],\"response_types\":[\"code id_token\"]}"_s,
        u"C-GT-04"_s, Warning, false);
    row("public", u"{\"token_endpoint_auth_method\":\"none\",\"grant_types\":[\"client_credentials\"]}"_s, u"C-GT-05"_s,
        Error);
    row("confidential", u"{\"grant_types\":[\"client_credentials\"]}"_s, u"C-GT-05"_s, Error, false);
    row("machine refresh", u"{\"grant_types\":[\"client_credentials\",\"refresh_token\"]}"_s, u"C-GT-06"_s, Warning);
    row("code refresh", u"{\"grant_types\":[\"client_credentials\",\"authorization_code\",\"refresh_token\"]}"_s,
        u"C-GT-06"_s, Warning, false);
    row("device", u"{\"grant_types\":[\"urn:ietf:params:oauth:grant-type:device_code\"]}"_s, u"C-GT-07"_s, Note);
    row("no grants", u"{\"grant_types\":null}"_s, u"C-GT-10"_s, Warning);
    row("empty grants", u"{\"grant_types\":[]}"_s, u"C-GT-10"_s, Warning);
    row("no keys", u"{\"token_endpoint_auth_method\":\"private_key_jwt\"}"_s, u"C-CA-09"_s, Error);
    row("keys", u"{\"token_endpoint_auth_method\":\"private_key_jwt\",\"jwks\":{\"keys\":[]}}"_s, u"C-CA-09"_s, Error,
        false);
    row("both", u"{\"jwks\":{\"keys\":[]},\"jwks_uri\":\"https://a.example\"}"_s, u"C-CA-10"_s, Error);
    row("http", u"{\"jwks_uri\":\"http://a.example\"}"_s, u"C-CA-11"_s, Error);
    row("https", u"{\"jwks_uri\":\"https://a.example\"}"_s, u"C-CA-11"_s, Error, false);
    row("private", u"{\"jwks\":{\"keys\":[{\"kty\":\"RSA\"},{\"kty\":\"EC\",\"d\":\"x\"}]}}"_s, u"C-CA-12"_s, Error);
    row("symmetric", u"{\"jwks\":{\"keys\":[{\"kty\":\"oct\",\"k\":\"x\"}]}}"_s, u"C-CA-12"_s, Error);
    row("public key", u"{\"jwks\":{\"keys\":[{\"kty\":\"RSA\",\"n\":\"x\",\"e\":\"AQAB\"}]}}"_s, u"C-CA-12"_s, Error,
        false);
    row("no name", u"{\"client_name\":null}"_s, u"C-MD-01"_s, Warning);
    row("empty name", u"{\"client_name\":\"\"}"_s, u"C-MD-01"_s, Warning);
    row("script", u"{\"logo_uri\":\"javascript:x\"}"_s, u"C-MD-02"_s, Error);
    row("no host", u"{\"client_uri\":\"https:///x\"}"_s, u"C-MD-02"_s, Error);
    row("web", u"{\"tos_uri\":\"https://a.example/tos\"}"_s, u"C-MD-02"_s, Error, false);
    row("turned", u"{\"client_name\":\"a\\u202eb\"}"_s, u"C-MD-03"_s, Warning);
    row("control", u"{\"client_name\":\"a\\u0000b\"}"_s, u"C-MD-03"_s, Warning);
    row("Korean", u"{\"client_name\":\"\uc0c1\uc810\"}"_s, u"C-MD-03"_s, Warning, false);
    row("comma", u"{\"scope\":\"a,b\"}"_s, u"C-MD-05"_s, Error);
    row("quote", u"{\"scope\":\"a\\\"b\"}"_s, u"C-MD-05"_s, Error);
    row("backslash", u"{\"scope\":\"a\\\\b\"}"_s, u"C-MD-05"_s, Error);
    row("tab", u"{\"scope\":\"a\\tb\"}"_s, u"C-MD-05"_s, Error);
    row("accent", u"{\"scope\":\"caf\u00e9\"}"_s, u"C-MD-05"_s, Error);
    row("all others", u"{\"scope\":\"!#[]~:/.* a\"}"_s, u"C-MD-05"_s, Error, false);
    row("twice", u"{\"scope\":\"a b a\"}"_s, u"C-MD-05"_s, Note);
    row("wrong type", u"{\"contacts\":\"a\"}"_s, u"C-MD-08"_s, Error);
    row("near miss", u"{\"redirect_uri\":\"a\"}"_s, u"C-MD-09"_s, Warning);
    row("unknown", u"{\"team\":\"a\"}"_s, u"C-MD-09"_s, Warning, false);
    row("offline", u"{\"scope\":\"openid offline_access\"}"_s, u"C-OI-09"_s, Warning);
    row("offline with grant",
        u"{\"scope\":\"offline_access\",\"grant_types\":[\"authorization_code\",\"refresh_token\"]}"_s, u"C-OI-09"_s,
        Warning, false);
}

void TestValidate::findsByMembers()
{
    QFETCH(QString, changes);
    QFETCH(QString, rule);
    QFETCH(Severity, severity);
    QFETCH(bool, found);
    const auto problems = validate(clientWith(changes), now);
    const auto one =
        std::find_if(problems.cbegin(), problems.cend(), [&](const FieldProblem& p) { return p.rule == rule; });
    QCOMPARE(one != problems.cend(), found);
    if (found) {
        QCOMPARE(one->severity, severity);
        QVERIFY(!one->blocks);
    }
}

void TestValidate::blamesNobodyForWhatTheLayoutCannotKeep()
{
    const QStringList names{u"grant_types"_s, u"response_types"_s, u"redirect_uris"_s, u"client_name"_s};
    for (const QString& name : names) {
        Client client = soundClient();
        client.metadata.remove(name);
        QVERIFY2(!validate(client, now).isEmpty(), qPrintable(name));
        client.mayBeAbsent = {name};
        QCOMPARE(rulesOf(validate(client, now)), QStringList());
    }
}

void TestValidate::findsDuplicateMembers()
{
    Client client = soundClient();
    QString text = client.metadata.text();
    client.metadata = owb::json::JsonMembers::parse(text.replace(text.size() - 1, 1, u",\"x\":1,\"x\":2}"_s)).value();
    const auto problems = validate(client);
    QCOMPARE(rulesOf(problems), QStringList{u"C-MD-08"_s});
    QCOMPARE(problems.constFirst().value, u"x"_s);
}

void TestValidate::putsTheWorstFirst()
{
    Client client = clientWithUris({u"http://localhost/cb"_s, u"http://a.example"_s}, u"{\"client_name\":null}"_s);
    client.id.reset();
    QList<int> order;
    for (const FieldProblem& problem : validate(client)) {
        order << (problem.blocks ? 9 : static_cast<int>(problem.severity));
    }
    QCOMPARE(order, (QList<int>{9, 2, 1, 0}));
}

void TestValidate::wordsEveryFinding()
{
    const Client worst = clientWithUris(
        {u"/x"_s, u"http://a@b.example/..#?x=http://y"_s, u"javascript:x"_s, u"my://x"_s, u"*"_s, u"http://localhost"_s,
            u"http://localhost"_s, u"https://a.example"_s, u"a.b:/c"_s},
        u"{\"client_name\":null,\"logo_uri\":\"x\",\"scope\":\"a,b a,b offline_access\",\"contact\":1,\"contacts\":1,"
        "\"grant_types\":[\"password\",\"implicit\",\"client_credentials\"],\"response_types\":[\"code "
        "token\",\"token\"],"
        "\"token_endpoint_auth_method\":\"none\",\"jwks\":{\"keys\":[{\"d\":1}]},\"jwks_uri\":\"http://x\"}"_s);
    const auto problems = validate(worst);
    QVERIFY(problems.size() > 20);
    for (const FieldProblem& problem : problems) {
        const QString text = problem.what + u' ' + problem.why;
        QVERIFY2(problem.what.endsWith(u'.') && problem.why.endsWith(u'.') && problem.what.at(0).isUpper(),
            qPrintable(text));
        QVERIFY2(problem.rule.startsWith(u"C-"_s) && !problem.field.isEmpty(), qPrintable(text));
        for (const QString& word : {u"please"_s, u"sorry"_s, u"invalid"_s, u"!"_s}) {
            QVERIFY2(!text.contains(word, Qt::CaseInsensitive), qPrintable(text));
        }
    }
}

QTEST_APPLESS_MAIN(TestValidate)
#include "tst_validate.moc"
