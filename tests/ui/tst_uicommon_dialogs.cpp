#include "common/dialogframe.h"
#include "common/prompt.h"
#include "common/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QPointer>
#include <QProgressBar>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using namespace owb::ui;

namespace {

/** A dialog with one field, as an editor would be. */
class FieldDialog final : public DialogFrame
{
public:
    FieldDialog(ButtonKind kind, QWidget* parent)
        : DialogFrame(u"Rename client"_s, u"Save client"_s, kind, parent)
        , field(new QLineEdit(this))
    {
        field->setObjectName(u"nameEdit"_s);
        contents()->addWidget(field);
    }

    using DialogFrame::cancelButton;
    using DialogFrame::verbButton;
    QLineEdit* field;
};

/** An open dialog over a window; the dialog deletes itself when it closes. */
struct Opened
{
    explicit Opened(ButtonKind kind)
        : dialog(new FieldDialog(kind, &window))
        , finished(dialog, &QDialog::finished)
    {
        window.show();
        dialog->open();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
    }

    QWidget window;
    QPointer<FieldDialog> dialog;
    QSignalSpy finished;
};

Question removal()
{
    return {u"Remove client acme?"_s, u"Its <b>12</b> tokens go with it."_s, u"Remove client"_s, true};
}

DialogFrame* questionIn(const QWidget& window)
{
    return window.findChild<DialogFrame*>();
}

bool showsOnlyPlainText(const QWidget& widget)
{
    const auto labels = widget.findChildren<QLabel*>();
    return std::all_of(labels.cbegin(), labels.cend(),
        [](const QLabel* label) { return label->text().isEmpty() || label->textFormat() == Qt::PlainText; });
}

} // namespace

class TestUicommonDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }
    void makesTheVerbTheDefaultOfHarmlessDialogs();
    void makesCancelTheDefaultOfDestructiveDialogs();
    void cancelsAtEscape();
    void runsTheVerbAtControlEnter();
    void neverDestroysAtControlEnter();
    void startsInTheFirstField();
    void cancelsAtEnterOnCancel();
    void staysOpenWhileBusy();
    void showsAProblemAndStaysOpen();
    void isGoneAfterClosing();
    void asksWithAVerb();
    void answersYesToTheVerbAndNoToEverythingElse();
    void answersNobodyWhoseWindowIsGone();
    void showsBannersInPlainText();
    void forgetsTheButtonsOfTheLastBanner();
};

void TestUicommonDialogs::makesTheVerbTheDefaultOfHarmlessDialogs()
{
    Opened opened(ButtonKind::Primary);
    QVERIFY(opened.dialog->verbButton()->isDefault());
    QTest::keyClick(opened.dialog->field, Qt::Key_Return);
    QCOMPARE(opened.finished.value(0).value(0).toInt(), static_cast<int>(QDialog::Accepted));
}

void TestUicommonDialogs::makesCancelTheDefaultOfDestructiveDialogs()
{
    Opened opened(ButtonKind::Danger);
    QVERIFY(opened.dialog->cancelButton()->isDefault());
    QVERIFY(!opened.dialog->verbButton()->isDefault());
    QTest::keyClick(opened.dialog->field, Qt::Key_Return);
    QCOMPARE(opened.finished.value(0).value(0).toInt(), static_cast<int>(QDialog::Rejected));
}

void TestUicommonDialogs::cancelsAtEscape()
{
    Opened opened(ButtonKind::Primary);
    QTest::keyClick(opened.dialog->field, Qt::Key_Escape);
    QCOMPARE(opened.finished.value(0).value(0).toInt(), static_cast<int>(QDialog::Rejected));
}

void TestUicommonDialogs::runsTheVerbAtControlEnter()
{
    Opened opened(ButtonKind::Primary);
    QTest::keyClick(opened.dialog->field, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(opened.finished.value(0).value(0).toInt(), static_cast<int>(QDialog::Accepted));
}

void TestUicommonDialogs::neverDestroysAtControlEnter()
{
    Opened opened(ButtonKind::Danger);
    QTest::keyClick(opened.dialog->field, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(opened.dialog && opened.dialog->isVisible());
    QVERIFY(opened.finished.isEmpty());
}

void TestUicommonDialogs::startsInTheFirstField()
{
    Opened opened(ButtonKind::Primary);
    QCOMPARE(QApplication::focusWidget(), opened.dialog->field);
    opened.dialog->field->setFocus();
    QTest::keyClick(opened.dialog->field, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), opened.dialog->cancelButton());
    QTest::keyClick(opened.dialog->cancelButton(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), opened.dialog->verbButton());
}

void TestUicommonDialogs::cancelsAtEnterOnCancel()
{
    Opened opened(ButtonKind::Primary);
    opened.dialog->cancelButton()->setFocus();
    QTest::keyClick(opened.dialog->cancelButton(), Qt::Key_Return);
    QCOMPARE(opened.finished.value(0).value(0).toInt(), static_cast<int>(QDialog::Rejected));
}

void TestUicommonDialogs::staysOpenWhileBusy()
{
    Opened opened(ButtonKind::Primary);
    FieldDialog& dialog = *opened.dialog;
    dialog.setBusy(true);
    QVERIFY(dialog.isBusy());
    QVERIFY(dialog.findChild<QProgressBar*>()->isVisible());
    QVERIFY(!dialog.verbButton()->isEnabled());
    QTest::keyClick(dialog.field, Qt::Key_Escape);
    QTest::keyClick(dialog.field, Qt::Key_Return);
    QTest::keyClick(dialog.field, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!dialog.close());
    QVERIFY(opened.dialog && dialog.isVisible());
    dialog.setBusy(false);
    QVERIFY(dialog.close());
    QCOMPARE(opened.finished.size(), 1);
}

void TestUicommonDialogs::showsAProblemAndStaysOpen()
{
    Opened opened(ButtonKind::Primary);
    auto* banner = opened.dialog->findChild<Banner*>();
    QVERIFY(!banner->isVisible());
    opened.dialog->showProblem(u"The client changed meanwhile."_s, u"Compare both versions."_s);
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->text(), u"The client changed meanwhile. Compare both versions."_s);
    QCOMPARE(banner->accessibleName(), banner->text());
    opened.dialog->showError({owb::core::Error::Kind::Conflict, u"acme"_s, {}, {}});
    QVERIFY(!banner->text().isEmpty());
    opened.dialog->hideProblem();
    QVERIFY(!banner->isVisible());
}

void TestUicommonDialogs::isGoneAfterClosing()
{
    Opened opened(ButtonKind::Primary);
    opened.dialog->reject();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(!opened.dialog);
}

void TestUicommonDialogs::asksWithAVerb()
{
    QWidget window;
    window.show();
    WidgetPrompt prompt;
    prompt.ask(&window, removal(), [](bool) {});
    DialogFrame* dialog = questionIn(window);
    QVERIFY(dialog);
    QCOMPARE(dialog->windowModality(), Qt::WindowModal);
    QCOMPARE(dialog->findChild<QPushButton*>(u"verbButton"_s)->text(), u"Remove client"_s);
    QVERIFY(dialog->findChild<QPushButton*>(u"cancelButton"_s)->isDefault());
    QVERIFY(showsOnlyPlainText(*dialog));
}

void TestUicommonDialogs::answersYesToTheVerbAndNoToEverythingElse()
{
    QWidget window;
    window.show();
    WidgetPrompt prompt;
    QList<bool> answers;
    const auto ask = [&] {
        prompt.ask(&window, removal(), [&answers](bool yes) { answers << yes; });
        return questionIn(window);
    };
    QTest::mouseClick(ask()->findChild<QPushButton*>(u"verbButton"_s), Qt::LeftButton);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTest::mouseClick(ask()->findChild<QPushButton*>(u"cancelButton"_s), Qt::LeftButton);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QTest::keyClick(ask(), Qt::Key_Escape);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    ask()->close();
    QCOMPARE(answers, QList<bool>({true, false, false, false}));
}

void TestUicommonDialogs::answersNobodyWhoseWindowIsGone()
{
    auto window = std::make_unique<QWidget>();
    WidgetPrompt prompt;
    int answered = 0;
    prompt.ask(window.get(), removal(), [&answered](bool) { ++answered; });
    window.reset();
    QCOMPARE(answered, 0);
}

void TestUicommonDialogs::showsBannersInPlainText()
{
    QWidget window;
    Banner banner(&window);
    QVERIFY(banner.isHidden());
    banner.say(Banner::Kind::Warning, u"<b>auth.db</b>"_s + QChar(0x202e), u"It can be read only."_s);
    QVERIFY(!banner.isHidden());
    QVERIFY(banner.text().startsWith("<b>auth.db</b>"_L1));
    QVERIFY(!banner.text().contains(QChar(0x202e)));
    QVERIFY(showsOnlyPlainText(banner));
}

void TestUicommonDialogs::forgetsTheButtonsOfTheLastBanner()
{
    QWidget window;
    Banner banner(&window);
    int pressed = 0;
    banner.say(Banner::Kind::Error, u"The database is locked."_s, {});
    banner.addAction(u"Try again"_s, [&pressed] { ++pressed; });
    QTest::mouseClick(banner.findChild<QPushButton*>(), Qt::LeftButton);
    QCOMPARE(pressed, 1);
    banner.say(Banner::Kind::Info, u"Saved."_s, {});
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(banner.findChildren<QPushButton*>().isEmpty());
    QCOMPARE(banner.text(), u"Saved."_s);
}

QTEST_MAIN(TestUicommonDialogs)
#include "tst_uicommon_dialogs.moc"
