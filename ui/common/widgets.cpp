#include "common/widgets.h"

#include "common/icons.h"
#include "common/theme.h"
#include "core/invisible.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

Ink inkOf(ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Plain:
        return Ink::Text;
    case ButtonKind::Primary:
        return Ink::OnAccent;
    case ButtonKind::Danger:
        return Ink::OnDanger;
    case ButtonKind::DangerText:
        return Ink::Danger;
    case ButtonKind::Production:
        return Ink::OnProduction;
    }
    return Ink::Text;
}

/** What stands for an invisible character: the control pictures of Unicode where there is one. */
char32_t pictureOf(char32_t c)
{
    return c < 0x20 ? 0x2400 + c : c == 0x7f ? 0x2421 : 0x2426;
}

/** Only its text, underlined in the accent; a button draws a box of its own around it. */
class Link final : public QToolButton
{
public:
    explicit Link(QWidget* parent)
        : QToolButton(parent)
    {
        QFont font = smallFont();
        font.setUnderline(true);
        setFont(font);
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        const QFontMetrics metrics(font());
        return {metrics.size(Qt::TextShowMnemonic, text()).width() + 1, metrics.height() + 2};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Colours& c = colours();
        painter.setPen(isEnabled() ? c.accent : c.text3);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, text());
        if (hasFocus()) {
            painter.fillRect(0, height() - 2, width(), 2, c.accent);
        }
    }
};

} // namespace

QPushButton* makeButton(const QString& text, ButtonKind kind, const QString& iconName, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    switch (kind) {
    case ButtonKind::Plain:
        break;
    case ButtonKind::Primary:
        button->setProperty("kind", u"primary"_s);
        break;
    case ButtonKind::Danger:
        button->setProperty("kind", u"danger"_s);
        break;
    case ButtonKind::DangerText:
        button->setProperty("kind", u"dangerText"_s);
        break;
    case ButtonKind::Production:
        button->setProperty("kind", u"production"_s);
        break;
    }
    if (!iconName.isEmpty()) {
        button->setIcon(kind == ButtonKind::Plain ? icon(iconName) : icon(iconName, inkOf(kind)));
    }
    button->setAutoDefault(false);
    return button;
}

QToolButton* makeIconButton(const QString& iconName, const QString& words, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setProperty("kind", u"icon"_s);
    button->setToolTip(words);
    button->setAccessibleName(words);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QLabel* makeLabel(const QString& text, const QFont& font, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setFont(font);
    return label;
}

QLabel* makeMutedLabel(const QString& text, QWidget* parent)
{
    auto* label = makeLabel(text, smallFont(), parent);
    setInk(label, Ink::Secondary);
    return label;
}

QToolButton* makeLink(const QString& text, QWidget* parent)
{
    auto* link = new Link(parent);
    link->setText(text);
    link->setAccessibleName(text);
    return link;
}

QWidget* makeLine(QWidget* parent)
{
    auto* line = new QWidget(parent);
    line->setFixedHeight(1);
    line->setProperty("kind", u"line"_s);
    line->setAttribute(Qt::WA_StyledBackground);
    return line;
}

void setStyled(QWidget* widget, const char* property, const QVariant& value)
{
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

void setInk(QWidget* widget, Ink ink)
{
    setStyled(widget, "ink", static_cast<int>(ink));
}

void setTint(QFrame* frame, const QString& name)
{
    setStyled(frame, "tint", name);
}

QString counted(qint64 number, const QString& one, const QString& many)
{
    return number == 1 ? one : many.arg(QLocale().toString(number));
}

QString displayText(const QString& text)
{
    QList<uint> shown = text.toUcs4();
    for (uint& c : shown) {
        c = core::isInvisible(c) ? pictureOf(c) : c;
    }
    return QString::fromUcs4(reinterpret_cast<const char32_t*>(shown.constData()), shown.size());
}

} // namespace owb::ui
