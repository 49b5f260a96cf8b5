#include "common/prompt.h"
#include "common/sectionpage.h"
#include "common/widgets.h"
#include "connection/openingpage.h"
#include "connection/welcomepage.h"
#include "core/async.h"
#include "core/clock.h"
#include "core/errortext.h"
#include "inspector/inspectorpage.h"
#include "mainwindow/connectionmenu.h"
#include "mainwindow/connectionopener.h"
#include "mainwindow/connectionpane.h"
#include "mainwindow/editlock.h"
#include "mainwindow/jobspanel.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/productionbanner.h"
#include "mainwindow/statusline.h"
#include "mainwindow/tablemaps.h"

#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace owb::ui {

using settings::Connection;

namespace {

/** A file that is opened without being saved as a connection. */
Connection fileConnection(const QString& path)
{
    Connection connection;
    const auto address = core::DatabaseAddress::parse(path); // leaves a password out
    connection.name = address ? address->label() : QFileInfo(path).fileName();
    connection.address = address ? address->text() : path;
    connection.passwordPlace = settings::PasswordPlace::None;
    return connection;
}

} // namespace

void MainWindow::wireConnections()
{
    auto* maps = new TableMaps(m_connections, *m_opener, this);
    const auto map = [this, maps] {
        maps->map(m_connection, m_opened.repository ? m_opened.repository->schema().profile : QString());
    };
    // The same database once more, in another way: nobody is asked for its password again.
    const auto openAgain = [this](const Connection& connection, int candidate) {
        const Connection wanted = connection; // it may be a reference to the one that is closed now
        showOpening(wanted);
        m_candidate = candidate;
        m_opener->openAgain(wanted, candidate);
    };
    connect(m_openingPage, &OpeningPage::mapAsked, this, map);
    connect(m_connectionMenu, &ConnectionMenu::mapAsked, this, map);
    connect(maps, &TableMaps::mapped, this, [openAgain](const Connection& connection) { openAgain(connection, 0); });
    connect(maps, &TableMaps::noticed, m_status, &StatusLine::say);
    connect(m_opener, &ConnectionOpener::noticed, m_status, &StatusLine::say);
    connect(m_opener, &ConnectionOpener::opened, this,
        [this](const Connection& connection, const store::OpenedDatabase& database) {
            m_connection = connection;
            taken(database);
        });
    connect(m_opener, &ConnectionOpener::failed, this, &MainWindow::notOpened);
    connect(m_welcome, &WelcomePage::connectAsked, m_connectionMenu, [this] { m_connectionMenu->create(); });
    connect(m_welcome, &WelcomePage::connectionAsked, this, &MainWindow::openSaved);
    connect(m_openingPage, &OpeningPage::editAsked, this, [this] { m_connectionMenu->edit(m_connection.id); });
    connect(m_pane, &ConnectionPane::newAsked, m_connectionMenu, [this] { m_connectionMenu->create(); });
    connect(m_pane, &ConnectionPane::connectionAsked, this, &MainWindow::openSaved);
    connect(m_pane, &ConnectionPane::editAsked, m_connectionMenu, &ConnectionMenu::edit);
    connect(m_pane, &ConnectionPane::removeAsked, m_connectionMenu, &ConnectionMenu::remove);
    connect(m_connectionMenu, &ConnectionMenu::saved, this, &MainWindow::connectionSaved);
    connect(m_connectionMenu, &ConnectionMenu::failed, this, &MainWindow::showHelp);
    connect(m_connectionMenu, &ConnectionMenu::lockToggled, m_lock, &EditLock::toggle);
    connect(m_connectionMenu, &ConnectionMenu::candidateChosen, this,
        [this, openAgain](int candidate) { openAgain(m_connection, candidate); });
    connect(m_connectionMenu, &ConnectionMenu::removed, this, [this](const QString& id) {
        if (m_connection.id == id) {
            closeDatabase();
        }
        refreshConnections();
    });
}

/** The list as the file has it; one that is not understood is moved away, and that is told. */
void MainWindow::refreshConnections()
{
    auto list = m_connections.connections.all();
    if (!list) {
        const core::ErrorText why = core::errorText(list.error());
        const auto kept = m_connections.connections.setAside();
        const QString what =
            kept ? tr("It is kept as %1; the list begins anew.").arg(*kept) : core::errorText(kept.error()).sentence();
        QMetaObject::invokeMethod(
            this, [this, text = why.what + u' ' + what] { showHelp(tr("The saved connections cannot be read"), text); },
            Qt::QueuedConnection);
    }
    m_pane->showConnections(list.value_or(QList<Connection>()));
    m_welcome->refresh();
}

void MainWindow::connectionSaved(const Connection& connection)
{
    refreshConnections();
    const bool isOpen = m_opened.repository && m_connection.id == connection.id;
    const bool sameWay = m_connection.address == connection.address
        && m_connection.profileFile == connection.profileFile && m_connection.readOnly == connection.readOnly
        && m_connection.production == connection.production;
    if (isOpen && sameWay) {
        m_connection = connection;
        showInfo();
        countRows();
        if (m_inspector) {
            m_inspector->setConnection(m_connection);
        }
    } else {
        openConnection(connection);
    }
}

void MainWindow::chooseFile()
{
    m_services.prompt.chooseDatabase(this, [this](const QString& path) { openFile(path); });
}

void MainWindow::openFile(const QString& path)
{
    openConnection(fileConnection(path));
}

void MainWindow::openSaved(const QString& id)
{
    const bool there = m_connection.id == id && (m_opening || m_opened.repository); // the second of two clicks
    const auto connection = m_connections.connections.find(id);
    if (connection && !there) {
        openConnection(*connection);
    }
}

void MainWindow::openConnection(const Connection& connection, int candidate)
{
    const Connection wanted = connection; // it may be a reference to the one that is closed now
    showOpening(wanted);
    m_candidate = candidate;
    m_opener->open(wanted, candidate);
}

void MainWindow::showOpening(const Connection& connection)
{
    closeDatabase();
    m_connection = connection;
    m_opening = true;
    m_openingPage->showOpening(displayText(connection.name));
    m_stack->setCurrentWidget(m_openingPage);
}

void MainWindow::openSample()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QDir().mkpath(folder);
    const QString path = folder + u"/sample.sqlite3"_s;
    showOpening(fileConnection(path));
    // Made anew each time, so that nothing tried before is in the way.
    core::whenDone(store::remakeSampleDatabase(path, m_clock.now()), this,
        [this, path, round = m_openRound](const core::Result<>& made) {
            if (round != m_openRound) {
                return; // another file was chosen meanwhile
            }
            if (made) {
                openFile(path);
            } else {
                notOpened(made.error());
            }
        });
}

void MainWindow::notOpened(const core::Error& error)
{
    m_opening = false;
    m_openingPage->showError(error, !m_connection.id.isEmpty());
    Q_EMIT opened(false);
}

void MainWindow::taken(const store::OpenedDatabase& database)
{
    m_opened = database;
    m_lock->watch(*m_opened.repository, m_connection);
    m_connection.schemaTitle = m_opened.repository->schema().title;
    m_connection.openedAt = m_clock.now();
    if (m_connection.id.isEmpty()) {
        m_settings.addRecent({m_connection.address, m_connection.schemaTitle, m_connection.openedAt});
    } else if (const auto saved = m_connections.connections.save(m_connection); !saved) {
        m_status->say(core::errorText(saved.error()).what);
    }
    showInfo();
    m_connectionMenu->showOpen(m_connection, m_opened.candidates, m_candidate);
    // The page in a step of its own: together they would keep the window from answering for too long.
    store::Repository* open = m_opened.repository.get();
    QTimer::singleShot(0, open, [this, open] {
        if (m_opened.repository.get() != open) {
            return; // closed meanwhile, and kept by somebody for a moment
        }
        m_opening = false;
        makePages();
        countRows();
        Q_EMIT opened(true);
    });
}

void MainWindow::closeDatabase()
{
    ++m_openRound;
    m_opening = false;
    m_opener->cancel();
    m_stack->setCurrentWidget(m_welcome); // or each page that goes shows the next one, which begins to work
    m_jobs->drop();
    qDeleteAll(m_pages); // with their dialogs, before what they refer to
    m_pages.clear();
    if (m_inspector) {
        m_inspector->setRepository(nullptr);
        m_inspector->setConnection({});
    }
    m_totals = {};
    m_lock->forget();
    m_opened = {};
    m_connection = {};
    for (QMenu* menu : std::as_const(m_menus)) {
        menu->clear();
    }
    m_connectionMenu->showNone();
    m_production->hide();
    m_pane->showNone();
    m_status->showNone();
    setWindowTitle(tr("OAuth Workbench"));
    m_welcome->refresh();
}

} // namespace owb::ui
