#include "inspector/familylookup.h"

#include "core/async.h"
#include "inspector/rowlookup.h"
#include "inspector/standingcolumn.h"
#include "inspector/standingtext.h"

using namespace Qt::StringLiterals;

namespace owb::ui {

FamilyLookup::FamilyLookup(
    RowLookup& rows, StandingColumn& column, const core::Clock& clock, PageServices& services, QWidget* page)
    : QObject(page)
    , m_rows(rows)
    , m_column(column)
    , m_clock(clock)
    , m_services(services)
    , m_page(page)
{
    connect(&rows, &RowLookup::rowRead, this, &FamilyLookup::look);
    connect(&column, &StandingColumn::morePressed, this, &FamilyLookup::show);
}

void FamilyLookup::look()
{
    const int generation = ++m_generation;
    store::Repository* const repository = m_rows.repository();
    const auto& row = m_rows.answer().row;
    if (!repository && m_dialog) {
        m_dialog->close(); // what it shows belongs to a database that is closed
    }
    if (!repository || !row || !repository->schema().keepsFamilies) {
        take({});
        return;
    }
    core::whenDone(repository->family(row->key), this, [this, generation](const core::Result<store::Family>& found) {
        if (generation == m_generation) {
            take(found.value_or(store::Family())); // a chain that cannot be read is not offered
        }
    });
}

void FamilyLookup::take(const store::Family& family)
{
    m_family = family;
    const auto& members = family.members;
    const bool isAlone =
        members.isEmpty() || (members.size() == 1 && members.constFirst().link == store::FamilyLink::None);
    m_column.showMore(isAlone ? QString() : tr("Refresh chain (%1)…").arg(members.size()));
}

void FamilyLookup::show()
{
    store::Repository* const repository = m_rows.repository();
    if (!repository || m_family.members.isEmpty()) {
        return;
    }
    m_dialog = new FamilyDialog(m_family, repository->schema().familyGaps, m_clock.now(), m_page);
    connect(m_dialog, &FamilyDialog::tokenChosen, this, &FamilyLookup::open);
    connect(m_dialog, &FamilyDialog::tokensAsked, this, &FamilyLookup::openAlike);
    m_dialog->open();
}

/** In the inspector, where its value is stored; otherwise among the tokens of its owner. */
void FamilyLookup::open(const oauth::Token& row)
{
    const core::Secret value = row.isRefreshAlone() ? row.refreshToken.value_or(core::Secret()) : row.accessToken;
    if (row.valuesStored && !value.isEmpty()) {
        m_services.inspect(value);
    } else {
        openAlike(row);
    }
}

void FamilyLookup::openAlike(const oauth::Token& alike)
{
    m_services.show(u"tokens"_s, ownerSearch(alike));
}

} // namespace owb::ui
