#include "common/theme.h"

#include "common/icons.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

Theme themeInUse = Theme::Light;

QFont fontOf(double points, bool bold = false)
{
    static const bool hasNoto = QFontDatabase::families().contains(u"Noto Sans"_s);
    QFont font;
    font.setFamilies({u"Noto Sans"_s, u"DejaVu Sans"_s, u"Noto Sans CJK KR"_s});
    // DejaVu has the same letter height one point smaller.
    font.setPointSizeF(hasNoto ? points : points - 1);
    font.setBold(bold);
    return font;
}

QPalette paletteFor(const Colours& c)
{
    QPalette palette(c.window);
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::Base, c.base);
    palette.setColor(QPalette::AlternateBase, c.alternate);
    palette.setColor(QPalette::ToolTipBase, c.base);
    palette.setColor(QPalette::Button, c.button);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        palette.setColor(role, c.text);
        palette.setColor(QPalette::Disabled, role, c.text3);
    }
    palette.setColor(QPalette::PlaceholderText, c.text3);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::Midlight, c.line);
    palette.setColor(QPalette::Mid, c.fieldEdge);
    palette.setColor(QPalette::Dark, c.fieldEdge);
    palette.setColor(QPalette::Highlight, c.selection);
    palette.setColor(QPalette::HighlightedText, c.selectionText);
    palette.setColor(QPalette::Inactive, QPalette::Highlight, c.selectionInactive);
    palette.setColor(QPalette::Inactive, QPalette::HighlightedText, c.text);
    palette.setColor(QPalette::BrightText, c.revoked.text);
    return palette;
}

QString themeName(Theme theme)
{
    switch (theme) {
    case Theme::Light:
        return u"light"_s;
    case Theme::Dark:
        return u"dark"_s;
    case Theme::HighContrast:
        return u"contrast"_s;
    }
    return u"light"_s;
}

/** The sheet with its names replaced by colours, and one rule for each ink. */
QString styleSheetFor(Theme theme, const Colours& c)
{
    QFile file(u":/style.qss"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return {}; // it is compiled in
    }
    QString sheet = QString::fromUtf8(file.readAll());
    sheet.replace(u"{theme}"_s, themeName(theme));
    const auto edge = [&c](const Tint& tint) { return c.outlined ? tint.text : tint.ground; };
    const QList<std::pair<QString, QColor>> names{{u"fieldEdge"_s, c.fieldEdge}, {u"base"_s, c.base},
        {u"text"_s, c.text}, {u"text2"_s, c.text2}, {u"text3"_s, c.text3}, {u"window"_s, c.window}, {u"side"_s, c.side},
        {u"line"_s, c.line}, {u"accent"_s, c.accent}, {u"selection"_s, c.selection},
        {u"selectionText"_s, c.selectionText}, {u"button"_s, c.button}, {u"buttonEdge"_s, c.buttonEdge},
        {u"accentFill"_s, c.accentFill}, {u"accentFillText"_s, c.accentFillText}, {u"danger"_s, c.danger},
        {u"dangerFill"_s, c.dangerFill}, {u"dangerFillText"_s, c.dangerFillText},
        {u"productionFill"_s, c.productionFill}, {u"productionFillText"_s, c.productionFillText},
        {u"production"_s, c.production}, {u"productionGround"_s, c.productionGround},
        {u"productionEdge"_s, c.outlined ? c.production : c.line}, {u"activeGround"_s, c.active.ground},
        {u"activeEdge"_s, edge(c.active)}, {u"disabledFill"_s, c.outlined ? c.button : c.line},
        {u"info"_s, c.info.text}, {u"infoGround"_s, c.info.ground}, {u"infoEdge"_s, edge(c.info)},
        {u"warningGround"_s, c.warning.ground}, {u"warningEdge"_s, edge(c.warning)},
        {u"revokedGround"_s, c.revoked.ground}, {u"revokedEdge"_s, edge(c.revoked)}};
    for (const auto& [name, colour] : names) {
        sheet.replace(u'{' + name + u'}', colour.name());
    }
    for (int ink = 0; ink <= static_cast<int>(Ink::Info); ++ink) {
        sheet += u"QWidget[ink=\"%1\"] { color: %2; }\n"_s.arg(ink).arg(inkColour(static_cast<Ink>(ink)).name());
    }
    return sheet;
}

} // namespace

void applyGround(QApplication& application, Theme theme)
{
    themeInUse = theme;
    useColours(theme);
    if (application.style()->objectName() != "fusion"_L1) {
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    }
    QApplication::setPalette(paletteFor(colours()));
}

void applyTheme(QApplication& application, Theme theme)
{
    applyGround(application, theme);
    initResources();
    clearIconCache();
    QApplication::setFont(bodyFont());
    application.setStyleSheet(styleSheetFor(theme, colours()));
}

Theme currentTheme()
{
    return themeInUse;
}

QFont bodyFont()
{
    return fontOf(10);
}

QFont boldFont()
{
    return fontOf(10, true);
}

QFont smallFont()
{
    return fontOf(9);
}

QFont smallBoldFont()
{
    return fontOf(9, true);
}

QFont titleFont()
{
    return fontOf(11, true);
}

QFont pageTitleFont()
{
    return fontOf(13, true);
}

QFont productFont()
{
    return fontOf(16, true);
}

QFont monoFont()
{
    QFont font;
    font.setFamilies({u"DejaVu Sans Mono"_s, u"Noto Sans Mono CJK KR"_s});
    font.setPointSizeF(9);
    font.setFixedPitch(true);
    return font;
}

} // namespace owb::ui
