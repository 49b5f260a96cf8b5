#pragma once

#include "common/pageservices.h"
#include "common/searchfield.h"
#include "common/statestack.h"
#include "store/repository.h"
#include "tables/pagedtablemodel.h"

#include <QTableView>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QSplitter;
class QVBoxLayout;

namespace owb::ui {

class Banner;
class DetailsPane;

/** What the pages with a table have in common: title row, search, table with its states, details at the right. */
class TablePage : public QWidget
{
    Q_OBJECT
public:
    struct Words
    {
        QString title; // "Clients", also the table's accessible name
        QString search; // accessible name of the search field
        QString placeholder;
        QString emptyIcon;
        QString emptyTitle;
        QString emptyText;
        QString noMatchTitle;
    };

    TablePage(
        Words words, store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent);

    void focusSearch() { m_search->focusSearch(); }
    void setSearch(const QString& text) { m_search->setText(text); }
    void reload() { m_model->reload(); }
    void setDetailsVisible(bool visible);
    [[nodiscard]] bool areDetailsVisible() const;
    /** Whether the details stand beside the table from the start, where there is room. */
    [[nodiscard]] virtual bool detailsByDefault() const { return true; }
    /** The total of the table, when it is known, for "17 of 248". */
    void setTotal(std::optional<qint64> total);
    /** For the window's menus. */
    [[nodiscard]] virtual QList<QAction*> menuActions() const { return {}; }

protected:
    /** To be called once by the derived constructor. */
    void setModel(tables::PagedTableModel* model, DetailsPane* details);
    [[nodiscard]] QHBoxLayout* headerRow() const { return m_header; }
    [[nodiscard]] QVBoxLayout* middleColumn() const { return m_middle; }
    [[nodiscard]] QTableView& table() const { return *m_table; }
    [[nodiscard]] SearchField& search() const { return *m_search; }
    [[nodiscard]] StateStack& states() const { return *m_states; }
    [[nodiscard]] Banner& banner() const { return *m_banner; }
    [[nodiscard]] store::Repository& repository() const { return m_repository; }
    [[nodiscard]] const core::Clock& clock() const { return m_clock; }
    [[nodiscard]] PageServices& services() const { return m_services; }
    [[nodiscard]] QList<int> selectedRows() const;
    /** The first useful actions of an empty table. */
    [[nodiscard]] virtual QList<StateMessage::Action> emptyActions() { return {}; }
    virtual void currentRowChanged(int row) = 0;
    virtual void rowsLoaded() { }
    virtual void applyFilter(const oauth::Filter& filter) = 0;

private:
    void showState();
    void showCount();
    void showFailure(const core::Error& error);
    void rememberRow();
    void restoreRow();

    Words m_words;
    store::Repository& m_repository;
    const core::Clock& m_clock;
    PageServices& m_services;
    QSplitter* m_splitter;
    QVBoxLayout* m_middle;
    QHBoxLayout* m_header;
    QLabel* m_count;
    SearchField* m_search;
    Banner* m_banner;
    QTableView* m_table;
    StateStack* m_states;
    DetailsPane* m_details = nullptr;
    tables::PagedTableModel* m_model = nullptr;
    oauth::RowKey m_currentKey;
    std::optional<qint64> m_total;
};

} // namespace owb::ui
