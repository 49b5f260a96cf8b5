#include "connection/openingpage.h"
#include "core/errortext.h"
#include "widgettools.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

class TestOpeningPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_page.reset(); }
    void saysWhatIsBeingOpened();
    void aNameIsNeverMarkup();
    void aFailureIsSaidWithItsRemedy_data();
    void aFailureIsSaidWithItsRemedy();
    void theDriversWordsAreShownOnDemand();
    void choosingAndTryingAgainAreAskedFor();
    void unknownTablesMayBeMappedByHand();
    void everythingIsReachedByTab();
    void theNextAttemptReplacesTheFailure();
    void tryingAgainMayReplaceThePageAtOnce();

private:
    void showError(const core::Error& error);
    QString title() { return child<QLabel>(*m_page, u"stateTitle"_s).text(); }
    QString text() { return child<QLabel>(*m_page, u"stateText"_s).text(); }

    std::unique_ptr<ui::OpeningPage> m_page;
    const core::Error m_locked{core::Error::Kind::Locked, u"auth.db"_s, {}, u"database is locked <b>5</b>"_s};
};

void TestOpeningPage::init()
{
    m_page = std::make_unique<ui::OpeningPage>(nullptr);
    m_page->resize(800, 600);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestOpeningPage::showError(const core::Error& error)
{
    m_page->showError(error);
    QCoreApplication::sendPostedEvents(); // the layout shows what is in it a turn later
}

void TestOpeningPage::saysWhatIsBeingOpened()
{
    m_page->showOpening(u"auth.sqlite"_s);
    QCOMPARE(title(), u"Opening auth.sqlite"_s);
    QVERIFY(text().contains(u"Nothing is written."_s));
    QVERIFY(m_page->findChildren<QAbstractButton*>().isEmpty());
}

void TestOpeningPage::aNameIsNeverMarkup()
{
    m_page->showOpening(u"<b>a&b.sqlite"_s);
    QCOMPARE(title(), u"Opening <b>a&b.sqlite"_s);
    QVERIFY(allLabelsArePlain(*m_page));
}

void TestOpeningPage::aFailureIsSaidWithItsRemedy_data()
{
    using Kind = core::Error::Kind;
    QTest::addColumn<core::Error>("error");
    QTest::newRow("missing") << core::Error{Kind::FileMissing, u"/db/<b>auth.sqlite"_s, {}, {}};
    QTest::newRow("no database") << core::Error{Kind::NotADatabase, u"/db/auth.sqlite"_s, {}, {}};
    QTest::newRow("no tables") << core::Error{Kind::NoOAuthTables, {}, {u"oauth2_client"_s}, {}};
}

void TestOpeningPage::aFailureIsSaidWithItsRemedy()
{
    QFETCH(core::Error, error);
    showError(error);
    QCOMPARE(title(), u"The database cannot be opened"_s);
    QCOMPARE(text(), core::errorText(error).sentence());
    QVERIFY(allLabelsArePlain(*m_page));
    QVERIFY(!buttonNamed(*m_page, u"Details"_s)); // there are none
}

void TestOpeningPage::theDriversWordsAreShownOnDemand()
{
    showError(m_locked);
    QVERIFY(!saidIn(*m_page).contains(m_locked.detail));
    press(*m_page, u"Details"_s);
    QVERIFY(saidIn(*m_page).contains(m_locked.detail));
    QVERIFY(allLabelsArePlain(*m_page));
    press(*m_page, u"Details"_s);
    QVERIFY(!saidIn(*m_page).contains(m_locked.detail));
}

void TestOpeningPage::choosingAndTryingAgainAreAskedFor()
{
    QSignalSpy choose(m_page.get(), &ui::OpeningPage::chooseAsked);
    QSignalSpy again(m_page.get(), &ui::OpeningPage::againAsked);
    showError(m_locked);
    press(*m_page, u"Choose another file…"_s);
    QCOMPARE(choose.size(), 1);
    QCOMPARE(again.size(), 0);
    press(*m_page, u"Try again"_s);
    QCOMPARE(choose.size(), 1);
    QCOMPARE(again.size(), 1);
}

void TestOpeningPage::unknownTablesMayBeMappedByHand()
{
    QSignalSpy map(m_page.get(), &ui::OpeningPage::mapAsked);
    showError(m_locked);
    QVERIFY(!buttonNamed(*m_page, u"Map by hand…"_s));
    showError({core::Error::Kind::NoOAuthTables, u"auth.db"_s, {u"client_id"_s}, {}});
    press(*m_page, u"Map by hand…"_s);
    QCOMPARE(map.size(), 1);
    QVERIFY(buttonNamed(*m_page, u"Choose another file…"_s));
}

void TestOpeningPage::everythingIsReachedByTab()
{
    showError(m_locked);
    QSignalSpy again(m_page.get(), &ui::OpeningPage::againAsked);
    buttonNamed(*m_page, u"Details"_s)->setFocus();
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_page->focusWidget(), buttonNamed(*m_page, u"Choose another file…"_s));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_page->focusWidget(), buttonNamed(*m_page, u"Try again"_s));
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QCOMPARE(again.size(), 1);
}

void TestOpeningPage::theNextAttemptReplacesTheFailure()
{
    showError(m_locked);
    m_page->showOpening(u"other.sqlite"_s);
    QCOMPARE(m_page->findChildren<QLabel*>(u"stateTitle"_s).size(), 1);
    QCOMPARE(title(), u"Opening other.sqlite"_s);
    QVERIFY(!buttonNamed(*m_page, u"Try again"_s));
}

void TestOpeningPage::tryingAgainMayReplaceThePageAtOnce()
{
    connect(m_page.get(), &ui::OpeningPage::againAsked, m_page.get(), [this] { m_page->showOpening(u"a.db"_s); });
    showError(m_locked);
    press(*m_page, u"Try again"_s);
    QCOMPARE(title(), u"Opening a.db"_s);
    showError(m_locked);
    buttonNamed(*m_page, u"Try again"_s)->setFocus();
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QCOMPARE(title(), u"Opening a.db"_s);
}

QTEST_MAIN(TestOpeningPage)
#include "tst_openingpage.moc"
