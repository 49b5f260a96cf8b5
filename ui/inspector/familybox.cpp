#include "inspector/familybox.h"

#include "common/theme.h"
#include "common/widgets.h"
#include "inspector/familytext.h"

#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
constexpr int boxWidth = 348;
constexpr int edgeWidth = 3; // of the mark at the side of the token that was asked about
constexpr int radius = 6;
} // namespace

FamilyBox::FamilyBox(const store::Family& family, int member, qint64 now, QWidget* parent)
    : QAbstractButton(parent)
    , m_family(family)
    , m_member(member)
    , m_now(now)
{
    setObjectName(u"familyBox"_s);
    setAccessibleName(memberWords(family, member, now));
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    // One stop for the Tab key; from there the arrows lead on.
    setFocusPolicy(family.members.at(member).isThisOne ? Qt::StrongFocus : Qt::ClickFocus);
}

QSize FamilyBox::boxSize()
{
    return {boxWidth, 20 + QFontMetrics(bodyFont()).height() + 4 + QFontMetrics(smallFont()).height()};
}

void FamilyBox::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        click();
        return;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
        event->ignore(); // the drawing knows which box is next
        return;
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void FamilyBox::paintEvent(QPaintEvent*)
{
    const Colours& c = colours();
    const bool isThis = m_family.members.at(m_member).isThisOne;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isMarked = isThis || hasFocus();
    const double half = hasFocus() ? 1.0 : 0.5;
    painter.setPen(QPen(isMarked ? c.accent : c.fieldEdge, 2 * half));
    painter.setBrush(underMouse() ? c.alternate : c.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), radius, radius);
    if (isThis) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.accent);
        painter.drawRoundedRect(QRectF(5, 9, edgeWidth, height() - 18), 1.5, 1.5);
    }
    const Chip chip = memberChip(m_family, m_member, m_now);
    const QSize size = chipSize(chip);
    const QRect inner = rect().adjusted(16, 10, -12, -10);
    paintChip(painter, QRect(inner.right() - size.width(), inner.top() - 1, size.width() + 1, size.height()), chip);
    const QFont font = isThis ? boldFont() : bodyFont();
    painter.setFont(font);
    painter.setPen(c.text);
    painter.drawText(inner.adjusted(0, 0, -size.width() - 8, 0), Qt::AlignTop | Qt::AlignLeft | Qt::TextSingleLine,
        QFontMetrics(font).elidedText(
            issuedWords(m_family.members.at(m_member)), Qt::ElideRight, inner.width() - size.width() - 8));
    painter.setFont(smallFont());
    painter.setPen(c.text2);
    const QString mark = isThis ? tr("This token. ") : QString();
    painter.drawText(inner, Qt::AlignBottom | Qt::AlignLeft | Qt::TextSingleLine,
        QFontMetrics(smallFont())
            .elidedText(mark + detailWords(m_family, m_member, m_now), Qt::ElideRight, inner.width()));
}

} // namespace owb::ui
