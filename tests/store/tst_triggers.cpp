#include "testdatabase.h"

using namespace Qt::StringLiterals;
using namespace owb;
using ErrorKind = core::Error::Kind;

/** A database with rules of its own: what it quietly leaves undone is not reported as done. */
class TestTriggers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aClientThatIsKeptIsNotRemoved();
    void tokensThatAreKeptAreNotRemoved();
    void tokensThatStayLiveAreNotRevoked();
    void emptyBytesInARevocationTimeAreNoRevocation();
    void aRowThatIsTakenAwayIsNotAdded();
    void aFullTextIndexFollowsAnEdit();
    void aMissingTableOfUsersIsNamed();

private:
    StillClock m_clock;
    std::unique_ptr<TestDatabase> m_database;
};

void TestTriggers::init()
{
    m_database = std::make_unique<TestDatabase>();
    m_database->addClient(u"app"_s, u"s"_s, u"{}"_s);
    m_database->addToken(u"app"_s, u"one"_s, u"r-one"_s, m_clock.now(), 3600);
}

void TestTriggers::aClientThatIsKeptIsNotRemoved()
{
    m_database->run(u"CREATE TRIGGER t BEFORE DELETE ON oauth2_client BEGIN SELECT RAISE(IGNORE); END"_s);
    const QString tokens = m_database->dump(u"oauth2_token"_s);
    const auto repository = openedRepository(m_database->path(), m_clock);
    const auto client = *answered(repository->queryClient(u"app"_s));
    QCOMPARE(answered(repository->removeClient(*client)).error().kind, ErrorKind::Constraint);
    QCOMPARE(m_database->dump(u"oauth2_token"_s), tokens);
}

void TestTriggers::tokensThatAreKeptAreNotRemoved()
{
    m_database->run(u"CREATE TRIGGER t BEFORE DELETE ON oauth2_token BEGIN SELECT RAISE(IGNORE); END"_s);
    const auto repository = openedRepository(m_database->path(), m_clock);
    const auto client = *answered(repository->queryClient(u"app"_s));
    QCOMPARE(answered(repository->removeClient(*client)).error().kind, ErrorKind::Constraint);
    QCOMPARE(m_database->ask(u"SELECT count(*) FROM oauth2_client"_s).toInt(), 1);
}

void TestTriggers::tokensThatStayLiveAreNotRevoked()
{
    m_database->run(u"CREATE TRIGGER t BEFORE UPDATE ON oauth2_token BEGIN SELECT RAISE(IGNORE); END"_s);
    const auto repository = openedRepository(m_database->path(), m_clock);
    store::TokenSelection selection;
    selection.clientId = u"app"_s;
    QCOMPARE(answered(repository->revoke(selection, oauth::RevokeWhat::Both)).error().kind, ErrorKind::Constraint);
}

void TestTriggers::emptyBytesInARevocationTimeAreNoRevocation()
{
    m_database->run(u"UPDATE oauth2_token SET access_token_revoked_at = x''"_s);
    const auto repository = openedRepository(m_database->path(), m_clock);
    QVERIFY(!answered(repository->tokens({}, std::nullopt))->rows.constFirst().accessRefused);
    store::TokenSelection selection;
    selection.clientId = u"app"_s;
    const auto revoked = answered(repository->revoke(selection, oauth::RevokeWhat::Access));
    QCOMPARE(revoked->constFirst().accessRevokedAt, m_clock.now());
}

void TestTriggers::aRowThatIsTakenAwayIsNotAdded()
{
    m_database->run(u"CREATE TRIGGER t AFTER INSERT ON oauth2_token BEGIN "
                    "DELETE FROM oauth2_token WHERE id = NEW.id; END"_s);
    const auto repository = openedRepository(m_database->path(), m_clock);
    oauth::Token token = oauth::newToken(m_clock.now());
    token.clientId = u"app"_s;
    QCOMPARE(answered(repository->saveToken(token)).error().kind, ErrorKind::Constraint);
}

void TestTriggers::aFullTextIndexFollowsAnEdit()
{
    m_database->run(u"CREATE VIRTUAL TABLE client_search USING fts5(metadata)"_s);
    m_database->run(u"CREATE TRIGGER t AFTER UPDATE ON oauth2_client BEGIN "
                    "INSERT INTO client_search (metadata) VALUES (NEW.client_metadata); END"_s);
    const auto repository = openedRepository(m_database->path(), m_clock);
    const auto client = **answered(repository->queryClient(u"app"_s));
    oauth::Client edited = client;
    edited.metadata.set(u"client_name"_s, u"Searchable"_s);
    QVERIFY(answered(repository->saveClient({client, edited})));
    QCOMPARE(m_database->ask(u"SELECT count(*) FROM client_search WHERE metadata MATCH 'Searchable'"_s).toInt(), 1);
}

void TestTriggers::aMissingTableOfUsersIsNamed()
{
    m_database->run(u"CREATE TABLE app2_client (client_id VARCHAR(48), client_secret VARCHAR(120), "
                    "client_id_issued_at INTEGER NOT NULL, client_secret_expires_at INTEGER NOT NULL, client_metadata "
                    "TEXT, id INTEGER NOT NULL PRIMARY KEY, user_id INTEGER REFERENCES user (id))"_s);
    m_database->run(u"DROP TABLE oauth2_client"_s);
    const auto repository = openedRepository(m_database->path(), m_clock);
    oauth::Client client = oauth::newClient(m_clock.now());
    client.owner = u"1"_s;
    const auto added = answered(repository->addClient(client));
    QCOMPARE(added.error().kind, ErrorKind::Constraint);
    QVERIFY2(added.error().detail.contains(u"user"_s), qPrintable(added.error().detail));
}

QTEST_GUILESS_MAIN(TestTriggers)
#include "tst_triggers.moc"
