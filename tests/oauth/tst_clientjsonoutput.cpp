#include "oauth/clientjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::oauth;

namespace {

const Origin origin{u"authlib"_s, u"oauth2_client"_s};

Client storedClient(const QString& metadata)
{
    Client client;
    client.id = u"abc"_s;
    client.secret = owb::core::Secret(u"s3cret-of-the-row"_s);
    client.secretStorage = {SecretStorage::Kind::Plain, {}};
    client.key = {{qint64(7)}};
    client.issuedAt = 1767268800;
    client.metadata = owb::json::JsonMembers::parse(metadata).value();
    return client;
}

} // namespace

/** A client as JSON out. */
class TestClientJsonOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesOneLine();
    void revealsOnlyWhenAsked();
    void writesAbsentValues();
    void writesOddKeys_data();
    void writesOddKeys();
    void letsTheColumnsWinOverTheMetadata();
    void leavesOutSecretsInsideTheMetadata();
    void writesUnreadableMetadata();
    void writesProblems();
    void hidesWhatIsStoredWhereItMayBeASecret_data();
    void hidesWhatIsStoredWhereItMayBeASecret();
    void staysJsonWithDuplicates();
    void comesBackAsTheSameClient();
};

void TestClientJsonOutput::writesOneLine()
{
    const Client client =
        storedClient(u"{\"redirect_uris\": [\"https://a.example/cb\"], \"client_name\": \"\u00c9\", \"x\": 1.50}"_s);
    QCOMPARE(toJson(client, origin, Reveal::No),
        u"{\"client_id\":\"abc\",\"client_id_issued_at\":1767268800,\"client_secret_expires_at\":0,"
        "\"redirect_uris\":[\"https://a.example/cb\"],\"client_name\":\"\u00c9\",\"x\":1.50,"
        "\"_workbench\":{\"profile\":\"authlib\",\"table\":\"oauth2_client\",\"key\":7,\"secret\":\"plain\","
        "\"enabled\":true,"
        "\"owner\":null}}"_s);
}

void TestClientJsonOutput::revealsOnlyWhenAsked()
{
    const Client client = storedClient(u"{}"_s);
    QVERIFY(!toJson(client, origin, Reveal::No).contains(u"s3cret"_s));
    QVERIFY(toJson(client, origin, Reveal::Yes).contains(u"\"client_secret\":\"s3cret-of-the-row\""_s));
}

void TestClientJsonOutput::writesAbsentValues()
{
    Client client = storedClient(u"{}"_s);
    client.id.reset();
    client.secret.reset();
    client.secretStorage = {};
    client.owner = u"12"_s;
    client.enabled = false;
    const owb::json::JsonMembers json = owb::json::JsonMembers::parse(toJson(client, origin, Reveal::Yes)).value();
    QVERIFY(json.value(u"client_id"_s).isNull());
    QVERIFY(!json.contains(u"client_secret"_s));
    const QJsonObject about = json.value(u"_workbench"_s).toObject();
    QCOMPARE(about.value(u"secret"_s), QJsonValue(u"none"_s));
    QCOMPARE(about.value(u"enabled"_s), QJsonValue(false));
    QCOMPARE(about.value(u"owner"_s), QJsonValue(u"12"_s));
    QVERIFY(!about.contains(u"problems"_s) && !about.contains(u"raw_metadata"_s));
}

void TestClientJsonOutput::writesOddKeys_data()
{
    QTest::addColumn<QVariantList>("parts");
    QTest::addColumn<QJsonValue>("key");
    QTest::newRow("text") << QVariantList{u"7f"_s} << QJsonValue(u"7f"_s);
    QTest::newRow("two parts") << QVariantList{qint64(1), u"a"_s} << QJsonValue(u"[1,\"a\"]"_s);
    QTest::newRow("not stored") << QVariantList{} << QJsonValue(u""_s);
}

void TestClientJsonOutput::writesOddKeys()
{
    QFETCH(QVariantList, parts);
    QTEST(originJson(origin, {parts}, RowKey{parts}.text()).value(u"key"_s), "key");
}

void TestClientJsonOutput::letsTheColumnsWinOverTheMetadata()
{
    const Client client =
        storedClient(u"{\"client_id\":\"x\",\"_workbench\":1,\"client_secret\":\"y\",\"client_id_issued_at\":2}"_s);
    const auto json = owb::json::JsonMembers::parse(toJson(client, origin, Reveal::Yes));
    QVERIFY(json && json->duplicateNames().isEmpty());
    QCOMPARE(json->string(u"client_id"_s), u"abc"_s);
    QCOMPARE(json->string(u"client_secret"_s), u"s3cret-of-the-row"_s);
    QCOMPARE(json->value(u"client_id_issued_at"_s), QJsonValue(1767268800));
    QVERIFY(json->value(u"_workbench"_s).isObject());
}

void TestClientJsonOutput::leavesOutSecretsInsideTheMetadata()
{
    Client client = storedClient(u"{\"client_secret\":\"inside1\",\"registration_access_token\":\"inside3\","
                                 "\"registration_access_token\":\"inside2\"}"_s);
    client.secret.reset();
    const QString hidden = toJson(client, origin, Reveal::No);
    QVERIFY(!hidden.contains(u"inside"_s));
    const auto members = owb::json::JsonMembers::parse(hidden);
    QVERIFY(!members->contains(u"client_secret"_s) && !members->contains(u"registration_access_token"_s));
    QCOMPARE(members->value(u"_workbench"_s).toObject().value(u"hidden"_s),
        QJsonValue(QJsonArray{u"client_secret"_s, u"registration_access_token"_s}));
    const auto shown = owb::json::JsonMembers::parse(toJson(client, origin, Reveal::Yes));
    QCOMPARE(shown->string(u"client_secret"_s), u"inside1"_s);
    QCOMPARE(shown->string(u"registration_access_token"_s), u"inside2"_s);
    QVERIFY(!shown->value(u"_workbench"_s).toObject().contains(u"hidden"_s));
}

void TestClientJsonOutput::writesUnreadableMetadata()
{
    Client client = storedClient(u"{}"_s);
    client.unreadableMetadata = u"{\"a\": \"\n"_s + QChar(0);
    const auto about = [&client](Reveal reveal) {
        return owb::json::JsonMembers::parse(toJson(client, origin, reveal)).value().value(u"_workbench"_s).toObject();
    };
    QCOMPARE(about(Reveal::Yes).value(u"raw_metadata"_s), QJsonValue(*client.unreadableMetadata));
    QVERIFY(!about(Reveal::No).contains(u"raw_metadata"_s)); // nobody can tell what is a secret in it
}

void TestClientJsonOutput::writesProblems()
{
    Client client = storedClient(u"{}"_s);
    client.problems = {{CellProblem::Kind::NotAnInteger, u"issued"_s, u"soon"_s, {}},
        {CellProblem::Kind::DuplicateMembers, u"meta"_s, {}, u"scope"_s}};
    const auto json = owb::json::JsonMembers::parse(toJson(client, origin, Reveal::No));
    const QJsonArray expected{
        QJsonObject{{u"kind"_s, u"not_an_integer"_s}, {u"column"_s, u"issued"_s}, {u"raw"_s, u"soon"_s}},
        QJsonObject{{u"kind"_s, u"duplicate_members"_s}, {u"column"_s, u"meta"_s}, {u"what"_s, u"scope"_s}}};
    QCOMPARE(json->value(u"_workbench"_s).toObject().value(u"problems"_s), QJsonValue(expected));
}

void TestClientJsonOutput::hidesWhatIsStoredWhereItMayBeASecret_data()
{
    QTest::addColumn<CellProblem::Kind>("kind");
    QTest::addColumn<bool>("shown");
    using enum CellProblem::Kind;
    QTest::newRow("number") << NotAnInteger << true;
    QTest::newRow("flag") << NotABoolean << true;
    QTest::newRow("bytes") << StoredAsBlob << false;
    QTest::newRow("not UTF-8") << NotUtf8 << false;
    QTest::newRow("not JSON") << NotJson << false;
    QTest::newRow("no object") << NotAnObject << false;
    QTest::newRow("duplicates") << DuplicateMembers << false;
}

void TestClientJsonOutput::hidesWhatIsStoredWhereItMayBeASecret()
{
    QFETCH(CellProblem::Kind, kind);
    QFETCH(bool, shown);
    Client client = storedClient(u"{}"_s);
    client.problems = {{kind, u"cell"_s, u"as stored"_s, {}}};
    QCOMPARE(toJson(client, origin, Reveal::No).contains(u"as stored"_s), shown);
    QVERIFY(toJson(client, origin, Reveal::Yes).contains(u"as stored"_s));
}

void TestClientJsonOutput::staysJsonWithDuplicates()
{
    const auto json =
        owb::json::JsonMembers::parse(toJson(storedClient(u"{\"a\":1,\"b\":2,\"a\":3}"_s), origin, Reveal::No));
    QVERIFY(json && json->duplicateNames().isEmpty());
    QCOMPARE(json->value(u"a"_s), QJsonValue(3));
}

void TestClientJsonOutput::comesBackAsTheSameClient()
{
    Client client =
        storedClient(u"{\"scope\":\"a\",\"x\":12345678901234567890123,\"redirect_uris\":[\"https://a.example\"]}"_s);
    auto back = clientFromJson(toJson(client, origin, Reveal::Yes), 1);
    QVERIFY(back);
    back->key = client.key;
    QVERIFY(*back == client);
}

QTEST_APPLESS_MAIN(TestClientJsonOutput)
#include "tst_clientjsonoutput.moc"
