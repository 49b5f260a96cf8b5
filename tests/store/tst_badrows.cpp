#include "testdatabase.h"

using namespace Qt::StringLiterals;
using namespace owb;
using ErrorKind = core::Error::Kind;
using ProblemKind = oauth::CellProblem::Kind;

/** Rows that hold what they should not: listed, marked, and never mended unseen. */
class TestBadRows : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void badMetadataIsShownAndKept_data();
    void badMetadataIsShownAndKept();
    void aByteOrderMarkIsNoJson();
    void rawTextIsReplacedOnlyOnPurpose();
    void missingIdentifiersAreListed();
    void oddCellsInTokensAreMarked();
    void whatDoesNotFitIsRefused_data();
    void whatDoesNotFitIsRefused();
    void oddTextsSurviveTheWayThereAndBack();
    void aRowThatOnlyLooksLikeAClientTakesNothingWithIt_data();
    void aRowThatOnlyLooksLikeAClientTakesNothingWithIt();
    void whatTheTaggedColumnHoldsIsKept();
    void whatCannotBeReadIsNotReplacedUnseen_data();
    void whatCannotBeReadIsNotReplacedUnseen();
    void aColumnTheProfileFillsTakesNoValue();

private:
    StillClock m_clock;
};

void TestBadRows::badMetadataIsShownAndKept_data()
{
    QTest::addColumn<QVariant>("stored");
    QTest::addColumn<ProblemKind>("kind");
    QTest::newRow("NULL") << QVariant() << ProblemKind::MissingValue;
    QTest::newRow("empty") << QVariant(u""_s) << ProblemKind::MissingValue;
    QTest::newRow("cut off") << QVariant(u"{\"client_name\": \"x"_s) << ProblemKind::NotJson;
    QTest::newRow("list") << QVariant(u"[1]"_s) << ProblemKind::NotAnObject;
    QTest::newRow("null") << QVariant(u"null"_s) << ProblemKind::NotAnObject;
    QTest::newRow("Python repr") << QVariant(u"{'client_name': 'x'}"_s) << ProblemKind::NotJson;
    QTest::newRow("twice") << QVariant(u"{\"scope\":\"a\",\"scope\":\"b\"}"_s) << ProblemKind::DuplicateMembers;
}

void TestBadRows::badMetadataIsShownAndKept()
{
    QFETCH(QVariant, stored);
    QFETCH(ProblemKind, kind);
    TestDatabase database;
    database.run(u"INSERT INTO oauth2_client VALUES ('app', 's', 1, 0, ?, 1, NULL)"_s, {stored});
    const QString before = database.dump(u"oauth2_client"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    const auto page = answered(repository->clients({}, std::nullopt));
    QCOMPARE(page->rows.size(), 1);
    const oauth::Client client = page->rows.constFirst();
    QCOMPARE(client.problems.constFirst().kind, kind);
    if (kind == ProblemKind::MissingValue) {
        return; // servers read it as an empty object, so an edit loses nothing
    }
    QCOMPARE(client.problems.constFirst().raw, stored.toString());
    oauth::Client edited = client;
    edited.metadata.set(u"client_name"_s, u"new"_s);
    QCOMPARE(answered(repository->saveClient({client, edited})).error().kind, ErrorKind::UnreadableMetadata);
    QCOMPARE(database.dump(u"oauth2_client"_s), before);
    edited = client; // other columns may change
    edited.secret = core::Secret(u"rotated"_s);
    QVERIFY(answered(repository->saveClient({client, edited})));
    QCOMPARE(database.ask(u"SELECT client_metadata FROM oauth2_client"_s), stored);
}

void TestBadRows::aByteOrderMarkIsNoJson()
{
    TestDatabase database; // as bytes, because binding it as UTF-16 would drop the mark
    database.run(u"INSERT INTO oauth2_client VALUES ('app', 's', 1, 0, CAST(X'efbbbf7b7d' AS TEXT), 1, NULL)"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    const auto client = *answered(repository->queryClient(u"app"_s));
    QVERIFY(client->unreadableMetadata);
    QCOMPARE(client->problems.constFirst().kind, ProblemKind::NotJson);
}

void TestBadRows::rawTextIsReplacedOnlyOnPurpose()
{
    TestDatabase database;
    database.addClient(u"app"_s, u"s"_s, u"{\"cut"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    const auto client = *answered(repository->queryClient(u"app"_s));
    oauth::Client edited = *client;
    edited.unreadableMetadata.reset();
    edited.metadata = *json::JsonMembers::parse(u"{\"client_name\":\"mended\"}"_s);
    QVERIFY(answered(repository->saveClient({*client, edited})));
    QCOMPARE(
        database.ask(u"SELECT client_metadata FROM oauth2_client"_s).toString(), u"{\"client_name\":\"mended\"}"_s);
}

void TestBadRows::missingIdentifiersAreListed()
{
    TestDatabase database;
    database.run(u"INSERT INTO oauth2_client VALUES (NULL, NULL, 1, 0, '{}', 1, NULL)"_s);
    database.run(u"INSERT INTO oauth2_client VALUES ('', 's', 'soon', 0, '{}', 2, NULL)"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    const auto rows = answered(repository->clients({}, std::nullopt))->rows;
    QCOMPARE(rows.size(), 2);
    QVERIFY(!rows.at(0).id);
    QCOMPARE(rows.at(0).problems.size(), 2); // identifier and secret
    QCOMPARE(rows.at(1).problems.at(0).kind, ProblemKind::EmptyIdentifier);
    QCOMPARE(rows.at(1).problems.at(1).raw, u"soon"_s);
    oauth::Client named = rows.at(0); // what was wrong before does not stop an edit of something else
    named.metadata.set(u"client_name"_s, u"Nameless"_s);
    QVERIFY(answered(repository->saveClient({rows.at(0), named})));
    QVERIFY(answered(repository->removeClient(rows.at(1))));
    QCOMPARE(
        database.ask(u"SELECT client_metadata FROM oauth2_client"_s).toString(), u"{\"client_name\":\"Nameless\"}"_s);
}

void TestBadRows::oddCellsInTokensAreMarked()
{
    TestDatabase database;
    database.run(
        u"INSERT INTO oauth2_token VALUES ('app', NULL, X'6162', NULL, CAST(X'ff41' AS TEXT), 'x', 'abc', 0, 9223372036854775807, 1, 1)"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    const oauth::Token token = answered(repository->tokens({}, std::nullopt))->rows.constFirst();
    QSet<int> kinds;
    for (const oauth::CellProblem& problem : token.problems) {
        kinds.insert(static_cast<int>(problem.kind));
    }
    QCOMPARE(kinds,
        (QSet<int>{static_cast<int>(ProblemKind::StoredAsBlob), static_cast<int>(ProblemKind::NotUtf8),
            static_cast<int>(ProblemKind::NotAnInteger)}));
    QVERIFY(token.accessRefused); // any text but '' revokes
    for (const oauth::CellProblem& problem : token.problems) {
        QVERIFY(problem.column != u"access_token"_s || problem.raw.isEmpty());
    }
}

void TestBadRows::whatDoesNotFitIsRefused_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("identifier of 49") << QString(49, u'x') << u"s"_s << ErrorKind::ValueTooLong;
    QTest::newRow("49 letters outside ASCII") << QString(49, u'\ud55c') << u"s"_s << ErrorKind::ValueTooLong;
    QTest::newRow("secret of 121") << u"app"_s << QString(121, u'x') << ErrorKind::ValueTooLong;
    QTest::newRow("secret outside ASCII") << u"app"_s << u"gehe\u00efm"_s << ErrorKind::ValueNotAllowed;
    QTest::newRow("no identifier") << u""_s << u"s"_s << ErrorKind::ValueNotAllowed;
    QTest::newRow("NUL") << u"a\0b"_s << u"s"_s << ErrorKind::ValueNotAllowed;
}

void TestBadRows::whatDoesNotFitIsRefused()
{
    QFETCH(QString, id);
    QFETCH(QString, secret);
    QFETCH(ErrorKind, kind);
    TestDatabase database;
    const auto repository = openedRepository(database.path(), m_clock);
    oauth::Client client = oauth::newClient(1);
    client.id = id;
    client.secret = core::Secret(secret);
    QCOMPARE(answered(repository->addClient(client)).error().kind, kind);
    QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_client"_s).toInt(), 0);
}

void TestBadRows::oddTextsSurviveTheWayThereAndBack()
{
    const QString odd = u"<b>\"quotes\" 'n'\n\t\u202eright to left\u202c \U0001F600 \0 end"_s;
    TestDatabase database;
    const auto repository = openedRepository(database.path(), m_clock);
    oauth::Client client = oauth::newClient(1);
    client.metadata.set(u"client_name"_s, odd);
    const auto stored = answered(repository->addClient(client));
    QVERIFY(stored);
    QCOMPARE(stored->name(), odd);
}

void TestBadRows::aRowThatOnlyLooksLikeAClientTakesNothingWithIt_data()
{
    QTest::addColumn<QString>("stored");
    QTest::newRow("bytes") << u"CAST('app' AS BLOB)"_s;
    QTest::newRow("text that is no UTF-8") << u"CAST(x'61ff' AS TEXT)"_s;
}

void TestBadRows::aRowThatOnlyLooksLikeAClientTakesNothingWithIt()
{
    QFETCH(const QString, stored);
    TestDatabase database;
    const QString real = stored.contains(u"app"_s) ? u"app"_s : u"a\uFFFD"_s;
    database.addClient(real, u"s"_s, u"{}"_s);
    database.addToken(real, u"one"_s, {}, m_clock.now(), 3600);
    database.run(u"INSERT INTO oauth2_client VALUES (%1, '', 0, 0, '{}', 9, NULL)"_s.arg(stored));
    const auto repository = openedRepository(database.path(), m_clock);
    const auto look = **answered(repository->clientByKey({{9}}));
    QCOMPARE(answered(repository->dependents(look))->tokens, 0);
    QCOMPARE(answered(repository->removeClient(look))->tokens, 0);
    QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_token"_s).toInt(), 1);
    QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_client"_s).toInt(), 1);
}

void TestBadRows::whatTheTaggedColumnHoldsIsKept()
{
    TestDatabase database(Layout::Before013);
    database.run(u"INSERT INTO oauth2_client (client_id, client_secret, issued_at, expires_at, grant_type, "
                 "response_type, scope, client_name, i18n_metadata) VALUES ('app', 's', 0, 0, '', '', '', 'App', ?)"_s,
        {u"{ \"client_name#fr\":\"F\", \"custom\":1.50, \"client_name\":\"evil\"}"_s});
    const auto repository = openedRepository(database.path(), m_clock);
    const auto client = **answered(repository->queryClient(u"app"_s));
    QCOMPARE(client.name(), u"App"_s); // the column counts
    oauth::Client edited = client;
    edited.metadata.set(u"client_name#fr"_s, u"G"_s);
    QVERIFY(answered(repository->saveClient({client, edited})));
    QCOMPARE(database.ask(u"SELECT i18n_metadata FROM oauth2_client"_s).toString(),
        u"{ \"client_name#fr\":\"G\", \"custom\":1.50, \"client_name\":\"evil\"}"_s);
}

void TestBadRows::whatCannotBeReadIsNotReplacedUnseen_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("stored");
    QTest::addColumn<QString>("member");
    QTest::newRow("translations, cut off") << u"i18n_metadata"_s << u"{\"a#fr\":\"cut o"_s << u"client_name#fr"_s;
    QTest::newRow("translations, a list") << u"i18n_metadata"_s << u"[\"x\"]"_s << u"client_name#fr"_s;
    QTest::newRow("translations, twice") << u"i18n_metadata"_s << u"{\"a#fr\":1,\"a#fr\":2}"_s << u"client_name#fr"_s;
    QTest::newRow("contacts") << u"contact"_s << u"[\"cut o"_s << u"contacts"_s;
    QTest::newRow("keys") << u"jwks_text"_s << u"{\"keys\":"_s << u"jwks"_s;
}

void TestBadRows::whatCannotBeReadIsNotReplacedUnseen()
{
    QFETCH(const QString, column);
    QFETCH(const QString, stored);
    QFETCH(const QString, member);
    TestDatabase database(Layout::Before013);
    database.run(u"INSERT INTO oauth2_client (client_id, client_secret, issued_at, expires_at, grant_type, "
                 "response_type, scope, client_name, %1) VALUES ('app', 's', 0, 0, '', '', '', 'App', ?)"_s.arg(column),
        {stored});
    const auto repository = openedRepository(database.path(), m_clock);
    const auto client = **answered(repository->queryClient(u"app"_s));
    QVERIFY(!client.problems.isEmpty());
    oauth::Client edited = client;
    edited.metadata.setText(member, u"[\"x\"]"_s);
    QCOMPARE(answered(repository->saveClient({client, edited})).error().kind, ErrorKind::UnreadableMetadata);
    edited = client; // others may change
    edited.metadata.set(u"client_name"_s, u"B"_s);
    QVERIFY(answered(repository->saveClient({client, edited})));
    QCOMPARE(database.ask(u"SELECT %1 FROM oauth2_client"_s.arg(column)).toString(), stored);
}

void TestBadRows::aColumnTheProfileFillsTakesNoValue()
{
    TestDatabase database;
    const auto repository = openedRepository(database.path(), m_clock);
    oauth::Token token = oauth::newToken(m_clock.now());
    token.clientId = u"app"_s;
    token.extraColumns.insert(u"Access_Token_Revoked_At"_s, u"5"_s);
    QCOMPARE(answered(repository->saveToken(token)).error().kind, ErrorKind::ValueNotAllowed);
    token.extraColumns = {{u"id"_s, u"abc"_s}};
    QCOMPARE(answered(repository->saveToken(token)).error().kind, ErrorKind::Constraint);
    QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_token"_s).toInt(), 0);
}

QTEST_GUILESS_MAIN(TestBadRows)
#include "tst_badrows.moc"
