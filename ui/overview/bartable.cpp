#include "overview/bartable.h"

#include "common/counts.h"
#include "common/tabledelegates.h"
#include "common/theme.h"
#include "common/widgets.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace owb::ui {

namespace {

enum Column { Label, BarColumn, Count, ColumnCount };

constexpr int labelWidth = 170;
constexpr int countWidth = 92;
constexpr int barHeight = 13;
constexpr int shareRole = Qt::UserRole; // of the longest bar, 0 to 1; less than 0 while it is not known

/** Draws its share of the cell as a bar. */
class BarDelegate final : public TextCellDelegate
{
public:
    explicit BarDelegate(QObject* parent)
        : TextCellDelegate(Face::Body, Qt::ElideRight, parent)
    { }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        const QRect cell = paintGround(painter, option, index);
        const double share = index.data(shareRole).toDouble();
        const bool isKnown = share >= 0;
        const double length =
            (isKnown ? share : 1 - index.row() * 0.12) * cell.width(); // what is to come has some length
        const QRectF bar(
            cell.x(), cell.center().y() - barHeight / 2, length > 0 ? std::max(length, 1.0) : 0, barHeight);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(isKnown ? colours().accentFill : colours().line);
        painter->drawRoundedRect(bar, 2, 2);
        painter->restore();
    }
};

} // namespace

BarTable::BarTable(const QString& accessibleName, QWidget* parent)
    : QTableWidget(0, ColumnCount, parent)
{
    polishTable(*this, accessibleName);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new TextCellDelegate(TextCellDelegate::Face::Body, Qt::ElideRight, this));
    setItemDelegateForColumn(BarColumn, new BarDelegate(this));
    horizontalHeader()->hide();
    horizontalHeader()->setSectionResizeMode(BarColumn, QHeaderView::Stretch);
    setColumnWidth(Label, labelWidth);
    setColumnWidth(Count, countWidth);
    setContextMenuPolicy(Qt::NoContextMenu);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QTableWidget::cellClicked, this, [this](int row) { choose(row); });
}

void BarTable::showUnknown(int rows)
{
    m_bars = QList<Bar>(rows);
    m_known = jobs::Known::Nothing;
    setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < ColumnCount; ++column) {
            auto* item = new QTableWidgetItem;
            item->setData(shareRole, -1);
            setItem(row, column, item);
        }
    }
    updateGeometry();
}

void BarTable::setBars(const QList<Bar>& bars, jobs::Known known)
{
    if (bars == m_bars && known == m_known) {
        return;
    }
    m_bars = bars;
    m_known = known;
    setRowCount(static_cast<int>(bars.size()));
    const auto longest =
        std::max_element(bars.cbegin(), bars.cend(), [](const Bar& a, const Bar& b) { return a.count < b.count; });
    for (int row = 0; row < rowCount(); ++row) {
        const Bar& bar = bars.at(row);
        auto* label = new QTableWidgetItem(bar.label);
        label->setToolTip(displayText(bar.label).toHtmlEscaped());
        setItem(row, Label, label);
        auto* drawn = new QTableWidgetItem;
        drawn->setData(
            shareRole, static_cast<double>(bar.count) / static_cast<double>(std::max<qint64>(longest->count, 1)));
        drawn->setData(Qt::AccessibleTextRole, tr("bar"));
        setItem(row, BarColumn, drawn);
        auto* count = new QTableWidgetItem(
            known == jobs::Known::Nearly ? estimateText(bar.count) : QLocale().toString(bar.count));
        count->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        setItem(row, Count, count);
    }
    updateGeometry();
}

QSize BarTable::sizeHint() const
{
    return {480, rowCount() * verticalHeader()->defaultSectionSize()};
}

void BarTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        choose(currentRow());
        return;
    }
    QTableWidget::keyPressEvent(event);
}

void BarTable::choose(int row)
{
    if (row >= 0 && row < m_bars.size() && !m_bars.at(row).search.isEmpty()) {
        Q_EMIT chosen(m_bars.at(row).search);
    }
}

} // namespace owb::ui
