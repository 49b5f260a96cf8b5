#include "common/theme.h"

#include "common/icons.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
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

/** The little that palette and Fusion leave open. Names in braces are replaced by colours. */
QString styleSheetFor(const Colours& c)
{
    QString sheet = QStringLiteral(
        "QLineEdit, QComboBox, QPlainTextEdit, QSpinBox { border: 1px solid {edge}; border-radius: 4px; background: {base};"
        " color: {text}; min-height: 26px; padding: 0 8px; selection-background-color: {selection}; selection-color: {selectionText}; }"
        "QPlainTextEdit { padding: 4px; }"
        "QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus, QSpinBox:focus { border: 2px solid {accent}; padding: 0 7px; }"
        "QPlainTextEdit:focus { padding: 3px; }"
        "QLineEdit[problem=\"true\"], QLineEdit[problem=\"true\"]:focus { border: 2px solid {danger}; padding: 0 7px; }"
        "QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { background: {window}; color: {text3}; border-color: {line}; }"
        "QComboBox::drop-down { border: none; width: 20px; }"
        "QPushButton, QToolButton[kind=\"plain\"] { border: 1px solid {buttonEdge}; border-radius: 4px; background: {button}; color: {text};"
        " min-height: 26px; padding: 0 11px; }"
        "QPushButton:focus, QToolButton:focus { border: 2px solid {accent}; padding: 0 10px; }"
        "QPushButton:hover, QToolButton[kind=\"plain\"]:hover { background: {window}; }"
        "QPushButton:disabled { color: {text3}; background: {window}; border-color: {line}; }"
        "QPushButton[kind=\"primary\"] { background: {fill}; color: {fillText}; border-color: {fill}; }"
        "QPushButton[kind=\"danger\"] { background: {dangerFill}; color: {dangerFillText}; border-color: {dangerFill}; }"
        "QPushButton[kind=\"primary\"]:focus, QPushButton[kind=\"danger\"]:focus { border: 2px solid {text}; }"
        "QPushButton[kind=\"primary\"]:disabled, QPushButton[kind=\"danger\"]:disabled { background: {line}; color: {text3}; border-color: {line}; }"
        "QPushButton[kind=\"dangerText\"] { color: {danger}; }"
        "QToolButton { border: 1px solid transparent; border-radius: 4px; background: transparent; color: {text}; padding: 0 4px; min-height: 22px; }"
        "QToolButton:hover { background: {window}; }"
        "QToolButton:checked { background: {selection}; color: {selectionText}; border: 1px solid {accent}; }"
        "QToolButton[kind=\"plain\"] { padding: 0 8px; }"
        "QToolButton::menu-indicator { image: none; }"
        "QHeaderView { background: {window}; border: none; }"
        "QHeaderView::section { background: {window}; color: {text2}; border: none; border-right: 1px solid {line};"
        " border-bottom: 1px solid {line}; padding: 0 8px; height: 27px; font-weight: bold; }"
        "QHeaderView::section:first { padding-left: 16px; }"
        "QTableView { border: none; border-top: 1px solid {line}; background: {base}; outline: none; }"
        "QMenuBar { background: {window}; border-bottom: 1px solid {line}; spacing: 0; padding: 0; }"
        "QMenuBar::item { padding: 4px 10px; background: transparent; color: {text}; } QMenuBar::item:selected { background: {selection}; color: {selectionText}; }"
        "QStatusBar { background: {window}; border-top: 1px solid {line}; } QStatusBar::item { border: none; }"
        "QSplitter::handle { background: {line}; }"
        "QScrollBar:vertical { width: 12px; background: transparent; } QScrollBar:horizontal { height: 12px; background: transparent; }"
        "QScrollBar::handle { background: {edge}; border-radius: 4px; margin: 2px; min-height: 24px; min-width: 24px; }"
        "QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }"
        "QToolTip { background: {base}; color: {text}; border: 1px solid {edge}; padding: 4px; }");
    const QList<std::pair<QString, QColor>> names {{u"{edge}"_s, c.fieldEdge}, {u"{base}"_s, c.base}, {u"{text}"_s, c.text},
        {u"{text2}"_s, c.text2}, {u"{text3}"_s, c.text3}, {u"{window}"_s, c.window}, {u"{line}"_s, c.line},
        {u"{accent}"_s, c.accent}, {u"{selection}"_s, c.selection}, {u"{selectionText}"_s, c.selectionText},
        {u"{button}"_s, c.button}, {u"{buttonEdge}"_s, c.buttonEdge}, {u"{fill}"_s, c.accentFill},
        {u"{fillText}"_s, c.accentFillText}, {u"{danger}"_s, c.danger}, {u"{dangerFill}"_s, c.dangerFill},
        {u"{dangerFillText}"_s, c.dangerFillText}};
    for (const auto& [name, colour] : names) {
        sheet.replace(name, colour.name());
    }
    return sheet;
}

} // namespace

void applyTheme(QApplication& application, Theme theme)
{
    themeInUse = theme;
    useColours(theme);
    if (application.style()->objectName() != "fusion"_L1) {
        QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    }
    clearIconCache();
    QApplication::setFont(bodyFont());
    QApplication::setPalette(paletteFor(colours()));
    application.setStyleSheet(styleSheetFor(colours()));
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
