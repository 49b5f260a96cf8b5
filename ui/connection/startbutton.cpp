#include "connection/startbutton.h"

#include "common/icons.h"
#include "common/theme.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace owb::ui {

StartButton::StartButton(
    const QString& iconName, const QString& title, const QString& line, const QString& shortcut, QWidget* parent)
    : QAbstractButton(parent)
    , m_iconName(iconName)
    , m_line(line)
    , m_shortcut(shortcut)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(line);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(58);
    setCursor(Qt::PointingHandCursor);
}

void StartButton::paintEvent(QPaintEvent*)
{
    const Colours& c = colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    painter.setPen(QPen(hasFocus() ? c.accent : c.line, hasFocus() ? 2 : 1));
    painter.setBrush(underMouse() || isDown() ? c.window : c.base);
    painter.drawRoundedRect(frame, 6, 6);
    painter.drawPixmap(14, height() / 2 - 10, iconPixmap(m_iconName, 20, c.accent, devicePixelRatio()));
    painter.setFont(boldFont());
    painter.setPen(c.text);
    painter.drawText(QRect(46, 0, width() - 150, height() / 2 + 3), Qt::AlignBottom | Qt::AlignLeft, text());
    painter.setFont(smallFont());
    painter.setPen(c.text2);
    painter.drawText(QRect(46, height() / 2 + 3, width() - 60, height() / 2), Qt::AlignTop | Qt::AlignLeft, m_line);
    painter.drawText(QRect(0, 0, width() - 16, height()), Qt::AlignVCenter | Qt::AlignRight, m_shortcut);
}

} // namespace owb::ui
