#include "testdatabase.h"

using namespace Qt::StringLiterals;
using namespace owb;

/** What a search finds is what the server sees, NULLs, wildcards and repeated members included. */
class TestFilters : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void findsClients_data();
    void findsClients();
    void findsTokens_data();
    void findsTokens();
    void agreesWithTheStateShown();
    void takesManyWords();

private:
    StillClock m_clock;
    std::unique_ptr<TestDatabase> m_database;
};

void TestFilters::init()
{
    m_database = std::make_unique<TestDatabase>();
    const auto add = [this](int id, const QVariant& client, const QString& metadata, const QVariant& owner) {
        m_database->run(u"INSERT INTO oauth2_client VALUES (?, '', 0, 0, ?, ?, ?)"_s, {client, metadata, id, owner});
    };
    add(1, u"app"_s, u"{\"client_name\":\"One\",\"client_name\":\"Two\",\"token_endpoint_auth_method\":\"none\"}"_s, 5);
    add(2, QVariant(), u"{\"grant_types\":[\"password\"],\"grant_types\":[\"implicit\"]}"_s, QVariant());
    add(3, u"a[x]b"_s, u"{\"client\\u005fname\":\"Three\",\"grant_types\":\"implicit\"}"_s, 15);
    add(4, u"axb"_s, u"not json"_s, QVariant());
    m_database->addToken(u"app"_s, u"one"_s, {}, m_clock.now(), 3600);
    m_database->run(u"INSERT INTO oauth2_token VALUES (NULL, NULL, 'two', NULL, NULL, 1000, 0, 0, 3600, 2, NULL)"_s);
}

void TestFilters::findsClients_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("keys");
    QTest::newRow("not a user, some have none") << u"-user:5"_s << u"2,3,4"_s;
    QTest::newRow("not a client, one has no identifier") << u"-client:app"_s << u"2,3,4"_s;
    QTest::newRow("any user") << u"user:*"_s << u"1,3"_s;
    QTest::newRow("users by pattern") << u"user:1*"_s << u"3"_s;
    QTest::newRow("brackets stand for themselves") << u"client:*[x]*"_s << u"3"_s;
    QTest::newRow("a question mark does too") << u"client:a?b*"_s << QString();
    QTest::newRow("no client is of a type of token") << u"type:bearer"_s << QString();
    QTest::newRow("public") << u"type:public"_s << u"1"_s;
    QTest::newRow("of a repeated member, the last") << u"Two"_s << u"1"_s;
    QTest::newRow("of a repeated member, not the first") << u"One"_s << QString();
    QTest::newRow("a name spelt with an escape") << u"Three"_s << u"3"_s;
    QTest::newRow("entries of the last, and a lone text") << u"grant:implicit"_s << u"2,3"_s;
    QTest::newRow("not entries of the first") << u"grant:password"_s << QString();
}

void TestFilters::findsClients()
{
    QFETCH(const QString, search);
    QFETCH(const QString, keys);
    const auto repository = openedRepository(m_database->path(), m_clock, false);
    store::ClientQuery query;
    query.filter = *oauth::Filter::parse(search, m_clock.now());
    QStringList found;
    const auto page = answered(repository->clients(query, std::nullopt));
    for (const oauth::Client& client : page->rows) {
        found << client.key.text();
    }
    QCOMPARE(found.join(u','), keys);
}

void TestFilters::findsTokens_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<QString>("values");
    QTest::newRow("not of a client, one has none") << u"-client:app"_s << u"two"_s;
    QTest::newRow("not of a user, one has none") << u"-user:1"_s << u"two"_s;
    QTest::newRow("not a word") << u"-nothing"_s << u"two,one"_s;
    QTest::newRow("not in a scope, one has none") << u"-scope:openid"_s << u"two"_s;
}

void TestFilters::findsTokens()
{
    QFETCH(const QString, search);
    QFETCH(const QString, values);
    const auto repository = openedRepository(m_database->path(), m_clock, false);
    store::TokenQuery query;
    query.filter = *oauth::Filter::parse(search, m_clock.now());
    QStringList found;
    const auto page = answered(repository->tokens(query, std::nullopt));
    for (const oauth::Token& token : page->rows) {
        found << token.accessToken.revealText();
    }
    QCOMPARE(found.join(u','), values);
}

void TestFilters::agreesWithTheStateShown()
{
    const auto add = [this](const QString& value, const QVariant& issued, const QVariant& lifetime) {
        m_database->run(u"INSERT INTO oauth2_token VALUES ('app', 'Bearer', ?, NULL, '', ?, 0.0, 0, ?, NULL, 1)"_s,
            {value, issued, lifetime});
    };
    m_database->run(u"DROP TABLE oauth2_token"_s);
    m_database->run(u"CREATE TABLE oauth2_token (client_id, token_type, access_token, refresh_token, scope, issued_at, "
                    "access_token_revoked_at FLOAT, refresh_token_revoked_at FLOAT, expires_in, id INTEGER PRIMARY "
                    "KEY, user_id)"_s);
    add(u"a fraction of a lifetime"_s, 1000, 3600.5);
    add(u"issued at a fraction"_s, static_cast<double>(m_clock.now()) + 0.5, 3600);
    add(u"longer than 64 bits hold"_s, 1000, std::numeric_limits<qint64>::max());
    const auto repository = openedRepository(m_database->path(), m_clock, false);
    for (const QString& state : {u"active"_s, u"expired"_s, u"revoked"_s}) {
        store::TokenQuery query;
        query.filter = *oauth::Filter::parse(u"state:"_s + state, m_clock.now());
        const auto page = answered(repository->tokens(query, std::nullopt));
        for (const oauth::Token& token : page->rows) {
            const auto shown = token.stateAt(m_clock.now());
            QCOMPARE(shown == oauth::TokenState::Active, state == "active"_L1);
            QCOMPARE(shown == oauth::TokenState::Expired, state == "expired"_L1);
        }
    }
    store::TokenQuery active;
    active.filter = *oauth::Filter::parse(u"state:active"_s, m_clock.now());
    QCOMPARE(answered(repository->tokens(active, std::nullopt))->rows.size(), 2);
}

void TestFilters::takesManyWords()
{
    const auto repository = openedRepository(m_database->path(), m_clock, false);
    store::ClientQuery clients;
    store::TokenQuery tokens;
    clients.filter = *oauth::Filter::parse(QStringList(200, u"w"_s).join(u' '), m_clock.now());
    tokens.filter = clients.filter;
    QVERIFY(answered(repository->clients(clients, std::nullopt)));
    QVERIFY(answered(repository->tokens(tokens, std::nullopt)));
}

QTEST_GUILESS_MAIN(TestFilters)
#include "tst_filters.moc"
