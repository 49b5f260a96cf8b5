#pragma once

#include "tables/windowrows.h"

namespace owb::core {
class Clock;
}

namespace owb::tables {

class CodeTableModel final : public WindowRows<oauth::AuthorizationCode, store::CodeQuery>
{
    Q_OBJECT
public:
    enum Column { State, Code, Client, User, RedirectUri, Scope, Issued, Challenge, ColumnCount };
    Q_ENUM(Column)

    /** `clock` must outlive the model. */
    CodeTableModel(store::Repository& repository, const core::Clock& clock, QObject* parent);
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    [[nodiscard]] static bool sortable(int column);

protected:
    [[nodiscard]] store::Reply<store::Page<oauth::AuthorizationCode>> ask(
        const store::CodeQuery& query, const store::Stretch& stretch) override;
    [[nodiscard]] bool newRowsComeFirst() const override { return true; }

private:
    [[nodiscard]] static QString stateText(oauth::TokenState state);
    [[nodiscard]] QString text(const oauth::AuthorizationCode& code, int column) const;

    const core::Clock& m_clock;
};

} // namespace owb::tables
