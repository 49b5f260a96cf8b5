#pragma once

#include "core/result.h"
#include "oauth/rowkey.h"

#include <QAbstractTableModel>

namespace owb::tables {

/** How a cell's text stands out. */
enum class TextTone { Normal, Muted, MutedItalic, Warning };

/** Roles every table here has beside Qt's. */
enum Role {
    ToneRole = Qt::UserRole + 1, // int of TextTone
    SortRole, // the raw value
    StateRole, // int of the row's state, where it has one
};

/** What the tables have in common towards a view: paging, loading, sorting. */
class PagedTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Phase { Idle, Loading, Loaded, Failed };
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] Phase phase() const { return m_phase; }
    /** Whether rows after those here are known to exist. */
    [[nodiscard]] virtual bool hasMore() const = 0;
    /** Reads the first page anew; rows stay until it is there. */
    virtual void reload() = 0;
    /** The place of a row, or -1. */
    [[nodiscard]] virtual int rowOf(const oauth::RowKey& key) const = 0;
    [[nodiscard]] virtual oauth::RowKey keyAt(int row) const = 0;

Q_SIGNALS:
    void loading();
    void loaded();
    void loadFailed(const owb::core::Error& error);

protected:
    void setPhase(Phase phase) { m_phase = phase; }

private:
    Phase m_phase = Phase::Idle;
};

} // namespace owb::tables
