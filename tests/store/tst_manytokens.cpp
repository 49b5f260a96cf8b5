#include "store/indexadvice.h"
#include "store/tokenvisit.h"
#include "testdatabase.h"

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;
using ErrorKind = core::Error::Kind;

/** Going through all tokens, adding many, and the indexes that a table lacks. */
class TestManyTokens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyTokenIsVisitedOnce_data();
    void everyTokenIsVisitedOnce();
    void aVisitorEndsTheVisit();
    void addsAllOrNone();
    void leavesAloneWhatIsThere();
    void addsNothingWhileLocked();
    void saysWhichIndexIsMissing_data();
    void saysWhichIndexIsMissing();
    void anIndexThatIsMadeIsMissingNoMore();
    void makesNoIndexWhileLocked();

private:
    [[nodiscard]] TokenQuery query(const QString& search) const;
    [[nodiscard]] oauth::Token newToken(const QString& value) const;
    [[nodiscard]] qint64 count();

    StillClock m_clock;
    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Tables> m_tables;
};

void TestManyTokens::init()
{
    m_session.reset();
    m_database = std::make_unique<TestDatabase>();
    // More than one chunk, with gaps.
    m_database->run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9001) INSERT INTO "
                    "oauth2_token (client_id, token_type, access_token, scope, issued_at, expires_in, "
                    "access_token_revoked_at, refresh_token_revoked_at, user_id) SELECT 'app-' || (i % 3), 'Bearer', "
                    "'a' || i, '', 1790000000 - i, 3600, 0, 0, i FROM n"_s);
    m_database->run(u"DELETE FROM oauth2_token WHERE id % 100 = 7"_s);
    m_session = *Session::open(sessionFor(m_database->path(), true));
    m_tables = std::make_unique<Tables>(
        detectSchemas(*readCatalog(*m_session), builtinProfiles(), u"x"_s)->constFirst(), sqliteDialect());
}

TokenQuery TestManyTokens::query(const QString& search) const
{
    TokenQuery query;
    query.filter = *oauth::Filter::parse(search, m_clock.now());
    return query;
}

oauth::Token TestManyTokens::newToken(const QString& value) const
{
    oauth::Token token = oauth::newToken(m_clock.now());
    token.clientId = u"app-1"_s;
    token.userId = u"1"_s;
    token.accessToken = core::Secret(value);
    return token;
}

qint64 TestManyTokens::count()
{
    return m_database->ask(u"SELECT count(*) FROM oauth2_token"_s).toLongLong();
}

void TestManyTokens::everyTokenIsVisitedOnce_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<TokenSort>("sort");
    QTest::addColumn<SortOrder>("order");
    QTest::addColumn<QString>("condition");
    QTest::newRow("all") << QString() << TokenSort::Key << SortOrder::Ascending << u"1"_s;
    QTest::newRow("all, from the end") << QString() << TokenSort::Key << SortOrder::Descending << u"1"_s;
    QTest::newRow("a search") << u"client:app-1"_s << TokenSort::Key << SortOrder::Ascending
                              << u"client_id = 'app-1'"_s;
    QTest::newRow("few") << u"user:9000"_s << TokenSort::Key << SortOrder::Ascending << u"user_id = 9000"_s;
    QTest::newRow("another order") << QString() << TokenSort::IssuedAt << SortOrder::Ascending << u"1"_s;
    QTest::newRow("none") << u"client:nobody"_s << TokenSort::Key << SortOrder::Ascending << u"0"_s;
}

void TestManyTokens::everyTokenIsVisitedOnce()
{
    QFETCH(const QString, search);
    QFETCH(const TokenSort, sort);
    QFETCH(const SortOrder, order);
    QFETCH(const QString, condition);
    TokenQuery wanted = query(search);
    wanted.sort = sort;
    wanted.order = order;
    QList<qint64> keys;
    const TokenVisitor visitor = [&keys](const oauth::Token& token) -> core::Result<> {
        keys << token.key.parts.constFirst().toLongLong();
        return {};
    };
    std::optional<Cursor> after;
    qint64 rows = 0;
    do {
        const auto visited = visitTokens(*m_session, *m_tables, wanted, after, visitor, m_clock.now());
        QVERIFY2(visited, qPrintable(visited ? QString() : visited.error().detail));
        rows += visited->rows;
        after = visited->next;
        if (!after) {
            QCOMPARE(visited->share, 1.0);
        }
    } while (after);
    QCOMPARE(rows, keys.size());
    QList<qint64> sorted = keys;
    std::sort(sorted.begin(), sorted.end());
    QVERIFY(std::adjacent_find(sorted.cbegin(), sorted.cend()) == sorted.cend());
    QCOMPARE(rows, m_database->ask(u"SELECT count(*) FROM oauth2_token WHERE "_s + condition).toLongLong());
    if (sort == TokenSort::Key && order == SortOrder::Descending) {
        std::reverse(sorted.begin(), sorted.end());
    }
    if (sort == TokenSort::Key) {
        QCOMPARE(keys, sorted);
    }
}

void TestManyTokens::aVisitorEndsTheVisit()
{
    int seen = 0;
    const auto visited = visitTokens(
        *m_session, *m_tables, {}, std::nullopt,
        [&seen](const oauth::Token&) -> core::Result<> {
            return ++seen < 10 ? core::Result<>() : core::failure(ErrorKind::FileNotWritten, u"x"_s);
        },
        m_clock.now());
    QVERIFY(!visited);
    QCOMPARE(visited.error().kind, ErrorKind::FileNotWritten);
    QCOMPARE(seen, 10);
}

void TestManyTokens::addsAllOrNone()
{
    const qint64 before = count();
    oauth::Token broken = newToken(u"new-2"_s);
    broken.userId = u"nobody"_s; // the column holds numbers
    const auto refused = addTokens(*m_session, *m_tables, {newToken(u"new-1"_s), broken});
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::ValueNotAllowed);
    QCOMPARE(count(), before);
    oauth::Token revoked = newToken(u"new-3"_s);
    revoked.accessRevokedAt = 1789999999;
    const auto added = addTokens(*m_session, *m_tables, {newToken(u"new-1"_s), revoked});
    QVERIFY(added);
    QCOMPARE(added->added, 2);
    QCOMPARE(m_database->ask(u"SELECT access_token_revoked_at FROM oauth2_token WHERE access_token = 'new-3'"_s),
        QVariant(1789999999));
}

void TestManyTokens::leavesAloneWhatIsThere()
{
    const QString before = m_database->dump(u"oauth2_token"_s);
    oauth::Token other = newToken(u"a5"_s);
    other.clientId = u"another"_s;
    const auto added = addTokens(*m_session, *m_tables, {other});
    QVERIFY(added);
    QCOMPARE(added->added, 0);
    QCOMPARE(added->present, 1);
    QCOMPARE(m_database->dump(u"oauth2_token"_s), before);
    const auto twice = addTokens(*m_session, *m_tables, {newToken(u"twin"_s), newToken(u"twin"_s)});
    QVERIFY(twice);
    QCOMPARE(twice->added, 1);
    QCOMPARE(twice->present, 1);
}

void TestManyTokens::addsNothingWhileLocked()
{
    const auto reading = *Session::open(sessionFor(m_database->path(), false));
    const auto added = addTokens(*reading, *m_tables, {newToken(u"new"_s)});
    QVERIFY(!added);
    QCOMPARE(added.error().kind, ErrorKind::ReadOnlyConnection);
}

void TestManyTokens::saysWhichIndexIsMissing_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<TokenSort>("sort");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<bool>("isCostly");
    const auto row = [](const char* search, TokenSort sort, const QStringList& columns, bool isCostly = true) {
        QTest::addRow("%s, %d", search, static_cast<int>(sort))
            << QString::fromLatin1(search) << sort << columns << isCostly;
    };
    row("", TokenSort::Key, {}, false);
    row("state:active", TokenSort::Key, {});
    row("client:app-1", TokenSort::Key, {u"client_id"_s});
    row("client:app-*", TokenSort::Key, {u"client_id"_s});
    row("client:*-1", TokenSort::Key, {});
    row("-client:app-1", TokenSort::Key, {});
    row("user:5", TokenSort::Key, {u"user_id"_s});
    row("client:app-1 user:5", TokenSort::Key, {u"client_id"_s, u"user_id"_s});
    row("client:app-1", TokenSort::ClientId, {u"client_id"_s});
    row("", TokenSort::IssuedAt, {u"issued_at"_s});
    row("", TokenSort::ExpiresAt, {}); // a sum of two columns
}

void TestManyTokens::saysWhichIndexIsMissing()
{
    QFETCH(const QString, search);
    QFETCH(const TokenSort, sort);
    QFETCH(const QStringList, columns);
    QFETCH(const bool, isCostly);
    TokenQuery wanted = query(search);
    wanted.sort = sort;
    const auto cost = listCost(*m_session, *m_tables, wanted);
    QVERIFY(cost);
    QCOMPARE(cost->looksThroughAll, isCostly);
    QStringList found;
    for (const IndexAdvice& advice : cost->missing) {
        found << advice.column;
    }
    std::sort(found.begin(), found.end());
    QCOMPARE(found, columns);
}

void TestManyTokens::anIndexThatIsMadeIsMissingNoMore()
{
    const TokenQuery wanted = query(u"client:app-1"_s);
    const IndexAdvice advice = listCost(*m_session, *m_tables, wanted)->missing.constFirst();
    QCOMPARE(advice.statement, u"CREATE INDEX \"ix_oauth2_token_client_id\" ON \"oauth2_token\" (\"client_id\")"_s);
    QVERIFY(advice.locksWriters);
    QVERIFY(createIndex(*m_session, advice));
    QVERIFY(listCost(*m_session, *m_tables, wanted)->missing.isEmpty());
    QVERIFY(!listCost(*m_session, *m_tables, wanted)->looksThroughAll);
    // And it is the one that the list is read by.
    const TokenTable& table = m_tables->tokens;
    const Statement page =
        table.sql().page(table.matching(wanted.filter, m_clock.now()), {}, std::nullopt, pageSize).constFirst();
    QString plan;
    QVERIFY(m_session->select({u"EXPLAIN QUERY PLAN "_s + page.sql, page.values}, [&plan](const Row& row) {
        plan += row.text(3);
        return true;
    }));
    QVERIFY2(plan.contains(u"ix_oauth2_token_client_id"_s), qPrintable(plan));
    const auto again = createIndex(*m_session, advice);
    QVERIFY(!again); // it is there
}

void TestManyTokens::makesNoIndexWhileLocked()
{
    const auto reading = *Session::open(sessionFor(m_database->path(), false));
    const auto cost = listCost(*reading, *m_tables, query(u"client:app-1"_s));
    QVERIFY(cost && !cost->missing.isEmpty());
    const auto made = createIndex(*reading, cost->missing.constFirst());
    QVERIFY(!made);
    QCOMPARE(made.error().kind, ErrorKind::ReadOnlyConnection);
}

QTEST_GUILESS_MAIN(TestManyTokens)
#include "tst_manytokens.moc"
