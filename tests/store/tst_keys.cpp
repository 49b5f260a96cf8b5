#include "testdatabase.h"

#include <QSet>

using namespace Qt::StringLiterals;
using namespace owb;
using ErrorKind = core::Error::Kind;

/** Rows are addressed and paged by keys of any kind, each exactly once. */
class TestKeys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pagesReachEveryRowOnce_data();
    void pagesReachEveryRowOnce();
    void sortingByBytesThatAreNoTextEnds();
    void aColumnCalledRowidIsNoKey();
    void aRowWithoutKeyCanBeChanged();

private:
    StillClock m_clock;
};

namespace {

constexpr int manyRows = 451; // three pages

/** A token table with another primary key, filled with keys that `key` makes from n. */
void fillTokens(TestDatabase& database, const QString& columns, const QString& key, const QString& values)
{
    database.run(u"DROP TABLE oauth2_token"_s);
    database.run(u"CREATE TABLE oauth2_token (%1, client_id TEXT, token_type TEXT, access_token TEXT, refresh_token "
                 "TEXT, scope TEXT, issued_at INTEGER, access_token_revoked_at INTEGER, refresh_token_revoked_at "
                 "INTEGER, expires_in INTEGER, PRIMARY KEY (%2))"_s.arg(columns, key));
    database.run(u"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < %1) "
                 "INSERT INTO oauth2_token SELECT %2, 'app', 'Bearer', 't' || n, NULL, '', n / 7, 0, 0, 0 FROM c"_s.arg(
                     QString::number(manyRows), values));
}

} // namespace

void TestKeys::pagesReachEveryRowOnce_data()
{
    QTest::addColumn<QString>("columns");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("values");
    QTest::newRow("text, some NULL") << u"k TEXT"_s << u"k"_s << u"CASE WHEN n % 3 THEN NULL ELSE 'k' || n END"_s;
    QTest::newRow("bytes that are no text") << u"k TEXT"_s << u"k"_s << u"CAST(x'ff' || n AS TEXT)"_s;
    QTest::newRow("two columns") << u"a TEXT, b INTEGER"_s << u"a, b"_s << u"'a' || (n % 4), n"_s;
    QTest::newRow("two columns, some NULL")
        << u"a TEXT, b INTEGER"_s << u"a, b"_s
        << u"CASE WHEN n % 5 = 0 THEN NULL ELSE 'a' || (n % 4) END, CASE WHEN n % 2 THEN n END"_s;
    QTest::newRow("no ids in a BIGINT") << u"k BIGINT"_s << u"k"_s << u"NULL"_s;
    QTest::newRow("blobs") << u"k BLOB"_s << u"k"_s << u"CAST(n AS BLOB)"_s;
}

void TestKeys::pagesReachEveryRowOnce()
{
    QFETCH(const QString, columns);
    QFETCH(const QString, key);
    QFETCH(const QString, values);
    TestDatabase database;
    fillTokens(database, columns, key, values);
    const auto repository = openedRepository(database.path(), m_clock, false);
    for (const auto sort : {store::TokenSort::Key, store::TokenSort::IssuedAt, store::TokenSort::ClientId}) {
        for (const auto order : {store::SortOrder::Ascending, store::SortOrder::Descending}) {
            QSet<QString> seen;
            int rows = 0;
            std::optional<store::Cursor> next;
            do {
                const auto page = answered(repository->tokens({{}, sort, order}, next));
                QVERIFY(page);
                for (const oauth::Token& token : page->rows) {
                    seen.insert(token.accessToken.revealText());
                    ++rows;
                }
                next = page->next;
            } while (next && rows <= manyRows);
            QCOMPARE(rows, manyRows);
            QCOMPARE(seen.size(), manyRows);
        }
    }
}

void TestKeys::sortingByBytesThatAreNoTextEnds()
{
    TestDatabase database;
    database.run(u"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 451) "
                 "INSERT INTO oauth2_client SELECT CAST(x'ff' AS TEXT), '', 0, 0, '{}', n, NULL FROM c"_s);
    const auto repository = openedRepository(database.path(), m_clock, false);
    int rows = 0;
    std::optional<store::Cursor> next;
    do {
        const auto page = answered(repository->clients({{}, store::ClientSort::Id, {}}, next));
        rows += static_cast<int>(page->rows.size());
        next = page->next;
    } while (next && rows <= manyRows);
    QCOMPARE(rows, manyRows);
}

void TestKeys::aColumnCalledRowidIsNoKey()
{
    TestDatabase database;
    database.run(u"DROP TABLE oauth2_client"_s);
    database.run(u"CREATE TABLE oauth2_client (client_id TEXT, client_secret TEXT, client_id_issued_at INTEGER, "
                 "client_secret_expires_at INTEGER, client_metadata TEXT, rowid TEXT)"_s);
    for (const QString& id : {u"a"_s, u"b"_s, u"c"_s}) {
        database.run(u"INSERT INTO oauth2_client VALUES (?, 's', 0, 0, '{}', 'same')"_s, {id});
    }
    const auto repository = openedRepository(database.path(), m_clock);
    const auto client = *answered(repository->queryClient(u"a"_s));
    QVERIFY(answered(repository->removeClient(*client)));
    QCOMPARE(database.ask(u"SELECT group_concat(client_id) FROM oauth2_client"_s).toString(), u"b,c"_s);
}

void TestKeys::aRowWithoutKeyCanBeChanged()
{
    TestDatabase database;
    fillTokens(database, u"k TEXT"_s, u"k"_s, u"CASE WHEN n = 1 THEN NULL ELSE 'k' || n END"_s);
    const auto repository = openedRepository(database.path(), m_clock);
    store::TokenSelection selection;
    selection.keys << (*answered(repository->queryToken(core::Secret(u"t1"_s), oauth::TokenHint::None)))->key;
    const auto revoked = answered(repository->revoke(selection, oauth::RevokeWhat::Access));
    QCOMPARE(revoked->size(), 1);
    QCOMPARE(database.ask(u"SELECT count(*) FROM oauth2_token WHERE access_token_revoked_at > 0"_s).toInt(), 1);
}

QTEST_GUILESS_MAIN(TestKeys)
#include "tst_keys.moc"
