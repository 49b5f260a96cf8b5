#pragma once

#include "core/result.h"
#include "oauth/rowkey.h"
#include "tables/roles.h"
#include "tables/rowplaces.h"
#include "tables/rowselection.h"

#include <QAbstractTableModel>

namespace owb::tables {

/**
 * A window on a list of any length: the model has the rows that are on screen and no others, so that a view costs the
 * same for ten rows and for ten million. `row` of type qint64 counts in the whole list, `int` on screen. What is
 * selected and which row is current are kept here, because both may be off screen.
 */
class WindowModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Phase { Idle, Loading, Loaded, Failed };
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final { return parent.isValid() ? 0 : m_shown; }
    [[nodiscard]] Phase phase() const { return m_phase; }
    /** Rows of the whole list, an estimate until all of it was looked at. */
    [[nodiscard]] qint64 total() const { return m_places.total(); }
    [[nodiscard]] bool isTotalExact() const { return m_places.isExact(); }
    [[nodiscard]] std::optional<double> looked() const { return m_places.looked(); } // see RowPlaces

    [[nodiscard]] qint64 top() const { return m_top; }
    /** The highest top: the last row is then at the foot. */
    [[nodiscard]] qint64 lastTop() const { return std::max<qint64>(total() - m_room, 0); }
    void setTop(qint64 row);
    /** How many rows the view has whole room for, and whether a part of one more is seen. */
    void setRoom(int rows, bool andPart);
    [[nodiscard]] int room() const { return m_room; }
    /** Scrolls no further than is needed to have the row on screen. */
    void bringIn(qint64 row);

    [[nodiscard]] qint64 currentRow() const { return m_current; } // -1: none
    void setCurrentRow(qint64 row);
    /** Where a range begins that is selected with Shift. */
    [[nodiscard]] qint64 anchor() const { return m_anchor; }
    void setAnchor(qint64 row) { m_anchor = row; }
    [[nodiscard]] const RowSelection& selection() const { return m_selection; }
    void select(const RowSelection& selection);

    /** Reads what is on screen anew; rows stay until it is there. */
    virtual void reload() = 0;
    /** What a cell says until its row is read. */
    [[nodiscard]] static QVariant unread(int role);
    /** The key of a row on screen; empty until it is read. */
    [[nodiscard]] virtual oauth::RowKey keyAt(int shown) const = 0;
    /** Goes to that row now or when it is read, and selects it alone. */
    virtual void choose(const oauth::RowKey& key) = 0;

Q_SIGNALS:
    void loading();
    void loaded();
    void loadFailed(const owb::core::Error& error);
    /** The top, the total or the room changed. */
    void moved();
    /** Another row is current, or what is known of it changed. */
    void currentChanged();
    void selectionChanged();

protected:
    /** Something else is on screen: read what is missing. */
    virtual void shownChanged() = 0;
    void setPhase(Phase phase) { m_phase = phase; }
    [[nodiscard]] const RowPlaces& places() const { return m_places; }
    [[nodiscard]] RowPlaces& places() { return m_places; }
    /** After a change of the places: rows from `row` on moved by `count`; `known` as in RowSelection. */
    void follow(qint64 row, qint64 count, bool known);
    /** Of several selected rows none but the current one: their numbers may mean other rows now. */
    void selectCurrentAlone();
    /** The same rows have other numbers: nothing else changed. */
    void renumber(qint64 top, qint64 current);
    /** Another row was made the current one. */
    virtual void currentMoved() = 0;
    /** The number of rows on screen as it must be, and a repaint. */
    void fit();
    void touch(qint64 row); // its values are others
    void startOver(); // the rows are those of another list

private:
    RowPlaces m_places;
    RowSelection m_selection;
    Phase m_phase = Phase::Idle;
    qint64 m_top = 0;
    qint64 m_current = -1;
    qint64 m_anchor = 0;
    int m_room = store::pageSize; // as long as no view says otherwise
    bool m_andPart = false;
    int m_shown = 0;
};

} // namespace owb::tables
