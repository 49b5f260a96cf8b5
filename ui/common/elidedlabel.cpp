#include "common/elidedlabel.h"

#include "common/widgets.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

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
    explain();
    updateGeometry();
    update();
}

void ElidedLabel::setWrapped(bool wrapped)
{
    m_wrapped = wrapped;
    QSizePolicy policy(QSizePolicy::Preferred, wrapped ? QSizePolicy::Minimum : QSizePolicy::Fixed);
    policy.setHeightForWidth(wrapped);
    setSizePolicy(policy);
    updateGeometry();
    update();
}

int ElidedLabel::heightForWidth(int width) const
{
    const QRect room(0, 0, std::max(width, 1), QWIDGETSIZE_MAX);
    return m_wrapped ? fontMetrics().boundingRect(room, Qt::TextWrapAnywhere, m_text).height() + 2
                     : sizeHint().height();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 1, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 6), sizeHint().height()};
}

void ElidedLabel::setSecretName(const QString& accessibleName)
{
    m_secret = true;
    setAccessibleName(accessibleName);
    explain();
}

void ElidedLabel::explain()
{
    const bool cut = fontMetrics().horizontalAdvance(m_text) > width();
    setToolTip(cut && !m_secret ? u"<qt>"_s + m_text.toHtmlEscaped() + u"</qt>"_s : QString());
    if (!m_secret) {
        setAccessibleName(m_text);
    }
}

void ElidedLabel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    explain();
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(inkColour(m_ink));
    if (m_wrapped) {
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere, m_text);
        return;
    }
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(m_text, m_mode, width()));
}

} // namespace owb::ui
