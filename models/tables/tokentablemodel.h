#pragma once

#include "tables/windowrows.h"

namespace owb::core {
class Clock;
}

namespace owb::tables {

/** "Active", "Expired", "Revoked" and "None", "Live", "Revoked" for people. */
[[nodiscard]] QString stateText(oauth::TokenState state);
[[nodiscard]] QString refreshText(oauth::RefreshState state);

class TokenTableModel final : public WindowRows<oauth::Token, store::TokenQuery>
{
    Q_OBJECT
public:
    enum Column { State, AccessToken, Client, User, Scope, Issued, Expires, Refresh, ColumnCount };
    Q_ENUM(Column)

    /** `clock` must outlive the model. */
    TokenTableModel(store::Repository& repository, const core::Clock& clock, QObject* parent);
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    [[nodiscard]] static bool sortable(int column);
    /** Time has passed: states and relative times are said anew. */
    void tick();

protected:
    [[nodiscard]] store::Reply<store::Page<oauth::Token>> ask(
        const store::TokenQuery& query, const store::Stretch& stretch) override;
    [[nodiscard]] std::optional<store::Reply<store::Places>> guess(const store::TokenQuery& query) override;
    [[nodiscard]] bool newRowsComeFirst() const override { return true; }

private:
    [[nodiscard]] QString text(const oauth::Token& token, int column) const;
    [[nodiscard]] QVariant sortValue(const oauth::Token& token, int column) const;
    [[nodiscard]] TextTone tone(const oauth::Token& token, int column) const;

    const core::Clock& m_clock;
};

} // namespace owb::tables
