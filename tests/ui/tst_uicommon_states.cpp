#include "common/statestack.h"
#include "common/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace owb::ui;
using State = StateStack::State;

namespace {

/** A table in a stack in a window. */
struct Stack
{
    Stack()
    {
        table->setModel(&model);
        window.resize(600, 400);
        states.resize(600, 400);
        window.show();
    }

    [[nodiscard]] bool showsLoading() const
    {
        return states.currentWidget() != table && states.state() == State::Loading;
    }
    /** The line with the reason and Stop. */
    [[nodiscard]] QWidget* slowRow() const { return stopButton()->parentWidget(); }
    [[nodiscard]] QPushButton* stopButton() const
    {
        for (auto* button : states.findChildren<QPushButton*>()) {
            if (button->text() == "Stop"_L1) {
                return button;
            }
        }
        return nullptr;
    }

    QStandardItemModel model{3, 2};
    QWidget window;
    QTableView* table = new QTableView;
    StateStack states{table, table, &window};
    QSignalSpy shown{&states, &QStackedWidget::currentChanged};
};

StateMessage failure()
{
    StateMessage message;
    message.iconName = u"error"_s;
    message.error = true;
    message.title = u"The table cannot be read"_s;
    message.text = u"The file <b>auth.db</b> is locked."_s;
    message.details = u"SQLITE_BUSY"_s;
    return message;
}

} // namespace

class TestUicommonStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }
    void startsWithTheRows();
    void neverShowsLoadingForAQuickAnswer();
    void showsLoadingAfterAWhile();
    void keepsLoadingLongEnoughToBeSeen();
    void offersToStopWhatIsSlow();
    void offersToStopTheNextSlowReadToo();
    void saysWhatIsMissingInPlainText();
    void hidesDetailsUntilTheyAreAskedFor();
    void runsTheActionsOfTheMessage();
    void replacesAMessage();
    void keepsTheKeyboardWhenAMessageComes();
};

void TestUicommonStates::startsWithTheRows()
{
    Stack stack;
    QCOMPARE(stack.states.state(), State::Rows);
    QCOMPARE(stack.states.currentWidget(), stack.table);
}

void TestUicommonStates::neverShowsLoadingForAQuickAnswer()
{
    Stack stack;
    stack.states.showLoading(u"Reading."_s, {});
    QCOMPARE(stack.states.currentWidget(), stack.table);
    stack.states.showRows();
    QVERIFY(!stack.shown.wait(450));
    QCOMPARE(stack.states.state(), State::Rows);
}

void TestUicommonStates::showsLoadingAfterAWhile()
{
    Stack stack;
    QElapsedTimer timer;
    timer.start();
    stack.states.showLoading(u"Reading."_s, {});
    stack.states.showLoading(u"Reading."_s, {}); // asking again does not start the wait anew
    QVERIFY(stack.shown.wait(1000));
    QVERIFY2(timer.elapsed() >= 280, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(stack.showsLoading());
    QVERIFY(!stack.slowRow()->isVisible());
    stack.states.grab(); // the bars can be drawn with the table hidden
}

void TestUicommonStates::keepsLoadingLongEnoughToBeSeen()
{
    Stack stack;
    stack.states.showLoading(u"Reading."_s, {});
    QVERIFY(stack.shown.wait(1000));
    stack.states.showRows();
    QVERIFY(stack.states.currentWidget() != stack.table);
    QTRY_COMPARE(stack.states.currentWidget(), stack.table);
}

void TestUicommonStates::offersToStopWhatIsSlow()
{
    Stack stack;
    int stopped = 0;
    stack.states.showLoading(u"The file is large."_s, [&stopped] { ++stopped; });
    QTRY_VERIFY_WITH_TIMEOUT(stack.slowRow()->isVisible(), 5000);
    QVERIFY(!stack.slowRow()->findChildren<QLabel*>().isEmpty());
    QCOMPARE(stack.slowRow()->findChildren<QLabel*>().first()->text(), u"The file is large."_s);
    QTest::mouseClick(stack.stopButton(), Qt::LeftButton);
    QCOMPARE(stopped, 1);
}

void TestUicommonStates::offersToStopTheNextSlowReadToo()
{
    Stack stack;
    stack.states.showLoading(u"First."_s, {});
    QTRY_VERIFY_WITH_TIMEOUT(stack.slowRow()->isVisible(), 5000);
    stack.states.showLoading(u"Second."_s, {});
    const bool offered = QTest::qWaitFor([&stack] { return stack.slowRow()->isVisible(); }, 3300);
    QVERIFY(offered);
}

void TestUicommonStates::saysWhatIsMissingInPlainText()
{
    Stack stack;
    stack.states.showMessage(failure());
    QCOMPARE(stack.states.state(), State::Message);
    auto* title = stack.states.findChild<QLabel*>(u"stateTitle"_s);
    auto* text = stack.states.findChild<QLabel*>(u"stateText"_s);
    QVERIFY(title && title->isVisible());
    QCOMPARE(title->text(), failure().title);
    QCOMPARE(text->text(), failure().text);
    QCOMPARE(text->textFormat(), Qt::PlainText);
}

void TestUicommonStates::hidesDetailsUntilTheyAreAskedFor()
{
    Stack stack;
    stack.states.showMessage(failure());
    auto* link = stack.states.findChild<QToolButton*>();
    QVERIFY(link);
    QLabel* details = nullptr;
    for (auto* label : stack.states.findChildren<QLabel*>()) {
        details = label->text() == "SQLITE_BUSY"_L1 ? label : details;
    }
    QVERIFY(details && !details->isVisible());
    QTest::keyClick(link, Qt::Key_Space);
    QVERIFY(details->isVisible());
}

void TestUicommonStates::runsTheActionsOfTheMessage()
{
    Stack stack;
    StateMessage message = failure();
    int tried = 0;
    message.actions = {{u"Try again"_s, true, {}, [&tried] { ++tried; }}, {u"Choose another file"_s, false, {}, [] {}}};
    stack.states.showMessage(message);
    QPushButton* again = nullptr;
    for (auto* button : stack.states.findChildren<QPushButton*>()) {
        again = button->text() == "Try again"_L1 ? button : again;
    }
    QVERIFY(again);
    QCOMPARE(again->property("kind").toString(), u"primary"_s);
    QTest::mouseClick(again, Qt::LeftButton);
    QCOMPARE(tried, 1);
}

void TestUicommonStates::replacesAMessage()
{
    Stack stack;
    stack.states.showMessage(failure());
    StateMessage second = failure();
    second.title = u"No clients yet"_s;
    stack.states.showMessage(second);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const auto titles = stack.states.findChildren<QLabel*>(u"stateTitle"_s);
    QCOMPARE(titles.size(), 1);
    QCOMPARE(titles.first()->text(), second.title);
    QCOMPARE(stack.states.count(), 3);
    stack.states.showRows();
    QVERIFY(stack.table->isVisible());
}

void TestUicommonStates::keepsTheKeyboardWhenAMessageComes()
{
    Stack stack;
    QVERIFY(QTest::qWaitForWindowActive(&stack.window));
    stack.table->setFocus();
    StateMessage message = failure();
    message.actions = {{u"Try again"_s, true, {}, [] {}}};
    stack.states.showMessage(message);
    QWidget* focused = QApplication::focusWidget();
    QVERIFY2(focused && stack.states.isAncestorOf(focused), "the keyboard went elsewhere with the table");
}

QTEST_MAIN(TestUicommonStates)
#include "tst_uicommon_states.moc"
