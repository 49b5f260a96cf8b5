#include "inspectorbench.h"

#include "inspector/claimspane.h"
#include "inspector/comparedialog.h"
#include "inspector/comparison.h"
#include "inspector/rawtext.h"
#include "inspector/tokenedit.h"
#include "inspector/tracedelegate.h"
#include "inspector/traceview.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolTip>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

/** Two tokens side by side, the report, the raw bytes and the links of the steps. */
class TestInspectorCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_bench = std::make_unique<InspectorBench>(); }
    void cleanup();
    void tellsHowMembersDiffer_data();
    void tellsHowMembersDiffer();
    void marksOnlyWhatDiffers();
    void takesAWholeResponseAsTheOther();
    void saysWhyTheOtherCannotBeCompared();
    void theReportHoldsNoValueOfTheClaims();
    void theReportHidesWhoActed();
    void copiesTheRawValue();
    void showsTheBytesOnDemand();
    void bytesAreShownAsHex();
    void copyingTheTokenGoesByTheClipboardThatClearsItself();
    void enterTellsTheSectionAndOpensNothing();
    void aClickOnTheLinkOpensTheSection();

public Q_SLOTS:
    void openUrl(const QUrl& url) { m_opened << url.toString(); } // instead of the browser

private:
    [[nodiscard]] ui::InspectorPage& page() { return *m_bench->page; }
    [[nodiscard]] static inspector::Inspection inspected(const QByteArray& claims);

    std::unique_ptr<InspectorBench> m_bench;
    QStringList m_opened;
};

void TestInspectorCompare::cleanup()
{
    m_bench.reset();
    m_opened.clear();
}

inspector::Inspection TestInspectorCompare::inspected(const QByteArray& claims)
{
    jose::SigningRequest request;
    request.protectedHeader = "{\"alg\":\"ES256\"}";
    request.payload = claims;
    return inspector::inspect(core::Secret(jose::signToken(request, issuerKey()).value()), {});
}

void TestInspectorCompare::tellsHowMembersDiffer_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const QByteArray& first, const QByteArray& second, const QString& words) {
        QTest::newRow(name) << first << second << words;
    };
    row("the same", "{\"sub\":\"a\"}", "{\"sub\":\"a\"}", {});
    row("spelt in another way", "{\"n\":[1,{\"a\":1,\"b\":2}]}", "{\"n\":[1.0,{\"b\":2,\"a\":1}]}", {});
    row("another text", "{\"sub\":\"a\"}", "{\"sub\":\"b\"}", u"Differs"_s);
    row("later", "{\"exp\":1000}", "{\"exp\":2020}", u"17 min later"_s);
    row("earlier", "{\"iat\":90000}", "{\"iat\":0}", u"1 d 1 h earlier"_s);
    row("a time that is none", "{\"exp\":1}", "{\"exp\":\"x\"}", u"Differs"_s);
    row("no time at all", "{\"exp\":1e300}", "{\"exp\":1}", u"Differs"_s);
    row("scopes", "{\"scope\":\"a b\"}", "{\"scope\":\"b c\"}", u"+c \u2212a"_s);
    row("audiences", "{\"aud\":\"a\"}", "{\"aud\":[\"a\",\"b\"]}", u"+b"_s);
    row("another order", "{\"scope\":\"a b\"}", "{\"scope\":\"b a\"}", u"In another order"_s);
    row("only in the first", "{\"nonce\":null}", "{}", u"Only in this one"_s);
    row("only in the second", "{}", "{\"nonce\":null}", u"Only in the other"_s);
}

void TestInspectorCompare::tellsHowMembersDiffer()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    const auto members = ui::compareTokens(inspected(first), inspected(second));
    QCOMPARE(members.size(), 2);
    QCOMPARE(members.constFirst().name, u"alg"_s);
    QVERIFY(!members.constFirst().isDifferent);
    QTEST(members.constLast().words, "words");
    QCOMPARE(members.constLast().isDifferent, !members.constLast().words.isEmpty());
}

void TestInspectorCompare::marksOnlyWhatDiffers()
{
    page().take(m_bench->good());
    press(page(), u"Compare with…"_s);
    auto* dialog = page().findChild<ui::CompareDialog*>();
    dialog->take(signedToken(issuerKey(), m_bench->now() + 1020));
    auto& table = child<QTableWidget>(*dialog, u"comparedTable"_s);
    QStringList told;
    for (int row = 0; row < table.rowCount(); ++row) {
        if (!table.item(row, 3)->text().isEmpty()) {
            told << table.item(row, 0)->text() + u' ' + table.item(row, 3)->text();
        }
    }
    QCOMPARE(told, (QStringList{u"iat 17 min later"_s, u"exp 17 min later"_s}));
    QCOMPARE(child<QLabel>(*dialog, u"compareSummary"_s).text(), u"2 of 10 members differ."_s);
}

void TestInspectorCompare::takesAWholeResponseAsTheOther()
{
    const core::Secret token = m_bench->good();
    page().take(token);
    page().compare();
    auto* dialog = page().findChild<ui::CompareDialog*>();
    auto& edit = child<ui::TokenEdit>(*dialog, u"otherEdit"_s);
    QApplication::clipboard()->setText(u"{\"access_token\":\"%1\"}"_s.arg(token.revealText()));
    edit.setFocus();
    QTest::keyClick(&edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(edit.text(), token.revealText());
    QVERIFY(child<QLabel>(*dialog, u"compareSummary"_s).text().startsWith(u"Header and claims are the same"_s));
}

void TestInspectorCompare::saysWhyTheOtherCannotBeCompared()
{
    page().take(m_bench->good());
    page().compare();
    auto* dialog = page().findChild<ui::CompareDialog*>();
    press(*dialog, u"Compare"_s);
    QVERIFY(dialog->findChild<ui::Banner*>()->text().startsWith(u"Nothing to compare with."_s));
    dialog->take(core::Secret(u"opaque"_s));
    QVERIFY(dialog->findChild<ui::Banner*>()->text().startsWith(u"The other token has no claims"_s));
    dialog->take(core::Secret(u"a"_s.repeated(70'000)));
    QVERIFY(dialog->findChild<ui::Banner*>()->text().startsWith(u"The text is longer than any token."_s));
}

void TestInspectorCompare::theReportHoldsNoValueOfTheClaims()
{
    m_bench->useKey(issuerKey());
    const core::Secret token = m_bench->good(",\"email\":\"alice@people.example\",\"groups\":[\"board members\"]");
    page().take(token);
    press(page(), u"Copy redacted report"_s);
    const QString report = QApplication::clipboard()->text();
    QVERIFY2(report.contains(u"Verdict: passed"_s), qPrintable(report));
    for (const QString& value : {u"alice-7731"_s, u"https://api.example"_s, u"shop-1"_s, u"id-of-this-token"_s,
             u"alice@people.example"_s, u"board members"_s}) {
        QVERIFY2(!report.contains(value), qPrintable(value + u'\n' + report));
    }
    for (const QString& part : token.revealText().split(u'.')) {
        QVERIFY(!report.contains(part));
    }
}

void TestInspectorCompare::theReportHidesWhoActed()
{
    page().take(m_bench->good(",\"act\":{\"sub\":\"bob-0815\"}"));
    page().copyReport();
    QVERIFY2(!QApplication::clipboard()->text().contains(u"bob-0815"_s), qPrintable(QApplication::clipboard()->text()));
}

void TestInspectorCompare::copiesTheRawValue()
{
    page().take(m_bench->good(",\"n\":1.50"));
    QVERIFY(QTest::qWaitForWindowActive(&page()));
    auto& table = child<QTableView>(page(), u"claimsTable"_s);
    table.setFocus();
    for (int row = 0; row < table.model()->rowCount(); ++row) {
        if (table.model()->index(row, 0).data().toString() == u"n"_s) {
            table.setCurrentIndex(table.model()->index(row, 0));
        }
    }
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"1.50"_s);
    QCOMPARE(m_bench->around.said, QStringList{u"Copied."_s});
}

void TestInspectorCompare::showsTheBytesOnDemand()
{
    page().take(m_bench->good(",\"n\":1.50"));
    auto& raw = child<QPlainTextEdit>(page(), u"rawText"_s);
    QVERIFY(raw.toPlainText().isEmpty());
    press(page(), u"Raw"_s);
    QVERIFY2(raw.toPlainText().contains(u"  \"n\": 1.50\n"_s), qPrintable(raw.toPlainText()));
    QVERIFY(raw.isVisible());
    press(page(), u"Raw"_s);
    QVERIFY(!raw.isVisible());
}

void TestInspectorCompare::bytesAreShownAsHex()
{
    QCOMPARE(ui::hexText(QByteArray("\x00\xff"
                                    "A",
                 3)),
        u"000000  00 ff 41                                         ..A"_s);
    jose::SigningRequest request;
    request.protectedHeader = "{\"alg\":\"ES256\"}";
    request.payload = QByteArray("\xc3\x28", 2);
    const auto inspection = inspector::inspect(core::Secret(jose::signToken(request, issuerKey()).value()), {});
    QVERIFY2(ui::rawText(inspection).contains(u"c3 28"_s), qPrintable(ui::rawText(inspection)));
}

void TestInspectorCompare::copyingTheTokenGoesByTheClipboardThatClearsItself()
{
    const core::Secret token = m_bench->good();
    page().take(token);
    QSignalSpy copied(&m_bench->around.clipboard, &ui::SecretClipboard::copied);
    press(page(), u"Copy token"_s);
    QCOMPARE(copied.size(), 1);
    auto& edit = child<ui::TokenEdit>(page(), u"tokenEdit"_s);
    edit.setFocus();
    QTest::keyClick(&edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(&edit, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copied.size(), 2);
    QCOMPARE(QApplication::clipboard()->text(), token.revealText());
}

void TestInspectorCompare::enterTellsTheSectionAndOpensNothing()
{
    QDesktopServices::setUrlHandler(u"https"_s, this, "openUrl");
    page().take(m_bench->good());
    auto* view = page().findChild<ui::TraceView*>();
    view->setFocus();
    view->setCurrentIndex(view->model()->index(0, 0));
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(view->currentIndex().row(), 1);
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_VERIFY(QToolTip::text().contains(u"RFC 8725 §3.1"_s));
    QVERIFY(m_opened.isEmpty());
    QToolTip::hideText();
    QDesktopServices::unsetUrlHandler(u"https"_s);
}

void TestInspectorCompare::aClickOnTheLinkOpensTheSection()
{
    QDesktopServices::setUrlHandler(u"https"_s, this, "openUrl");
    page().take(m_bench->good());
    auto* view = page().findChild<ui::TraceView*>();
    const QModelIndex index = view->model()->index(1, 0);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).topLeft() + QPoint(60, 12));
    QVERIFY(m_opened.isEmpty());
    const QPoint link = ui::TraceDelegate::linkBox(view->visualRect(index), index).center();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, link);
    QCOMPARE(m_opened, QStringList{u"https://www.rfc-editor.org/rfc/rfc8725#section-3.1"_s});
    QDesktopServices::unsetUrlHandler(u"https"_s);
}

QTEST_MAIN(TestInspectorCompare)
#include "tst_inspectorcompare.moc"
