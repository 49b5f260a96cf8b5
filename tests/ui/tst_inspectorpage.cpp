#include "inspectorbench.h"

#include "inspector/tokenedit.h"

#include <QClipboard>
#include <QMenu>
#include <QMimeData>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

/** The inspector without a database: what is put in, and what it says of it. */
class TestInspectorPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<InspectorBench>(); }
    void cleanup() { m_bench.reset(); }
    void beginsWithoutAToken();
    void withoutAKeyNothingIsProven();
    void aTokenThatFitsItsKeyPasses();
    void theWrongKeyFailsWithTheSentenceOfTheStep();
    void aTokenThatIsOverIsRefused();
    void timePassesWhileItIsLookedAt();
    void whatIsTypedIsLookedAtAMomentLater();
    void aHeaderAroundATokenIsTakenOff();
    void aResponseLetsThePersonChoose();
    void anOpaqueTokenSaysSo();
    void anUnknownTextIsToldInASentence();
    void aCodeIsNoToken();
    void whatCannotBeSeenIsShown();
    void aTextLongerThanAnyTokenWaits();
    void aDroppedFileIsTaken();
    void aDroppedTextIsTaken();
    void theKeysOfTheClipboardPasteWithoutAField();
    void anotherKindIsChosenByHand();
    void forgettingLeavesNothing();
    void theTokenIsInNoNameOrTip();
    void everyControlHasAName();

private:
    [[nodiscard]] ui::InspectorPage& page() { return *m_bench->page; }
    [[nodiscard]] QString kind() { return child<ui::ChipLabel>(page(), u"kindChip"_s).accessibleName(); }
    void drop(const QMimeData& mime);
    [[nodiscard]] QString count() { return child<QLabel>(page(), u"characterCount"_s).text(); }

    std::unique_ptr<InspectorBench> m_bench;
};

void TestInspectorPage::beginsWithoutAToken()
{
    QVERIFY(m_bench->verdict().isEmpty());
    QVERIFY(buttonNamed(page(), u"Open file…"_s));
    QVERIFY(!buttonNamed(page(), u"Compare with…"_s)->isEnabled());
    QVERIFY(!buttonNamed(page(), u"Copy redacted report"_s)->isEnabled());
}

void TestInspectorPage::withoutAKeyNothingIsProven()
{
    page().take(m_bench->good());
    QCOMPARE(m_bench->verdict(),
        u"Not proven. No key was given. Give the issuer's key set, a key in PEM, or the shared secret to see whether "
        "the signature is genuine."_s);
    QCOMPARE(m_bench->chip(u"byText"_s), u"Not proven"_s);
    QCOMPARE(m_bench->chip(u"inDatabase"_s), u"No connection"_s);
    QCOMPARE(kind(), u"JWT access token"_s);
    QCOMPARE(count(), u"%1 characters"_s.arg(m_bench->good().length()));
}

void TestInspectorPage::aTokenThatFitsItsKeyPasses()
{
    m_bench->useKey(issuerKey());
    page().take(m_bench->good());
    QCOMPARE(m_bench->verdict(), u"This token passes. Fits the key: issuer-1. Not checked: issuer, audience."_s);
    QVERIFY(m_bench->steps().contains(u"Signature: Passed"_s));
    QVERIFY(m_bench->steps().contains(u"Row in the database: Not checked"_s));
    QCOMPARE(m_bench->chip(u"byText"_s), u"Active"_s);
    QVERIFY2(saidIn(page()).contains(u"Nothing was found."_s), qPrintable(saidIn(page())));
}

void TestInspectorPage::theWrongKeyFailsWithTheSentenceOfTheStep()
{
    page().take(m_bench->good());
    m_bench->useKey(otherKey()); // keys that come later count as well
    QCOMPARE(m_bench->verdict(), u"Do not accept this token. The signature does not fit this key."_s);
    QVERIFY(m_bench->steps().contains(u"Signature: Failed"_s));
    QCOMPARE(m_bench->chip(u"byText"_s), u"Refused"_s);
    QCOMPARE(child<QLabel>(page(), u"findingCount"_s).text(), u"1 finding"_s);
    m_bench->keys().forget();
    QVERIFY(m_bench->verdict().startsWith(u"Not proven."_s));
}

void TestInspectorPage::aTokenThatIsOverIsRefused()
{
    m_bench->useKey(issuerKey());
    page().take(signedToken(issuerKey(), m_bench->now() - 7200));
    QVERIFY2(
        m_bench->verdict().startsWith(u"Do not accept this token. It ended at "_s), qPrintable(m_bench->verdict()));
    QCOMPARE(m_bench->chip(u"byText"_s), u"Expired"_s);
}

void TestInspectorPage::timePassesWhileItIsLookedAt()
{
    m_bench->useKey(issuerKey());
    page().take(m_bench->good());
    QCOMPARE(m_bench->chip(u"byText"_s), u"Active"_s);
    m_bench->clock.moment += 7200;
    QTRY_COMPARE(m_bench->chip(u"byText"_s), u"Expired"_s);
}

void TestInspectorPage::whatIsTypedIsLookedAtAMomentLater()
{
    auto& edit = child<ui::TokenEdit>(page(), u"tokenEdit"_s);
    edit.setFocus();
    QTest::keyClicks(&edit, u"opaque-token-of-somebody"_s);
    QVERIFY(m_bench->verdict().isEmpty());
    QTRY_VERIFY(!m_bench->verdict().isEmpty());
    QCOMPARE(edit.text(), u"opaque-token-of-somebody"_s); // stays as it was typed
    QTest::keyClick(&edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&edit, Qt::Key_Delete);
    QTRY_VERIFY(m_bench->verdict().isEmpty());
}

void TestInspectorPage::aHeaderAroundATokenIsTakenOff()
{
    const core::Secret token = m_bench->good();
    page().take(core::Secret(u"Authorization: Bearer "_s + token.revealText()));
    QCOMPARE(m_bench->pane().shownText(), token.revealText());
    QVERIFY(m_bench->verdict().startsWith(u"Not proven."_s));
}

void TestInspectorPage::aResponseLetsThePersonChoose()
{
    const core::Secret access = m_bench->good();
    page().take(core::Secret(
        u"{\"access_token\":\"%1\",\"refresh_token\":\"refresh-of-this\",\"token_type\":\"Bearer\",\"expires_in\":3600}"_s
            .arg(access.revealText())));
    QCOMPARE(m_bench->pane().shownText(), access.revealText());
    press(page(), u"refresh_token"_s);
    QCOMPARE(m_bench->pane().shownText(), u"refresh-of-this"_s);
    QCOMPARE(kind(), u"Opaque token"_s);
    press(page(), u"access_token"_s);
    QCOMPARE(kind(), u"JWT access token"_s);
    page().take(access); // alone: nothing to choose any more
    QTRY_VERIFY(!buttonNamed(page(), u"refresh_token"_s));
}

void TestInspectorPage::anOpaqueTokenSaysSo()
{
    page().take(core::Secret(u"c29tZSBvcGFxdWUgdG9rZW4"_s));
    QVERIFY2(m_bench->verdict().startsWith(u"It says nothing by itself: its server keeps what it means."_s),
        qPrintable(m_bench->verdict()));
    QCOMPARE(m_bench->chip(u"byText"_s), u"Opaque"_s);
    QCOMPARE(m_bench->steps().constFirst(), u"Structure: Not checked"_s); // no fault of it
}

void TestInspectorPage::anUnknownTextIsToldInASentence()
{
    page().take(core::Secret(u"just some words"_s));
    QVERIFY2(m_bench->notice().startsWith(u"This text is no token, and holds neither tokens nor keys."_s),
        qPrintable(m_bench->notice()));
    page().take(core::Secret(u"  "_s));
    QVERIFY(m_bench->notice().startsWith(u"There is no text to look at."_s));
    page().take(m_bench->good());
    QVERIFY(m_bench->notice().isEmpty());
}

void TestInspectorPage::aCodeIsNoToken()
{
    page().take(core::Secret(u"https://app.example/cb?code=abc&state=xyz"_s));
    QVERIFY2(m_bench->notice().startsWith(u"This is a callback address with a code"_s), qPrintable(m_bench->notice()));
}

void TestInspectorPage::whatCannotBeSeenIsShown()
{
    page().inspectRow(core::Secret(u"opaque\u202etoken-of-a-row-1234"_s));
    press(page(), u"Reveal token"_s);
    QCOMPARE(m_bench->pane().shownText(), u"opaque\u2426token-of-a-row-1234"_s);
    press(page(), u"Copy token"_s); // as it is
    QCOMPARE(QApplication::clipboard()->text(), u"opaque\u202etoken-of-a-row-1234"_s);
}

void TestInspectorPage::aTextLongerThanAnyTokenWaits()
{
    page().setRepository(&m_bench->repository);
    page().take(core::Secret(u"a"_s.repeated(70'000)));
    QCOMPARE(m_bench->verdict(), u"Longer than any token. This text of 70,000 characters was not looked at."_s);
    QVERIFY(m_bench->pane().shownText().size() < 100);
    QVERIFY(m_bench->repository.asked.isEmpty());
    press(page(), u"Look at it all the same"_s);
    QCOMPARE(m_bench->repository.asked.size(), 1);
    QVERIFY(m_bench->pane().shownText().size() < 100);
}

void TestInspectorPage::drop(const QMimeData& mime)
{
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_bench->page.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event({10, 10}, Qt::CopyAction, &mime, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_bench->page.get(), &event);
}

void TestInspectorPage::aDroppedFileIsTaken()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"token.jwt"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(m_bench->good().reveal() + '\n');
    file.close();
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(file.fileName())});
    drop(mime);
    QCOMPARE(kind(), u"JWT access token"_s);
    page().openFile(folder.filePath(u"absent"_s));
    QCOMPARE(m_bench->notice(), u"The file absent cannot be read."_s);
}

void TestInspectorPage::aDroppedTextIsTaken()
{
    QMimeData mime;
    mime.setText(m_bench->good().revealText());
    drop(mime);
    QCOMPARE(kind(), u"JWT access token"_s);
}

void TestInspectorPage::theKeysOfTheClipboardPasteWithoutAField()
{
    QVERIFY(QTest::qWaitForWindowActive(m_bench->page.get()));
    QApplication::clipboard()->setText(u"opaque-from-the-clipboard"_s);
    buttonNamed(page(), u"Paste token"_s)->setFocus();
    QTest::keyClick(page().focusWidget(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(m_bench->pane().shownText(), u"opaque-from-the-clipboard"_s);
    auto& edit = child<ui::TokenEdit>(page(), u"tokenEdit"_s);
    edit.setFocus();
    edit.moveCursor(QTextCursor::End);
    QApplication::clipboard()->setText(u"-more"_s);
    QTest::keyClick(&edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(edit.text(), u"opaque-from-the-clipboard-more"_s); // in a field it goes in where the cursor is
}

void TestInspectorPage::anotherKindIsChosenByHand()
{
    page().take(m_bench->good());
    press(page(), u"Change the kind of token"_s);
    auto* menu = page().findChild<QMenu*>(u"kindMenu"_s);
    QVERIFY(menu);
    for (QAction* action : menu->actions()) {
        if (action->text() == inspector::title(inspector::Classification::Kind::LogoutToken)) {
            action->trigger();
        }
    }
    menu->close();
    QCOMPARE(kind(), inspector::title(inspector::Classification::Kind::LogoutToken));
    QVERIFY(!saidIn(page()).contains(u"Nothing was found."_s)); // the rules of that kind apply
    page().take(m_bench->good()); // the next token is taken for what it says
    QCOMPARE(kind(), u"JWT access token"_s);
}

void TestInspectorPage::forgettingLeavesNothing()
{
    page().take(m_bench->good());
    page().forget();
    QVERIFY(m_bench->verdict().isEmpty());
    QVERIFY(m_bench->pane().shownText().isEmpty());
    QCOMPARE(page().findChild<tables::ClaimTableModel*>()->rowCount(), 0);
    QVERIFY(count().isEmpty());
}

void TestInspectorPage::theTokenIsInNoNameOrTip()
{
    m_bench->useKey(issuerKey());
    const core::Secret token = m_bench->good();
    page().take(token);
    const QString signature = token.revealText().section(u'.', 2);
    QVERIFY(!toldAbout(page()).contains(signature));
    QVERIFY(allLabelsArePlain(page()));
}

void TestInspectorPage::everyControlHasAName()
{
    page().take(m_bench->good());
    QStringList nameless;
    for (const QWidget* widget : page().findChildren<QWidget*>()) {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool hasText = button && !button->text().isEmpty();
        const bool isReached = (widget->focusPolicy() & Qt::TabFocus) && !widget->objectName().startsWith(u"qt_"_s);
        if (isReached && !widget->isHidden() && !hasText && widget->accessibleName().isEmpty()) {
            nameless << QString::fromLatin1(widget->metaObject()->className());
        }
    }
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u' ')));
}

QTEST_MAIN(TestInspectorPage)
#include "tst_inspectorpage.moc"
