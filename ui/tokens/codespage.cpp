#include "tokens/codespage.h"

#include "common/detailspane.h"
#include "common/secretfield.h"
#include "common/tabledelegates.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "tables/codetablemodel.h"
#include "tables/timetext.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

TableWords codeWords()
{
    return {CodesPage::tr("Codes"), CodesPage::tr("Search codes"),
        CodesPage::tr("A client, or key:value such as user:1"), u"code"_s, CodesPage::tr("No codes"),
        CodesPage::tr("No authorization code waits to be exchanged. Servers delete a code when it is used."),
        CodesPage::tr("No code matches")};
}

std::optional<Chip> codeChip(const QModelIndex& index)
{
    const QVariant known = index.data(tables::StateRole);
    if (!known.isValid()) {
        return std::nullopt; // not read yet
    }
    const auto state = static_cast<oauth::TokenState>(known.toInt());
    const auto tone = state == oauth::TokenState::Active ? Tone::Active
        : state == oauth::TokenState::Expired            ? Tone::Expired
                                                         : Tone::Revoked;
    return Chip{tone, index.data(Qt::DisplayRole).toString()};
}

} // namespace

/** One code with its times. */
class CodeDetails final : public DetailsPane
{
public:
    CodeDetails(store::Repository& repository, PageServices& services, QWidget* parent)
        : DetailsPane(parent)
        , m_repository(repository)
        , m_services(services)
    {
        setAccessibleName(CodesPage::tr("Code details"));
    }

    void show(const std::optional<oauth::AuthorizationCode>& code)
    {
        clear();
        if (code) {
            fill(*code);
        } else {
            addWidget(makeMutedLabel(CodesPage::tr("Select a code to see its details."), body()));
        }
        finish();
    }

private:
    void fill(const oauth::AuthorizationCode& code)
    {
        addWidget(makeLabel(CodesPage::tr("Authorization code"), titleFont(), body()));
        auto* value = new SecretField(SecretField::Kind::Token, CodesPage::tr("Code"), m_services.clipboard, body());
        value->setSecret(code.code);
        addRow(CodesPage::tr("Code"), value);
        addText(CodesPage::tr("Client"), code.clientId.value_or(CodesPage::tr("None")), true);
        addText(CodesPage::tr("User"), code.userId.value_or(CodesPage::tr("No user")));
        addText(
            CodesPage::tr("Redirect URI"), code.redirectUri.isEmpty() ? CodesPage::tr("None") : code.redirectUri, true);
        addText(CodesPage::tr("Scope"), code.scope.isEmpty() ? CodesPage::tr("None") : code.scope);
        addText(CodesPage::tr("PKCE"), code.hasChallenge ? code.codeChallengeMethod : CodesPage::tr("No challenge"));
        addText(CodesPage::tr("Issued"), tables::absoluteTime(code.authTime, CodesPage::tr("Not recorded")));
        addText(
            CodesPage::tr("Expires"), code.expiresAt ? tables::absoluteTime(*code.expiresAt) : CodesPage::tr("Never"));
        addText(CodesPage::tr("Row"),
            CodesPage::tr("%1, key %2").arg(m_repository.schema().codes.table, code.shownKey()), true);
    }

    store::Repository& m_repository;
    PageServices& m_services;
};

CodesPage::CodesPage(store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent)
    : TablePage(codeWords(), repository, clock, services, parent)
    , m_codes(new tables::CodeTableModel(repository, clock, this))
    , m_details(new CodeDetails(repository, services, this))
{
    using Column = tables::CodeTableModel::Column;
    setModel(m_codes, m_details);
    table().setItemDelegate(new TextCellDelegate(TextCellDelegate::Face::Body, Qt::ElideRight, this));
    table().setItemDelegateForColumn(Column::State, new ChipCellDelegate(codeChip, this));
    for (const int column : {Column::Code, Column::Client, Column::RedirectUri}) {
        table().setItemDelegateForColumn(
            column, new TextCellDelegate(TextCellDelegate::Face::Mono, Qt::ElideMiddle, this));
    }
    table().horizontalHeader()->setSectionResizeMode(Column::RedirectUri, QHeaderView::Stretch);
    const QList<std::pair<int, int>> widths{{Column::State, 108}, {Column::Code, 140}, {Column::Client, 130},
        {Column::User, 64}, {Column::Scope, 100}, {Column::Issued, 148}, {Column::Challenge, 84}};
    for (const auto& [column, width] : widths) {
        table().setColumnWidth(column, width);
    }
    sortByHeader(&tables::CodeTableModel::sortable);
    if (!repository.schema().codes.exists()) {
        showMissing({u"code"_s, false, tr("No table for codes"),
            tr("This database has no table of authorization codes. A server without the authorization code grant needs "
               "none."),
            {}, {}});
    }
    reload();
}

std::optional<core::Secret> CodesPage::secretAt(const QModelIndex& index) const
{
    const oauth::AuthorizationCode* code = m_codes->at(index.row());
    return code && index.column() == tables::CodeTableModel::Code ? std::optional(code->code) : std::nullopt;
}

void CodesPage::currentChanged()
{
    const oauth::AuthorizationCode* code = m_codes->current();
    m_details->show(code ? std::optional(*code) : std::nullopt);
}

void CodesPage::applyFilter(const oauth::Filter& filter)
{
    store::CodeQuery query = m_codes->query();
    query.filter = filter;
    m_codes->setQuery(query);
}

} // namespace owb::ui
