#include "common/windowselection.h"

#include <QGuiApplication>
#include <QScopedValueRollback>

namespace owb::ui {

using tables::RowSelection;

WindowSelection::WindowSelection(tables::WindowModel& model, QObject* parent)
    : QItemSelectionModel(&model, parent)
    , m_model(model)
{
    connect(&model, &tables::WindowModel::moved, this, &WindowSelection::show);
    connect(&model, &tables::WindowModel::selectionChanged, this, &WindowSelection::show);
    connect(&model, &tables::WindowModel::currentChanged, this, &WindowSelection::show);
}

void WindowSelection::select(const QItemSelection& selection, QItemSelectionModel::SelectionFlags command)
{
    if (m_showing || command == NoUpdate) {
        QItemSelectionModel::select(selection, command);
        return;
    }
    RowSelection rows = command & Clear ? RowSelection() : m_model.selection();
    const bool adds = QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier);
    const bool extends = (command & Select) && (command & Current) && !(command & Clear) && !adds;
    for (const QItemSelectionRange& range : selection) {
        const qint64 first = m_model.top() + range.top();
        const qint64 last = m_model.top() + range.bottom();
        if (command & Toggle) {
            for (qint64 row = first; row <= last; ++row) {
                rows.toggle(row);
            }
            m_model.setAnchor(first);
        } else if (extends) { // the view knows only of the part on screen; the end that is not current is the anchor
            rows.setRange(m_model.anchor(), m_model.currentRow() == last ? last : first);
        } else if (command & Select) {
            rows.add(first, last);
            m_model.setAnchor(first);
        } else if (command & Deselect) {
            rows.remove(first, last);
        }
    }
    m_model.select(rows);
    show();
}

void WindowSelection::setCurrentIndex(const QModelIndex& index, QItemSelectionModel::SelectionFlags command)
{
    if (!m_showing && index.isValid()) {
        m_model.setCurrentRow(m_model.top() + index.row());
    }
    QItemSelectionModel::setCurrentIndex(index, command);
}

void WindowSelection::goTo(qint64 row, bool extend)
{
    RowSelection rows;
    if (extend) {
        rows.setRange(m_model.anchor(), row);
    } else {
        rows.setOnly(row);
        m_model.setAnchor(row);
    }
    m_model.select(rows);
    m_model.setCurrentRow(row);
    m_model.bringIn(row);
    show();
}

/** What is selected and current of the rows on screen. */
void WindowSelection::show()
{
    if (m_showing) {
        return;
    }
    const QScopedValueRollback<bool> showing(m_showing, true);
    QItemSelection onScreen;
    const int lastColumn = m_model.columnCount() - 1;
    for (int row = 0; row < m_model.rowCount() && lastColumn >= 0; ++row) {
        if (m_model.selection().contains(m_model.top() + row)) {
            onScreen.append(QItemSelectionRange(m_model.index(row, 0), m_model.index(row, lastColumn)));
        }
    }
    QItemSelectionModel::select(onScreen, ClearAndSelect);
    const qint64 current = m_model.currentRow() - m_model.top();
    const bool isOnScreen = m_model.currentRow() >= 0 && current >= 0 && current < m_model.rowCount();
    const int column = std::max(currentIndex().column(), 0);
    QItemSelectionModel::setCurrentIndex(
        isOnScreen ? m_model.index(static_cast<int>(current), column) : QModelIndex(), NoUpdate);
}

} // namespace owb::ui
