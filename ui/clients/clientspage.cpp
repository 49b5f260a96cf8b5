#include "clients/clientspage.h"

#include "clients/checksecretdialog.h"
#include "clients/clientdetails.h"
#include "clients/clienteditor.h"
#include "clients/newclient.h"
#include "clients/removeclientdialog.h"
#include "clients/rotatesecretdialog.h"
#include "clients/switchclientdialog.h"
#include "common/banner.h"
#include "common/icons.h"
#include "common/tabledelegates.h"
#include "common/widgets.h"
#include "core/clock.h"
#include "tables/clienttablemodel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

TableWords clientWords()
{
    return {ClientsPage::tr("Clients"), ClientsPage::tr("Search clients"),
        ClientsPage::tr("Name, identifier, or key:value such as scope:orders"), u"client"_s,
        ClientsPage::tr("No clients yet"),
        ClientsPage::tr("The database has a table for clients, but no client has been registered."),
        ClientsPage::tr("No client matches")};
}

std::optional<Chip> findingsChip(const QModelIndex& index)
{
    const int errors = index.data(tables::ClientTableModel::ErrorsRole).toInt();
    const int warnings = index.data(tables::ClientTableModel::WarningsRole).toInt();
    if (errors + warnings == 0) {
        return std::nullopt;
    }
    return Chip{errors > 0 ? Tone::Error : Tone::Warning, QString::number(errors + warnings)};
}

} // namespace

ClientsPage::ClientsPage(
    store::Repository& repository, const core::Clock& clock, PageServices& services, QWidget* parent)
    : TablePage(clientWords(), repository, clock, services, parent)
    , m_clients(new tables::ClientTableModel(repository, this))
    , m_details(new ClientDetails(repository, services, this))
{
    makeActions();
    setModel(m_clients, m_details);
    makeColumns();
    auto* add = makeButton(tr("New client…"), ButtonKind::Primary, u"plus"_s, this);
    connect(add, &QPushButton::clicked, this, &ClientsPage::newClient);
    headerRow()->addWidget(add);
    connect(m_details, &ClientDetails::editAsked, this, &ClientsPage::editClient);
    connect(m_details, &ClientDetails::rotateAsked, this, &ClientsPage::rotateSecret);
    connect(m_details, &ClientDetails::checkAsked, this, &ClientsPage::checkSecret);
    connect(m_details, &ClientDetails::switchAsked, this, &ClientsPage::switchClient);
    connect(m_details, &ClientDetails::removeAsked, this, &ClientsPage::removeClient);
    connect(&table(), &QTableView::activated, this, &ClientsPage::editClient);
    m_clients->reload();
}

void ClientsPage::makeColumns()
{
    using Column = tables::ClientTableModel::Column;
    auto* body = new TextCellDelegate(TextCellDelegate::Face::Body, Qt::ElideRight, this);
    table().setItemDelegate(body);
    table().setItemDelegateForColumn(
        Column::Identifier, new TextCellDelegate(TextCellDelegate::Face::Mono, Qt::ElideMiddle, this));
    table().setItemDelegateForColumn(Column::Findings, new ChipCellDelegate(findingsChip, this));
    QHeaderView* header = table().horizontalHeader();
    header->setSectionResizeMode(Column::Name, QHeaderView::Stretch);
    table().setColumnWidth(Column::Identifier, 190);
    table().setColumnWidth(Column::Grants, 132);
    table().setColumnWidth(Column::LiveTokens, 112);
    table().setColumnWidth(Column::Findings, 80);
    sortByHeader(&tables::ClientTableModel::sortable);
}

void ClientsPage::makeActions()
{
    addAction(tr("New client…"), QKeySequence(u"Ctrl+N"_s), u"plus"_s, [this] { newClient(); });
    addAction(tr("Edit client…"), QKeySequence(u"F2"_s), u"edit"_s, [this] { editClient(); });
    addAction(tr("Rotate secret…"), {}, u"rotate"_s, [this] { rotateSecret(); });
    addAction(tr("Check secret…"), {}, u"key"_s, [this] { checkSecret(); });
    if (repository().schema().canDisableClients) {
        addAction(tr("Disable or enable client…"), {}, u"barred"_s, [this] { switchClient(); });
    }
    addAction(tr("Show tokens"), {}, u"token"_s, [this] { showTokens(); });
    addAction(tr("Remove client…"), QKeySequence(u"Del"_s), u"trash"_s, [this] { removeClient(); });
}

QList<StateMessage::Action> ClientsPage::emptyActions()
{
    return {{tr("New client…"), true, u"plus"_s, [this] { newClient(); }}};
}

std::optional<oauth::Client> ClientsPage::current() const
{
    const oauth::Client* client = m_clients->current();
    return client ? std::optional(*client) : std::nullopt;
}

void ClientsPage::currentChanged()
{
    const auto client = current();
    m_details->show(client, client ? m_clients->liveTokens(*client) : std::nullopt);
}

void ClientsPage::rowsLoaded()
{
    if (const auto bad = m_clients->unreadableRows().size(); bad > 0) {
        banner().say(Banner::Kind::Warning,
            counted(bad, tr("1 client cannot be read in full."), tr("%1 clients cannot be read in full.")),
            tr("Listed and marked; the details show what is stored."));
        banner().addAction(tr("Show next"), [this] { showNextUnreadable(); });
    }
    m_live.clear();
    countLive(++m_counting, std::nullopt);
}

void ClientsPage::countLive(int round, const std::optional<store::Cursor>& after)
{
    core::whenDone(repository().liveTokensBy(store::LiveGroup::Client, after), this,
        [this, round](const core::Result<store::GroupTally>& live) {
            if (!live || round != m_counting) {
                return; // the clients were read anew meanwhile
            }
            for (auto it = live->counts.cbegin(); it != live->counts.cend(); ++it) {
                m_live[it.key()] += *it;
            }
            if (live->next) {
                countLive(round, live->next);
                return;
            }
            m_clients->setLiveTokens(m_live);
            currentChanged();
        });
}

void ClientsPage::showNextUnreadable()
{
    if (const qint64 row = m_clients->nextUnreadable(m_clients->currentRow()); row >= 0) {
        table().goTo(row);
        table().setFocus();
    }
}

void ClientsPage::applyFilter(const oauth::Filter& filter)
{
    store::ClientQuery query = m_clients->query();
    query.filter = filter;
    m_clients->setQuery(query);
}

void ClientsPage::openEditor(const oauth::Client& client, bool isNew)
{
    services().whenUnlocked([this, client, isNew] {
        auto* editor = new ClientEditor(repository(), services(), client, isNew, this);
        connect(editor, &ClientEditor::saved, this, [this](const oauth::Client& stored) {
            services().say(tr("Saved %1.").arg(displayText(stored.label())));
            choose(stored.key);
        });
        connect(
            editor, &ClientEditor::goOnWith, this, [this](const oauth::Client& theirs) { openEditor(theirs, false); });
        editor->open();
    });
}

void ClientsPage::newClient()
{
    const store::SchemaInfo& schema = repository().schema();
    if (const QString& reason = schema.clients.noNewRowsReason; !reason.isEmpty()) {
        banner().say(Banner::Kind::Info, tr("Clients are not added here."), reason);
        return;
    }
    openEditor(proposedClient(schema, clock().now()), true);
}

void ClientsPage::editClient()
{
    if (const auto client = current()) {
        openEditor(*client, false);
    }
}

void ClientsPage::rotateSecret()
{
    const auto client = current();
    if (!client) {
        return;
    }
    services().whenUnlocked([this, client] {
        auto* dialog = new RotateSecretDialog(repository(), services(), *client, this);
        dialog->open();
    });
}

void ClientsPage::checkSecret()
{
    if (const auto client = current()) {
        auto* dialog = new CheckSecretDialog(repository(), clock(), *client, this);
        dialog->open();
    }
}

void ClientsPage::switchClient()
{
    const auto client = current();
    if (!client || !repository().schema().canDisableClients) {
        return;
    }
    services().whenUnlocked([this, client] {
        auto* dialog = new SwitchClientDialog(repository(), *client, this);
        connect(dialog, &SwitchClientDialog::switched, this, [this](const oauth::Client& stored) {
            const QString what = stored.enabled ? tr("Enabled %1.") : tr("Disabled %1.");
            services().say(what.arg(displayText(stored.label())));
        });
        dialog->open();
    });
}

void ClientsPage::removeClient()
{
    const auto client = current();
    if (!client) {
        return;
    }
    services().whenUnlocked([this, client] {
        auto* dialog = new RemoveClientDialog(repository(), *client, this);
        connect(dialog, &RemoveClientDialog::removed, this, [this, client](const store::Dependents& gone) {
            services().say(tr("Removed %1 with %2 tokens and %3 codes.")
                               .arg(displayText(client->label()))
                               .arg(gone.tokens)
                               .arg(gone.codes));
        });
        dialog->open();
    });
}

void ClientsPage::showTokens()
{
    if (const auto client = current(); client && client->id) {
        services().show(u"tokens"_s, u"client:"_s + oauth::quotedValue(*client->id));
    }
}

} // namespace owb::ui
