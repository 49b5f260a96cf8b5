#include "tokensfixture.h"

#include "common/searchfield.h"
#include "common/statestack.h"
#include "core/errortext.h"
#include "tables/codetablemodel.h"
#include "tokens/codespage.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QTableView>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using Column = tables::CodeTableModel::Column;
using State = ui::StateStack::State;

class TestCodesPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void hasNamesForScreenReaders();
    void listsCodesWithTheirState();
    void codesAreInNoToolTipAndNoName();
    void aRevealedCodeIsHiddenWhenTheRowIsLeft();
    void theDetailsSayWhatIsAbsentInWords();
    void textsOfTheDatabaseAreNeverMarkup();
    void offersNothingThatChangesACode();
    void saysThatTheTableIsBeingRead();
    void anEmptyTableSaysWhyItIsEmpty();
    void aDatabaseWithoutCodesIsNotAsked();
    void aSearchWithoutAMatchCanBeCleared();
    void aFailedReadSaysWhyAndCanBeRepeated();
    void aFailedReloadKeepsTheOldRows();
    void mayBeDestroyedWhileItReads();

private:
    void open();
    void openLoaded();
    QTableView& table() { return *m_page->findChild<QTableView*>(); }
    QString cell(int row, int column) { return table().model()->index(row, column).data().toString(); }
    QWidget& details() { return child<QWidget>(*m_page, u"details"_s); }
    QString shownCode() { return details().findChild<ui::SecretField*>()->shownText(); }
    State state() { return m_page->findChild<ui::StateStack*>()->state(); }
    QString title() { return child<QLabel>(*m_page, u"stateTitle"_s).text(); }
    TokenRepository& repository() { return m_bench->repository; }

    std::unique_ptr<TokensBench> m_bench;
    std::unique_ptr<ui::CodesPage> m_page;
    const core::Error m_locked{core::Error::Kind::Locked, u"auth.db"_s, {}, u"database is locked"_s};
};

void TestCodesPage::init()
{
    m_bench = std::make_unique<TokensBench>();
    oauth::AuthorizationCode old = storedCode(2, m_bench->now() - 1000);
    old.hasChallenge = true;
    old.codeChallengeMethod = u"S256"_s;
    repository().waiting = {storedCode(1, m_bench->now()), old};
}

void TestCodesPage::cleanup()
{
    m_page.reset();
    m_bench.reset();
}

void TestCodesPage::open()
{
    m_page = std::make_unique<ui::CodesPage>(repository(), repository().clock, m_bench->around.services, nullptr);
    m_page->resize(1056, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestCodesPage::openLoaded()
{
    open();
    QTRY_COMPARE(table().model()->rowCount(), 2);
    table().setFocus();
}

void TestCodesPage::hasNamesForScreenReaders()
{
    openLoaded();
    QCOMPARE(table().accessibleName(), u"Codes"_s);
    QCOMPARE(m_page->findChild<ui::SearchField*>()->findChild<QLineEdit*>()->accessibleName(), u"Search codes"_s);
    QCOMPARE(details().accessibleName(), u"Code details"_s);
}

void TestCodesPage::listsCodesWithTheirState()
{
    openLoaded();
    QCOMPARE(cell(0, Column::State), u"Waiting"_s);
    QCOMPARE(cell(1, Column::State), u"Expired"_s);
    QCOMPARE(cell(0, Column::Challenge), u"None"_s);
    QCOMPARE(cell(1, Column::Challenge), u"S256"_s);
    QCOMPARE(cell(0, Column::Code), storedCode(1, 0).code.maskedToken());
    const QString said = saidIn(details());
    QVERIFY2(said.contains(u"shop-1"_s), qPrintable(said));
    QVERIFY2(said.contains(u"oauth2_code, key 1"_s), qPrintable(said));
}

void TestCodesPage::codesAreInNoToolTipAndNoName()
{
    openLoaded();
    press(details(), u"Reveal: Code"_s);
    QStringList told{toldAbout(*m_page)};
    for (int column = 0; column < Column::ColumnCount; ++column) {
        for (int role = 0; role < Qt::UserRole + 40; ++role) {
            told << table().model()->index(0, column).data(role).toString();
        }
    }
    for (const QString& text : told) {
        QVERIFY2(!text.contains(storedCode(1, 0).code.revealText()), qPrintable(text));
    }
}

void TestCodesPage::aRevealedCodeIsHiddenWhenTheRowIsLeft()
{
    openLoaded();
    QCOMPARE(shownCode(), storedCode(1, 0).code.maskedToken());
    press(details(), u"Reveal: Code"_s);
    QCOMPARE(shownCode(), storedCode(1, 0).code.revealText());
    QTest::keyClick(&table(), Qt::Key_Down);
    QCOMPARE(shownCode(), storedCode(2, 0).code.maskedToken());
    QTest::keyClick(&table(), Qt::Key_Up);
    QCOMPARE(shownCode(), storedCode(1, 0).code.maskedToken());
}

void TestCodesPage::theDetailsSayWhatIsAbsentInWords()
{
    oauth::AuthorizationCode& code = repository().waiting[0];
    code.clientId.reset();
    code.redirectUri.clear();
    code.scope.clear();
    code.authTime = 0;
    code.expiresAt.reset();
    openLoaded();
    const QStringList said = saidIn(details()).split(u'\n');
    QCOMPARE(said.count(u"None"_s), 3);
    for (const QString& words : {u"No user"_s, u"Not recorded"_s, u"Never"_s, u"No challenge"_s}) {
        QVERIFY2(said.contains(words), qPrintable(words));
    }
}

void TestCodesPage::textsOfTheDatabaseAreNeverMarkup()
{
    oauth::AuthorizationCode& code = repository().waiting[0];
    code.clientId = code.userId = code.redirectUri = code.scope = u"<b>x</b>"_s;
    openLoaded();
    QVERIFY(allLabelsArePlain(*m_page));
    QCOMPARE(saidIn(details()).count(u"<b>x</b>"_s), 4);
    const QString tip = table().model()->index(0, Column::RedirectUri).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(u"&lt;b&gt;x"_s), qPrintable(tip));
}

void TestCodesPage::offersNothingThatChangesACode()
{
    openLoaded();
    for (const auto key : {Qt::Key_Delete, Qt::Key_F2, Qt::Key_Return}) {
        QTest::keyClick(&table(), key);
    }
    QVERIFY(m_page->findChildren<QDialog*>().isEmpty());
    QVERIFY(m_page->menuActions().isEmpty());
    QCOMPARE(m_bench->around.unlocksAsked, 0);
}

void TestCodesPage::saysThatTheTableIsBeingRead()
{
    repository().held = true;
    open();
    QCOMPARE(state(), State::Loading);
    repository().release();
    QTRY_COMPARE(state(), State::Rows);
    QCOMPARE(table().model()->rowCount(), 2);
}

void TestCodesPage::anEmptyTableSaysWhyItIsEmpty()
{
    repository().waiting.clear();
    open();
    QTRY_COMPARE(state(), State::Message);
    QCOMPARE(title(), u"No codes"_s);
    QVERIFY(child<QLabel>(*m_page, u"stateText"_s).text().contains(u"delete a code when it is used"_s));
}

void TestCodesPage::aDatabaseWithoutCodesIsNotAsked()
{
    repository().info.codes.table.clear();
    open();
    QCOMPARE(title(), u"No table for codes"_s);
    Q_EMIT repository().clientRemoved(storedClient());
    m_page->setSearch(u"client:shop-1"_s);
    QVERIFY(repository().codesAsked.isEmpty());
    QCOMPARE(title(), u"No table for codes"_s);
}

void TestCodesPage::aSearchWithoutAMatchCanBeCleared()
{
    openLoaded();
    m_page->setSearch(u"client:nobody"_s);
    QTRY_COMPARE(state(), State::Message);
    QCOMPARE(title(), u"No code matches"_s);
    QVERIFY(!details().findChild<ui::SecretField*>());
    press(*m_page, u"Clear search"_s);
    QTRY_COMPARE(table().model()->rowCount(), 2);
    QCOMPARE(state(), State::Rows);
}

void TestCodesPage::aFailedReadSaysWhyAndCanBeRepeated()
{
    repository().readError = m_locked;
    open();
    QTRY_COMPARE(state(), State::Message);
    QVERIFY(child<QLabel>(*m_page, u"stateText"_s).text().contains(core::errorText(m_locked).what));
    repository().readError.reset();
    press(*m_page, u"Try again"_s);
    QTRY_COMPARE(table().model()->rowCount(), 2);
}

void TestCodesPage::aFailedReloadKeepsTheOldRows()
{
    openLoaded();
    repository().readError = m_locked;
    m_page->reload();
    const auto& banner = *m_page->findChild<ui::Banner*>();
    QTRY_VERIFY2(banner.text().contains(core::errorText(m_locked).what), qPrintable(banner.text()));
    QCOMPARE(table().model()->rowCount(), 2);
    QCOMPARE(state(), State::Rows);
}

void TestCodesPage::mayBeDestroyedWhileItReads()
{
    repository().held = true;
    open();
    m_page.reset();
    repository().release();
    QCoreApplication::sendPostedEvents();
    QCOMPARE(repository().codesAsked.size(), 1);
}

QTEST_MAIN(TestCodesPage)
#include "tst_codespage.moc"
