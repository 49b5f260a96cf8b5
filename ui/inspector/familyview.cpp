#include "inspector/familyview.h"

#include "common/theme.h"
#include "inspector/familybox.h"
#include "inspector/familytext.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
constexpr int between = 34; // rows, with room for an arrow and a word beside it
constexpr int beside = 16;
constexpr int arrow = 5;
constexpr int inset = 28; // of the arrows, so that words beside them have room
} // namespace

FamilyView::FamilyView(const store::Family& family, qint64 now, QWidget* parent)
    : QWidget(parent)
    , m_family(family)
{
    setObjectName(u"familyView"_s);
    setAccessibleName(tr("Tokens that were refreshed from each other, oldest first"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    for (int member = 0; member < m_family.members.size(); ++member) {
        auto* box = new FamilyBox(m_family, member, now, this);
        connect(box, &FamilyBox::clicked, this, [this, member] { Q_EMIT chosen(member); });
        m_boxes << box;
    }
    place();
}

/** In rows by how many refreshes lead to them. */
void FamilyView::place()
{
    const QSize box = FamilyBox::boxSize();
    QList<int> rows; // of each member
    QList<int> taken; // of each row
    for (const store::FamilyMember& member : m_family.members) {
        const int row = member.predecessor < 0 ? 0 : rows.at(member.predecessor) + 1;
        while (taken.size() <= row) {
            taken << 0;
        }
        const int lane = taken[row]++;
        m_boxes.at(rows.size())
            ->setGeometry(QRect(
                QPoint(metrics::dialogMargin + lane * (box.width() + beside), between + row * (box.height() + between)),
                box));
        rows << row;
    }
    const int lanes = taken.isEmpty() ? 1 : *std::max_element(taken.cbegin(), taken.cend());
    m_size = {2 * metrics::dialogMargin + lanes * (box.width() + beside) - beside,
        between + static_cast<int>(taken.size()) * (box.height() + between)};
    setMinimumSize(m_size);
}

QWidget* FamilyView::thisBox() const
{
    const auto found = std::find_if(m_family.members.cbegin(), m_family.members.cend(),
        [](const store::FamilyMember& member) { return member.isThisOne; });
    return m_boxes.value(static_cast<int>(std::distance(m_family.members.cbegin(), found)));
}

void FamilyView::keyPressEvent(QKeyEvent* event)
{
    const auto current = m_boxes.indexOf(qobject_cast<FamilyBox*>(focusWidget()));
    const auto last = m_boxes.size() - 1;
    auto wanted = current;
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Left:
        wanted = std::max<qsizetype>(0, current - 1);
        break;
    case Qt::Key_Down:
    case Qt::Key_Right:
        wanted = std::min(last, current + 1);
        break;
    case Qt::Key_Home:
        wanted = 0;
        break;
    case Qt::Key_End:
        wanted = last;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (wanted >= 0 && wanted <= last) {
        m_boxes.at(wanted)->setFocus(Qt::OtherFocusReason);
        Q_EMIT reached(m_boxes.at(wanted));
    }
}

void FamilyView::paintLink(QPainter& painter, int member) const
{
    const store::FamilyMember& one = m_family.members.at(member);
    const QRect box = m_boxes.at(member)->geometry();
    const QPointF end(box.left() + inset + 0.5, box.top() - 1);
    const QString words = linkWords(m_family, member);
    if (one.link == store::FamilyLink::None) {
        return;
    }
    QPointF start(end.x(), end.y() - between / 2.0);
    if (one.predecessor >= 0) {
        const QRect from = m_boxes.at(one.predecessor)->geometry();
        start = QPointF(from.left() + inset + 0.5, from.bottom() + 1);
    }
    const double middle = one.predecessor < 0 ? start.y() : end.y() - between / 2.0;
    QPainterPath path(start);
    path.lineTo(start.x(), middle);
    path.lineTo(end.x(), middle);
    path.lineTo(end);
    const QColor ink = words.isEmpty() ? colours().text2 : colours().warning.text;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink, 1.5, words.isEmpty() ? Qt::SolidLine : Qt::DashLine));
    painter.drawPath(path);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawPolygon(QPolygonF({end, end + QPointF(-arrow, -arrow - 2), end + QPointF(arrow, -arrow - 2)}));
    painter.setPen(ink);
    painter.drawText(QRectF(end.x() + 12, end.y() - between, box.right() - end.x() - 12, between),
        Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine,
        QFontMetrics(painter.font()).elidedText(words, Qt::ElideRight, box.right() - static_cast<int>(end.x()) - 12));
}

void FamilyView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    for (int member = 0; member < m_family.members.size(); ++member) {
        paintLink(painter, member);
    }
}

} // namespace owb::ui
