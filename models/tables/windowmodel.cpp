#include "tables/windowmodel.h"

#include <algorithm>

namespace owb::tables {

QVariant WindowModel::unread(int role)
{
    return role == Qt::DisplayRole ? QVariant(QStringLiteral("…"))
        : role == ToneRole         ? QVariant(static_cast<int>(TextTone::Muted))
                                   : QVariant();
}

void WindowModel::setTop(qint64 row)
{
    const qint64 wanted = std::clamp<qint64>(row, 0, lastTop());
    if (wanted != m_top) {
        m_top = wanted;
        fit();
        shownChanged();
    }
}

void WindowModel::setRoom(int rows, bool andPart)
{
    if (rows == m_room && andPart == m_andPart) {
        return;
    }
    m_room = std::max(rows, 1);
    m_andPart = andPart;
    m_top = std::clamp<qint64>(m_top, 0, lastTop());
    fit();
    shownChanged();
}

void WindowModel::bringIn(qint64 row)
{
    if (row < m_top) {
        setTop(row);
    } else if (row >= m_top + m_room) {
        setTop(row - m_room + 1);
    }
}

void WindowModel::setCurrentRow(qint64 row)
{
    const qint64 wanted = std::clamp<qint64>(row, -1, total() - 1);
    if (wanted != m_current) {
        m_current = wanted;
        currentMoved();
        Q_EMIT currentChanged();
    }
}

void WindowModel::renumber(qint64 top, qint64 current)
{
    const bool alone = m_selection.contains(m_current) && m_selection.count(total()) == 1;
    m_top = std::clamp<qint64>(top, 0, lastTop());
    m_anchor = std::max<qint64>(m_anchor + current - m_current, 0); // as far as the current row moved
    m_current = std::min(current, total() - 1);
    if (alone && m_current >= 0) {
        m_selection.setOnly(m_current);
    }
    fit();
    Q_EMIT selectionChanged();
}

void WindowModel::selectCurrentAlone()
{
    if (m_selection.isAll() || m_selection.count(total()) < 2) {
        return;
    }
    m_selection.clear();
    if (m_current >= 0) {
        m_selection.setOnly(m_current);
    }
    Q_EMIT selectionChanged();
}

void WindowModel::select(const RowSelection& selection)
{
    if (selection.runs() != m_selection.runs()) {
        m_selection = selection;
        Q_EMIT selectionChanged();
    }
}

void WindowModel::follow(qint64 row, qint64 count, bool known)
{
    if (count != 0) {
        m_selection.shift(row, count, known);
        m_top = m_top >= row && m_top > 0 ? m_top + count : m_top;
        m_current = m_current >= row ? std::max<qint64>(m_current + count, -1) : m_current;
        m_anchor = m_anchor >= row ? std::max<qint64>(m_anchor + count, 0) : m_anchor;
    }
    m_top = std::clamp<qint64>(m_top, 0, lastTop());
    m_current = std::min(m_current, total() - 1);
    fit();
    if (count != 0) {
        Q_EMIT selectionChanged();
    }
}

void WindowModel::fit()
{
    const auto wanted = static_cast<int>(std::min<qint64>(total() - m_top, m_room + (m_andPart ? 1 : 0)));
    if (wanted > m_shown) {
        beginInsertRows({}, m_shown, wanted - 1);
        m_shown = wanted;
        endInsertRows();
    } else if (wanted < m_shown) {
        beginRemoveRows({}, wanted, m_shown - 1);
        m_shown = wanted;
        endRemoveRows();
    }
    Q_EMIT moved();
    if (m_shown > 0) {
        Q_EMIT dataChanged(index(0, 0), index(m_shown - 1, columnCount() - 1));
    }
}

void WindowModel::touch(qint64 row)
{
    if (const auto shown = static_cast<int>(row - m_top); row >= m_top && row < m_top + m_shown) {
        Q_EMIT dataChanged(index(shown, 0), index(shown, columnCount() - 1));
    }
}

void WindowModel::startOver()
{
    beginResetModel();
    m_top = 0;
    m_current = -1;
    m_anchor = 0;
    m_selection.clear();
    m_shown = static_cast<int>(std::min<qint64>(total(), m_room + (m_andPart ? 1 : 0)));
    endResetModel();
    Q_EMIT moved();
    Q_EMIT selectionChanged();
}

} // namespace owb::tables
