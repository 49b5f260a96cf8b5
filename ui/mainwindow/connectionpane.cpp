#include "mainwindow/connectionpane.h"

#include "common/theme.h"
#include "common/widgets.h"
#include "core/databaseaddress.h"
#include "mainwindow/panedelegate.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

QString engineWord(const settings::Connection& connection)
{
    const auto address = core::DatabaseAddress::parse(connection.address);
    if (!address) {
        return {};
    }
    switch (address->engine) {
    case core::Engine::Sqlite:
        return u"SQLite"_s;
    case core::Engine::PostgreSql:
        return u"PostgreSQL"_s;
    case core::Engine::MariaDb:
        return u"MariaDB"_s;
    }
    return {};
}

void describe(QTreeWidgetItem& item, const settings::Connection& connection, const QString& schema)
{
    const QString line = engineWord(connection) + (schema.isEmpty() ? QString() : u" · "_s + schema);
    item.setText(0, displayText(connection.name));
    item.setData(0, LineRole, displayText(line));
    item.setData(0, ConnectionRole, connection.id);
    item.setData(0, ProductionRole, connection.production);
    item.setData(0, ColourRole, connection.colour);
    item.setToolTip(0, displayText(connection.address));
    item.setData(0, Qt::AccessibleTextRole,
        connection.production ? ConnectionPane::tr("%1, production").arg(item.text(0)) : item.text(0));
    item.setData(0, Qt::AccessibleDescriptionRole, item.data(0, LineRole));
}

} // namespace

ConnectionPane::ConnectionPane(QWidget* parent)
    : QWidget(parent)
    , m_tree(new QTreeWidget(this))
{
    setAttribute(Qt::WA_StyledBackground);
    setProperty("kind", u"side"_s);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(12, 8, 8, 4);
    auto* title = makeLabel(tr("Connections"), smallBoldFont(), this);
    setInk(title, Ink::Secondary);
    auto* add = makeIconButton(u"plus"_s, tr("New connection… (Ctrl+Shift+O)"), this);
    connect(add, &QToolButton::clicked, this, &ConnectionPane::newAsked);
    head->addWidget(title, 1);
    head->addWidget(add);
    m_tree->setAccessibleName(tr("Connections and sections"));
    m_tree->setProperty("kind", u"side"_s);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setItemDelegate(new PaneDelegate(m_tree));
    m_tree->setItemsExpandable(false);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_tree, 1);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* item) {
        if (item && !item->data(0, SectionRole).toString().isEmpty()) {
            Q_EMIT sectionChosen(item->data(0, SectionRole).toString());
        }
    });
    connect(m_tree, &QTreeWidget::itemClicked, this, &ConnectionPane::ask);
    connect(m_tree, &QTreeWidget::itemActivated, this, &ConnectionPane::ask);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &ConnectionPane::offerMenu);
}

void ConnectionPane::ask(const QTreeWidgetItem* item)
{
    const QString id = item->data(0, ConnectionRole).toString();
    if (!id.isEmpty() && item != m_open) {
        QMetaObject::invokeMethod( // opening it rebuilds the tree that is in the middle of this signal
            this, [this, id] { Q_EMIT connectionAsked(id); }, Qt::QueuedConnection);
    }
}

void ConnectionPane::offerMenu(const QPoint& place)
{
    const QTreeWidgetItem* item = m_tree->itemAt(place);
    const QString id = item ? item->data(0, ConnectionRole).toString() : QString();
    if (id.isEmpty()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("&Open"), this, [this, id] { Q_EMIT connectionAsked(id); });
    menu->addAction(tr("&Edit connection…"), this, [this, id] { Q_EMIT editAsked(id); });
    menu->addAction(tr("&Remove connection…"), this, [this, id] { Q_EMIT removeAsked(id); });
    menu->popup(m_tree->viewport()->mapToGlobal(place));
}

QTreeWidgetItem* ConnectionPane::itemFor(const settings::Connection& connection)
{
    for (int i = 0; i < m_tree->topLevelItemCount() && !connection.id.isEmpty(); ++i) {
        if (m_tree->topLevelItem(i)->data(0, ConnectionRole).toString() == connection.id) {
            return m_tree->topLevelItem(i);
        }
    }
    auto* item = new QTreeWidgetItem;
    if (connection.id.isEmpty()) {
        m_tree->insertTopLevelItem(0, item); // what is not saved stands first
    } else {
        m_tree->addTopLevelItem(item);
    }
    return item;
}

void ConnectionPane::showConnections(const QList<settings::Connection>& connections)
{
    const QSignalBlocker quiet(m_tree);
    for (int i = m_tree->topLevelItemCount() - 1; i >= 0; --i) {
        QTreeWidgetItem* item = m_tree->topLevelItem(i);
        const QString id = item->data(0, ConnectionRole).toString();
        const bool stays = std::any_of(connections.begin(), connections.end(),
            [&id](const settings::Connection& connection) { return connection.id == id; });
        if (item != m_open && !stays) {
            delete item;
        }
    }
    for (const settings::Connection& connection : connections) {
        describe(*itemFor(connection), connection, connection.schemaTitle);
    }
}

void ConnectionPane::showNone()
{
    const QSignalBlocker quiet(m_tree);
    m_sections.clear();
    if (!m_open) {
        return;
    }
    if (m_open->data(0, ConnectionRole).toString().isEmpty()) {
        delete m_open;
    } else {
        qDeleteAll(m_open->takeChildren());
        m_open->setData(0, OpenRole, false);
    }
    m_open = nullptr;
    m_tree->setCurrentItem(nullptr);
}

void ConnectionPane::showOpen(
    const settings::Connection& connection, const store::ConnectionInfo& info, const store::SchemaInfo& schema)
{
    showNone();
    m_open = itemFor(connection);
    describe(*m_open, connection, schema.title);
    m_open->setToolTip(0, displayText(info.location));
    m_open->setData(0, OpenRole, true);
    addSections(m_open);
    m_tree->expandAll();
}

void ConnectionPane::addSections(QTreeWidgetItem* top)
{
    const QList<std::tuple<QString, QString, QString>> sections{{u"overview"_s, tr("Overview"), u"overview"_s},
        {u"clients"_s, tr("Clients"), u"client"_s}, {u"tokens"_s, tr("Tokens"), u"token"_s},
        {u"codes"_s, tr("Codes"), u"code"_s}, {u"inspector"_s, tr("Inspector"), u"inspector"_s}};
    for (const auto& [id, text, iconName] : sections) {
        auto* item = new QTreeWidgetItem(top, {text});
        item->setData(0, IconRole, iconName);
        item->setData(0, SectionRole, id);
        m_sections.insert(id, item);
    }
}

void ConnectionPane::showTotals(const store::Totals& totals)
{
    const auto put = [this](const QString& section, std::optional<qint64> count, bool estimated = false) {
        if (auto* item = m_sections.value(section)) {
            const QString number = QLocale().toString(count.value_or(0));
            item->setData(0, CountRole, !count ? tr("none") : estimated ? tr("about %1").arg(number) : number);
        }
    };
    put(u"clients"_s, totals.clients);
    put(u"tokens"_s, totals.tokens, totals.tokensEstimated);
    put(u"codes"_s, totals.codes);
}

void ConnectionPane::select(const QString& section)
{
    if (auto* item = m_sections.value(section)) {
        m_tree->setCurrentItem(item);
    }
}

} // namespace owb::ui
