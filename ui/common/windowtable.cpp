#include "common/windowtable.h"

#include "common/widgets.h"
#include "common/windowselection.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace owb::ui {

RowsView::RowsView(QWidget* parent)
    : QTableView(parent)
{
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAutoScroll(false);
}

void RowsView::setWindow(tables::WindowModel* model)
{
    m_window = model;
    setModel(model);
    QItemSelectionModel* plain = selectionModel();
    m_selection = new WindowSelection(*model, this);
    setSelectionModel(m_selection);
    delete plain;
    takeRoom();
}

/** Whole rows are on screen, and the window moves by rows: only columns are left to scroll to. */
void RowsView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    QTableView::scrollTo(index, hint);
    verticalScrollBar()->setValue(0);
}

void RowsView::selectAll()
{
    if (m_window) {
        tables::RowSelection all;
        all.setAll();
        m_window->select(all);
    }
}

void RowsView::goTo(qint64 row)
{
    m_selection->goTo(row, false);
}

void RowsView::selectNone()
{
    if (m_window) {
        m_window->select({});
    }
}

std::optional<qint64> RowsView::targetOf(const QKeyEvent& event) const
{
    const qint64 row = m_window->currentRow();
    const qint64 page = std::max(m_window->room() - 1, 1);
    switch (event.key()) {
    case Qt::Key_Up:
        return row - 1;
    case Qt::Key_Down:
        return row + 1;
    case Qt::Key_PageUp:
        return row - page;
    case Qt::Key_PageDown:
        return row + page;
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return m_window->total() - 1;
    default:
        return std::nullopt;
    }
}

void RowsView::keyPressEvent(QKeyEvent* event)
{
    const auto target =
        m_window && m_window->total() > 0 && !(event->modifiers() & Qt::AltModifier) ? targetOf(*event) : std::nullopt;
    if (!target) {
        QTableView::keyPressEvent(event);
        return;
    }
    m_selection->goTo(
        std::clamp<qint64>(*target, 0, m_window->total() - 1), event->modifiers().testFlag(Qt::ShiftModifier));
    event->accept();
}

void RowsView::wheelEvent(QWheelEvent* event)
{
    const bool sideways = std::abs(event->angleDelta().x()) > std::abs(event->angleDelta().y());
    if (sideways) {
        QTableView::wheelEvent(event);
    } else {
        Q_EMIT wheeled(event);
    }
}

void RowsView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    takeRoom();
}

void RowsView::takeRoom()
{
    if (m_window) {
        const int height = verticalHeader()->defaultSectionSize();
        m_window->setRoom(std::max(viewport()->height() / height, 1), viewport()->height() % height != 0);
    }
}

WindowTable::WindowTable(QWidget* parent)
    : QWidget(parent)
    , m_view(new RowsView(this))
    , m_bar(new QScrollBar(Qt::Vertical, this))
    , m_estimate(makeMutedLabel(QStringLiteral("\u2248"), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_bar, 1);
    m_estimate->setAlignment(Qt::AlignCenter);
    m_estimate->setToolTip(tr("The position is estimated while the rows are being counted."));
    m_estimate->setAccessibleName(m_estimate->toolTip());
    m_estimate->setObjectName(QStringLiteral("estimateMark"));
    m_estimate->hide();
    column->addWidget(m_estimate);
    row->addLayout(column);
    setFocusProxy(m_view);
    m_bar->setObjectName(QStringLiteral("rowsBar"));
    m_bar->setAccessibleName(tr("Rows"));
    m_bar->hide();
    connect(m_bar, &QScrollBar::valueChanged, this, [this](int value) {
        if (m_model) {
            m_model->setTop(static_cast<qint64>(value) * m_unit);
        }
    });
    connect(
        m_view, &RowsView::wheeled, this, [this](QWheelEvent* event) { QCoreApplication::sendEvent(m_bar, event); });
}

void WindowTable::setWindow(tables::WindowModel* model)
{
    m_model = model;
    m_view->setWindow(model);
    connect(model, &tables::WindowModel::moved, this, &WindowTable::follow);
    follow();
}

void WindowTable::follow()
{
    constexpr qint64 furthest = std::numeric_limits<int>::max();
    const QSignalBlocker quiet(m_bar);
    const qint64 last = m_model->lastTop();
    m_unit = static_cast<int>(last / furthest + 1);
    m_bar->setRange(0, static_cast<int>(last / m_unit));
    m_bar->setPageStep(std::max(m_model->room() / m_unit, 1));
    m_bar->setSingleStep(1);
    m_bar->setValue(static_cast<int>(m_model->top() / m_unit));
    m_bar->setVisible(last > 0);
    m_estimate->setVisible(last > 0 && !m_model->isTotalExact());
}

} // namespace owb::ui
