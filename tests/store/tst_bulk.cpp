#include "store/bulkoperations.h"
#include "store/readoperations.h"
#include "store/tally.h"
#include "testdatabase.h"

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;
using ErrorKind = core::Error::Kind;

/** Changing tokens in batches: exactly what is meant changes, whatever else happens between two batches. */
class TestBulk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void everyBatchSizeChangesTheSame_data();
    void everyBatchSizeChangesTheSame();
    void whatIsDoneIsNotDoneAgain();
    void aStretchOfAListIsMeantAndNoMore();
    void aPurgeKeepsWhatARefreshTokenNeeds();
    void aTriggerThatKeepsRowsIsNoticed();
    void nothingIsWrittenWhileLocked();
    void countsAreThoseOfTheLists();
    void aRareFindComesInParts();
    void anEstimateIsNearTheCount();

private:
    [[nodiscard]] BulkChange revocation(const QString& search) const;
    /** All batches of a change; how many rows were changed. */
    qint64 change(const BulkChange& change, BatchSize size);
    [[nodiscard]] QString keysWhere(const QString& condition);

    StillClock m_clock;
    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Tables> m_tables;
};

void TestBulk::init()
{
    m_session.reset();
    m_database = std::make_unique<TestDatabase>();
    for (int i = 1; i <= 100; ++i) { // a tenth has ended, keys have gaps
        m_database->addToken(u"app-%1"_s.arg(i % 3), u"a%1"_s.arg(i),
            i % 2 == 0 ? QVariant(u"r%1"_s.arg(i)) : QVariant(), m_clock.now() - 1000 + i, i % 10 == 0 ? 1 : 3600);
    }
    m_database->run(u"DELETE FROM oauth2_token WHERE id BETWEEN 40 AND 47"_s);
    m_session = *Session::open(sessionFor(m_database->path(), true));
    m_tables = std::make_unique<Tables>(
        detectSchemas(*readCatalog(*m_session), builtinProfiles(), u"x"_s)->constFirst(), sqliteDialect());
}

BulkChange TestBulk::revocation(const QString& search) const
{
    BulkChange change;
    change.now = m_clock.now();
    change.query.filter = *oauth::Filter::parse(search, m_clock.now());
    return change;
}

qint64 TestBulk::change(const BulkChange& change, BatchSize size)
{
    std::optional<Cursor> after;
    qint64 changed = 0;
    do {
        const auto done = changeBatch(*m_session, *m_tables, change, after, size);
        if (!done) {
            qFatal("%s", qPrintable(done.error().detail));
        }
        changed += done->changed;
        after = done->next;
    } while (after);
    return changed;
}

QString TestBulk::keysWhere(const QString& condition)
{
    return m_database
        ->ask(u"SELECT group_concat(id) FROM (SELECT id FROM oauth2_token WHERE "_s + condition + u" ORDER BY id)"_s)
        .toString();
}

void TestBulk::everyBatchSizeChangesTheSame_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<qint64>("keys");
    QTest::addColumn<bool>("dense");
    QTest::newRow("one at a time") << 1 << qint64(1) << false;
    QTest::newRow("few keys") << 100 << qint64(3) << false;
    QTest::newRow("few rows") << 3 << qint64(1000) << false;
    QTest::newRow("all at once") << 1000 << qint64(1000) << false;
    QTest::newRow("dense, few keys") << 1 << qint64(7) << true;
    QTest::newRow("dense, all at once") << 1 << qint64(1000) << true;
    QTest::newRow("as far as keys go") << 1 << std::numeric_limits<qint64>::max() << true;
}

void TestBulk::everyBatchSizeChangesTheSame()
{
    QFETCH(const int, rows);
    QFETCH(const qint64, keys);
    QFETCH(const bool, dense);
    const QString meant = keysWhere(u"client_id = 'app-1' AND expires_in = 3600"_s);
    QCOMPARE(change(revocation(u"client:app-1 state:active"_s), {rows, keys, dense}), meant.split(u',').size());
    QCOMPARE(keysWhere(u"access_token_revoked_at = %1 AND refresh_token_revoked_at = %1"_s.arg(m_clock.now())), meant);
}

void TestBulk::whatIsDoneIsNotDoneAgain()
{
    m_database->run(u"UPDATE oauth2_token SET access_token_revoked_at = 5 WHERE id = 1"_s);
    m_database->run(
        u"UPDATE oauth2_token SET access_token_revoked_at = 5, refresh_token_revoked_at = 6 WHERE id = 4"_s);
    const qint64 meant = m_database->ask(u"SELECT count(*) FROM oauth2_token WHERE client_id = 'app-1'"_s).toLongLong();
    QCOMPARE(change(revocation(u"client:app-1"_s), {}), meant - 1); // row 4 has both marks
    QCOMPARE(change(revocation(u"client:app-1"_s), {}), 0);
    QCOMPARE(m_database->ask(u"SELECT access_token_revoked_at FROM oauth2_token WHERE id = 1"_s).toLongLong(), 5);
    QCOMPARE(m_database->ask(u"SELECT refresh_token_revoked_at FROM oauth2_token WHERE id = 4"_s).toLongLong(), 6);
}

void TestBulk::aStretchOfAListIsMeantAndNoMore()
{
    BulkChange some = revocation({});
    some.query.sort = TokenSort::ClientId;
    some.query.order = SortOrder::Ascending;
    // Behind row 60 and up to row 30 of the next client: the list goes by client and then by key.
    some.stretches = {Stretch(Cursor{u"app-0"_s, {60}}, Cursor{u"app-1"_s, {31}}), Stretch(Cursor{u"app-2"_s, {92}})};
    const QString meant = keysWhere(u"(client_id = 'app-0' AND id > 60) OR (client_id = 'app-1' AND id <= 31) OR "
                                    "(client_id = 'app-2' AND id > 92)"_s);
    change(some, {4, 5, false});
    QCOMPARE(keysWhere(u"access_token_revoked_at <> 0"_s), meant);
}

void TestBulk::aPurgeKeepsWhatARefreshTokenNeeds()
{
    // Rows 10, 20, … have ended, and hold refresh tokens that still work; row 15 ended without one.
    m_database->run(u"UPDATE oauth2_token SET expires_in = 1 WHERE id = 15"_s);
    m_database->run(u"UPDATE oauth2_token SET refresh_token_revoked_at = 7 WHERE id = 20"_s);
    m_database->run(u"UPDATE oauth2_token SET access_token_revoked_at = 8 WHERE id = 17"_s);
    m_database->run(u"UPDATE oauth2_token SET access_token_revoked_at = %1 WHERE id = 19"_s.arg(m_clock.now()));
    BulkChange purge = revocation({});
    purge.action = BulkAction::Purge;
    purge.before = m_clock.now() - 500;
    const QString before = keysWhere(u"id NOT IN (15, 17, 20)"_s);
    const auto counted = tallyToChange(*m_session, *m_tables, purge, std::nullopt);
    QCOMPARE(counted->counts, QList<qint64>{3});
    QCOMPARE(change(purge, {2, 30, false}), 3);
    QCOMPARE(keysWhere(u"1"_s), before);
}

void TestBulk::aTriggerThatKeepsRowsIsNoticed()
{
    m_database->run(
        u"CREATE TRIGGER \"a \"\"b\" AFTER UPDATE ON oauth2_token WHEN NEW.id = 61 BEGIN UPDATE oauth2_token "
        "SET access_token_revoked_at = 0, refresh_token_revoked_at = 0 WHERE id = 61; END"_s);
    std::optional<Cursor> after;
    core::Result<BatchDone> done;
    do {
        done = changeBatch(*m_session, *m_tables, revocation({}), after, {20, 1000, false});
        after = done ? done->next : std::nullopt;
    } while (after);
    QVERIFY(!done);
    QCOMPARE(done.error().kind, ErrorKind::Constraint);
    // Batches before stay, that one is undone as a whole.
    QCOMPARE(m_database->ask(u"SELECT max(id) FROM oauth2_token WHERE access_token_revoked_at <> 0"_s).toInt(), 48);
}

void TestBulk::nothingIsWrittenWhileLocked()
{
    const auto locked = Session::open(sessionFor(m_database->path(), false));
    const auto done = changeBatch(**locked, *m_tables, revocation({}), std::nullopt, {});
    QCOMPARE(done.error().kind, ErrorKind::ReadOnlyConnection);
    QCOMPARE(m_database->ask(u"SELECT count(*) FROM oauth2_token WHERE access_token_revoked_at <> 0"_s).toInt(), 0);
}

void TestBulk::countsAreThoseOfTheLists()
{
    m_database->run(u"UPDATE oauth2_token SET access_token_revoked_at = 5 WHERE id < 20"_s);
    const oauth::Filter all;
    const auto tally = tallyStates(*m_session, *m_tables, all, std::nullopt, m_clock.now());
    QVERIFY(!tally->next);
    for (const auto& [state, index] : {std::pair(u"state:active"_s, ActiveState), {u"state:expired"_s, ExpiredState},
             {u"state:revoked"_s, RevokedState}, {QString(), AnyState}}) {
        TokenQuery query;
        query.filter = *oauth::Filter::parse(state, m_clock.now());
        const auto page = tokenPage(*m_session, *m_tables, query, std::nullopt, m_clock.now());
        QCOMPARE(tally->counts.at(index), page->rows.size());
    }
}

/** Keys far apart: whole pieces of the table have no row that is looked for. */
void TestBulk::aRareFindComesInParts()
{
    m_database->run(u"UPDATE oauth2_token SET id = id * 100000000000 WHERE id > 50"_s);
    m_database->run(u"UPDATE oauth2_token SET client_id = 'rare' WHERE access_token IN ('a2', 'a100')"_s);
    TokenQuery query;
    query.filter = *oauth::Filter::parse(u"client:rare"_s, m_clock.now());
    QStringList found;
    std::optional<Cursor> after;
    int pages = 0;
    do {
        const auto page = tokenPage(*m_session, *m_tables, query, after, m_clock.now());
        for (const oauth::Token& token : page->rows) {
            found << token.accessToken.revealText();
        }
        after = page->next;
        QVERIFY(++pages < 1000);
    } while (after);
    QCOMPARE(found, (QStringList{u"a100"_s, u"a2"_s}));
    QCOMPARE(change(revocation(u"client:rare"_s), {256, qint64(1) << 40, false}), 2);
}

/** A table long enough that counting it takes longer than looking at some of it; the states lie in its two ends. */
void TestBulk::anEstimateIsNearTheCount()
{
    m_database->run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) INSERT INTO "
                    "oauth2_token (client_id, token_type, access_token, scope, issued_at, expires_in, "
                    "access_token_revoked_at, refresh_token_revoked_at) SELECT 'app-1', 'Bearer', 'n' || i, '', %1, "
                    "CASE WHEN i < 100000 THEN 1 ELSE 3600 END, 0, 0 FROM n"_s.arg(m_clock.now() - 60));
    const auto estimate = estimateStates(*m_session, *m_tables, {}, m_clock.now());
    std::optional<Cursor> after;
    QList<qint64> exact(TallyStates, 0);
    do {
        const auto tally = tallyStates(*m_session, *m_tables, {}, after, m_clock.now());
        for (int i = 0; i < TallyStates; ++i) {
            exact[i] += tally->counts.at(i);
        }
        after = tally->next;
    } while (after);
    QCOMPARE(exact.at(AnyState), m_database->ask(u"SELECT count(*) FROM oauth2_token"_s).toLongLong());
    for (const TallyState state : {AnyState, ActiveState, ExpiredState}) {
        const qint64 off = std::abs(estimate->counts.at(state) - exact.at(state));
        QVERIFY2(off < exact.at(state) / 20, qPrintable(QString::number(estimate->counts.at(state))));
    }
}

QTEST_GUILESS_MAIN(TestBulk)
#include "tst_bulk.moc"
