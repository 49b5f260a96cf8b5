#include "tokens/tokenspage.h"

#include "common/banner.h"
#include "common/counts.h"
#include "common/icons.h"
#include "common/tabledelegates.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "tables/timetext.h"
#include "tables/tokentablemodel.h"
#include "tokens/indexadvisor.h"
#include "tokens/issuetokendialog.h"
#include "tokens/statecounter.h"
#include "tokens/statefacets.h"
#include "tokens/tokendetails.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

TableWords tokenWords()
{
    return {TokensPage::tr("Tokens"), TokensPage::tr("Search tokens"),
        TokensPage::tr("A whole token, a client, or key:value such as state:active"), u"token"_s,
        TokensPage::tr("No tokens yet"),
        TokensPage::tr("The database has a table for tokens, but none has been issued."),
        TokensPage::tr("No token matches")};
}

std::optional<Chip> stateChip(const QModelIndex& index)
{
    const QVariant known = index.data(tables::StateRole);
    if (!known.isValid()) {
        return std::nullopt; // not read yet
    }
    const auto state = static_cast<oauth::TokenState>(known.toInt());
    const Tone tone = state == oauth::TokenState::Active ? Tone::Active
        : state == oauth::TokenState::Expired            ? Tone::Expired
                                                         : Tone::Revoked;
    return Chip{tone, index.data(Qt::DisplayRole).toString()};
}

/** The state that a search asks for, or none. */
QString stateIn(const oauth::Filter& filter)
{
    QString state;
    for (const oauth::FilterTerm& term : filter.terms) {
        if (term.key == oauth::FilterTerm::Key::State && !term.negated) {
            state = term.value;
        }
    }
    return state;
}

} // namespace

TokensPage::TokensPage(store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent)
    : TablePage(tokenWords(), repository, clock, services, parent)
    , m_tokens(new tables::TokenTableModel(repository, clock, this))
    , m_details(new TokenDetails(repository, clock, services, this))
    , m_facets(new StateFacets(this))
    , m_counter(new StateCounter(repository, *m_facets, this))
    , m_advisor(new IndexAdvisor(repository, services, *m_tokens, banner(), this))
    , m_selectionBar(makeSelectionBar())
{
    makeActions();
    setModel(m_tokens, m_details);
    makeColumns();
    auto* issue = makeButton(tr("Issue token…"), ButtonKind::Primary, u"plus"_s, this);
    connect(issue, &QPushButton::clicked, this, &TokensPage::issueToken);
    headerRow()->addWidget(issue);
    search().addLeading(m_facets);
    search().addTrailing(makeMutedLabel(tr("Times in %1").arg(tables::zoneText()), this));
    middleColumn()->addWidget(m_selectionBar);
    connect(m_facets, &StateFacets::stateChosen, this, &TokensPage::chooseState);
    connect(m_details, &TokenDetails::revokeAsked, this, &TokensPage::revoke);
    connect(m_tokens, &tables::WindowModel::selectionChanged, this, &TokensPage::showSelection);
    connect(&repository, &store::Repository::tokensChanged, m_counter, &StateCounter::countAgain);
    connect(&repository, &store::Repository::manyTokensChanged, m_counter, &StateCounter::countAgain);
    connect(&repository, &store::Repository::tokenSaved, m_counter, &StateCounter::countAgain);
    connect(m_tokens, &tables::WindowModel::loading, this, [this] { m_advisor->consider(m_tokens->query(), total()); });
    m_tick.setInterval(1000);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            m_tokens->tick();
        }
    });
    m_tick.start();
    if (!repository.schema().tokens.exists()) {
        issue->setEnabled(false);
        showMissing({u"token"_s, false, tr("No table for tokens"),
            tr("This database has no table of tokens. A server that issues signed tokens and keeps none needs none."),
            {}, {}});
    }
    reload();
}

void TokensPage::makeColumns()
{
    using Column = tables::TokenTableModel::Column;
    table().setItemDelegate(new TextCellDelegate(TextCellDelegate::Face::Body, Qt::ElideRight, this));
    table().setItemDelegateForColumn(Column::State, new ChipCellDelegate(stateChip, this));
    for (const int column : {Column::AccessToken, Column::Client}) {
        table().setItemDelegateForColumn(
            column, new TextCellDelegate(TextCellDelegate::Face::Mono, Qt::ElideMiddle, this));
    }
    QHeaderView* header = table().horizontalHeader();
    header->setSectionResizeMode(Column::Scope, QHeaderView::Stretch);
    const QList<std::pair<int, int>> widths{{Column::State, 108}, {Column::AccessToken, 150}, {Column::Client, 170},
        {Column::User, 88}, {Column::Issued, 152}, {Column::Expires, 92}, {Column::Refresh, 84}};
    for (const auto& [column, width] : widths) {
        table().setColumnWidth(column, width);
    }
    sortByHeader(&tables::TokenTableModel::sortable);
}

void TokensPage::makeActions()
{
    addAction(tr("Issue token…"), QKeySequence(u"Ctrl+N"_s), u"plus"_s, [this] { issueToken(); });
    addAction(tr("Revoke token…"), QKeySequence(u"Del"_s), u"barred"_s, [this] { revokeSelected(); });
    m_inspect = addAction(tr("Inspect token"), {}, u"inspector"_s, [this] { inspectCurrent(); });
    addAction(tr("End now…"), {}, u"clock"_s, [this] { endSelected(); });
    if (repository().schema().canRestoreTokens) {
        addAction(tr("Take revocation back…"), {}, u"undo"_s, [this] { restoreSelected(); });
    }
    addAction(tr("Export tokens…"), QKeySequence(u"Ctrl+E"_s), u"export"_s, [this] { exportTokens(); });
    addAction(tr("Import tokens…"), {}, u"import"_s, [this] { importTokens(); });
    addAction(tr("Verify signatures…"), {}, u"shield"_s, [this] { verifySignatures(); });
    if (repository().schema().canPurgeTokens) {
        addAction(tr("Remove ended tokens…"), {}, u"trash"_s, [this] { purge(); });
    }
}

QWidget* TokensPage::makeSelectionBar()
{
    auto* bar = new QFrame(this);
    bar->setObjectName(u"selectionBar"_s);
    bar->setAccessibleName(tr("Selection"));
    bar->setProperty("kind", u"selectionBar"_s);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::margin, 7, 12, 7);
    m_selected = makeLabel({}, smallBoldFont(), bar);
    m_selectAll = makeLink(tr("Select all"), bar);
    connect(m_selectAll, &QToolButton::clicked, this, [this] { table().selectAll(); });
    auto* revoke = makeButton(tr("Revoke…"), ButtonKind::DangerText, {}, bar);
    auto* clear = makeButton(tr("Clear selection"), ButtonKind::Plain, {}, bar);
    connect(revoke, &QPushButton::clicked, this, &TokensPage::revokeSelected);
    connect(clear, &QPushButton::clicked, this, [this] { table().selectNone(); });
    row->addWidget(m_selected);
    row->addWidget(m_selectAll);
    row->addStretch(1);
    row->addWidget(revoke);
    row->addWidget(clear);
    bar->hide();
    return bar;
}

void TokensPage::showSelection()
{
    const qint64 count = m_tokens->selection().count(m_tokens->total());
    const QLocale locale;
    const bool exact = m_tokens->isTotalExact();
    const QString all = exact ? locale.toString(m_tokens->total()) : estimateText(m_tokens->total());
    const bool isAll = m_tokens->selection().isAll();
    m_selected->setText(isAll && !exact ? tr("%1 tokens selected").arg(all)
                                        : counted(count, tr("1 token selected"), tr("%1 tokens selected")));
    m_selectAll->setText(
        m_tokens->query().filter.isEmpty() ? tr("Select all %1").arg(all) : tr("Select all %1 that match").arg(all));
    m_selectAll->setAccessibleName(m_selectAll->text());
    m_selectAll->setVisible(!isAll && count < m_tokens->total());
    m_selectionBar->setVisible(count > 1);
}

std::optional<core::Secret> TokensPage::secretAt(const QModelIndex& index) const
{
    const oauth::Token* token = m_tokens->at(index.row());
    return token && index.column() == tables::TokenTableModel::AccessToken ? std::optional(token->accessToken)
                                                                           : std::nullopt;
}

QList<StateMessage::Action> TokensPage::emptyActions()
{
    return {{tr("Issue token…"), true, u"plus"_s, [this] { issueToken(); }}};
}

void TokensPage::currentChanged()
{
    const oauth::Token* token = m_tokens->current();
    m_details->show(token ? std::optional(*token) : std::nullopt);
    m_inspect->setEnabled(token && token->valuesStored);
}

void TokensPage::inspectCurrent()
{
    const oauth::Token* token = m_tokens->current();
    if (token && token->valuesStored) {
        services().inspect(token->isRefreshAlone() && token->refreshToken ? *token->refreshToken : token->accessToken);
    }
}

void TokensPage::rowsLoaded()
{
    m_counter->count(m_tokens->query().filter);
    m_advisor->say();
}

void TokensPage::applyFilter(const oauth::Filter& filter)
{
    m_facets->setState(stateIn(filter));
    store::TokenQuery query = m_tokens->query();
    query.filter = filter;
    m_tokens->setQuery(query);
}

void TokensPage::chooseState(const QString& state)
{
    search().setText(search().text()); // what was typed a moment ago counts
    if (!search().isUnderstood()) { // and what is not finished stays as it is
        m_facets->setState(stateIn(search().filter()));
        return;
    }
    QStringList terms;
    for (const oauth::FilterTerm& term : search().filter().terms) {
        if (term.key != oauth::FilterTerm::Key::State || term.negated) {
            terms << term.source;
        }
    }
    if (!state.isEmpty()) {
        terms << u"state:"_s + state;
    }
    search().setText(terms.join(u' '));
    m_facets->setState(stateIn(search().filter()));
}

void TokensPage::issueToken()
{
    if (!repository().schema().tokens.exists()) {
        return; // the page says so
    }
    if (const QString& reason = repository().schema().tokens.noNewRowsReason; !reason.isEmpty()) {
        banner().say(Banner::Kind::Info, tr("Tokens are not issued here."), reason);
        return;
    }
    services().whenUnlocked([this] {
        auto* dialog = new IssueTokenDialog(repository(), clock(), services(), this);
        connect(dialog, &IssueTokenDialog::issued, this, [this](const oauth::Token& token) {
            services().say(tr("Issued a token for %1.").arg(displayText(token.clientId.value_or(QString()))));
            choose(token.key);
        });
        dialog->open();
    });
}

} // namespace owb::ui
