#include "fixturefiles.h"
#include "testdatabase.h"

#include "core/errortext.h"
#include "store/familyreader.h"

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::store;

/** Which tokens were refreshed from which, in tables and rows as the frameworks make them. */
class TestFamily : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aChainIsToldFromEachOfItsTokens();
    void storedDigestsAreLinksToo();
    void aTokenThatWasNeverRefreshedIsAlone();
    void aTokenThatWasRefreshedTwiceHasTwoBranches();
    void aMissingMiddleIsTold();
    void rowsThatLeadInACircleEnd();
    void anotherUsersTokenIsNoMember();
    void anEmptyLinkLeadsNowhere();
    void ofManyTheNearestAreRead_data();
    void ofManyTheNearestAreRead();
    void refreshRowsAreTiedByTheirAccessTokens();
    void aMarkOfTheFamilyTiesWhatNoLinkDoes();
    void ofAMarkedFamilyTheNearestAreRead();
    void aRowThatIsGoneHasNoFamily();
    void layoutsWithoutLinksSaySo();
    void noTokenIsReadWithoutAnIndex();

private:
    void use(const QString& fixture);
    void run(const QString& sql) { TestDatabase::runAll(path(), {sql}); }
    [[nodiscard]] QString path() const { return m_folder->filePath(u"auth.sqlite3"_s); }
    /** A row of Doorkeeper's, issued `id` seconds after the others. */
    void addRow(int id, const QString& previous, int user = 7);
    /** Rows of django-oauth-toolkit's. */
    void addAccess(int id, const QString& source);
    void addRefresh(int id, const QString& access, const QString& family = {});
    [[nodiscard]] Family family(int key, bool ofRefreshTokens = false);
    /** "1, 2<1, 3<2*": each member by its key, with what it was refreshed from; * is the one that was asked about. */
    [[nodiscard]] static QString shape(const Family& family);

    bool m_isMarked = false; // the tables know marks of a family
    StillClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<Repository> m_repository;
};

void TestFamily::init()
{
    m_isMarked = false;
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestFamily::cleanup()
{
    m_repository.reset();
}

void TestFamily::use(const QString& fixture)
{
    test::fillFromFixture(path(), fixture);
    const bool isDoorkeeper = fixture.startsWith("doorkeeper"_L1);
    const QStringList tables = isDoorkeeper
        ? QStringList{u"oauth_access_tokens"_s}
        : QStringList{u"oauth2_provider_refreshtoken"_s, u"oauth2_provider_accesstoken"_s};
    for (const QString& table : tables) {
        run(u"DELETE FROM "_s + table);
    }
}

void TestFamily::addRow(int id, const QString& previous, int user)
{
    run(u"INSERT INTO oauth_access_tokens (id, resource_owner_id, application_id, token, refresh_token, expires_in, "
        "created_at, scopes, previous_refresh_token) VALUES (%1, %3, (SELECT min(id) FROM oauth_applications), 'a%1', "
        "'r%1', 7200, datetime(1780000000 + %1, 'unixepoch'), 'read', '%2')"_s.arg(id)
            .arg(previous)
            .arg(user));
}

/** Of client 1 and user 1, as each refresh leaves the last one behind. */
void TestFamily::addAccess(int id, const QString& source)
{
    run(u"INSERT INTO oauth2_provider_accesstoken (id, token, expires, scope, application_id, user_id, created, "
        u"updated, "
        "source_refresh_token_id%3) VALUES (%1, 'a%1', '2036-05-28 21:16:40', 'read', 1, 1, datetime(1780000000 + %1, "
        "'unixepoch'), '2026-05-28 20:16:40', %2%4)"_s.arg(id)
            .arg(source, m_isMarked ? u", token_checksum"_s : QString(),
                m_isMarked ? u", 'sum%1'"_s.arg(id) : QString()));
}

void TestFamily::addRefresh(int id, const QString& access, const QString& family)
{
    const QString revoked = access == "NULL"_L1 ? u"datetime(1780000001 + %1, 'unixepoch')"_s.arg(id) : u"NULL"_s;
    run(u"INSERT INTO oauth2_provider_refreshtoken (id, token, access_token_id, application_id, user_id, created, "
        "updated, revoked%4) VALUES (%1, 'r%1', %2, 1, 1, datetime(1780000000 + %1, 'unixepoch'), '2026-05-28 "
        "20:16:40', "
        "%3%5)"_s.arg(id)
            .arg(access, revoked, m_isMarked ? u", token_family"_s : QString(),
                family.isEmpty()          ? QString()
                    : family == "NULL"_L1 ? u", NULL"_s
                                          : u", '%1'"_s.arg(family)));
}

Family TestFamily::family(int key, bool ofRefreshTokens)
{
    m_repository = openedRepository(path(), m_clock, false);
    const auto read = answered(m_repository->family({{key}, ofRefreshTokens}));
    if (!read) {
        qWarning("%s", qPrintable(core::errorText(read.error()).sentence()));
    }
    return read.value_or(Family{});
}

QString TestFamily::shape(const Family& family)
{
    const QMap<FamilyLink, QString> signs{{FamilyLink::None, {}}, {FamilyLink::Refreshed, u"<"_s},
        {FamilyLink::SameFamily, u"~"_s}, {FamilyLink::Missing, u"?"_s}, {FamilyLink::Circular, u"@"_s}};
    const auto name = [](const FamilyMember& member) {
        const QString access = member.access ? u"+"_s + member.access->key.text() : QString();
        return member.token.key.text().replace(u"refresh:"_s, u"r"_s) + access;
    };
    QStringList all;
    for (const FamilyMember& member : family.members) {
        const FamilyMember* from = member.predecessor < 0 ? nullptr : &family.members.at(member.predecessor);
        all << name(member) + signs.value(member.link) + (from ? name(*from) : QString())
                + (member.isThisOne ? u"*"_s : QString());
    }
    return all.join(u' ');
}

void TestFamily::aChainIsToldFromEachOfItsTokens()
{
    use(u"doorkeeper-plain"_s);
    addRow(1, {});
    addRow(2, u"r1"_s);
    addRow(3, u"r2"_s);
    addRow(9, {}); // of the same user, and of another chain
    QCOMPARE(shape(family(1)), u"1* 2<1 3<2"_s);
    QCOMPARE(shape(family(2)), u"1 2<1* 3<2"_s);
    QCOMPARE(shape(family(3)), u"1 2<1 3<2*"_s);
    const Family all = family(3);
    QCOMPARE(all.members.at(1).token.refreshToken->revealText(), u"r2"_s);
    QVERIFY(!all.hasOlder && !all.hasNewer);
    QVERIFY(m_repository->schema().keepsFamilies);
    QVERIFY(!m_repository->schema().familyGaps.isEmpty());
}

void TestFamily::storedDigestsAreLinksToo()
{
    use(u"doorkeeper-hashed"_s);
    addRow(1, {});
    addRow(2, {});
    const QString digest(64, u'a');
    run(u"UPDATE oauth_access_tokens SET refresh_token = '%1' WHERE id = 1"_s.arg(digest));
    run(u"UPDATE oauth_access_tokens SET previous_refresh_token = '%1' WHERE id = 2"_s.arg(digest));
    QCOMPARE(shape(family(1)), u"1* 2<1"_s);
    QCOMPARE(shape(family(2)), u"1 2<1*"_s);
}

void TestFamily::aTokenThatWasNeverRefreshedIsAlone()
{
    use(u"doorkeeper-plain"_s);
    addRow(1, {});
    addRow(2, {});
    QCOMPARE(shape(family(1)), u"1*"_s);
}

void TestFamily::aTokenThatWasRefreshedTwiceHasTwoBranches()
{
    use(u"doorkeeper-plain"_s); // which lets that happen until one of the new tokens is used
    addRow(1, {});
    addRow(2, u"r1"_s);
    addRow(3, u"r1"_s);
    addRow(4, u"r2"_s);
    QCOMPARE(shape(family(3)), u"1 2<1 3<1* 4<2"_s);
}

void TestFamily::aMissingMiddleIsTold()
{
    use(u"doorkeeper-plain"_s);
    addRow(1, {});
    addRow(3, u"r2"_s);
    addRow(4, u"r3"_s);
    QCOMPARE(shape(family(4)), u"3? 4<3*"_s);
    QCOMPARE(shape(family(1)), u"1*"_s);
}

void TestFamily::rowsThatLeadInACircleEnd()
{
    use(u"doorkeeper-plain"_s);
    addRow(1, u"r3"_s);
    addRow(2, u"r1"_s);
    addRow(3, u"r2"_s);
    addRow(5, u"r5"_s); // out of itself
    QCOMPARE(shape(family(2)), u"1@ 2<1* 3<2"_s);
    QCOMPARE(shape(family(5)), u"5@*"_s);
}

void TestFamily::anotherUsersTokenIsNoMember()
{
    use(u"doorkeeper-plain"_s);
    addRow(1, {});
    addRow(2, u"r1"_s, 8); // no server does that: it is not looked for
    QCOMPARE(shape(family(1)), u"1*"_s);
}

void TestFamily::anEmptyLinkLeadsNowhere()
{
    use(u"doorkeeper-plain"_s);
    addRow(1, {});
    addRow(2, {});
    run(u"UPDATE oauth_access_tokens SET refresh_token = ''"_s + u" WHERE id = 1"_s);
    run(u"UPDATE oauth_access_tokens SET refresh_token = NULL WHERE id = 2"_s);
    QCOMPARE(shape(family(1)), u"1*"_s);
    QCOMPARE(shape(family(2)), u"2*"_s);
}

void TestFamily::ofManyTheNearestAreRead_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::newRow("the first") << 1 << 1 << 200;
    QTest::newRow("the last") << 201 << 2 << 201;
    QTest::newRow("the middle") << 110 << 10 << 209;
}

void TestFamily::ofManyTheNearestAreRead()
{
    QFETCH(int, asked);
    QFETCH(int, first);
    QFETCH(int, last);
    const int all = asked == 110 ? 300 : 201;
    use(u"doorkeeper-plain"_s);
    run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) INSERT INTO oauth_access_tokens "
        "(id, resource_owner_id, application_id, token, refresh_token, expires_in, created_at, scopes, "
        "previous_refresh_token) SELECT i, 7, 1, 'a' || i, 'r' || i, 7200, datetime(1780000000 + i, 'unixepoch'), '', "
        "CASE i WHEN 1 THEN '' ELSE 'r' || (i - 1) END FROM n"_s.arg(all));
    const Family part = family(asked);
    QCOMPARE(part.members.size(), familyLimit);
    QCOMPARE(part.members.constFirst().token.key.text(), QString::number(first));
    QCOMPARE(part.members.constLast().token.key.text(), QString::number(last));
    QCOMPARE(part.hasOlder, first > 1);
    QCOMPARE(part.hasNewer, last < all);
    // The first that is shown was refreshed from one that is not: it is not missing.
    QCOMPARE(part.members.constFirst().link, first > 1 ? FamilyLink::Refreshed : FamilyLink::None);
    QCOMPARE(
        std::count_if(part.members.cbegin(), part.members.cend(), [](const auto& one) { return one.isThisOne; }), 1);
}

void TestFamily::refreshRowsAreTiedByTheirAccessTokens()
{
    use(u"dot-1.7"_s);
    addRefresh(1, u"NULL"_s); // used: its access token's row went
    addAccess(2, u"1"_s);
    addRefresh(2, u"2"_s);
    for (const bool ofRefreshTokens : {false, true}) {
        QCOMPARE(shape(family(2, ofRefreshTokens)), u"r1 r2+2<r1*"_s);
    }
    QCOMPARE(shape(family(1, true)), u"r1* r2+2<r1"_s);
    addAccess(5, u"NULL"_s); // of client credentials: no refresh token
    QCOMPARE(shape(family(5)), u"5*"_s);
}

void TestFamily::aMarkOfTheFamilyTiesWhatNoLinkDoes()
{
    m_isMarked = true;
    use(u"dot-3.0"_s);
    const QString mark(32, u'b');
    addRefresh(1, u"NULL"_s, mark);
    addRefresh(2, u"NULL"_s, mark);
    addAccess(3, u"2"_s);
    addRefresh(3, u"3"_s, mark);
    addRefresh(4, u"NULL"_s, QString(32, u'c'));
    addRefresh(5, u"NULL"_s, u"NULL"_s);
    QCOMPARE(shape(family(3)), u"r1 r2~r1 r3+3<r2*"_s);
    QCOMPARE(shape(family(1, true)), u"r1* r2~r1 r3+3<r2"_s);
    QCOMPARE(shape(family(5, true)), u"r5*"_s); // from before there were marks
}

void TestFamily::ofAMarkedFamilyTheNearestAreRead()
{
    m_isMarked = true;
    use(u"dot-3.0"_s);
    run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) INSERT INTO "
        "oauth2_provider_refreshtoken (id, token, application_id, user_id, created, updated, revoked, token_family) "
        "SELECT i, 'r' || i, 1, 1, datetime(1780000000 + i, 'unixepoch'), '2026-05-28', '2026-05-28', 'f' FROM n"_s);
    const Family middle = family(150, true);
    QCOMPARE(middle.members.size(), familyLimit);
    QVERIFY(middle.hasOlder && middle.hasNewer);
    QCOMPARE(middle.members.constLast().token.key.text(), u"refresh:249"_s);
    const Family last = family(300, true);
    QVERIFY(last.hasOlder && !last.hasNewer);
    QCOMPARE(last.members.constFirst().token.key.text(), u"refresh:101"_s);
    QCOMPARE(last.members.constFirst().link, FamilyLink::None);
}

void TestFamily::aRowThatIsGoneHasNoFamily()
{
    use(u"doorkeeper-plain"_s);
    QVERIFY(family(1).members.isEmpty());
    QVERIFY(family(1, true).members.isEmpty()); // there is no such table
}

void TestFamily::layoutsWithoutLinksSaySo()
{
    TestDatabase database;
    m_repository = openedRepository(database.path(), m_clock, false);
    QVERIFY(!m_repository->schema().keepsFamilies);
    const auto read = answered(m_repository->family({{1}, false}));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, core::Error::Kind::Unsupported);
}

/** The links themselves have no index in Doorkeeper: rows are found by their user or client, which have. */
void TestFamily::noTokenIsReadWithoutAnIndex()
{
    for (const QString& fixture : {u"doorkeeper-plain"_s, u"dot-3.0"_s}) {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"auth.sqlite3"_s);
        test::fillFromFixture(file, fixture);
        const auto session = *Session::open(sessionFor(file, false));
        const Tables tables(
            detectSchemas(*readCatalog(*session), builtinProfiles(), fixture)->constFirst(), sqliteDialect());
        const FamilySql tokens(tables.tokens);
        const FamilySql refreshTokens(tables.refreshTokens);
        LinkedRow row;
        row.token.key = {{1}, true};
        row.token.clientId = u"app"_s;
        row.token.userId = u"1"_s;
        row.family = u"f"_s;
        QList<Statement> all{tokens.byKeyText(u"1"_s), tokens.refreshedFrom(core::Secret(u"1"_s), row.token, 200)};
        if (refreshTokens.exists()) {
            all << refreshTokens.ofAccessToken(u"1"_s) << refreshTokens.ofFamily(row, SortOrder::Ascending, 200);
        } else {
            all << tokens.byStoredToken(core::Secret(u"r"_s));
        }
        for (const Statement& statement : all) {
            QStringList scans;
            const auto explained = session->select(
                {u"EXPLAIN QUERY PLAN "_s + statement.sql, statement.values}, [&scans](const Row& step) {
                    scans << (step.text(3).startsWith("SCAN oauth"_L1) ? QStringList{step.text(3)} : QStringList());
                    return true;
                });
            QCOMPARE(scans, QStringList());
            QVERIFY(explained);
        }
    }
}

QTEST_GUILESS_MAIN(TestFamily)
#include "tst_family.moc"
