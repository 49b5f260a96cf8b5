#include "oauth/clientjson.h"

#include "core/errortext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::oauth;
using owb::core::Error;
using Kind = Error::Kind;

namespace {

constexpr qint64 now = 1767268800;

owb::json::JsonMembers membersOf(const QString& text)
{
    return owb::json::JsonMembers::parse(text).value();
}

Client stored(const QString& metadata)
{
    Client client = newClient(1000);
    client.id = u"abc"_s;
    client.key = {{qint64(7)}};
    client.metadata = membersOf(metadata);
    return client;
}

} // namespace

/** JSON in: new clients and edits. */
class TestClientJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesANewClient();
    void generatesWhatIsMissing();
    void makesPublicClientsWithoutASecret_data();
    void makesPublicClientsWithoutASecret();
    void keepsUnknownMembersAsTheServerWouldSpellThem();
    void takesColumnsOutOfWorkbench();
    void refusesNewClients_data();
    void refusesNewClients();
    void neverTellsASecretInAnError_data();
    void neverTellsASecretInAnError();
    void laysMembersOver_data();
    void laysMembersOver();
    void editsFields();
    void refusesEdits_data();
    void refusesEdits();
    void refusesEditsOfUnreadableMetadata();
    void leavesWhatIsEqualUntouched();
    void makesADocumentForTheEditor();
};

void TestClientJson::takesANewClient()
{
    const auto client = clientFromJson(u"{\"client_id\":\"abc\",\"client_secret\":\"s3cret\",\"client_id_issued_at\":5,"
                                       "\"client_secret_expires_at\":6,\"client_name\":\"Shop\",\"scope\":\"a b\"}"_s,
        now);
    QVERIFY(client);
    QCOMPARE(client->id, std::optional(u"abc"_s));
    QCOMPARE(client->secret->reveal(), "s3cret");
    QCOMPARE(client->secretStorage.kind, SecretStorage::Kind::Plain);
    QCOMPARE(client->issuedAt, 5);
    QCOMPARE(client->secretExpiresAt, 6);
    QCOMPARE(client->metadata.text(), u"{\"client_name\":\"Shop\",\"scope\":\"a b\"}"_s);
    QVERIFY(client->key.isEmpty() && client->extraColumns.isEmpty());
}

void TestClientJson::generatesWhatIsMissing()
{
    for (const QString& text : {u"{}"_s, u"{\"client_secret\":null}"_s}) {
        const auto without = clientFromJson(text, now);
        QVERIFY(without);
        QCOMPARE(without->secret->length(), 48);
        QCOMPARE(without->secretStorage.kind, SecretStorage::Kind::Plain);
    }
    const auto client = clientFromJson(u"{}"_s, now);
    QVERIFY(client);
    QCOMPARE(client->id->size(), 24);
    QCOMPARE(client->secret->length(), 48);
    QCOMPARE(client->issuedAt, now);
    QCOMPARE(client->secretExpiresAt, 0);
    QCOMPARE(client->metadata.text(), u"{}"_s);
}

void TestClientJson::makesPublicClientsWithoutASecret_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("method") << u"{\"token_endpoint_auth_method\":\"none\"}"_s;
    QTest::newRow("null") << u"{\"token_endpoint_auth_method\":\"none\",\"client_secret\":null}"_s;
    QTest::newRow("empty") << u"{\"client_secret\":\"\",\"token_endpoint_auth_method\":\"none\"}"_s;
    QTest::newRow("empty without method") << u"{\"client_secret\":\"\"}"_s;
}

void TestClientJson::makesPublicClientsWithoutASecret()
{
    QFETCH(QString, text);
    const auto client = clientFromJson(text, now);
    QVERIFY(client && client->secret && client->secret->isEmpty());
    QCOMPARE(client->secretStorage.kind, SecretStorage::Kind::None);
}

void TestClientJson::keepsUnknownMembersAsTheServerWouldSpellThem()
{
    const auto client =
        clientFromJson(u"{ \"x\" : 1.50, \"client_id\":\"a\", \"y\":\"\\u00e9\",\n\"z\":[ 12345678901234567890123 ],"
                       "\"n\":null,\"client_name#ja\":\"x\" }"_s,
            now);
    QVERIFY(client);
    QCOMPARE(client->metadata.text(),
        u"{\"x\":1.50,\"y\":\"\u00e9\",\"z\":[12345678901234567890123],\"client_name#ja\":\"x\"}"_s);
}

void TestClientJson::takesColumnsOutOfWorkbench()
{
    const auto client =
        clientFromJson(u"{\"_workbench\":{\"profile\":\"x\",\"key\":9,\"enabled\":false,"
                       "\"columns\":{\"tenant\":\"acme\",\"weight\":12345678901234567890,\"f\":1.50}}}"_s,
            now);
    QVERIFY(client);
    QCOMPARE(client->extraColumns,
        (QMap<QString, QString>{
            {u"tenant"_s, u"acme"_s}, {u"weight"_s, u"12345678901234567890"_s}, {u"f"_s, u"1.50"_s}}));
    QVERIFY(client->metadata.isEmpty() && client->key.isEmpty() && client->enabled);
    const auto none = clientFromJson(u"{\"_workbench\":null}"_s, now);
    QVERIFY(none && none->extraColumns.isEmpty());
}

void TestClientJson::refusesNewClients_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("subject");
    const auto row = [](const char* text, Kind kind, const QString& subject) {
        QTest::newRow(text) << QString::fromLatin1(text) << kind << subject;
    };
    row("", Kind::InvalidJson, {});
    row("[]", Kind::InvalidJson, {});
    row("{\"a\":NaN}", Kind::InvalidJson, {});
    row("{\"scope\":\"a\",\"scope\":\"b\"}", Kind::ValueNotAllowed, u"scope"_s);
    row("{\"client_id\":7}", Kind::ValueNotAllowed, u"client_id"_s);
    row("{\"client_id\":null}", Kind::ValueNotAllowed, u"client_id"_s);
    row("{\"client_secret\":7}", Kind::ValueNotAllowed, u"client_secret"_s);
    row("{\"client_secret\":\"\\ud800\"}", Kind::ValueNotAllowed, u"client_secret"_s);
    row("{\"client_id\":\"\\ud800\"}", Kind::ValueNotAllowed, u"client_id"_s);
    row("{\"client_id_issued_at\":\"7\"}", Kind::ValueNotAllowed, u"client_id_issued_at"_s);
    row("{\"client_id_issued_at\":-1}", Kind::ValueNotAllowed, u"client_id_issued_at"_s);
    row("{\"client_secret_expires_at\":1.5}", Kind::ValueNotAllowed, u"client_secret_expires_at"_s);
    row("{\"client_secret_expires_at\":1e300}", Kind::ValueNotAllowed, u"client_secret_expires_at"_s);
    row("{\"client_secret_expires_at\":1e999}", Kind::ValueNotAllowed, u"client_secret_expires_at"_s);
    row("{\"client_secret_expires_at\":null}", Kind::ValueNotAllowed, u"client_secret_expires_at"_s);
    row("{\"redirect_uris\":\"https://a.example\"}", Kind::ValueNotAllowed, u"redirect_uris"_s);
    row("{\"redirect_uris\":[1]}", Kind::ValueNotAllowed, u"redirect_uris"_s);
    row("{\"grant_types\":{}}", Kind::ValueNotAllowed, u"grant_types"_s);
    row("{\"scope\":[\"a\"]}", Kind::ValueNotAllowed, u"scope"_s);
    row("{\"client_name\":1e999}", Kind::ValueNotAllowed, u"client_name"_s);
    row("{\"_workbench\":{\"columns\":[]}}", Kind::ValueNotAllowed, u"_workbench.columns"_s);
    row("{\"_workbench\":{\"columns\":{\"c\":true}}}", Kind::ValueNotAllowed, u"c"_s);
}

void TestClientJson::refusesNewClients()
{
    QFETCH(QString, text);
    const auto client = clientFromJson(text, now);
    QVERIFY(!client);
    QTEST(client.error().kind, "kind");
    QTEST(client.error().subject, "subject");
    const auto told = owb::core::errorText(client.error());
    QVERIFY(told.what.endsWith(u'.') && !told.what.contains(u".."_s));
}

void TestClientJson::neverTellsASecretInAnError_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("not closed") << u"{\"client_secret\":\"hunter2hunter2"_s;
    QTest::newRow("no comma") << u"{\"client_secret\":\"hunter2hunter2\" \"scope\":\"a\"}"_s;
    QTest::newRow("control character") << u"{\"client_secret\":\"hunter2hunter2\n\"}"_s;
    QTest::newRow("list") << u"{\"client_secret\":[\"hunter2hunter2\"]}"_s;
    QTest::newRow("twice") << u"{\"client_secret\":\"hunter2hunter2\",\"client_secret\":\"hunter2hunter2\"}"_s;
    QTest::newRow("after something else") << u"{\"client_secret\":\"hunter2hunter2\",\"scope\":[\"hunter2hunter2\"]}"_s;
    QTest::newRow("without quotes") << u"{\"client_secret\":hunter2hunter2}"_s;
}

void TestClientJson::neverTellsASecretInAnError()
{
    QFETCH(QString, text);
    const auto client = clientFromJson(text, now);
    QVERIFY(!client);
    const Error& error = client.error();
    const QString all = error.subject + error.items.join(u' ') + error.detail + owb::core::errorText(error).sentence();
    QVERIFY2(!all.contains(u"hunter2"_s), qPrintable(all));
}

void TestClientJson::laysMembersOver_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("after");
    const QString before = u"{\"client_name\": \"Shop\", \"x\": 1.50, \"scope\": \"a\"}"_s;
    QTest::newRow("one member") << before << u"{\"client_name\":\"New\"}"_s
                                << u"{\"client_name\": \"New\", \"x\": 1.50, \"scope\": \"a\"}"_s;
    QTest::newRow("new member")
        << before << u"{\"contacts\":[ \"a@b\" ]}"_s
        << u"{\"client_name\": \"Shop\", \"x\": 1.50, \"scope\": \"a\", \"contacts\": [ \"a@b\" ]}"_s;
    QTest::newRow("null removes") << before << u"{\"x\":null,\"absent\":null}"_s
                                  << u"{\"client_name\": \"Shop\", \"scope\": \"a\"}"_s;
    QTest::newRow("nothing") << before << u"{}"_s << before;
    QTest::newRow("equal") << before << u"{\"x\":1.5,\"client_id\":\"abc\",\"_workbench\":{\"key\":99}}"_s << before;
    QTest::newRow("long number") << u"{\"n\":12345678901234567890123}"_s << u"{\"n\":12345678901234567890124}"_s
                                 << u"{\"n\":12345678901234567890124}"_s;
}

void TestClientJson::laysMembersOver()
{
    QFETCH(QString, before);
    QFETCH(QString, change);
    const Client loaded = stored(before);
    const auto edited = withMembers(loaded, membersOf(change));
    QVERIFY(edited);
    QTEST(edited->metadata.text(), "after");
    Client same = *edited;
    same.metadata = loaded.metadata;
    QVERIFY(same == loaded); // nothing else moved
}

void TestClientJson::editsFields()
{
    const auto edited = withMembers(stored(u"{}"_s),
        membersOf(u"{\"client_secret\":\"new\",\"client_secret_expires_at\":9,\"client_id_issued_at\":8}"_s));
    QVERIFY(edited);
    QCOMPARE(edited->secret->reveal(), "new");
    QCOMPARE(edited->secretExpiresAt, 9);
    QCOMPARE(edited->issuedAt, 8);
    QVERIFY(edited->metadata.isEmpty());
    const auto without = withMembers(*edited, membersOf(u"{\"client_secret\":null}"_s));
    QVERIFY(without && without->secret->isEmpty());
    QCOMPARE(without->secretStorage.kind, SecretStorage::Kind::None);
}

void TestClientJson::refusesEdits_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("subject");
    QTest::newRow("other identifier") << u"{\"client_id\":\"other\"}"_s << u"client_id"_s;
    QTest::newRow("no identifier") << u"{\"client_id\":null}"_s << u"client_id"_s;
    QTest::newRow("scope as list") << u"{\"scope\":[\"a\"]}"_s << u"scope"_s;
    QTest::newRow("twice") << u"{\"x\":1,\"x\":2}"_s << u"x"_s;
    const QString mask = u"{\"%1\":\"%2\"}"_s;
    QTest::newRow("masked secret") << mask.arg(u"client_secret"_s, owb::core::Secret::maskedSecret())
                                   << u"client_secret"_s;
    QTest::newRow("masked token") << mask.arg(u"registration_access_token"_s, owb::core::Secret::maskedSecret())
                                  << u"registration_access_token"_s;
    QTest::newRow("secret as number") << u"{\"client_secret\":1}"_s << u"client_secret"_s;
}

void TestClientJson::refusesEdits()
{
    QFETCH(QString, change);
    const auto edited = withMembers(stored(u"{}"_s), membersOf(change));
    QVERIFY(!edited);
    QCOMPARE(edited.error().kind, Kind::ValueNotAllowed);
    QTEST(edited.error().subject, "subject");
}

void TestClientJson::refusesEditsOfUnreadableMetadata()
{
    Client broken = stored(u"{}"_s);
    broken.unreadableMetadata = u"{\"a\":"_s;
    QCOMPARE(withMembers(broken, membersOf(u"{\"a\":1}"_s)).error().kind, Kind::UnreadableMetadata);
    QCOMPARE(
        withMembers(stored(u"{\"a\":1,\"a\":2}"_s), membersOf(u"{\"b\":1}"_s)).error().kind, Kind::UnreadableMetadata);
}

void TestClientJson::leavesWhatIsEqualUntouched()
{
    Client client = stored(u"{ \"scope\":\"\\u0061\" }"_s);
    client.id.reset();
    const auto edited = withMembers(client, membersOf(u"{\"client_id\":null,\"scope\":\"a\"}"_s));
    QVERIFY(edited);
    QVERIFY(*edited == client);
}

void TestClientJson::makesADocumentForTheEditor()
{
    const Client client = stored(u"{\"client_secret\":\"x\",\"b\": 1.50,\"client_id\":\"other\",\"a\":\"\\u00e9\"}"_s);
    const owb::json::JsonMembers document = editableDocument(client);
    QCOMPARE(document.text(), u"{\"client_id\":\"abc\",\"b\":1.50,\"a\":\"\\u00e9\"}"_s);
    const auto back = withMembers(client, document);
    QVERIFY(back);
    QVERIFY(*back == client);
}

QTEST_APPLESS_MAIN(TestClientJson)
#include "tst_clientjson.moc"
