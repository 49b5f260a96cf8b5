#include "mainwindow/mainwindow.h"

#include "common/dialogframe.h"
#include "common/prompt.h"
#include "common/sectionpage.h"
#include "common/theme.h"
#include "common/widgets.h"
#include "connection/openingpage.h"
#include "connection/welcomepage.h"
#include "core/clock.h"
#include "inspector/inspectorpage.h"
#include "mainwindow/connectionmenu.h"
#include "mainwindow/connectionopener.h"
#include "mainwindow/connectionpane.h"
#include "mainwindow/connectiontester.h"
#include "mainwindow/editlock.h"
#include "mainwindow/jobspanel.h"
#include "mainwindow/productionbanner.h"
#include "mainwindow/statusline.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
/** The database and its host. */
QString placeOf(const settings::Connection& connection)
{
    const auto address = core::DatabaseAddress::parse(connection.address);
    return address ? address->label() : QString();
}
} // namespace

MainWindow::MainWindow(settings::Settings& settings, settings::ConnectionStore& connections,
    settings::Passwords& passwords, Prompt& prompt, const core::Clock& clock, Filling filling)
    : m_filling(filling)
    , m_settings(settings)
    , m_connections{connections, passwords, prompt, makeConnectionTest(clock)}
    , m_clock(clock)
    , m_keyring(passwords.keychain(), QFileInfo(connections.file()).dir().filePath(u"keys.json"_s))
    , m_services{prompt, m_clipboard, passwords, QFileInfo(connections.file()).absolutePath(), m_keyring,
          [this](const std::function<void()>& goOn) { m_lock->whenUnlocked(goOn); },
          [this](const QString& sentence) { m_status->say(sentence); },
          [this](std::unique_ptr<jobs::Job> job, const JobWords& words) { m_jobs->run(std::move(job), words); },
          [this](const QString& section, const QString& search) { showSection(section, search); },
          [this](const core::Secret& token) {
              showSection(u"inspector"_s);
              m_inspector->inspectRow(token);
          },
          [this](const store::TokenQuery& query) {
              showSection(u"inspector"_s);
              m_inspector->verifyAll(query);
          }}
{
    setWindowTitle(tr("OAuth Workbench"));
    resize(QSize(1280, 800).boundedTo(screen()->availableSize()));
    setMinimumSize(900, 560);
    if (m_filling == Filling::AtOnce) {
        fill();
    }
}

void MainWindow::fill()
{
    if (isVisible()) { // with the ground alone
        applyTheme(*qApp, currentTheme());
    }
    setAcceptDrops(true);
    build();
    makeMenus();
    wire();
    wireConnections();
    refreshConnections();
    Q_EMIT filled();
}

bool MainWindow::event(QEvent* event)
{
    if (event->type() == QEvent::Paint && std::exchange(m_filling, Filling::AtOnce) == Filling::OncePainted) {
        QMetaObject::invokeMethod(this, &MainWindow::fill, Qt::QueuedConnection); // once it is on the screen
    }
    return QMainWindow::event(event);
}

MainWindow::~MainWindow()
{
    if (!m_lock) {
        return; // it was never filled
    }
    closeDatabase(); // pages hold references to the repository
}

void MainWindow::build()
{
    m_lock = new EditLock(m_services.prompt, this);
    m_opener = new ConnectionOpener(m_connections, m_clock, this);
    auto* centre = new QWidget(this);
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_production = new ProductionBanner(*m_lock, centre);
    column->addWidget(m_production);
    auto* splitter = new QSplitter(Qt::Horizontal, centre);
    column->addWidget(splitter, 1);
    m_jobs = new JobsPanel(centre);
    column->addWidget(m_jobs);
    m_lock->holdWhile([this] { return m_jobs->isWriting(); });
    setCentralWidget(centre);
    m_status = new StatusLine(this);
    setStatusBar(m_status);
    splitter->setHandleWidth(1);
    m_pane = new ConnectionPane(splitter);
    m_pane->setMinimumWidth(160);
    m_pane->setMaximumWidth(320);
    m_stack = new QStackedWidget(splitter);
    m_welcome = new WelcomePage(m_settings, m_connections.connections, m_stack);
    m_openingPage = new OpeningPage(m_stack);
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(m_openingPage);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({metrics::leftPane, 1056});
    m_welcome->setFocus();
}

void MainWindow::wire()
{
    connect(m_pane, &ConnectionPane::sectionChosen, this, [this](const QString& section) { showSection(section); });
    connect(m_welcome, &WelcomePage::openAsked, this, &MainWindow::chooseFile);
    connect(m_welcome, &WelcomePage::sampleAsked, this, &MainWindow::openSample);
    connect(m_welcome, &WelcomePage::inspectAsked, this, [this] {
        showSection(u"inspector"_s);
        m_inspector->focusSearch();
    });
    connect(m_welcome, &WelcomePage::recentAsked, this, &MainWindow::openFile);
    connect(m_openingPage, &OpeningPage::chooseAsked, this, &MainWindow::chooseFile);
    connect(m_openingPage, &OpeningPage::againAsked, this, [this] { openConnection(m_connection, m_candidate); });
    connect(m_jobs, &JobsPanel::changed, this, [this] { m_status->showJobs(m_jobs->running(), m_jobs->share()); });
    connect(m_jobs, &JobsPanel::said, m_status, &StatusLine::say);
    connect(m_status, &StatusLine::jobsToggled, m_jobs, [this] { m_jobs->setVisible(m_jobs->isHidden()); });
    connect(m_status, &StatusLine::lockToggled, m_lock, &EditLock::toggle);
    connect(m_lock, &EditLock::changed, this,
        [this] { m_status->showLock(m_lock->isUnlocked(), m_lock->canUnlock(), m_lock->timeLeft()); });
    connect(m_lock, &EditLock::refused, this, &MainWindow::showHelp);
    connect(&m_clipboard, &SecretClipboard::copied, this, [this] {
        m_status->say(tr("Copied. The clipboard is cleared after %1 seconds.").arg(m_clipboard.secondsKept()));
    });
}

void MainWindow::showInfo()
{
    store::ConnectionInfo info = m_opened.repository->connection();
    info.name = m_connection.name;
    m_pane->showOpen(m_connection, info, m_opened.repository->schema());
    m_status->showProduction(m_connection.production);
    m_status->showConnection(info, m_opened.repository->schema());
    m_status->showLock(m_lock->isUnlocked(), m_lock->canUnlock(), m_lock->timeLeft());
    m_production->show(m_connection.id.isEmpty() ? info.name : tr("%1, %2").arg(info.name, placeOf(m_connection)));
    setWindowTitle(tr("%1 - OAuth Workbench").arg(displayText(info.name)));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    for (const DialogFrame* dialog : findChildren<DialogFrame*>()) {
        if (dialog->isBusy()) {
            event->ignore(); // what is being saved must be seen to end
            m_status->say(tr("A change is being saved. Close the window when it is done."));
            return;
        }
    }
    if (m_jobs && m_jobs->isWriting() && !m_closing) {
        event->ignore();
        const Question question{tr("Stop what is running and close?"),
            tr("Tokens are being changed in the background. What was changed so far stays changed."),
            tr("Stop and close"), true, m_connection.production};
        m_services.prompt.ask(this, question, [this](bool yes) {
            m_closing = yes;
            if (yes) {
                close();
            }
        });
        return;
    }
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.constFirst().isLocalFile()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    openFile(event->mimeData()->urls().constFirst().toLocalFile());
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    const bool wasWide = event->oldSize().width() >= detailsFromWidth;
    if (const bool wide = width() >= detailsFromWidth; wide != wasWide) {
        for (SectionPage* page : std::as_const(m_pages)) {
            page->setDetailsVisible(wide && page->detailsByDefault());
        }
    }
}

} // namespace owb::ui
