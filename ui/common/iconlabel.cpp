#include "common/iconlabel.h"

#include "common/icons.h"

#include <QPainter>

namespace owb::ui {

IconLabel::IconLabel(const QString& iconName, int size, Ink ink, QWidget* parent)
    : QWidget(parent)
{
    setFixedSize(size, size);
    setPicture(iconName, ink);
}

void IconLabel::setPicture(const QString& iconName, Ink ink)
{
    m_iconName = iconName;
    m_ink = ink;
    update();
}

void IconLabel::paintEvent(QPaintEvent*)
{
    if (m_iconName.isEmpty()) {
        return;
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, iconPixmap(m_iconName, width(), inkColour(m_ink), devicePixelRatioF()));
}

} // namespace owb::ui
