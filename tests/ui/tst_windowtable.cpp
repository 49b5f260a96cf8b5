#include "../tables/longlist.h"
#include "widgettools.h"

#include "common/tabledelegates.h"
#include "common/windowtable.h"
#include "tables/tokentablemodel.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using tables::TokenTableModel;

/** A table on 5,000 rows of which some twenty are on screen, driven by mouse, wheel and keys. */
class TestWindowTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theBarStandsForTheWholeList();
    void theBarScrolls();
    void theWheelScrolls();
    void keysGoThroughTheWholeList();
    void shiftSelectsFromWhereItWasStarted();
    void aClickWithShiftSelectsAcrossTheScreen();
    void aClickWithControlAddsARow();
    void allAreSelectedAtOnce();
    void theSelectionIsShownWhereItIs();
    void aLargerWindowShowsMoreRows();
    void theEndIsSeenWhole();
    void aShortListHasNoBar();

private:
    void make(qint64 rows);
    QScrollBar& bar() { return child<QScrollBar>(*m_table, u"rowsBar"_s); }
    ui::RowsView& view() { return m_table->view(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view(), key, modifiers); }
    void click(int row, Qt::KeyboardModifiers modifiers = {})
    {
        const QRect cell = view().visualRect(view().model()->index(row, 3));
        QTest::mouseClick(view().viewport(), Qt::LeftButton, modifiers, cell.center());
    }
    /** The scope, which is the key, of the row on screen. */
    QString text(int row) { return view().model()->index(row, TokenTableModel::Scope).data().toString(); }
    QList<int> selectedOnScreen();
    using Runs = QList<tables::RowSelection::Run>;

    std::unique_ptr<LongList> m_list;
    FixedClock m_clock;
    std::unique_ptr<TokenTableModel> m_model;
    std::unique_ptr<ui::WindowTable> m_table;
};

void TestWindowTable::make(qint64 rows)
{
    cleanup();
    m_list = std::make_unique<LongList>(rows);
    m_model = std::make_unique<TokenTableModel>(*m_list, m_clock, nullptr);
    m_table = std::make_unique<ui::WindowTable>();
    ui::polishTable(m_table->view(), u"Tokens"_s);
    m_table->setWindow(m_model.get());
    m_table->resize(900, 600);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowActive(m_table.get()));
    view().setFocus();
    m_model->reload();
    QTRY_COMPARE(m_model->phase(), tables::WindowModel::Phase::Loaded);
    QTRY_VERIFY(m_model->isTotalExact());
}

void TestWindowTable::init()
{
    make(5000);
}

void TestWindowTable::cleanup()
{
    m_table.reset();
    m_model.reset();
    m_list.reset();
}

QList<int> TestWindowTable::selectedOnScreen()
{
    QList<int> rows;
    for (const QModelIndex& index : view().selectionModel()->selectedRows()) {
        rows << index.row();
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

void TestWindowTable::theBarStandsForTheWholeList()
{
    QVERIFY(bar().isVisible());
    QCOMPARE(bar().maximum(), 5000 - m_model->room());
    QCOMPARE(bar().pageStep(), m_model->room());
    QVERIFY(m_model->rowCount() < 30);
    QVERIFY(!view().verticalScrollBar()->isVisible());
    QCOMPARE(bar().accessibleName(), u"Rows"_s);
}

void TestWindowTable::theBarScrolls()
{
    bar().setValue(2500);
    QTRY_COMPARE(text(0), u"2500"_s);
    bar().setValue(bar().maximum());
    QTRY_COMPARE(text(m_model->rowCount() - 1), u"1"_s);
}

void TestWindowTable::theWheelScrolls()
{
    const QPointF middle = QRectF(view().viewport()->rect()).center();
    QWheelEvent turn(
        middle, view().viewport()->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view().viewport(), &turn);
    QVERIFY(m_model->top() > 0);
    QCOMPARE(bar().value(), m_model->top());
    QCOMPARE(view().verticalScrollBar()->value(), 0);
}

void TestWindowTable::keysGoThroughTheWholeList()
{
    press(Qt::Key_Home);
    QCOMPARE(m_model->currentRow(), 0);
    press(Qt::Key_End);
    QCOMPARE(m_model->currentRow(), 4999);
    QTRY_COMPARE(m_model->current() ? m_model->current()->scope : QString(), u"1"_s);
    press(Qt::Key_Down);
    QCOMPARE(m_model->currentRow(), 4999);
    press(Qt::Key_PageUp);
    QCOMPARE(m_model->currentRow(), 4999 - (m_model->room() - 1));
    press(Qt::Key_Home);
    QCOMPARE(m_model->top(), 0);
    for (int i = 0; i < m_model->room() + 5; ++i) {
        press(Qt::Key_Down);
    }
    QCOMPARE(m_model->currentRow(), m_model->room() + 5);
    QCOMPARE(m_model->top(), 6); // no further than needed
    QCOMPARE(selectedOnScreen(), QList{m_model->room() - 1});
    press(Qt::Key_Up);
    QCOMPARE(m_model->top(), 6);
}

void TestWindowTable::shiftSelectsFromWhereItWasStarted()
{
    click(3);
    press(Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(m_model->selection().runs(), (Runs{{3, 4999}}));
    press(Qt::Key_Home, Qt::ShiftModifier);
    QCOMPARE(m_model->selection().runs(), (Runs{{0, 3}}));
    press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(m_model->selection().runs(), (Runs{{1, 3}}));
}

void TestWindowTable::aClickWithShiftSelectsAcrossTheScreen()
{
    click(2);
    bar().setValue(1000);
    click(4, Qt::ShiftModifier);
    QCOMPARE(m_model->selection().runs(), (Runs{{2, 1004}}));
    QCOMPARE(m_model->currentRow(), 1004);
    click(7);
    QCOMPARE(m_model->selection().runs(), (Runs{{1007, 1007}}));
}

void TestWindowTable::aClickWithControlAddsARow()
{
    click(2);
    bar().setValue(3000);
    click(1, Qt::ControlModifier);
    click(2, Qt::ControlModifier);
    QCOMPARE(m_model->selection().runs(), (Runs{{2, 2}, {3001, 3002}}));
    click(1, Qt::ControlModifier);
    QCOMPARE(m_model->selection().runs(), (Runs{{2, 2}, {3002, 3002}}));
}

void TestWindowTable::allAreSelectedAtOnce()
{
    const auto asked = m_list->asked.size();
    QTest::keyClick(&view(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(m_model->selection().count(m_model->total()), 5000);
    QCOMPARE(selectedOnScreen().size(), m_model->rowCount());
    QCOMPARE(m_list->asked.size(), asked);
    view().selectNone();
    QVERIFY(m_model->selection().isEmpty() && selectedOnScreen().isEmpty());
}

void TestWindowTable::theSelectionIsShownWhereItIs()
{
    click(5);
    QCOMPARE(selectedOnScreen(), QList{5});
    bar().setValue(3);
    QCOMPARE(selectedOnScreen(), QList{2});
    QCOMPARE(view().currentIndex().row(), 2);
    bar().setValue(1000);
    QCOMPARE(selectedOnScreen(), QList<int>());
    QVERIFY(!view().currentIndex().isValid());
    QCOMPARE(m_model->currentRow(), 5);
    press(Qt::Key_Down);
    QCOMPARE(m_model->currentRow(), 6);
    QVERIFY(m_model->top() <= 6); // it comes back to where it is
}

void TestWindowTable::aLargerWindowShowsMoreRows()
{
    const int before = m_model->room();
    m_table->resize(900, 900);
    QTRY_VERIFY(m_model->room() > before);
    QTRY_VERIFY(!text(m_model->rowCount() - 1).isEmpty() && text(m_model->rowCount() - 1) != u"…"_s);
    bar().setValue(bar().maximum());
    m_table->resize(900, 300);
    QTRY_VERIFY(m_model->room() < before);
    QVERIFY(m_model->top() <= m_model->lastTop());
}

void TestWindowTable::theEndIsSeenWhole()
{
    press(Qt::Key_End);
    const QModelIndex last = view().model()->index(m_model->rowCount() - 1, 0);
    QTRY_COMPARE(text(last.row()), u"1"_s);
    QVERIFY(view().visualRect(last).bottom() <= view().viewport()->height());
}

void TestWindowTable::aShortListHasNoBar()
{
    make(7);
    QVERIFY(!bar().isVisible());
    QCOMPARE(m_model->rowCount(), 7);
    make(0);
    QCOMPARE(m_model->rowCount(), 0);
    press(Qt::Key_End);
    press(Qt::Key_Down);
    QCOMPARE(m_model->currentRow(), -1);
}

QTEST_MAIN(TestWindowTable)
#include "tst_windowtable.moc"
