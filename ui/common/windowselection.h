#pragma once

#include "tables/windowmodel.h"

#include <QItemSelectionModel>

namespace owb::ui {

/**
 * The selection of a table whose model is a window on a longer list: what the view selects among the rows on screen is
 * kept by the model for the whole list, and shown again wherever the window goes.
 */
class WindowSelection : public QItemSelectionModel
{
    Q_OBJECT
public:
    WindowSelection(tables::WindowModel& model, QObject* parent);

    void select(const QItemSelection& selection, QItemSelectionModel::SelectionFlags command) override;
    void setCurrentIndex(const QModelIndex& index, QItemSelectionModel::SelectionFlags command) override;
    /** A row of the whole list becomes current, and is selected, alone or with all from the last one on. */
    void goTo(qint64 row, bool extend);

private:
    void show();

    tables::WindowModel& m_model;
    bool m_showing = false;
};

} // namespace owb::ui
