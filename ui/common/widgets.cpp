#include "common/widgets.h"

#include "common/icons.h"
#include "common/theme.h"

#include <QLocale>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace owb::ui {

QPushButton* makeButton(const QString& text, ButtonKind kind, const QString& iconName, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    switch (kind) {
    case ButtonKind::Plain: break;
    case ButtonKind::Primary: button->setProperty("kind", u"primary"_s); break;
    case ButtonKind::Danger: button->setProperty("kind", u"danger"_s); break;
    case ButtonKind::DangerText: button->setProperty("kind", u"dangerText"_s); break;
    }
    if (!iconName.isEmpty()) {
        const bool filled = kind == ButtonKind::Primary || kind == ButtonKind::Danger;
        const QColor onFill = kind == ButtonKind::Primary ? colours().accentFillText : colours().dangerFillText;
        button->setIcon(filled ? QIcon(iconPixmap(iconName, 16, onFill)) : icon(iconName));
    }
    button->setAutoDefault(false);
    return button;
}

QToolButton* makeIconButton(const QString& iconName, const QString& words, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName));
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
    setTextColour(label, colours().text2);
    return label;
}

QToolButton* makeLink(const QString& text, QWidget* parent)
{
    auto* link = new QToolButton(parent);
    QFont font = smallFont();
    font.setUnderline(true);
    link->setFont(font);
    link->setText(text);
    link->setAccessibleName(text);
    link->setCursor(Qt::PointingHandCursor);
    link->setFocusPolicy(Qt::StrongFocus);
    link->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Maximum);
    link->setStyleSheet(u"QToolButton { color: %1; border: none; padding: 0; background: transparent; }"
                         "QToolButton:focus { border-bottom: 2px solid %1; }"_s.arg(colours().accent.name()));
    return link;
}

QWidget* makeLine(QWidget* parent)
{
    auto* line = new QWidget(parent);
    line->setFixedHeight(1);
    line->setStyleSheet(u"background: %1"_s.arg(colours().line.name()));
    return line;
}

void setTextColour(QWidget* widget, const QColor& colour)
{
    widget->setStyleSheet(u"color: %1"_s.arg(colour.name()));
}

ElidedLabel::ElidedLabel(QString text, const QFont& font, Qt::TextElideMode mode, QWidget* parent)
    : QWidget(parent)
    , m_mode(mode)
{
    setFont(font);
    setText(text);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString& text)
{
    m_text = displayText(text);
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 1, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 6), sizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(m_colour.isValid() ? m_colour : palette().color(QPalette::WindowText));
    const QString shown = fontMetrics().elidedText(m_text, m_mode, width());
    setToolTip(shown == m_text ? QString() : u"<qt>"_s + m_text.toHtmlEscaped() + u"</qt>"_s);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, shown);
}

FlowLayout::FlowLayout(QWidget* parent, int gap)
    : QLayout(parent)
    , m_gap(gap)
{
    setContentsMargins(0, 0, 0, 0);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items) {
        size = size.expandedTo(item->minimumSize());
    }
    return size;
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool move) const
{
    int x = rect.x();
    int y = rect.y();
    int lineHeight = 0;
    for (QLayoutItem* item : m_items) {
        const QSize size = item->sizeHint().boundedTo({std::max(rect.width(), 1), item->sizeHint().height()});
        if (x > rect.x() && x + size.width() > rect.right() + 1) {
            x = rect.x();
            y += lineHeight + m_gap;
            lineHeight = 0;
        }
        if (move) {
            item->setGeometry({QPoint(x, y), size});
        }
        x += size.width() + m_gap;
        lineHeight = std::max(lineHeight, size.height());
    }
    return y + lineHeight - rect.y();
}

QString counted(qint64 number, const QString& one, const QString& many)
{
    return number == 1 ? one : many.arg(QLocale().toString(number));
}

QString displayText(const QString& text)
{
    QString shown = text;
    for (QChar& c : shown) {
        if (c < u' ') {
            c = QChar(0x2400 + c.unicode()); // the control pictures of Unicode
        } else if (c == QChar(0x7f)) {
            c = QChar(0x2421);
        } else if ((c >= QChar(0x202a) && c <= QChar(0x202e)) || (c >= QChar(0x2066) && c <= QChar(0x2069))
            || c == QChar(0x200e) || c == QChar(0x200f) || c == QChar(0x2028) || c == QChar(0x2029)) {
            c = QChar(0x2426);
        }
    }
    return shown;
}

} // namespace owb::ui
