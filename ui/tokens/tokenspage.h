#pragma once

#include "common/tablepage.h"
#include "oauth/tokenfile.h"
#include "tokens/changetokensdialog.h"

#include <QTimer>

namespace owb::tables {
class TokenTableModel;
}

namespace owb::ui {

class IndexAdvisor;
class StateCounter;
class StateFacets;
class TokenDetails;

/** The Tokens section: list, details, issuing and revoking. */
class TokensPage : public TablePage
{
    Q_OBJECT
public:
    TokensPage(store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent);
    /** Eight columns need the room; a double click or F4 brings the details in. */
    [[nodiscard]] bool detailsByDefault() const override { return false; }

    void issueToken();
    void revokeSelected();
    void endSelected();
    /** Opens the token in the inspector, where the database keeps its value. */
    void inspectCurrent();
    void restoreSelected();
    /** Removes rows of tokens that ended, of those that the search means. */
    void purge();
    /** To a file, the tokens that the search means; and from one. */
    void exportTokens();
    void importTokens();
    /** Of the tokens that the search means. */
    void verifySignatures();

protected:
    [[nodiscard]] QList<StateMessage::Action> emptyActions() override;
    void currentChanged() override;
    void rowsLoaded() override;
    [[nodiscard]] std::optional<core::Secret> secretAt(const QModelIndex& index) const override;
    void applyFilter(const oauth::Filter& filter) override;

private:
    void makeActions();
    void makeColumns();
    [[nodiscard]] QWidget* makeSelectionBar();
    void showSelection();
    void revoke(const QList<oauth::Token>& tokens);
    void change(ChangeTokensDialog::Change change);
    /** The selected tokens once they are read; where there are many, `action` in batches instead. */
    void withSelected(store::BulkAction action, std::function<void(const QList<oauth::Token>&)> run);
    void changeMany(store::BulkAction action);
    void askAndChange(const store::BulkChange& change, const QString& which);
    void chooseState(const QString& state);
    void exportTo(const QString& path, store::TokenQuery query, oauth::FileFormat format, oauth::Reveal reveal);
    void importFrom(const QString& path);

    tables::TokenTableModel* m_tokens;
    TokenDetails* m_details;
    StateFacets* m_facets;
    StateCounter* m_counter;
    IndexAdvisor* m_advisor;
    QAction* m_inspect = nullptr;
    QWidget* m_selectionBar;
    QLabel* m_selected;
    QToolButton* m_selectAll;
    QTimer m_tick;
};

} // namespace owb::ui
