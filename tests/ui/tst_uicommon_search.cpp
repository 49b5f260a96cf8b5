#include "common/searchfield.h"
#include "common/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace owb::ui;

namespace {

class StillClock final : public owb::core::Clock
{
public:
    [[nodiscard]] qint64 now() const override { return 1795000000; }
};

/** A search field in a window of its own, with what a test looks at. */
struct Field
{
    Field()
    {
        window.resize(700, 120);
        search.resize(700, 120);
        window.show();
        edit = search.findChild<QLineEdit*>();
    }

    [[nodiscard]] QList<QToolButton*> chips() const
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents(); // layouts show new children a moment later
        QList<QToolButton*> found;
        for (auto* button : search.findChildren<QToolButton*>()) {
            if (button->accessibleName().startsWith("Remove from the search"_L1)) {
                found << button;
            }
        }
        return found;
    }

    [[nodiscard]] QLabel* problem() const { return search.findChild<QLabel*>(u"searchProblem"_s); }

    StillClock clock;
    QWidget window;
    SearchField search{u"Search clients"_s, u"Name or identifier"_s, clock, &window};
    QSignalSpy changed{&search, &SearchField::filterChanged};
    QLineEdit* edit = nullptr;
};

} // namespace

class TestUicommonSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }
    void waitsUntilTheLastKey();
    void takesEnterAtOnce();
    void saysNothingWhenTheMeaningStays();
    void showsOneChipForEachTerm();
    void takesATermOutWithItsChip();
    void namesTheWordThatWasNotUnderstood();
    void forgetsTheProblemWhenItIsMended();
    void takesOutTheTermOfTheChipAndNoOther();
    void leavesNewerTextAloneWhenAnOldChipIsPressed();
    void leavesUnfinishedTextAloneWhenAnOldChipIsPressed();
    void keepsSpacesInQuotes();
    void showsAnAmpersand();
    void staysNarrowWhateverIsTyped_data();
    void staysNarrowWhateverIsTyped();
    void isReachedByNameAndKeyboard();
};

void TestUicommonSearch::waitsUntilTheLastKey()
{
    Field field;
    QTest::keyClicks(field.edit, u"state:active"_s);
    QElapsedTimer sinceLastKey;
    sinceLastKey.start();
    QVERIFY(field.changed.isEmpty());
    QTRY_COMPARE(field.changed.size(), 1);
    QVERIFY2(sinceLastKey.elapsed() >= 180, qPrintable(QString::number(sinceLastKey.elapsed())));
    QCOMPARE(field.search.filter().terms.size(), 1);
    QCOMPARE(field.search.filter().terms.first().key, owb::oauth::FilterTerm::Key::State);
}

void TestUicommonSearch::takesEnterAtOnce()
{
    Field field;
    QTest::keyClicks(field.edit, u"acme"_s);
    QTest::keyClick(field.edit, Qt::Key_Return);
    QCOMPARE(field.changed.size(), 1);
    QVERIFY(!field.changed.wait(300)); // and not a second time when the delay is over
}

void TestUicommonSearch::saysNothingWhenTheMeaningStays()
{
    Field field;
    field.search.setText(u"state:active"_s);
    field.search.setText(u"  state:active  "_s);
    QTest::keyClick(field.edit, Qt::Key_Return);
    QCOMPARE(field.changed.size(), 1);
    field.search.setText({});
    QCOMPARE(field.changed.size(), 2);
    QVERIFY(field.search.filter().isEmpty());
}

void TestUicommonSearch::showsOneChipForEachTerm()
{
    Field field;
    field.search.setText(u"acme scope:orders -state:revoked"_s);
    const auto chips = field.chips();
    QCOMPARE(chips.size(), 3);
    QCOMPARE(chips.at(1)->text(), u"Scope contains orders"_s);
    QCOMPARE(chips.at(1)->accessibleName(), u"Remove from the search: Scope contains orders"_s);
    QCOMPARE(chips.at(2)->text(), u"State is not revoked"_s);
    QVERIFY(chips.at(0)->focusPolicy() & Qt::TabFocus);
}

void TestUicommonSearch::takesATermOutWithItsChip()
{
    Field field;
    field.search.setText(u"acme scope:orders state:active"_s);
    QTest::mouseClick(field.chips().at(1), Qt::LeftButton);
    QCOMPARE(field.search.text(), u"acme state:active"_s);
    QCOMPARE(field.changed.size(), 2);
    QCOMPARE(field.chips().size(), 2);
    QTest::keyClick(field.chips().at(0), Qt::Key_Space);
    QCOMPARE(field.search.text(), u"state:active"_s);
}

void TestUicommonSearch::namesTheWordThatWasNotUnderstood()
{
    Field field;
    field.search.setText(u"state:active"_s);
    field.search.setText(u"state:active scpoe:orders"_s);
    QVERIFY(field.problem()->isVisible());
    QVERIFY2(field.problem()->text().contains("scpoe"_L1), qPrintable(field.problem()->text()));
    QVERIFY2(field.problem()->text().contains("scope"_L1), qPrintable(field.problem()->text()));
    QCOMPARE(field.problem()->textFormat(), Qt::PlainText);
    QVERIFY(field.edit->property("problem").toBool());
    QCOMPARE(field.changed.size(), 1); // the rows stay as they were
    QCOMPARE(field.search.filter().terms.size(), 1);
}

void TestUicommonSearch::forgetsTheProblemWhenItIsMended()
{
    Field field;
    field.search.setText(u"scpoe:orders"_s);
    field.search.setText(u"scope:orders"_s);
    QVERIFY(!field.problem()->isVisible());
    QVERIFY(!field.edit->property("problem").toBool());
    QCOMPARE(field.changed.size(), 1);
}

void TestUicommonSearch::takesOutTheTermOfTheChipAndNoOther()
{
    Field field;
    field.search.setText(u"scope:orders scope:order"_s);
    QTest::mouseClick(field.chips().at(1), Qt::LeftButton);
    QCOMPARE(field.search.text(), u"scope:orders"_s);
}

void TestUicommonSearch::leavesNewerTextAloneWhenAnOldChipIsPressed()
{
    Field field;
    field.search.setText(u"state:active"_s);
    field.edit->setText(u"acme"_s); // not taken yet: the old chip is still there
    QTest::mouseClick(field.chips().at(0), Qt::LeftButton);
    QCOMPARE(field.search.text(), u"acme"_s);
}

void TestUicommonSearch::leavesUnfinishedTextAloneWhenAnOldChipIsPressed()
{
    Field field;
    field.search.setText(u"scope:orders"_s);
    field.search.setText(u"scope:orders client:\"my app"_s);
    QTest::mouseClick(field.chips().at(0), Qt::LeftButton);
    QCOMPARE(field.search.text(), u"scope:orders client:\"my app"_s);
}

void TestUicommonSearch::keepsSpacesInQuotes()
{
    Field field;
    field.search.setText(u"client:\"a  b\" state:active"_s);
    QTest::mouseClick(field.chips().at(1), Qt::LeftButton);
    QCOMPARE(field.search.text(), u"client:\"a  b\""_s);
}

void TestUicommonSearch::showsAnAmpersand()
{
    Field field;
    field.search.setText(u"R&D"_s);
    const auto chips = field.chips();
    QCOMPARE(chips.size(), 1);
    QVERIFY(chips.first()->shortcut().isEmpty());
}

void TestUicommonSearch::staysNarrowWhateverIsTyped_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("many terms") << u"scope:a scope:b scope:c scope:d scope:e scope:f scope:g scope:h scope:i scope:j"_s;
    QTest::newRow("a long value") << u"client:"_s + QString(300, u'm');
    QTest::newRow("a long word that is not understood") << QString(300, u'm') + u":x"_s;
}

void TestUicommonSearch::staysNarrowWhateverIsTyped()
{
    QFETCH(const QString, text);
    Field field;
    field.search.setText(text);
    QVERIFY(text.contains(u":x"_s) || field.chips().isEmpty() == text.isEmpty());
    const int middlePane = 480; // its least width
    QVERIFY2(field.search.minimumSizeHint().width() <= middlePane,
        qPrintable(QString::number(field.search.minimumSizeHint().width())));
}

void TestUicommonSearch::isReachedByNameAndKeyboard()
{
    Field field;
    QVERIFY(QTest::qWaitForWindowActive(&field.window));
    field.search.setText(u"acme"_s);
    field.search.focusSearch();
    QCOMPARE(QApplication::focusWidget(), field.edit);
    QCOMPARE(field.edit->selectedText(), u"acme"_s);
    QCOMPARE(field.edit->accessibleName(), u"Search clients"_s);
    QVERIFY(field.edit->height() >= metrics::searchHeight);
}

QTEST_MAIN(TestUicommonSearch)
#include "tst_uicommon_search.moc"
