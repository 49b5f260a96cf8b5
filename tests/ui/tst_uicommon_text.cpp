#include "common/chip.h"
#include "common/elidedlabel.h"
#include "common/flowlayout.h"
#include "common/sectionurl.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::ui;

namespace {

/** A widget of a known size. */
class Block final : public QWidget
{
public:
    using QWidget::QWidget;
    [[nodiscard]] QSize sizeHint() const override { return {40, 20}; }
};

/** The rows of a picture that hold anything but the colour around it. */
std::pair<int, int> inkRows(const QImage& image, const QColor& around)
{
    int first = -1;
    int last = -1;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).rgb() != around.rgb()) {
                first = first < 0 ? y : first;
                last = y;
                break;
            }
        }
    }
    return {first, last};
}

QImage painted(const Chip& chip, const QSize& size, bool selected = false)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    paintChip(painter, QRect({}, size), chip, selected);
    return image;
}

} // namespace

class TestUicommonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { applyTheme(*qApp, Theme::Light); }
    void showsWhatATextWouldHide_data();
    void showsWhatATextWouldHide();
    void cutsTextThatHasNoRoom();
    void knowsWhereASectionIsRead_data();
    void knowsWhereASectionIsRead();
    void saysAllOfACutTextAsPlainTextInItsTooltip();
    void givesLabelsPlainText();
    void goesOnInTheNextLine();
    void leavesNoGapForHiddenWidgets();
    void sizesChipsByTheirText_data();
    void sizesChipsByTheirText();
    void cutsChipsAtTheEdgeOfTheirCell();
    void fitsAChipIntoItsOwnWidget();
    void drawsOutlinesInsteadOfGroundsInHighContrast();
    void namesIconButtonsAndLinks();
};

void TestUicommonText::showsWhatATextWouldHide_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("NUL") << QString(QChar(0));
    QTest::newRow("line feed") << u"\n"_s;
    QTest::newRow("tab") << u"\t"_s;
    QTest::newRow("delete") << QString(QChar(0x7f));
    QTest::newRow("right-to-left override") << QString(QChar(0x202e));
    QTest::newRow("isolate") << QString(QChar(0x2066));
    QTest::newRow("right-to-left mark") << QString(QChar(0x200f));
    QTest::newRow("line separator") << QString(QChar(0x2028));
    QTest::newRow("next line (C1)") << QString(QChar(0x85));
    QTest::newRow("control sequence introducer (C1)") << QString(QChar(0x9b));
    QTest::newRow("Arabic letter mark") << QString(QChar(0x061c));
    QTest::newRow("zero width space") << QString(QChar(0x200b));
    QTest::newRow("zero width no-break space") << QString(QChar(0xfeff));
    QTest::newRow("soft hyphen") << QString(QChar(0xad));
}

void TestUicommonText::showsWhatATextWouldHide()
{
    QFETCH(const QString, text);
    const QString shown = displayText(u"a"_s + text + u"b"_s);
    QVERIFY(!shown.contains(text));
    QCOMPARE(shown.size(), 3);
    QVERIFY(shown.startsWith(u'a') && shown.endsWith(u'b') && shown.at(1).isPrint());
}

void TestUicommonText::cutsTextThatHasNoRoom()
{
    const QString uri = u"https://client.example/a/very/long/path/to/a/callback?with=more"_s;
    ElidedLabel label(uri, monoFont(), Qt::ElideMiddle);
    QCOMPARE(label.text(), uri);
    QVERIFY(label.minimumSizeHint().width() < 100);
    label.resize(label.sizeHint());
    label.grab();
    QVERIFY(label.toolTip().isEmpty());
    label.resize(120, label.height());
    label.grab();
    QVERIFY(!label.toolTip().isEmpty());
}

void TestUicommonText::saysAllOfACutTextAsPlainTextInItsTooltip()
{
    ElidedLabel label(u"<b>x</b>&amp;"_s + QString(80, u'y'), bodyFont(), Qt::ElideRight);
    label.resize(60, 20);
    label.grab();
    QVERIFY(label.toolTip().contains("&lt;b&gt;x&lt;/b&gt;&amp;amp;"_L1)); // markup is shown, not obeyed
    QCOMPARE(label.accessibleName(), label.text());
}

void TestUicommonText::givesLabelsPlainText()
{
    QWidget window;
    QCOMPARE(makeLabel(u"<h1>Acme</h1>"_s, bodyFont(), &window)->textFormat(), Qt::PlainText);
    QCOMPARE(makeMutedLabel(u"<h1>Acme</h1>"_s, &window)->textFormat(), Qt::PlainText);
}

void TestUicommonText::goesOnInTheNextLine()
{
    QWidget window;
    auto* flow = new FlowLayout(&window, 4);
    QList<Block*> blocks;
    for (int i = 0; i < 5; ++i) {
        blocks << new Block(&window);
        flow->addWidget(blocks.last());
    }
    QCOMPARE(flow->heightForWidth(1000), 20);
    QCOMPARE(flow->heightForWidth(84), 68); // two, two, one
    QCOMPARE(flow->heightForWidth(10), 116); // never less than one in a line
    flow->setGeometry({0, 0, 84, 68});
    QCOMPARE(blocks.at(1)->pos(), QPoint(44, 0));
    QCOMPARE(blocks.at(2)->pos(), QPoint(0, 24));
    QCOMPARE(blocks.at(4)->pos(), QPoint(0, 48));
    delete flow->takeAt(0);
    QCOMPARE(flow->count(), 4);
    QVERIFY(!flow->takeAt(9));
}

void TestUicommonText::leavesNoGapForHiddenWidgets()
{
    QWidget window;
    auto* flow = new FlowLayout(&window, 4);
    auto* hidden = new Block(&window);
    auto* shown = new Block(&window);
    flow->addWidget(hidden);
    flow->addWidget(shown);
    hidden->hide();
    flow->setGeometry({0, 0, 200, 20});
    QCOMPARE(shown->pos(), QPoint(0, 0));
}

void TestUicommonText::sizesChipsByTheirText_data()
{
    QTest::addColumn<Tone>("tone");
    QTest::addColumn<int>("extra"); // sides, and icon with its gap
    QTest::newRow("active") << Tone::Active << 28;
    QTest::newRow("expired") << Tone::Expired << 28;
    QTest::newRow("revoked") << Tone::Revoked << 28;
    QTest::newRow("error") << Tone::Error << 28;
    QTest::newRow("warning") << Tone::Warning << 28;
    QTest::newRow("note") << Tone::Note << 28;
    QTest::newRow("neutral") << Tone::Neutral << 12;
    QTest::newRow("value") << Tone::Value << 12;
}

void TestUicommonText::sizesChipsByTheirText()
{
    QFETCH(const Tone, tone);
    QFETCH(const int, extra);
    const Chip chip{tone, u"orders:read"_s};
    QCOMPARE(chipSize(chip).width(), extra + QFontMetrics(smallFont()).horizontalAdvance(chip.text));
    QVERIFY(chipSize(chip).height() >= metrics::chipHeight);
    QCOMPARE(ChipLabel(chip).sizeHint(), chipSize(chip));
    QCOMPARE(ChipLabel(chip).accessibleName(), chip.text);
}

void TestUicommonText::cutsChipsAtTheEdgeOfTheirCell()
{
    const Chip chip{Tone::Active, QString(60, u'm')};
    QImage image(80, 28, QImage::Format_RGB32);
    image.fill(Qt::magenta);
    QPainter painter(&image);
    paintChip(painter, {0, 0, 50, 28}, chip);
    painter.end();
    QCOMPARE(inkRows(image.copy(50, 0, 30, 28), Qt::magenta), std::pair(-1, -1));
    QVERIFY(inkRows(image.copy(0, 0, 50, 28), Qt::magenta).first > 0);
}

void TestUicommonText::fitsAChipIntoItsOwnWidget()
{
    const Chip chip{Tone::Neutral, u"Disabled"_s};
    const QSize size = chipSize(chip);
    const auto [first, last] = inkRows(painted(chip, size), Qt::magenta);
    QCOMPARE(first, 0);
    QCOMPARE(last, size.height() - 1);
    const QImage image = painted(chip, size);
    QCOMPARE(image.pixelColor(0, 0), QColor(Qt::magenta)); // round corners above and below
    QCOMPARE(image.pixelColor(0, size.height() - 1), QColor(Qt::magenta));
}

void TestUicommonText::drawsOutlinesInsteadOfGroundsInHighContrast()
{
    applyTheme(*qApp, Theme::HighContrast);
    const Chip chip{Tone::Active, u"Active"_s};
    const QSize size = chipSize(chip);
    const int middle = size.height() / 2;
    QCOMPARE(painted(chip, size).pixelColor(0, middle).rgb(), colours().active.text.rgb());
    QCOMPARE(painted(chip, size, true).pixelColor(0, middle).rgb(), colours().selectionText.rgb());
    QCOMPARE(painted(chip, size, true).pixelColor(3, middle), QColor(Qt::magenta)); // the yellow row shows through
}

void TestUicommonText::namesIconButtonsAndLinks()
{
    QWidget window;
    QToolButton* button = makeIconButton(u"plus"_s, u"New client (Ctrl+N)"_s, &window);
    QCOMPARE(button->accessibleName(), u"New client (Ctrl+N)"_s);
    QCOMPARE(button->toolTip(), button->accessibleName());
    QVERIFY(button->focusPolicy() & Qt::TabFocus);
    QToolButton* link = makeLink(u"Filter help"_s, &window);
    QCOMPARE(link->accessibleName(), u"Filter help"_s);
    QVERIFY(link->focusPolicy() & Qt::TabFocus);
    QVERIFY(link->font().underline());
}

void TestUicommonText::knowsWhereASectionIsRead_data()
{
    QTest::addColumn<QString>("reference");
    QTest::addColumn<QString>("url");
    const auto row = [](const QString& reference, const QString& url) {
        QTest::newRow(qPrintable(reference)) << reference << url;
    };
    row(u"RFC 7515 §5.2"_s, u"https://www.rfc-editor.org/rfc/rfc7515#section-5.2"_s);
    row(u"RFC 7519 §4.1.4–6"_s, u"https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4"_s);
    row(u"RFC 7515 §5.2, §7.1"_s, u"https://www.rfc-editor.org/rfc/rfc7515#section-5.2"_s);
    row(u"RFC 9068"_s, u"https://www.rfc-editor.org/rfc/rfc9068"_s);
    row(u"OIDC Core §2"_s, u"https://openid.net/specs/openid-connect-core-1_0.html"_s);
    row(u"OIDC Core §3.1.3.7 (7)"_s, u"https://openid.net/specs/openid-connect-core-1_0.html"_s);
    row(u"a policy"_s, {});
    row({}, {});
}

void TestUicommonText::knowsWhereASectionIsRead()
{
    QFETCH(QString, reference);
    QTEST(sectionUrl(reference).toString(), "url");
}

QTEST_MAIN(TestUicommonText)
#include "tst_uicommon_text.moc"
