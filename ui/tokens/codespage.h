#pragma once

#include "common/tablepage.h"

namespace owb::tables {
class CodeTableModel;
}

namespace owb::ui {

class CodeDetails;

/** The Codes section: authorization codes that wait to be exchanged. Looked at, never changed. */
class CodesPage : public TablePage
{
    Q_OBJECT
public:
    CodesPage(store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent);
    [[nodiscard]] bool detailsByDefault() const override { return false; }

protected:
    void currentChanged() override;
    [[nodiscard]] std::optional<core::Secret> secretAt(const QModelIndex& index) const override;
    void applyFilter(const oauth::Filter& filter) override;

private:
    tables::CodeTableModel* m_codes;
    CodeDetails* m_details;
};

} // namespace owb::ui
