#include "common/chip.h"

#include "common/icons.h"
#include "common/theme.h"

#include <QFontMetrics>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

constexpr int chipSide = 6;
constexpr int chipIcon = 12;
constexpr int chipGap = 4;

QString chipIconName(Tone tone)
{
    switch (tone) {
    case Tone::Active:
        return u"dot"_s;
    case Tone::Expired:
        return u"clock"_s;
    case Tone::Revoked:
        return u"barred"_s;
    case Tone::Error:
        return u"error"_s;
    case Tone::Warning:
        return u"warning"_s;
    case Tone::Note:
        return u"info"_s;
    case Tone::Neutral:
    case Tone::Value:
    case Tone::Production:
        return {};
    }
    return {};
}

Tint chipTint(Tone tone)
{
    const Colours& c = colours();
    switch (tone) {
    case Tone::Active:
        return c.active;
    case Tone::Expired:
        return c.expired;
    case Tone::Revoked:
    case Tone::Error:
        return c.revoked;
    case Tone::Warning:
        return c.warning;
    case Tone::Note:
        return c.info;
    case Tone::Neutral:
        return c.expired;
    case Tone::Value:
        return {c.text, Qt::transparent};
    case Tone::Production:
        return {c.productionFillText, c.productionFill};
    }
    return c.expired;
}

QFont chipFont(Tone tone)
{
    if (tone != Tone::Production) {
        return smallFont();
    }
    QFont font = smallBoldFont();
    font.setPointSizeF(font.pointSizeF() - 0.75); // its capitals are as high as the letters beside it
    return font;
}

} // namespace

QSize chipSize(const Chip& chip)
{
    const QFontMetrics metrics(chipFont(chip.tone));
    const int icon = chipIconName(chip.tone).isEmpty() ? 0 : chipIcon + chipGap;
    return {2 * chipSide + icon + metrics.horizontalAdvance(chip.text),
        std::max(metrics::chipHeight, metrics.height() + 2)};
}

void paintChip(QPainter& painter, const QRect& rect, const Chip& chip, bool selected)
{
    const QSize size = chipSize(chip);
    const QRect box(
        rect.x(), rect.y() + (rect.height() - size.height()) / 2, std::min(size.width(), rect.width()), size.height());
    Tint tint = chipTint(chip.tone);
    if (colours().outlined && selected) {
        tint = {colours().selectionText, Qt::transparent}; // everything is black on the yellow selection
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const bool edge = chip.tone == Tone::Value || (colours().outlined && chip.tone != Tone::Production);
    painter.setPen(edge ? QPen(chip.tone == Tone::Value && !colours().outlined ? colours().buttonEdge : tint.text)
                        : QPen(Qt::NoPen));
    painter.setBrush(tint.ground);
    painter.drawRoundedRect(edge ? QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5) : QRectF(box), 4, 4);
    int x = box.x() + chipSide;
    if (const QString name = chipIconName(chip.tone); !name.isEmpty()) {
        const qreal ratio = painter.device()->devicePixelRatio();
        painter.drawPixmap(x, box.center().y() - chipIcon / 2 + 1, iconPixmap(name, chipIcon, tint.text, ratio));
        x += chipIcon + chipGap;
    }
    painter.setPen(tint.text);
    painter.setFont(chipFont(chip.tone));
    const QRect textBox(x, box.y(), box.right() - chipSide - x + 2, box.height());
    painter.drawText(textBox, Qt::AlignVCenter | Qt::AlignLeft,
        QFontMetrics(chipFont(chip.tone)).elidedText(chip.text, Qt::ElideRight, textBox.width()));
    painter.restore();
}

ChipLabel::ChipLabel(Chip chip, QWidget* parent)
    : QWidget(parent)
    , m_chip(std::move(chip))
{
    setAccessibleName(m_chip.text);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void ChipLabel::setChip(const Chip& chip)
{
    m_chip = chip;
    setAccessibleName(chip.text);
    updateGeometry();
    update();
}

QSize ChipLabel::sizeHint() const
{
    return chipSize(m_chip);
}

void ChipLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintChip(painter, rect(), m_chip);
}

} // namespace owb::ui
