#include "tokenspagebench.h"

#include "common/chip.h"
#include "tables/windowmodel.h"
#include "tokens/bulkdialog.h"
#include "tokens/issuetokendialog.h"
#include "tokens/revoketokendialog.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using Column = TokensPageBench::Column;

/** What a person does on the Tokens page, by keys and clicks. */
class TestTokensPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<TokensPageBench>(); }
    void cleanup() { m_bench.reset(); }
    void hasNamesForScreenReaders();
    void tokensAreInNoToolTipAndNoName();
    void aRevealedTokenIsHiddenWhenTheRowIsLeft();
    void theSelectionBarCountsAndClears();
    void allSelectedTokensAreRevoked();
    void theDetailsRevokeTheTokenTheyShow();
    void keysOpenTheirDialogs_data();
    void keysOpenTheirDialogs();
    void nothingIsOpenedWhileEditingStaysLocked();
    void anIssuedTokenIsListedSelectedAndSaid();
    void theTokensOfARemovedClientGo();
    void onlyAStoredTokenCanBeInspected();
    void manySelectedTokensAreChangedInBatches();
    void aPartOfALongListIsMeantByItsEnds();
    void mayBeDestroyedWhileADialogSaves();
    void aHeaderSortsInTheDatabase();

private:
    QWidget& selectionBar() { return child<QWidget>(*m_bench->page, u"selectionBar"_s); }
    TokenRepository& repository() { return m_bench->repository; }

    std::unique_ptr<TokensPageBench> m_bench;
};

void TestTokensPage::hasNamesForScreenReaders()
{
    m_bench->openLoaded();
    QCOMPARE(m_bench->table().accessibleName(), u"Tokens"_s);
    QCOMPARE(
        m_bench->page->findChild<ui::SearchField*>()->findChild<QLineEdit*>()->accessibleName(), u"Search tokens"_s);
    QCOMPARE(m_bench->details().accessibleName(), u"Token details"_s);
    QCOMPARE(m_bench->cell(0, Column::State), u"Active"_s);
    QCOMPARE(m_bench->cell(2, Column::Client), u"shop-3"_s);
}

void TestTokensPage::tokensAreInNoToolTipAndNoName()
{
    m_bench->openLoaded();
    press(m_bench->details(), u"Reveal: Access token"_s);
    press(m_bench->details(), u"Reveal: Refresh token"_s);
    QStringList told{toldAbout(*m_bench->page)};
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < Column::ColumnCount; ++column) {
            for (int role = 0; role < Qt::UserRole + 40; ++role) {
                told << m_bench->table().model()->index(row, column).data(role).toString();
            }
        }
    }
    for (const QString& text : told) {
        for (const oauth::Token& token : repository().stored) {
            QVERIFY2(!text.contains(token.accessToken.revealText()), qPrintable(text));
            QVERIFY2(!text.contains(token.refreshToken->revealText()), qPrintable(text));
        }
    }
}

void TestTokensPage::aRevealedTokenIsHiddenWhenTheRowIsLeft()
{
    m_bench->openLoaded();
    const auto shown = [this] { return m_bench->details().findChild<ui::SecretField*>()->shownText(); };
    const core::Secret first = repository().stored.at(0).accessToken;
    QCOMPARE(shown(), first.maskedToken());
    press(m_bench->details(), u"Reveal: Access token"_s);
    QCOMPARE(shown(), first.revealText());
    repository().clock.moment += 1; // a second passes: what is read stays
    press(m_bench->details(), u"Reveal: Refresh token"_s);
    QCOMPARE(shown(), first.revealText());
    QTest::keyClick(&m_bench->table(), Qt::Key_Down);
    QCOMPARE(shown(), repository().stored.at(1).accessToken.maskedToken());
    QTest::keyClick(&m_bench->table(), Qt::Key_Up);
    QCOMPARE(shown(), first.maskedToken());
}

void TestTokensPage::theSelectionBarCountsAndClears()
{
    m_bench->openLoaded();
    QVERIFY(!selectionBar().isVisible()); // one row is what the details are for
    QTest::keyClick(&m_bench->table(), Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(selectionBar().isVisible());
    QCOMPARE(saidIn(selectionBar()), u"2 tokens selected"_s);
    QTest::keyClick(&m_bench->table(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(saidIn(selectionBar()), u"3 tokens selected"_s);
    press(selectionBar(), u"Clear selection"_s);
    QVERIFY(!selectionBar().isVisible());
    QVERIFY(!m_bench->table().selectionModel()->hasSelection());
}

void TestTokensPage::allSelectedTokensAreRevoked()
{
    m_bench->openLoaded();
    QTest::keyClick(&m_bench->table(), Qt::Key_Down, Qt::ShiftModifier);
    press(selectionBar(), u"Revoke…"_s);
    const auto dialog = m_bench->dialog<ui::RevokeTokenDialog>();
    m_bench->clickVerb(dialog);
    QTRY_VERIFY(!dialog);
    QCOMPARE(repository().selections.constFirst().keys, (QList{m_bench->token(1).key, m_bench->token(2).key}));
    QCOMPARE(m_bench->cell(0, Column::State), u"Revoked"_s);
    QCOMPARE(m_bench->cell(1, Column::State), u"Revoked"_s);
    QCOMPARE(m_bench->cell(2, Column::State), u"Active"_s);
    QCOMPARE(m_bench->around.said, QStringList{u"Revoked 2 tokens."_s});
    QCOMPARE(m_bench->details().findChild<ui::ChipLabel*>()->accessibleName(), u"Revoked"_s);
}

void TestTokensPage::theDetailsRevokeTheTokenTheyShow()
{
    m_bench->openLoaded();
    QTest::keyClick(&m_bench->table(), Qt::Key_Down, Qt::ShiftModifier);
    press(selectionBar(), u"Clear selection"_s);
    press(m_bench->details(), u"Revoke token…"_s);
    const auto dialog = m_bench->dialog<ui::RevokeTokenDialog>();
    QVERIFY(dialog);
    m_bench->clickVerb(dialog);
    QTRY_COMPARE(repository().selections.size(), 1);
    QCOMPARE(repository().selections.constFirst().keys, QList{m_bench->token(2).key});
}

void TestTokensPage::keysOpenTheirDialogs_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("with");
    QTest::addColumn<QByteArray>("dialog");
    QTest::newRow("Del revokes") << Qt::Key_Delete << Qt::KeyboardModifiers()
                                 << QByteArray("owb::ui::RevokeTokenDialog");
    QTest::newRow("Ctrl+N issues") << Qt::Key_N << Qt::KeyboardModifiers(Qt::ControlModifier)
                                   << QByteArray("owb::ui::IssueTokenDialog");
}

void TestTokensPage::keysOpenTheirDialogs()
{
    QFETCH(Qt::Key, key);
    QFETCH(Qt::KeyboardModifiers, with);
    QFETCH(QByteArray, dialog);
    m_bench->openLoaded();
    QTest::keyClick(&m_bench->table(), key, with);
    const auto dialogs = m_bench->page->findChildren<QDialog*>();
    QCOMPARE(dialogs.size(), 1);
    QCOMPARE(QByteArray(dialogs.constFirst()->metaObject()->className()), dialog);
    QVERIFY(dialogs.constFirst()->isVisible());
    QCOMPARE(m_bench->around.unlocksAsked, 1);
}

void TestTokensPage::nothingIsOpenedWhileEditingStaysLocked()
{
    m_bench->around.unlocks = false;
    m_bench->openLoaded();
    press(*m_bench->page, u"Issue token…"_s);
    press(m_bench->details(), u"Revoke token…"_s);
    QCOMPARE(m_bench->around.unlocksAsked, 2);
    QVERIFY(m_bench->page->findChildren<QDialog*>().isEmpty());
}

void TestTokensPage::anIssuedTokenIsListedSelectedAndSaid()
{
    repository().rows = {storedClient(9)};
    m_bench->openLoaded();
    QTest::keyClick(&m_bench->table(), Qt::Key_Down);
    press(*m_bench->page, u"Issue token…"_s);
    const auto dialog = m_bench->dialog<ui::IssueTokenDialog>();
    QTRY_VERIFY(saidIn(*dialog).contains(u"Issue token"_s));
    QTRY_COMPARE(child<QLineEdit>(*dialog, u"scopeEdit"_s).text(), u"openid"_s);
    m_bench->clickVerb(dialog);
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_bench->rows(), 4);
    QCOMPARE(m_bench->cell(m_bench->table().currentIndex().row(), Column::Client), u"shop-9"_s);
    QCOMPARE(m_bench->table().selectionModel()->selectedRows().size(), 1);
    QCOMPARE(m_bench->around.said, QStringList{u"Issued a token for shop-9."_s});
}

void TestTokensPage::onlyAStoredTokenCanBeInspected()
{
    repository().stored[1].valuesStored = false; // a digest
    m_bench->openLoaded();
    const auto actions = m_bench->page->menuActions();
    const auto inspect = std::find_if(
        actions.cbegin(), actions.cend(), [](const QAction* action) { return action->text() == u"Inspect token"_s; });
    QVERIFY(inspect != actions.cend());
    QVERIFY((*inspect)->isEnabled());
    (*inspect)->trigger();
    QCOMPARE(m_bench->around.inspected.size(), 1);
    QTest::keyClick(&m_bench->table(), Qt::Key_Down);
    QVERIFY(!(*inspect)->isEnabled());
    m_bench->page->inspectCurrent();
    QCOMPARE(m_bench->around.inspected.size(), 1);
}

void TestTokensPage::theTokensOfARemovedClientGo()
{
    m_bench->openLoaded();
    oauth::Client client = storedClient(1);
    repository().stored.removeFirst(); // as the database does
    Q_EMIT repository().clientRemoved(client);
    QTRY_COMPARE(m_bench->rows(), 2);
    QCOMPARE(m_bench->cell(0, Column::Client), u"shop-2"_s);
}

/** A thousand and more are not read one by one: what the list means is changed in batches, as a job of the window. */
void TestTokensPage::manySelectedTokensAreChangedInBatches()
{
    QList<oauth::Token>& stored = repository().stored;
    for (qint64 key = 4; stored.size() <= 1'000; ++key) {
        stored << m_bench->token(key);
    }
    m_bench->open();
    QTRY_VERIFY(m_bench->rows() > 0);
    m_bench->table().selectAll();
    m_bench->page->revokeSelected();
    const auto dialog = m_bench->dialog<ui::BulkDialog>();
    QTRY_COMPARE(child<QLabel>(*dialog, u"bulkCount"_s).text(), u"1,001 tokens"_s);
    QVERIFY(repository().batches.isEmpty());
    m_bench->clickVerb(dialog);
    QTRY_COMPARE(repository().batches.size(), 1);
    QCOMPARE(repository().batches.constFirst().action, store::BulkAction::Revoke);
    QVERIFY(repository().batches.constFirst().stretches.isEmpty());
    const auto& [job, words] = m_bench->around.jobs.front();
    QTRY_COMPARE(job->state(), jobs::Job::State::Done);
    QCOMPARE(words.ending(*job), u"Revoked 1,001 tokens."_s);
}

void TestTokensPage::aPartOfALongListIsMeantByItsEnds()
{
    QList<oauth::Token>& stored = repository().stored;
    for (qint64 key = 4; stored.size() <= 1'100; ++key) {
        stored << m_bench->token(key);
    }
    m_bench->open();
    QTRY_VERIFY(m_bench->rows() > 0);
    auto* model = qobject_cast<tables::WindowModel*>(m_bench->table().model());
    tables::RowSelection some;
    some.setRange(10, 1'050);
    model->select(some);
    m_bench->page->revokeSelected();
    QTRY_COMPARE(repository().bounds.size(), 1);
    QCOMPARE(repository().bounds.constFirst().after, std::optional(stored.at(9).key));
    QCOMPARE(repository().bounds.constFirst().until, std::optional(stored.at(1'050).key));
}

void TestTokensPage::mayBeDestroyedWhileADialogSaves()
{
    m_bench->openLoaded();
    m_bench->page->revokeSelected();
    const auto dialog = m_bench->dialog<ui::RevokeTokenDialog>();
    repository().held = true;
    m_bench->page->reload();
    m_bench->clickVerb(dialog);
    m_bench->page.reset();
    QVERIFY(!dialog);
    repository().release();
    QCoreApplication::sendPostedEvents();
    QVERIFY(m_bench->around.said.isEmpty());
}

void TestTokensPage::aHeaderSortsInTheDatabase()
{
    m_bench->openLoaded();
    QHeaderView* header = m_bench->table().horizontalHeader();
    const auto click = [header](int column) {
        const QPoint place(header->sectionViewportPosition(column) + 20, header->height() / 2);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, place);
    };
    click(Column::Expires);
    QCOMPARE(repository().asked.constLast().sort, store::TokenSort::ExpiresAt);
    QCOMPARE(repository().asked.constLast().order, store::SortOrder::Ascending);
    click(Column::Expires);
    QCOMPARE(repository().asked.constLast().order, store::SortOrder::Descending);
    click(Column::Client); // another column begins with its first
    QCOMPARE(repository().asked.constLast().sort, store::TokenSort::ClientId);
    QCOMPARE(repository().asked.constLast().order, store::SortOrder::Ascending);
    const auto questions = repository().asked.size();
    click(Column::AccessToken); // no order of tokens means anything
    QCOMPARE(repository().asked.size(), questions);
    QCOMPARE(header->sortIndicatorSection(), static_cast<int>(Column::Client));
}

QTEST_MAIN(TestTokensPage)
#include "tst_tokenspage.moc"
