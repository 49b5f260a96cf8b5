#include "common/termchip.h"

#include "common/icons.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
constexpr int side = 8;
constexpr int cross = 12;
constexpr int gap = 4;
constexpr int leastHeight = 22;
constexpr int longestValue = 240;
} // namespace

TermChip::TermChip(const oauth::TermWords& words, QWidget* parent)
    : QToolButton(parent)
    , m_relation(words.relation)
    , m_value(displayText(words.value))
{
    // A whole token may be searched for: nothing repeats more of it than is painted.
    const QString text =
        m_relation + u' ' + QFontMetrics(smallBoldFont()).elidedText(m_value, Qt::ElideMiddle, longestValue);
    setText(QString(text).replace(u'&', u"&&"_s)); // no mnemonic is meant
    setAccessibleName(tr("Remove from the search: %1").arg(text));
    setToolTip(u"<qt>"_s + accessibleName().toHtmlEscaped() + u"</qt>"_s);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QSize TermChip::sizeHint() const
{
    const QFontMetrics plain(smallFont());
    const int value = std::min(QFontMetrics(smallBoldFont()).horizontalAdvance(m_value), longestValue);
    return {2 + 2 * side + plain.horizontalAdvance(m_relation) + gap + value + gap + cross,
        std::max(leastHeight, plain.height() + 4)};
}

QSize TermChip::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), 2 * side + cross + 8 * QFontMetrics(smallFont()).averageCharWidth()),
        sizeHint().height()};
}

void TermChip::paintEvent(QPaintEvent*)
{
    const Colours& c = colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool edge = hasFocus() || c.outlined;
    painter.setPen(edge ? QPen(hasFocus() ? c.accent : c.info.text, hasFocus() ? 2 : 1) : QPen(Qt::NoPen));
    painter.setBrush(c.info.ground);
    painter.drawRoundedRect(edge ? QRectF(rect()).adjusted(1, 1, -1, -1) : QRectF(rect()), 4, 4);
    painter.setPen(c.info.text);
    QRect room = rect().adjusted(side, 0, -side - cross - gap, 0);
    painter.setFont(smallFont());
    const int whole = QFontMetrics(smallBoldFont()).horizontalAdvance(m_value) + gap;
    const int left = std::max(room.width() - whole, room.width() / 3); // the value says more
    const QString relation = painter.fontMetrics().elidedText(m_relation, Qt::ElideRight, left);
    painter.drawText(room, Qt::AlignVCenter, relation);
    room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(relation) + gap);
    painter.setFont(smallBoldFont());
    painter.drawText(room, Qt::AlignVCenter, painter.fontMetrics().elidedText(m_value, Qt::ElideMiddle, room.width()));
    painter.drawPixmap(width() - side - cross + 2, (height() - cross) / 2,
        iconPixmap(u"close"_s, cross, c.info.text, devicePixelRatioF()));
}

} // namespace owb::ui
