#pragma once

#include "tables/windowmodel.h"

#include <QTableView>

class QLabel;
class QScrollBar;

namespace owb::ui {

class WindowSelection;

/** The rows on screen of a longer list; the scroll bar over the whole of it stands beside, in WindowTable. */
class RowsView : public QTableView
{
    Q_OBJECT
public:
    explicit RowsView(QWidget* parent);
    void setWindow(tables::WindowModel* model);
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    void selectAll() override;
    /** That row and no other is selected, current and on screen. */
    void goTo(qint64 row);
    /** No row is selected, on screen or elsewhere. */
    void selectNone();

Q_SIGNALS:
    void wheeled(QWheelEvent* event);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void takeRoom();
    [[nodiscard]] std::optional<qint64> targetOf(const QKeyEvent& event) const;

    tables::WindowModel* m_window = nullptr;
    WindowSelection* m_selection = nullptr;
};

/** A table over a list of any length, with a scroll bar over all of it. */
class WindowTable : public QWidget
{
    Q_OBJECT
public:
    explicit WindowTable(QWidget* parent = nullptr);
    void setWindow(tables::WindowModel* model);
    [[nodiscard]] RowsView& view() const { return *m_view; }

private:
    void follow();

    tables::WindowModel* m_model = nullptr;
    RowsView* m_view;
    QScrollBar* m_bar;
    QLabel* m_estimate; // at its foot, while where it stands is not certain
    int m_unit = 1; // rows of one step of the bar: it counts no further than 2^31
};

} // namespace owb::ui
