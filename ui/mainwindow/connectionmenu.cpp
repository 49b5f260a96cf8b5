#include "mainwindow/connectionmenu.h"

#include "common/prompt.h"
#include "common/widgets.h"
#include "connection/connectiondialog.h"
#include "core/async.h"
#include "core/errortext.h"

#include <QActionGroup>

using namespace Qt::StringLiterals;

namespace owb::ui {

using settings::Connection;

ConnectionMenu::ConnectionMenu(ConnectionServices& services, QWidget* window)
    : QMenu(tr("C&onnection"), window)
    , m_services(services)
    , m_window(window)
    , m_schemas(new QMenu(tr("&Schema"), this))
{
    addAction(tr("&New connection…"), QKeySequence(u"Ctrl+Shift+O"_s), this, [this] { create(); });
    m_save = addAction(tr("Save &this database as a connection…"), this, [this] { create(m_open); });
    m_edit = addAction(tr("&Edit connection…"), this, [this] { edit(m_open.id); });
    m_remove = addAction(tr("&Remove connection…"), this, [this] { remove(m_open.id); });
    addSeparator();
    m_schemas->setObjectName(u"schemaMenu"_s);
    addMenu(m_schemas);
    m_map = addAction(tr("&Map tables by hand…"), this, [this] { Q_EMIT mapAsked(); });
    m_map->setObjectName(u"mapByHandAction"_s);
    m_lock =
        addAction(tr("&Lock or unlock editing"), QKeySequence(u"Ctrl+L"_s), this, [this] { Q_EMIT lockToggled(); });
    showNone();
}

void ConnectionMenu::showNone()
{
    showOpen({}, {}, 0);
    for (QAction* action : {m_save, m_edit, m_remove, m_lock, m_map}) {
        action->setEnabled(false);
    }
}

void ConnectionMenu::showOpen(const Connection& connection, const QList<store::Candidate>& candidates, int chosen)
{
    m_open = connection;
    m_save->setEnabled(connection.id.isEmpty());
    m_edit->setEnabled(!connection.id.isEmpty());
    m_remove->setEnabled(!connection.id.isEmpty());
    m_lock->setEnabled(!connection.readOnly);
    m_map->setEnabled(true);
    offerSchemas(candidates, chosen);
}

void ConnectionMenu::offerSchemas(const QList<store::Candidate>& candidates, int chosen)
{
    m_schemas->clear();
    m_schemas->setEnabled(candidates.size() > 1);
    auto* group = new QActionGroup(m_schemas);
    for (const store::Candidate& candidate : candidates) {
        const QString table =
            candidate.info.clients.exists() ? candidate.info.clients.table : candidate.info.tokens.table;
        const QString text = displayText(tr("%1, table %2").arg(candidate.info.title, table));
        QAction* action = m_schemas->addAction(QString(text).replace(u'&', u"&&"_s), this,
            [this, index = candidate.index] { Q_EMIT candidateChosen(index); });
        action->setCheckable(true);
        action->setChecked(candidate.index == chosen);
        group->addAction(action);
    }
}

void ConnectionMenu::create(const Connection& connection)
{
    Connection fresh = connection;
    fresh.id.clear();
    openDialog(fresh);
}

void ConnectionMenu::edit(const QString& id)
{
    if (const auto connection = m_services.connections.find(id)) {
        openDialog(*connection);
    }
}

void ConnectionMenu::openDialog(const Connection& connection)
{
    auto* dialog = new ConnectionDialog(m_services, connection, m_window);
    connect(dialog, &ConnectionDialog::saved, this, &ConnectionMenu::saved);
    dialog->open();
}

void ConnectionMenu::store(const Connection& connection)
{
    if (connection.id.isEmpty()) {
        return; // it is kept nowhere
    }
    if (const auto written = m_services.connections.save(connection); written) {
        Q_EMIT saved(connection);
    } else {
        Q_EMIT failed(tr("The connection was not saved"), core::errorText(written.error()).sentence());
    }
}

void ConnectionMenu::remove(const QString& id)
{
    const auto connection = m_services.connections.find(id);
    if (!connection) {
        return;
    }
    const Question question{tr("Remove the connection %1?").arg(connection->name),
        tr("It leaves the list, and its password the keychain. The database itself stays as it is."),
        tr("Remove connection"), true, false};
    m_services.prompt.ask(m_window, question, [this, connection = *connection](bool yes) {
        if (yes) {
            removeNow(connection);
        }
    });
}

void ConnectionMenu::removeNow(const Connection& connection)
{
    if (const auto gone = m_services.connections.remove(connection.id); !gone) {
        Q_EMIT failed(tr("The connection was not removed"), core::errorText(gone.error()).sentence());
        return;
    }
    const auto told = [this](const core::Result<>& forgotten) {
        if (!forgotten) {
            Q_EMIT failed(tr("Its password is still in the keychain"), core::errorText(forgotten.error()).sentence());
        }
    };
    core::whenDone(m_services.passwords.forget(connection), this, told);
    core::whenDone(m_services.passwords.forgetClientSecret(connection), this, told);
    Q_EMIT removed(connection.id);
}

} // namespace owb::ui
