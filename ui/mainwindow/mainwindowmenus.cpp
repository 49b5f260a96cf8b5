#include "mainwindow/mainwindow.h"

#include "common/sectionpage.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "mainwindow/connectionmenu.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {

/** The sections of an open database, in the order of their keys. */
QList<std::pair<QString, QString>> numberedSections()
{
    return {{u"overview"_s, MainWindow::tr("O&verview")}, {u"clients"_s, MainWindow::tr("&Clients")},
        {u"tokens"_s, MainWindow::tr("&Tokens")}, {u"codes"_s, MainWindow::tr("C&odes")}};
}

} // namespace

void MainWindow::makeMenus()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&Open database file…"), QKeySequence(u"Ctrl+O"_s), this, &MainWindow::chooseFile);
    file->addAction(tr("Open the &sample"), QKeySequence(u"Ctrl+Shift+E"_s), this, &MainWindow::openSample);
    file->addAction(tr("&Close database"), QKeySequence(u"Ctrl+W"_s), this, &MainWindow::closeDatabase);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence(u"Ctrl+Q"_s), this, &QWidget::close);
    makeViewMenu();
    m_connectionMenu = new ConnectionMenu(m_connections, this);
    menuBar()->addMenu(m_connectionMenu);
    m_menus = {{u"clients"_s, menuBar()->addMenu(tr("&Client"))}, {u"tokens"_s, menuBar()->addMenu(tr("&Token"))}};
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&Keyboard"), QKeySequence(u"Ctrl+/"_s), this, [this] {
        showHelp(tr("Keyboard"),
            tr("Ctrl+O  open a database file\nCtrl+Shift+O  connect to a server\nCtrl+F  search\nCtrl+0, 1, 2, 3  "
               "overview, clients, tokens, codes\nCtrl+I  inspector\nCtrl+N  new client "
               "or token\n"
               "F2  edit\nDel  remove or revoke\nF4  details\nF5  reload\nCtrl+L  lock or unlock editing\nEsc  cancel "
               "a dialog"));
    });
    help->addAction(tr("&About OAuth Workbench"), this, [this] {
        showHelp(tr("About OAuth Workbench"),
            tr("Version %1. Manage the clients and inspect the tokens of an OAuth server's own database.\n\n"
               "Free software under the GNU General Public License, version 3 or later.")
                .arg(QStringLiteral(OWB_VERSION)));
    });
}

void MainWindow::makeViewMenu()
{
    QMenu* view = menuBar()->addMenu(tr("&View"));
    const auto sections = numberedSections();
    for (int i = 0; i < sections.size(); ++i) {
        view->addAction(sections.at(i).second, QKeySequence(u"Ctrl+%1"_s.arg(i)), this,
            [this, id = sections.at(i).first] { showSection(id); });
    }
    view->addAction(tr("&Inspector"), QKeySequence(u"Ctrl+I"_s), this, [this] {
        showSection(u"inspector"_s);
        page(u"inspector"_s)->focusSearch();
    });
    view->addSeparator();
    view->addAction(tr("&Search"), QKeySequence(u"Ctrl+F"_s), this, [this] {
        if (auto* page = currentPage()) {
            page->focusSearch();
        }
    });
    view->addAction(tr("&Reload"), QKeySequence(u"F5"_s), this, [this] {
        if (auto* page = currentPage()) {
            page->reload();
            countRows();
        }
    });
    m_detailsAction = view->addAction(tr("&Details"));
    m_detailsAction->setShortcut(QKeySequence(u"F4"_s));
    m_detailsAction->setCheckable(true);
    connect(m_detailsAction, &QAction::triggered, this, [this] {
        if (auto* page = currentPage()) {
            page->setDetailsVisible(!page->areDetailsVisible());
        }
    });
    view->addSeparator();
    QMenu* themes = view->addMenu(tr("T&heme"));
    auto* group = new QActionGroup(this);
    const QList<std::pair<QString, QString>> choices{
        {u"light"_s, tr("&Light")}, {u"dark"_s, tr("&Dark")}, {u"contrast"_s, tr("&High contrast")}};
    for (const auto& [id, text] : choices) {
        QAction* action = themes->addAction(text, this, [this, setting = id] { useTheme(setting); });
        action->setCheckable(true);
        action->setChecked(m_settings.theme() == id || (id == "light"_L1 && m_settings.theme() == "system"_L1));
        group->addAction(action);
    }
}

void MainWindow::useTheme(const QString& setting)
{
    m_settings.setTheme(setting);
    applyTheme(*qApp,
        setting == "dark"_L1           ? Theme::Dark
            : setting == "contrast"_L1 ? Theme::HighContrast
                                       : Theme::Light);
}

void MainWindow::showHelp(const QString& title, const QString& text)
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, title, text, QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->open();
}

} // namespace owb::ui
