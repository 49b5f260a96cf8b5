#include "oauth/clientjson.h"
#include "testdatabase.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace owb;
using core::Error;

/** What every repository owes its callers, on SQLite. */
class TestRepository : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsAClientByItsExactBytes();
    void looksATokenUpAsTheHintSays();
    void anEmptyTokenIsNeverFound();
    void storesATokenAsTheServerWould();
    void refusesATokenValueThatIsTaken();
    void addsAClientWithEveryColumn();
    void refusesAnIdentifierThatIsTaken();
    void anEditChangesNothingButTheMember();
    void anEditOfAChangedRowIsAConflict();
    void revokesWhatIsAsked_data();
    void revokesWhatIsAsked();
    void expiresTokensOfAnyAge();
    void oneFlagIsRevokedForBothTokens();
    void everyRevokeColumnIsSet();
    void removesAClientWithItsTokensAndCodes();
    void removingADoubleLeavesTheTokensOfTheOther();
    void pagesByKeyInEverySort_data();
    void pagesByKeyInEverySort();
    void filters_data();
    void filters();
    void staysReadOnlyUntilUnlocked();
    void asksForColumnsItDoesNotKnow();
    void writesTheOldLayout();
    void tellsEverybodyWhatChanged();

private:
    StillClock m_clock;
};

void TestRepository::findsAClientByItsExactBytes()
{
    TestDatabase database;
    database.addClient(u"App"_s, u"s"_s, u"{}"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    QVERIFY((*answered(repository->queryClient(u"App"_s))).has_value());
    QVERIFY(!(*answered(repository->queryClient(u"app"_s))).has_value());
    QVERIFY(!(*answered(repository->queryClient(u"App "_s))).has_value());
}

void TestRepository::looksATokenUpAsTheHintSays()
{
    TestDatabase database;
    database.addToken(u"app"_s, u"same"_s, u"first-refresh"_s, 1, 0);
    database.addToken(u"app"_s, u"second"_s, u"same"_s, 2, 0);
    const auto repository = openedRepository(database.path(), m_clock);
    const auto issued = [&](const QString& value, oauth::TokenHint hint) {
        const auto found = *answered(repository->queryToken(core::Secret(value), hint));
        return found ? found->issuedAt : -1;
    };
    QCOMPARE(issued(u"same"_s, oauth::TokenHint::AccessToken), 1);
    QCOMPARE(issued(u"same"_s, oauth::TokenHint::RefreshToken), 2);
    QCOMPARE(issued(u"same"_s, oauth::TokenHint::None), 1); // access first
    QCOMPARE(issued(u"first-refresh"_s, oauth::TokenHint::None), 1); // then refresh
    QCOMPARE(issued(u"first-refresh"_s, oauth::TokenHint::AccessToken), -1);
    QCOMPARE(issued(u"SAME"_s, oauth::TokenHint::None), -1);
}

void TestRepository::anEmptyTokenIsNeverFound()
{
    TestDatabase database;
    database.addToken(u"app"_s, u"a"_s, u""_s, 1, 0);
    const auto repository = openedRepository(database.path(), m_clock);
    QVERIFY(!(*answered(repository->queryToken(core::Secret(u""_s), oauth::TokenHint::None))).has_value());
}

void TestRepository::storesATokenAsTheServerWould()
{
    TestDatabase database;
    const auto repository = openedRepository(database.path(), m_clock);
    oauth::Token token = oauth::newToken(m_clock.now());
    token.clientId = u"app"_s;
    token.accessToken = core::Secret(u"access-value"_s);
    token.scope = u"openid"_s;
    const auto stored = answered(repository->saveToken(token));
    QVERIFY(stored);
    QCOMPARE(stored->key.text(), u"1"_s);
    QCOMPARE(database.dump(u"oauth2_token"_s),
        u"'app'|text|'Bearer'|text|'access-value'|text|NULL|null|'openid'|text|1790000000|integer|0|integer|0|integer|864000|integer|1|integer|NULL|null|\n"_s);
}

void TestRepository::refusesATokenValueThatIsTaken()
{
    TestDatabase database;
    database.addToken(u"app"_s, u"one"_s, u"two"_s, 1, 0);
    const auto repository = openedRepository(database.path(), m_clock);
    oauth::Token token = oauth::newToken(m_clock.now());
    token.clientId = u"app"_s;
    for (const QString& value : {u"one"_s, u"two"_s}) {
        token.accessToken = core::Secret(value);
        QCOMPARE(answered(repository->saveToken(token)).error().kind, Error::Kind::AlreadyExists);
    }
    QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_token"_s).toInt(), 1);
}

void TestRepository::addsAClientWithEveryColumn()
{
    TestDatabase database;
    const auto repository = openedRepository(database.path(), m_clock);
    auto client = oauth::clientFromJson(
        u"{\"client_id\":\"app\",\"client_secret\":\"s3cret\",\"client_name\":\"한빛 <b>\\\"\\u0001\",\"x\":1.50}"_s,
        m_clock.now());
    QVERIFY(client);
    const auto stored = answered(repository->addClient(*client));
    QVERIFY(stored);
    QCOMPARE(database.dump(u"oauth2_client"_s),
        u"'app'|text|'s3cret'|text|1790000000|integer|0|integer|'{\"client_name\":\"한빛 <b>\\\"\\u0001\",\"x\":1.50}'|text|1|integer|NULL|null|\n"_s);
}

void TestRepository::refusesAnIdentifierThatIsTaken()
{
    TestDatabase database;
    database.addClient(u"app"_s, u"s"_s, u"{}"_s);
    const QString before = database.dump(u"oauth2_client"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    oauth::Client client = oauth::newClient(m_clock.now());
    client.id = u"app"_s;
    QCOMPARE(answered(repository->addClient(client)).error().kind, Error::Kind::AlreadyExists);
    QCOMPARE(database.dump(u"oauth2_client"_s), before);
}

void TestRepository::anEditChangesNothingButTheMember()
{
    TestDatabase database;
    const QString metadata =
        u"{ \"x\" : 1.50e2,\n\t\"client_name\": \"Old\" , \"k\\u00e9y\":[1, 2], \"z\":\"\\u00e9/\\/\" }"_s;
    database.addClient(u"app"_s, u"s"_s, metadata);
    const auto repository = openedRepository(database.path(), m_clock);
    const auto loaded = *answered(repository->queryClient(u"app"_s));
    oauth::Client edited = *loaded;
    edited.metadata.set(u"client_name"_s, u"Neu"_s);
    QVERIFY(answered(repository->saveClient({*loaded, edited})));
    QString expected = metadata;
    QCOMPARE(database.ask(u"SELECT client_metadata FROM oauth2_client"_s).toString(),
        expected.replace(u"\"Old\""_s, u"\"Neu\""_s));
}

void TestRepository::anEditOfAChangedRowIsAConflict()
{
    TestDatabase database;
    database.addClient(u"app"_s, u"s"_s, u"{\"client_name\":\"a\"}"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    const auto loaded = *answered(repository->queryClient(u"app"_s));
    database.run(u"UPDATE oauth2_client SET client_metadata = '{\"client_name\":\"theirs\"}'"_s);
    oauth::Client edited = *loaded;
    edited.secret = core::Secret(u"mine"_s);
    QCOMPARE(answered(repository->saveClient({*loaded, edited})).error().kind, Error::Kind::Conflict);
    QCOMPARE(database.ask(u"SELECT client_secret FROM oauth2_client"_s).toString(), u"s"_s);
    QCOMPARE(answered(repository->removeClient(*loaded)).error().kind, Error::Kind::Conflict);
    QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_client"_s).toInt(), 1);
}

void TestRepository::revokesWhatIsAsked_data()
{
    QTest::addColumn<oauth::RevokeWhat>("what");
    QTest::addColumn<bool>("access");
    QTest::addColumn<bool>("refresh");
    QTest::newRow("access") << oauth::RevokeWhat::Access << true << false;
    QTest::newRow("refresh") << oauth::RevokeWhat::Refresh << false << true;
    QTest::newRow("both") << oauth::RevokeWhat::Both << true << true;
}

void TestRepository::revokesWhatIsAsked()
{
    QFETCH(oauth::RevokeWhat, what);
    QFETCH(bool, access);
    QFETCH(bool, refresh);
    TestDatabase database;
    database.addToken(u"app"_s, u"a"_s, u"r"_s, 1780000000, 0);
    database.addToken(u"app"_s, u"other"_s, u"another"_s, 1780000000, 0);
    const auto repository = openedRepository(database.path(), m_clock);
    store::TokenSelection selection;
    selection.value = core::Secret(u"r"_s);
    const auto revoked = answered(repository->revoke(selection, what));
    QVERIFY(revoked);
    QCOMPARE(revoked->size(), 1);
    QCOMPARE(database.ask(u"SELECT access_token_revoked_at FROM oauth2_token WHERE id=1"_s).toLongLong(),
        access ? m_clock.now() : 0);
    QCOMPARE(database.ask(u"SELECT refresh_token_revoked_at FROM oauth2_token WHERE id=1"_s).toLongLong(),
        refresh ? m_clock.now() : 0);
    QCOMPARE(
        database.ask(u"SELECT sum(access_token_revoked_at + refresh_token_revoked_at) FROM oauth2_token WHERE id=2"_s)
            .toInt(),
        0);
    QVERIFY(revoked->constFirst().accessRefused); // either revocation refuses the access token
    QCOMPARE(revoked->constFirst().refreshRefused, refresh);
}

void TestRepository::expiresTokensOfAnyAge()
{
    TestDatabase database;
    for (const qint64 age : {0, 1, 2, 1000}) { // a lifetime of 0 would never end
        database.addToken(u"app"_s, u"a%1"_s.arg(age), QVariant(), m_clock.now() - age, 3600);
    }
    const auto repository = openedRepository(database.path(), m_clock);
    store::TokenSelection selection;
    selection.clientId = u"app"_s;
    const auto expired = answered(repository->expire(selection));
    QVERIFY(expired);
    QCOMPARE(expired->size(), 4);
    for (const oauth::Token& token : *expired) {
        QCOMPARE(token.stateAt(m_clock.now()), oauth::TokenState::Expired);
    }
}

void TestRepository::oneFlagIsRevokedForBothTokens()
{
    TestDatabase database(Layout::Before10);
    database.run(u"INSERT INTO oauth2_token VALUES ('app', 'Bearer', 'a', 'r', '', 1780000000, 0, 3600, 1, 1)"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    QVERIFY(!repository->schema().separateRevocation);
    store::TokenSelection selection;
    selection.keys << oauth::RowKey::fromText(u"1"_s);
    QCOMPARE(answered(repository->revoke(selection, oauth::RevokeWhat::Access)).error().kind, Error::Kind::Unsupported);
    QVERIFY(answered(repository->revoke(selection, oauth::RevokeWhat::Both)));
    QCOMPARE(database.ask(u"SELECT quote(revoked) FROM oauth2_token"_s).toString(), u"1"_s);
}

void TestRepository::everyRevokeColumnIsSet()
{
    TestDatabase database;
    database.run(u"ALTER TABLE oauth2_token ADD COLUMN revoked BOOLEAN"_s);
    database.addToken(u"app"_s, u"a"_s, u"r"_s, 1780000000, 0);
    const auto repository = openedRepository(database.path(), m_clock);
    store::TokenSelection selection;
    selection.clientId = u"app"_s;
    QVERIFY(answered(repository->revoke(selection, oauth::RevokeWhat::Both)));
    QCOMPARE(
        database
            .ask(u"SELECT quote(revoked) || access_token_revoked_at || refresh_token_revoked_at FROM oauth2_token"_s)
            .toString(),
        u"1%1%1"_s.arg(m_clock.now()));
}

void TestRepository::removesAClientWithItsTokensAndCodes()
{
    TestDatabase database;
    database.addClient(u"app"_s, u"s"_s, u"{}"_s);
    database.addClient(u"other"_s, u"s"_s, u"{}"_s);
    database.addToken(u"app"_s, u"a"_s, {}, m_clock.now(), 3600);
    database.addToken(u"app"_s, u"old"_s, {}, 1, 3600);
    database.addToken(u"other"_s, u"b"_s, {}, 1, 0);
    database.run(u"INSERT INTO oauth2_code (code, client_id, auth_time) VALUES ('c', 'app', 1)"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    const auto client = *answered(repository->queryClient(u"app"_s));
    const auto with = answered(repository->dependents(*client));
    QCOMPARE(with->tokens, 2);
    QCOMPARE(with->liveTokens, 1);
    QCOMPARE(with->codes, 1);
    QVERIFY(answered(repository->removeClient(*client)));
    QCOMPARE(database.ask(u"SELECT group_concat(client_id) FROM oauth2_client"_s).toString(), u"other"_s);
    QCOMPARE(database.ask(u"SELECT group_concat(access_token) FROM oauth2_token"_s).toString(), u"b"_s);
    QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_code"_s).toInt(), 0);
}

void TestRepository::removingADoubleLeavesTheTokensOfTheOther()
{
    TestDatabase database;
    database.addClient(u"app"_s, u"first"_s, u"{}"_s);
    database.addClient(u"app"_s, u"second"_s, u"{}"_s);
    database.addToken(u"app"_s, u"a"_s, {}, 1, 0);
    const auto repository = openedRepository(database.path(), m_clock);
    const auto page = answered(repository->clients({}, std::nullopt));
    QCOMPARE(page->rows.size(), 2);
    QCOMPARE(page->rows.at(1).problems.constFirst().kind, oauth::CellProblem::Kind::DuplicateIdentifier);
    QVERIFY(answered(repository->removeClient(page->rows.at(1))));
    QCOMPARE(database.ask(u"SELECT group_concat(client_secret) FROM oauth2_client"_s).toString(), u"first"_s);
    QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_token"_s).toInt(), 1);
}

void TestRepository::pagesByKeyInEverySort_data()
{
    QTest::addColumn<store::TokenSort>("sort");
    QTest::addColumn<store::SortOrder>("order");
    const QList<std::pair<const char*, store::TokenSort>> sorts{{"key", store::TokenSort::Key},
        {"issued", store::TokenSort::IssuedAt}, {"expires", store::TokenSort::ExpiresAt},
        {"client", store::TokenSort::ClientId}, {"user", store::TokenSort::UserId}};
    for (const auto& [name, sort] : sorts) {
        QTest::addRow("%s up", name) << sort << store::SortOrder::Ascending;
        QTest::addRow("%s down", name) << sort << store::SortOrder::Descending;
    }
}

void TestRepository::pagesByKeyInEverySort()
{
    QFETCH(store::TokenSort, sort);
    QFETCH(store::SortOrder, order);
    TestDatabase database;
    // 1001 rows with many ties, NULLs and a text among the numbers.
    database.run(
        u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001) INSERT INTO oauth2_token "
        "SELECT CASE WHEN i % 7 = 0 THEN NULL ELSE 'c' || (i % 5) END, 'Bearer', 'a' || i, NULL, '', "
        "CASE WHEN i = 500 THEN 'soon' ELSE 1780000000 + i % 11 END, 0, 0, CASE WHEN i % 3 = 0 THEN 0 ELSE i % 13 END, "
        "i, "
        "CASE WHEN i % 4 = 0 THEN NULL ELSE i % 6 END FROM n"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    store::TokenQuery query;
    query.sort = sort;
    query.order = order;
    QStringList seen;
    std::optional<store::Cursor> after;
    do {
        const auto page = answered(repository->tokens(query, after));
        QVERIFY(page);
        QVERIFY(page->rows.size() <= store::pageSize);
        for (const oauth::Token& token : page->rows) {
            seen << token.key.text();
        }
        after = page->next;
    } while (after);
    QCOMPARE(seen.size(), 1001);
    const QString expression = sort == store::TokenSort::Key ? u"id"_s
        : sort == store::TokenSort::IssuedAt                 ? u"issued_at"_s
        : sort == store::TokenSort::ExpiresAt ? u"CASE WHEN expires_in <> 0 THEN issued_at + expires_in END"_s
        : sort == store::TokenSort::ClientId  ? u"client_id"_s
                                              : u"user_id"_s;
    const QString direction = order == store::SortOrder::Ascending ? u"ASC"_s : u"DESC"_s;
    QCOMPARE(seen.join(u','),
        database
            .ask(u"SELECT group_concat(id) FROM (SELECT id FROM oauth2_token ORDER BY %1 %2, id %2)"_s.arg(
                expression, direction))
            .toString());
}

void TestRepository::filters_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("clients");
    QTest::newRow("word in the name") << u"SHOP"_s << QStringList{u"web"_s};
    QTest::newRow("word in the identifier") << u"batch"_s << QStringList{u"batch-1"_s};
    QTest::newRow("scope") << u"scope:orders"_s << QStringList{u"web"_s};
    QTest::newRow("part of a scope is none") << u"scope:order"_s << QStringList{};
    QTest::newRow("grant") << u"grant:client_credentials"_s << QStringList{u"batch-1"_s};
    QTest::newRow("not grant") << u"-grant:client_credentials"_s << QStringList{u"bad"_s, u"web"_s};
    QTest::newRow("redirect") << u"redirect:shop.example"_s << QStringList{u"web"_s};
    QTest::newRow("public") << u"type:public"_s << QStringList{u"web"_s};
    QTest::newRow("pattern") << u"client:ba*"_s << QStringList{u"bad"_s, u"batch-1"_s};
    QTest::newRow("both") << u"scope:orders type:public shop"_s << QStringList{u"web"_s};
    QTest::newRow("quotes and percent are letters") << u"client:%"_s << QStringList{};
}

void TestRepository::filters()
{
    QFETCH(QString, text);
    QFETCH(QStringList, clients);
    TestDatabase database;
    database.addClient(u"web"_s, u""_s,
        u"{\"client_name\":\"The Shop\",\"grant_types\":[\"authorization_code\"],\"scope\":\"openid orders\","
        "\"redirect_uris\":[\"https://shop.example/cb\"],\"token_endpoint_auth_method\":\"none\"}"_s);
    database.addClient(u"batch-1"_s, u"s"_s,
        u"{\"client_name\":\"Nightly\",\"grant_types\":[\"client_credentials\"],\"scope\":\"run\"}"_s);
    database.addClient(u"bad"_s, u"s"_s, u"{\"client_name\": \"cut"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    store::ClientQuery query;
    query.filter = *oauth::Filter::parse(text, m_clock.now());
    const auto page = answered(repository->clients(query, std::nullopt));
    QVERIFY(page);
    QStringList ids;
    for (const oauth::Client& client : page->rows) {
        ids << *client.id;
    }
    ids.sort();
    QCOMPARE(ids, clients);
}

void TestRepository::staysReadOnlyUntilUnlocked()
{
    TestDatabase database;
    const auto repository = openedRepository(database.path(), m_clock, false);
    QSignalSpy unlocked(repository.get(), &store::Repository::unlockedChanged);
    oauth::Client client = oauth::newClient(m_clock.now());
    QCOMPARE(answered(repository->addClient(client)).error().kind, Error::Kind::ReadOnlyConnection);
    QVERIFY(answered(repository->setUnlocked(true)));
    QCOMPARE(unlocked.size(), 1);
    QVERIFY(answered(repository->addClient(client)));
    QVERIFY(answered(repository->setUnlocked(false)));
    QCOMPARE(answered(repository->removeClient(client)).error().kind, Error::Kind::ReadOnlyConnection);
}

void TestRepository::asksForColumnsItDoesNotKnow()
{
    TestDatabase database;
    database.run(u"ALTER TABLE oauth2_client ADD COLUMN tenant TEXT NOT NULL DEFAULT 'x'"_s);
    database.run(u"DROP TABLE oauth2_client"_s);
    database.run(u"CREATE TABLE oauth2_client (client_id VARCHAR(48), client_secret VARCHAR(120), client_id_issued_at "
                 u"INTEGER NOT NULL, "
                 "client_secret_expires_at INTEGER NOT NULL, client_metadata TEXT, id INTEGER NOT NULL PRIMARY KEY, "
                 "tenant TEXT NOT NULL, "
                 "made TEXT NOT NULL DEFAULT 'now')"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    QCOMPARE(repository->schema().clients.needed.size(), 1);
    oauth::Client client = oauth::newClient(m_clock.now());
    const auto refused = answered(repository->addClient(client));
    QCOMPARE(refused.error().kind, Error::Kind::ColumnsNeedValues);
    QCOMPARE(refused.error().items, QStringList{u"tenant"_s});
    client.extraColumns.insert(u"tenant"_s, u"acme"_s);
    QVERIFY(answered(repository->addClient(client)));
    QCOMPARE(database.ask(u"SELECT tenant || made FROM oauth2_client"_s).toString(), u"acmenow"_s);
}

void TestRepository::writesTheOldLayout()
{
    TestDatabase database(Layout::Before013);
    const auto repository = openedRepository(database.path(), m_clock);
    QCOMPARE(repository->schema().profile, u"authlib-sqlalchemy-0.12"_s);
    auto client = oauth::clientFromJson(
        u"{\"client_id\":\"app\",\"client_secret\":\"s\",\"client_name\":\"Alt\",\"client_name#fr\":\"Vieux\","
        "\"redirect_uris\":[\"https://a/cb\",\"https://b/cb\"],\"grant_types\":[\"authorization_code\",\"password\"],"
        "\"contacts\":[\"a@b\"],\"scope\":\"x y\"}"_s,
        m_clock.now());
    const auto stored = answered(repository->addClient(*client));
    QVERIFY(stored);
    QCOMPARE(
        database
            .ask(
                u"SELECT redirect_uri || '|' || grant_type || '|' || response_type || '|' || contact || '|' || i18n_metadata FROM oauth2_client"_s)
            .toString(),
        u"https://a/cb\nhttps://b/cb|authorization_code\npassword||[\"a@b\"]|{\"client_name#fr\":\"Vieux\"}"_s);
    QCOMPARE(stored->redirectUris(), (QStringList{u"https://a/cb"_s, u"https://b/cb"_s}));
    QCOMPARE(stored->metadata.string(u"client_name#fr"_s), u"Vieux"_s);
    oauth::Client edited = *stored;
    edited.metadata.setText(u"x_rate"_s, u"1"_s);
    const auto refused = answered(repository->saveClient({*stored, edited}));
    QCOMPARE(refused.error().kind, Error::Kind::MemberHasNoColumn);
    QCOMPARE(refused.error().subject, u"x_rate"_s);
}

void TestRepository::tellsEverybodyWhatChanged()
{
    TestDatabase database;
    database.addClient(u"app"_s, u"s"_s, u"{}"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    QSignalSpy saved(repository.get(), &store::Repository::clientSaved);
    QSignalSpy removed(repository.get(), &store::Repository::clientRemoved);
    const auto client = *answered(repository->queryClient(u"app"_s));
    oauth::Client edited = *client;
    edited.secret = core::Secret(u"new"_s);
    const auto stored = answered(repository->saveClient({*client, edited}));
    QVERIFY(stored);
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(answered(repository->removeClient(*stored)));
    QTRY_COMPARE(removed.size(), 1);
}

QTEST_GUILESS_MAIN(TestRepository)
#include "tst_repository.moc"
