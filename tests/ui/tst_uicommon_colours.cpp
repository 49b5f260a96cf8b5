#include "common/colours.h"
#include "common/icons.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QApplication>
#include <QImage>
#include <QTest>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace owb::ui;

namespace {

constexpr double readable = 4.5; // WCAG 2.1, 1.4.3
constexpr double visible = 3; // WCAG 2.1, 1.4.11

struct Pair
{
    const char* name;
    QColor mark;
    QColor ground;
};

constexpr std::array<std::pair<const char*, Theme>, 3> themes{
    {{"light", Theme::Light}, {"dark", Theme::Dark}, {"contrast", Theme::HighContrast}}};

QList<std::pair<const char*, Tint>> tintsOf(const Colours& c)
{
    return {{"active", c.active}, {"expired", c.expired}, {"revoked", c.revoked}, {"warning", c.warning},
        {"info", c.info}, {"production", {c.production, c.productionGround}}};
}

QList<Pair> textPairs(const Colours& c)
{
    QList<Pair> pairs;
    for (const QColor& ground : {c.window, c.side, c.base, c.alternate, c.button}) {
        pairs << Pair{"text", c.text, ground} << Pair{"text2", c.text2, ground} << Pair{"text3", c.text3, ground}
              << Pair{"accent", c.accent, ground} << Pair{"danger", c.danger, ground};
    }
    for (const auto& [name, tint] : tintsOf(c)) {
        pairs << Pair{name, tint.text, tint.ground} << Pair{name, tint.text, c.base} << Pair{name, tint.text, c.window}
              << Pair{"text on tint", c.text, tint.ground} << Pair{"text2 on tint", c.text2, tint.ground};
    }
    pairs << Pair{"selected text", c.selectionText, c.selection}
          << Pair{"inactive selection", c.text, c.selectionInactive}
          << Pair{"accent fill", c.accentFillText, c.accentFill} << Pair{"danger fill", c.dangerFillText, c.dangerFill}
          << Pair{"production fill", c.productionFillText, c.productionFill};
    for (const QColor& part : {c.jwtHeader, c.jwtClaims, c.jwtSignature}) {
        pairs << Pair{"part of a token", part, c.base} << Pair{"part of a token", part, c.window};
    }
    if (!c.outlined) { // in high contrast everything on the selection takes selectionText
        pairs << Pair{"text2 selected", c.text2, c.selection} << Pair{"warning selected", c.warning.text, c.selection};
    }
    return pairs;
}

QList<Pair> markPairs(const Colours& c)
{
    QList<Pair> pairs{{"field edge", c.fieldEdge, c.base}, {"field edge", c.fieldEdge, c.window},
        {"focus", c.accent, c.base}, {"focus", c.accent, c.window}, {"focus", c.accent, c.side},
        {"error edge", c.danger, c.base}};
    for (const QColor& mark : c.marks) {
        pairs << Pair{"mark of a connection", mark, c.side} << Pair{"mark of a connection", mark, c.base};
    }
    if (!c.outlined) {
        pairs << Pair{"bar of the current row", c.accent, c.selection};
    }
    return pairs;
}

/** The strongest colour of a picture, without its soft edges. */
QColor inkOf(const QPixmap& pixmap)
{
    const QImage image = pixmap.toImage();
    QColor ink(Qt::transparent);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor here = image.pixelColor(x, y);
            ink = here.alpha() > ink.alpha() ? here : ink;
        }
    }
    return ink;
}

double linear(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double lightness(const QColor& c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF()) + 0.05;
}

/** The ratio of WCAG 2.1, worked out apart from the program's own contrast(). */
double ratioOf(const QColor& a, const QColor& b)
{
    const double first = lightness(a);
    const double second = lightness(b);
    return first > second ? first / second : second / first;
}

using Member = QColor Colours::*;

void addRow(const char* name, Member member, QRgb light, QRgb dark, QRgb contrast)
{
    QTest::newRow(name) << QList<QColor>{coloursFor(Theme::Light).*member, coloursFor(Theme::Dark).*member,
        coloursFor(Theme::HighContrast).*member}
                        << QList<QColor>{QColor(light), QColor(dark), QColor(contrast)};
}

} // namespace

class TestUicommonColours : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { applyTheme(*qApp, Theme::Light); }
    void measuresContrastAsTheStandardDoes();
    void keepsTextReadable_data();
    void keepsTextReadable();
    void keepsEdgesAndFocusVisible_data();
    void keepsEdgesAndFocusVisible();
    void hasTheColoursOfTheDesign_data();
    void hasTheColoursOfTheDesign();
    void givesEveryThemeAPalette_data();
    void givesEveryThemeAPalette();
    void tintsIconsAnewInAnotherTheme();
    void recoloursLabelsInAnotherTheme();
    void keepsDisabledFilledButtonsReadableInHighContrast();
    void usesNoFontBelowNinePoints();
};

void TestUicommonColours::measuresContrastAsTheStandardDoes()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
    QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
    QVERIFY(std::abs(contrast(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < 0.01); // the well-known limit grey
}

void TestUicommonColours::keepsTextReadable_data()
{
    QTest::addColumn<QColor>("mark");
    QTest::addColumn<QColor>("ground");
    for (const auto& [theme, value] : themes) {
        for (const Pair& pair : textPairs(coloursFor(value))) {
            QTest::addRow(
                "%s: %s %s on %s", theme, pair.name, qPrintable(pair.mark.name()), qPrintable(pair.ground.name()))
                << pair.mark << pair.ground;
        }
    }
}

void TestUicommonColours::keepsTextReadable()
{
    QFETCH(const QColor, mark);
    QFETCH(const QColor, ground);
    QVERIFY2(ratioOf(mark, ground) >= readable, qPrintable(QString::number(ratioOf(mark, ground))));
}

void TestUicommonColours::keepsEdgesAndFocusVisible_data()
{
    QTest::addColumn<QColor>("mark");
    QTest::addColumn<QColor>("ground");
    for (const auto& [theme, value] : themes) {
        for (const Pair& pair : markPairs(coloursFor(value))) {
            QTest::addRow(
                "%s: %s %s on %s", theme, pair.name, qPrintable(pair.mark.name()), qPrintable(pair.ground.name()))
                << pair.mark << pair.ground;
        }
    }
}

void TestUicommonColours::keepsEdgesAndFocusVisible()
{
    QFETCH(const QColor, mark);
    QFETCH(const QColor, ground);
    QVERIFY2(ratioOf(mark, ground) >= visible, qPrintable(QString::number(ratioOf(mark, ground))));
}

void TestUicommonColours::hasTheColoursOfTheDesign_data()
{
    QTest::addColumn<QList<QColor>>("used");
    QTest::addColumn<QList<QColor>>("wanted");
    addRow("window", &Colours::window, 0xF3F4F6, 0x1F2227, 0x000000);
    addRow("side", &Colours::side, 0xE9EBEF, 0x1A1D21, 0x000000);
    addRow("base", &Colours::base, 0xFFFFFF, 0x15181C, 0x000000);
    addRow("alternate", &Colours::alternate, 0xF8F9FB, 0x1A1E23, 0x000000);
    addRow("button", &Colours::button, 0xFFFFFF, 0x2A2F36, 0x000000);
    addRow("button edge", &Colours::buttonEdge, 0xB4BBC5, 0x4A525D, 0xFFFFFF);
    addRow("text", &Colours::text, 0x1B1F24, 0xE4E7EB, 0xFFFFFF);
    addRow("text2", &Colours::text2, 0x4F5761, 0xAAB2BC, 0xFFFFFF);
    addRow("text3", &Colours::text3, 0x5F6771, 0x949CA7, 0xE6E6E6);
    addRow("line", &Colours::line, 0xD9DDE3, 0x343A42, 0xFFFFFF);
    addRow("row line", &Colours::rowLine, 0xECEEF2, 0x23282E, 0x5A5A5A);
    addRow("field edge", &Colours::fieldEdge, 0x868E99, 0x707986, 0xFFFFFF);
    addRow("accent", &Colours::accent, 0x1C5FC4, 0x7DB0FF, 0xFFD400);
    addRow("accent fill", &Colours::accentFill, 0x1C5FC4, 0x2B66C4, 0xFFD400);
    addRow("accent fill text", &Colours::accentFillText, 0xFFFFFF, 0xFFFFFF, 0x000000);
    addRow("selection", &Colours::selection, 0xD6E5FB, 0x1F3A61, 0xFFD400);
    addRow("selection text", &Colours::selectionText, 0x1B1F24, 0xE4E7EB, 0x000000);
    addRow("inactive selection", &Colours::selectionInactive, 0xE3E6EA, 0x2B3139, 0x5A5A5A);
    addRow("danger", &Colours::danger, 0xB3261E, 0xFF8F85, 0xFF9A9A);
    addRow("danger fill", &Colours::dangerFill, 0xB3261E, 0xB3261E, 0xFF9A9A);
    addRow("production", &Colours::production, 0x9F1853, 0xFFA3CB, 0xFF7AC6);
    addRow("production fill", &Colours::productionFill, 0x9F1853, 0xB3246B, 0xFF7AC6);
    addRow("production ground", &Colours::productionGround, 0xFBE6EF, 0x3B1729, 0x000000);
}

void TestUicommonColours::hasTheColoursOfTheDesign()
{
    QFETCH(const QList<QColor>, used);
    QFETCH(const QList<QColor>, wanted);
    QCOMPARE(used, wanted);
}

void TestUicommonColours::givesEveryThemeAPalette_data()
{
    QTest::addColumn<Theme>("theme");
    for (const auto& [name, theme] : themes) {
        QTest::newRow(name) << theme;
    }
}

void TestUicommonColours::givesEveryThemeAPalette()
{
    QFETCH(const Theme, theme);
    applyTheme(*qApp, theme);
    const QPalette palette = QApplication::palette();
    QCOMPARE(currentTheme(), theme);
    QCOMPARE(palette.color(QPalette::Base), colours().base);
    QCOMPARE(palette.color(QPalette::WindowText), colours().text);
    QCOMPARE(palette.color(QPalette::Disabled, QPalette::Text), colours().text3);
    QCOMPARE(palette.color(QPalette::PlaceholderText), colours().text3);
    QCOMPARE(palette.color(QPalette::Inactive, QPalette::Highlight), colours().selectionInactive);
    QVERIFY(!qApp->styleSheet().contains(u'{' + u"text"_s)); // every placeholder was replaced
}

void TestUicommonColours::tintsIconsAnewInAnotherTheme()
{
    applyTheme(*qApp, Theme::Light);
    const QIcon plus = icon(u"plus"_s);
    QCOMPARE(inkOf(plus.pixmap(16)).rgb(), coloursFor(Theme::Light).text2.rgb());
    applyTheme(*qApp, Theme::Dark);
    QCOMPARE(inkOf(plus.pixmap(16)).rgb(), coloursFor(Theme::Dark).text2.rgb());
    QCOMPARE(inkOf(plus.pixmap(16, QIcon::Disabled)).rgb(), coloursFor(Theme::Dark).text3.rgb());
}

void TestUicommonColours::recoloursLabelsInAnotherTheme()
{
    applyTheme(*qApp, Theme::Light);
    QWidget window;
    QLabel* label = makeMutedLabel(u"Owner"_s, &window);
    applyTheme(*qApp, Theme::Dark);
    label->ensurePolished();
    QCOMPARE(label->palette().color(QPalette::WindowText), colours().text2);
}

void TestUicommonColours::keepsDisabledFilledButtonsReadableInHighContrast()
{
    applyTheme(*qApp, Theme::HighContrast);
    QWidget window;
    QPushButton* save = makeButton(u"Save"_s, ButtonKind::Primary, {}, &window);
    save->setEnabled(false);
    save->resize(save->sizeHint());
    const QColor ground = save->grab().toImage().pixelColor(6, save->height() / 2);
    QVERIFY(ratioOf(colours().text3, ground) >= visible);
}

void TestUicommonColours::usesNoFontBelowNinePoints()
{
    const bool hasNoto = QFontInfo(bodyFont()).family().startsWith("Noto Sans"_L1);
    for (const QFont& font : {bodyFont(), boldFont(), titleFont(), pageTitleFont(), productFont(), monoFont()}) {
        QVERIFY(font.pointSizeF() >= 9);
    }
    QVERIFY(smallFont().pointSizeF() >= (hasNoto ? 9 : 8)); // DejaVu has the same letter height one point smaller
    QVERIFY(bodyFont().families().contains(u"Noto Sans CJK KR"_s));
    QVERIFY(monoFont().families().contains(u"Noto Sans Mono CJK KR"_s));
}

QTEST_MAIN(TestUicommonColours)
#include "tst_uicommon_colours.moc"
