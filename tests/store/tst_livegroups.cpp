#include "store/tally.h"
#include "testdatabase.h"

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

/** Live tokens by client, scope and end: piece by piece as they are counted for, and estimated where there are many. */
class TestLiveGroups : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void countsLiveTokensByTheirClient();
    void countsEachOfTheirScopes();
    void countsThemByHowSoonTheyEnd();
    void searchesFindWhatWasCounted_data();
    void searchesFindWhatWasCounted();
    void anEstimateIsNearTheCount();
    void estimatesNothingThatIsCountedAtOnce();

private:
    using Counts = QHash<QString, qint64>;
    void add(const QString& client, const QString& scope, qint64 lifetime, bool revoked = false);
    [[nodiscard]] Counts count(LiveGroup by);

    StillClock m_clock;
    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Tables> m_tables;
    int m_added = 0;
};

void TestLiveGroups::init()
{
    m_session.reset();
    m_database = std::make_unique<TestDatabase>();
    m_database->run(u"DELETE FROM oauth2_token"_s);
    m_session = *Session::open(sessionFor(m_database->path(), true));
    m_tables = std::make_unique<Tables>(
        detectSchemas(*readCatalog(*m_session), builtinProfiles(), u"x"_s)->constFirst(), sqliteDialect());
    add(u"shop"_s, u"openid profile"_s, 3600);
    add(u"shop"_s, u"openid  openid"_s, 3601);
    add(u"shop"_s, u""_s, 0);
    add(u"bank"_s, u"profile"_s, 2'592'001);
    add(u"bank"_s, u"profile"_s, 604'800);
    add(u"bank"_s, u"secret"_s, 3600, true);
    add(u"bank"_s, u"old"_s, -1);
}

/** A token that ends so many seconds from now; 0: never. */
void TestLiveGroups::add(const QString& client, const QString& scope, qint64 lifetime, bool revoked)
{
    const qint64 issued = m_clock.now() - (lifetime == 0 ? 0 : 1000);
    m_database->run(
        u"INSERT INTO oauth2_token (client_id, token_type, access_token, scope, issued_at, expires_in, "
        "access_token_revoked_at, refresh_token_revoked_at) VALUES ('%1', 'Bearer', 'a%2', '%3', %4, %5, %6, 0)"_s.arg(
            client, QString::number(++m_added), scope, QString::number(issued),
            QString::number(lifetime == 0 ? 0 : lifetime + 1000), QString::number(revoked ? issued : 0)));
}

TestLiveGroups::Counts TestLiveGroups::count(LiveGroup by)
{
    Counts counts;
    std::optional<Cursor> after;
    do {
        const auto piece = liveTokensBy(*m_session, *m_tables, by, after, m_clock.now());
        if (!piece) {
            return {};
        }
        for (auto it = piece->counts.cbegin(); it != piece->counts.cend(); ++it) {
            counts[it.key()] += *it;
        }
        after = piece->next;
    } while (after);
    return counts;
}

void TestLiveGroups::countsLiveTokensByTheirClient()
{
    QCOMPARE(count(LiveGroup::Client), (Counts{{u"shop"_s, 3}, {u"bank"_s, 2}}));
}

/** A token counts once for each of its scopes, however often it says it. */
void TestLiveGroups::countsEachOfTheirScopes()
{
    QCOMPARE(count(LiveGroup::Scope), (Counts{{u"openid"_s, 2}, {u"profile"_s, 3}, {u""_s, 1}}));
}

void TestLiveGroups::countsThemByHowSoonTheyEnd()
{
    QCOMPARE(count(LiveGroup::End), (Counts{{u"0"_s, 1}, {u"1"_s, 1}, {u"2"_s, 1}, {u"4"_s, 1}, {u"5"_s, 1}}));
}

void TestLiveGroups::searchesFindWhatWasCounted_data()
{
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("search");
    QTest::newRow("hour") << u"0"_s << u"expires:<1h"_s;
    QTest::newRow("day") << u"1"_s << u"expires:<1d -expires:<1h"_s;
    QTest::newRow("week") << u"2"_s << u"expires:<7d -expires:<1d"_s;
    QTest::newRow("month") << u"3"_s << u"expires:<30d -expires:<7d"_s;
    QTest::newRow("later") << u"4"_s << u"expires:>30d"_s;
    QTest::newRow("never") << u"5"_s << u"-expires:<30d -expires:>30d"_s;
}

/** What the overview shows and what its links find is the same. */
void TestLiveGroups::searchesFindWhatWasCounted()
{
    QFETCH(const QString, end);
    QFETCH(const QString, search);
    const auto filter = oauth::Filter::parse(u"state:active "_s + search, m_clock.now());
    const auto found = tallyStates(*m_session, *m_tables, *filter, std::nullopt, m_clock.now());
    QCOMPARE(found->counts.at(AnyState), count(LiveGroup::End).value(end));
}

/** A table long enough that counting it takes longer than looking at some of it. */
void TestLiveGroups::anEstimateIsNearTheCount()
{
    m_database->run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) INSERT INTO "
                    "oauth2_token (client_id, token_type, access_token, scope, issued_at, expires_in, "
                    "access_token_revoked_at, refresh_token_revoked_at) SELECT 'app-' || (i % 3), 'Bearer', 'n' || i, "
                    "'orders', %1, 3600, 0, 0 FROM n"_s.arg(m_clock.now()));
    const auto estimate = estimateLiveTokensBy(*m_session, *m_tables, LiveGroup::Client, m_clock.now());
    const Counts exact = count(LiveGroup::Client);
    for (const QString& client : {u"app-0"_s, u"app-1"_s, u"app-2"_s}) {
        const qint64 off = std::abs(estimate->counts.value(client) - exact.value(client));
        QVERIFY2(off < exact.value(client) / 20, qPrintable(QString::number(estimate->counts.value(client))));
    }
}

void TestLiveGroups::estimatesNothingThatIsCountedAtOnce()
{
    const auto estimate = estimateLiveTokensBy(*m_session, *m_tables, LiveGroup::Scope, m_clock.now());
    QVERIFY(estimate && estimate->counts.isEmpty());
}

QTEST_GUILESS_MAIN(TestLiveGroups)
#include "tst_livegroups.moc"
