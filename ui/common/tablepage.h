#pragma once

#include "common/pageservices.h"
#include "common/searchfield.h"
#include "common/sectionpage.h"
#include "common/statestack.h"
#include "common/tablewords.h"
#include "store/repository.h"
#include "common/windowtable.h"

class QHBoxLayout;
class QLabel;
class QSplitter;
class QVBoxLayout;

namespace owb::ui {

class Banner;
class DetailsPane;

/** What the pages with a table have in common: title row, search, table with its states, details at the right. */
class TablePage : public SectionPage
{
    Q_OBJECT
public:
    TablePage(TableWords words, store::Repository& repository, const core::Clock& clock, PageServices& services,
        QWidget* parent);

    void focusSearch() override { m_search->focusSearch(); }
    void setSearch(const QString& text) override { m_search->setText(text); }
    void reload() override;
    void setDetailsVisible(bool visible) override;
    [[nodiscard]] bool areDetailsVisible() const override;
    [[nodiscard]] bool detailsByDefault() const override { return true; }
    void setTotal(std::optional<qint64> total) override; // for "17 of 248"
    [[nodiscard]] QList<QAction*> menuActions() const override { return m_actions; }

protected:
    /** The database has no such table: says so, and reads nothing. */
    void showMissing(const StateMessage& message);
    void setModel(tables::WindowModel* model, DetailsPane* details); // once, by the derived constructor
    /** An action of the page's menus, with its keys. */
    QAction* addAction(
        const QString& text, const QKeySequence& keys, const QString& iconName, std::function<void()> run);
    /** A click on a header sorts by it, the next one the other way. */
    void sortByHeader(bool (*sortable)(int column));
    /** Selects a row now, or when it is read. */
    void choose(const oauth::RowKey& key);
    [[nodiscard]] QHBoxLayout* headerRow() const { return m_header; }
    [[nodiscard]] QVBoxLayout* middleColumn() const { return m_middle; }
    [[nodiscard]] RowsView& table() const { return m_table->view(); }
    [[nodiscard]] std::optional<qint64> total() const { return m_total; } // see setTotal()
    [[nodiscard]] SearchField& search() const { return *m_search; }
    [[nodiscard]] Banner& banner() const { return *m_banner; }
    [[nodiscard]] store::Repository& repository() const { return m_repository; }
    [[nodiscard]] const core::Clock& clock() const { return m_clock; }
    [[nodiscard]] PageServices& services() const { return m_services; }
    /** The first useful actions of an empty table. */
    [[nodiscard]] virtual QList<StateMessage::Action> emptyActions() { return {}; }
    /** Another row is current, or what is known of it changed; or none is any more. */
    virtual void currentChanged() = 0;
    virtual void rowsLoaded() { }
    /** What a cell stands for when it shows a secret masked. */
    [[nodiscard]] virtual std::optional<core::Secret> secretAt(const QModelIndex&) const { return std::nullopt; }
    virtual void applyFilter(const oauth::Filter& filter) = 0;

private:
    void showMenu(const QPoint& at);
    void copyCell();
    void showState();
    void showCount();
    void showFailure(const core::Error& error);

    TableWords m_words;
    store::Repository& m_repository;
    const core::Clock& m_clock;
    PageServices& m_services;
    QSplitter* m_splitter;
    QVBoxLayout* m_middle;
    QHBoxLayout* m_header;
    QLabel* m_count;
    SearchField* m_search;
    Banner* m_banner;
    WindowTable* m_table;
    QAction* m_copy;
    QList<QAction*> m_actions;
    StateStack* m_states;
    DetailsPane* m_details = nullptr;
    tables::WindowModel* m_model = nullptr;
    std::optional<qint64> m_total;
    bool m_missing = false;
};

} // namespace owb::ui
