#pragma once

#include "common/tablepage.h"
#include "tokens/changetokensdialog.h"

#include <QTimer>

namespace owb::tables {
class TokenTableModel;
}

namespace owb::ui {

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
    void restoreSelected();

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
    /** The selected tokens once they are read; says so where they are too many. */
    void withSelected(std::function<void(const QList<oauth::Token>&)> run);
    void chooseState(const QString& state);
    void countStates();

    tables::TokenTableModel* m_tokens;
    TokenDetails* m_details;
    StateFacets* m_facets;
    QWidget* m_selectionBar;
    QLabel* m_selected;
    QTimer m_tick;
    int m_counting = 0;
};

} // namespace owb::ui
