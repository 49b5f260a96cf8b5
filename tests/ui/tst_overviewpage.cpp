#include "tokensfixture.h"

#include "overview/overviewpage.h"

#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using store::LiveGroup;

namespace {

/** Knows how many tokens there are, and counts how often it is asked. */
class CountedTokens final : public ScriptedRepository
{
public:
    CountedTokens() { info.tokens.table = u"oauth2_token"_s; }
    [[nodiscard]] store::Reply<store::Tally> tallyStates(oauth::Filter, std::optional<store::Cursor>) override
    {
        ++asked;
        return reply<store::Tally>(store::Tally{{1000, 240, 710, 50}, {}, 1});
    }
    [[nodiscard]] store::Reply<store::GroupTally> liveTokensBy(LiveGroup by, std::optional<store::Cursor>) override
    {
        if (failing) {
            return reply<store::GroupTally>(core::failure(core::Error::Kind::ConnectionLost, u"db"_s));
        }
        return reply<store::GroupTally>(store::GroupTally{counts.value(by), {}, 1});
    }

    [[nodiscard]] store::Reply<std::optional<oauth::Client>> queryClient(QString clientId) override
    {
        oauth::Client client;
        client.metadata.set(u"client_name"_s, names.value(clientId));
        return reply<std::optional<oauth::Client>>(std::optional(client));
    }

    QHash<QString, QString> names; // of clients
    QHash<LiveGroup, QHash<QString, qint64>> counts{{LiveGroup::Client, {{u"shop-1"_s, 40}, {u"bank app"_s, 200}}},
        {LiveGroup::Scope, {{u"openid"_s, 230}, {QString(), 10}}}, {LiveGroup::End, {{u"0"_s, 12}, {u"5"_s, 228}}}};
    int asked = 0;
    bool failing = false;
};

} // namespace

/** The Overview: numbers, and the way to the rows behind each. */
class TestOverviewPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_page.reset(); }
    void showsTheStatesWithTheirShares();
    void showsTheLargestFirst();
    void namesClients();
    void tellsHowSoonTokensEnd();
    void aClickOpensTheRowsBehind();
    void enterOpensTheRowsBehind();
    void whatHasNoSearchOpensNothing();
    void countsAgainWhenTokensChange();
    void countsWhatChangedUnseenWhenItIsSeen();
    void tellsAFailureAndTriesAgain();
    void aStopIsTold();

private:
    void open();
    [[nodiscard]] ui::BarTable& bars(const QString& name);
    [[nodiscard]] QStringList row(const QString& table, int row);
    [[nodiscard]] QString about() { return m_page->findChild<QLabel*>(u"countLabel"_s)->text(); }

    std::unique_ptr<CountedTokens> m_repository;
    std::unique_ptr<Surroundings> m_around;
    FixedClock m_clock;
    std::unique_ptr<ui::OverviewPage> m_page;
};

const QString clientsTable = u"Clients with most live tokens"_s;
const QString scopesTable = u"Scopes of live tokens"_s;
const QString endsTable = u"When live tokens end"_s;

void TestOverviewPage::init()
{
    QLocale::setDefault(QLocale::c());
    m_around = std::make_unique<Surroundings>();
    m_repository = std::make_unique<CountedTokens>();
}

void TestOverviewPage::open()
{
    m_page = std::make_unique<ui::OverviewPage>(*m_repository, m_clock, m_around->services, nullptr);
    m_page->resize(1056, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTRY_VERIFY(about() != u"Counting…"_s);
}

ui::BarTable& TestOverviewPage::bars(const QString& name)
{
    for (ui::BarTable* table : m_page->findChildren<ui::BarTable*>()) {
        if (table->accessibleName() == name) {
            return *table;
        }
    }
    qFatal("no table %s", qPrintable(name));
}

QStringList TestOverviewPage::row(const QString& table, int row)
{
    const ui::BarTable& found = bars(table);
    return {found.item(row, 0)->text(), found.item(row, 2)->text()};
}

void TestOverviewPage::showsTheStatesWithTheirShares()
{
    open();
    QStringList names;
    for (const QToolButton* part : m_page->findChildren<QToolButton*>()) {
        names << part->accessibleName();
    }
    QVERIFY2(names.contains(u"Active: 240 tokens, 24.0 %"_s), qPrintable(names.join(u'|')));
    QVERIFY(names.contains(u"Revoked: 50 tokens, 5.0 %"_s));
    QVERIFY(about().startsWith(u"As of "_s));
}

void TestOverviewPage::showsTheLargestFirst()
{
    open();
    QCOMPARE(row(clientsTable, 0), (QStringList{u"bank app"_s, u"200"_s}));
    QCOMPARE(row(clientsTable, 1), (QStringList{u"shop-1"_s, u"40"_s}));
    QCOMPARE(row(scopesTable, 1), (QStringList{u"(no scope)"_s, u"10"_s}));
}

/** Clients go by their names, and those of one name by their identifiers too. */
void TestOverviewPage::namesClients()
{
    m_repository->names = {{u"shop-1"_s, u"Shop"_s}, {u"shop-2"_s, u"Shop"_s}, {u"bank app"_s, u"Bank"_s}};
    m_repository->counts[LiveGroup::Client].insert(u"shop-2"_s, 30);
    open();
    QTRY_COMPARE(row(clientsTable, 2), (QStringList{u"Shop (shop-2)"_s, u"30"_s}));
    QCOMPARE(row(clientsTable, 0).constFirst(), u"Bank"_s);
}

/** All spans are there, with nothing in some of them. */
void TestOverviewPage::tellsHowSoonTokensEnd()
{
    open();
    QCOMPARE(bars(endsTable).rowCount(), 6);
    QCOMPARE(row(endsTable, 0), (QStringList{u"Within an hour"_s, u"12"_s}));
    QCOMPARE(row(endsTable, 1), (QStringList{u"Within a day"_s, u"0"_s}));
    QCOMPARE(row(endsTable, 5), (QStringList{u"Never"_s, u"228"_s}));
}

void TestOverviewPage::aClickOpensTheRowsBehind()
{
    open();
    ui::BarTable& table = bars(clientsTable);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.item(0, 0)).center());
    QCOMPARE(m_around->shown, QStringList{u"tokens client:\"bank app\" state:active"_s});
    for (QToolButton* part : m_page->findChildren<QToolButton*>()) {
        if (part->accessibleName().startsWith(u"Expired"_s)) {
            part->click();
        }
    }
    QCOMPARE(m_around->shown.constLast(), u"tokens state:expired"_s);
}

void TestOverviewPage::enterOpensTheRowsBehind()
{
    open();
    ui::BarTable& table = bars(endsTable);
    table.setFocus();
    table.setCurrentCell(5, 0);
    QTest::keyClick(&table, Qt::Key_Return);
    QCOMPARE(m_around->shown, QStringList{u"tokens state:active -expires:<30d -expires:>30d"_s});
}

void TestOverviewPage::whatHasNoSearchOpensNothing()
{
    open();
    ui::BarTable& table = bars(scopesTable);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.item(1, 0)).center());
    QVERIFY(m_around->shown.isEmpty());
}

void TestOverviewPage::countsAgainWhenTokensChange()
{
    open();
    m_repository->counts[LiveGroup::Client] = {{u"shop-1"_s, 41}};
    Q_EMIT m_repository->manyTokensChanged();
    QTRY_COMPARE(row(clientsTable, 0), (QStringList{u"shop-1"_s, u"41"_s}));
    QCOMPARE(bars(clientsTable).rowCount(), 1);
}

void TestOverviewPage::countsWhatChangedUnseenWhenItIsSeen()
{
    open();
    m_page->hide();
    const int before = m_repository->asked;
    Q_EMIT m_repository->manyTokensChanged();
    Q_EMIT m_repository->manyTokensChanged();
    QCOMPARE(m_repository->asked, before);
    m_page->show();
    QTRY_COMPARE(m_repository->asked, before + 1);
    QTRY_VERIFY(about().startsWith(u"As of "_s));
    m_page->hide();
    m_page->show(); // nothing changed
    QCOMPARE(m_repository->asked, before + 1);
}

void TestOverviewPage::tellsAFailureAndTriesAgain()
{
    m_repository->failing = true;
    open();
    auto* banner = m_page->findChild<ui::Banner*>();
    QVERIFY(banner->isVisible());
    QVERIFY2(banner->text().startsWith(u"The tokens cannot be counted."_s), qPrintable(banner->text()));
    m_repository->failing = false;
    banner->findChild<QAbstractButton*>()->click();
    QTRY_VERIFY(about().startsWith(u"As of "_s));
    QVERIFY(!banner->isVisible());
}

/** A count that is stopped leaves grey what it did not come to, and says so. */
void TestOverviewPage::aStopIsTold()
{
    m_repository->held = true;
    m_page = std::make_unique<ui::OverviewPage>(*m_repository, m_clock, m_around->services, nullptr);
    m_page->show();
    QTRY_COMPARE(m_around->jobs.size(), 1U);
    m_around->jobs.back().first->stop();
    m_repository->held = false;
    m_repository->release();
    QTRY_COMPARE(about(), u"Not all is counted."_s);
}

QTEST_MAIN(TestOverviewPage)
#include "tst_overviewpage.moc"
