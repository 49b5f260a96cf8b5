#pragma once

#include "tokensfixture.h"

#include "common/searchfield.h"
#include "common/statestack.h"
#include "tables/tokentablemodel.h"
#include "tokens/tokendetails.h"
#include "tokens/tokenspage.h"

#include <QLineEdit>
#include <QTableView>

namespace owb::test {

/** The Tokens page over three live tokens, and short ways to its parts. */
class TokensPageBench : public TokensBench
{
public:
    using Column = tables::TokenTableModel::Column;
    using State = ui::StateStack::State;

    std::unique_ptr<ui::TokensPage> page; // goes before the repository

    TokensPageBench() { repository.stored = {token(1), token(2), token(3)}; }
    void open()
    {
        page = std::make_unique<ui::TokensPage>(repository, repository.clock, around.services, nullptr);
        page->resize(1056, 700);
        page->show();
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
    }
    /** Opens, and waits for all that is stored; the keyboard is in the table. */
    void openLoaded()
    {
        open();
        QTRY_COMPARE(rows(), static_cast<int>(repository.stored.size()));
        table().setFocus();
    }
    [[nodiscard]] QTableView& table() const { return *page->findChild<QTableView*>(); }
    [[nodiscard]] int rows() const { return table().model()->rowCount(); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table().model()->index(row, column).data().toString();
    }
    [[nodiscard]] ui::TokenDetails& details() const { return *page->findChild<ui::TokenDetails*>(); }
    [[nodiscard]] ui::SearchField& search() const { return *page->findChild<ui::SearchField*>(); }
    [[nodiscard]] QLineEdit& searchLine() const { return *search().findChild<QLineEdit*>(); }
    [[nodiscard]] ui::StateStack& states() const { return *page->findChild<ui::StateStack*>(); }
    template <class Dialog> [[nodiscard]] QPointer<Dialog> dialog() const { return page->findChild<Dialog*>(); }
};

} // namespace owb::test
