#include "mainwindow/mainwindow.h"

#include "clients/clientspage.h"
#include "common/dialogframe.h"
#include "common/widgets.h"
#include "connection/openingpage.h"
#include "connection/welcomepage.h"
#include "core/async.h"
#include "core/clock.h"
#include "core/errortext.h"
#include "mainwindow/connectionpane.h"
#include "mainwindow/statusline.h"
#include "tokens/codespage.h"
#include "tokens/tokenspage.h"

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
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace owb::ui {

namespace {
/** Below this width the table needs the room of the details. */
constexpr int detailsFromWidth = 1100;
} // namespace

MainWindow::MainWindow(settings::Settings& settings, Prompt& prompt, const core::Clock& clock)
    : m_settings(settings)
    , m_prompt(prompt)
    , m_clock(clock)
    , m_services{prompt, m_clipboard, [this](const std::function<void()>& goOn) { whenUnlocked(goOn); },
          [this](const QString& sentence) { m_status->say(sentence); },
          [this](const QString& section, const QString& search) { showSection(section, search); }}
{
    setWindowTitle(tr("OAuth Workbench"));
    setAcceptDrops(true);
    resize(QSize(1280, 800).boundedTo(screen()->availableSize()));
    setMinimumSize(900, 560);
    build();
    makeMenus();
}

MainWindow::~MainWindow()
{
    closeDatabase(); // pages hold references to the repository
}

void MainWindow::build()
{
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setHandleWidth(1);
    m_pane = new ConnectionPane(splitter);
    m_pane->setMinimumWidth(160);
    m_pane->setMaximumWidth(320);
    m_stack = new QStackedWidget(splitter);
    m_welcome = new WelcomePage(m_settings, m_stack);
    m_openingPage = new OpeningPage(m_stack);
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(m_openingPage);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({metrics::leftPane, 1056});
    setCentralWidget(splitter);
    m_status = new StatusLine(this);
    setStatusBar(m_status);
    connect(m_pane, &ConnectionPane::openAsked, this, &MainWindow::chooseFile);
    connect(m_pane, &ConnectionPane::sectionChosen, this, [this](const QString& section) { showSection(section); });
    connect(m_welcome, &WelcomePage::openAsked, this, &MainWindow::chooseFile);
    connect(m_welcome, &WelcomePage::sampleAsked, this, &MainWindow::openSample);
    connect(m_welcome, &WelcomePage::recentAsked, this, &MainWindow::openFile);
    connect(m_openingPage, &OpeningPage::chooseAsked, this, &MainWindow::chooseFile);
    connect(m_openingPage, &OpeningPage::againAsked, this, [this] { openFile(m_path); });
    connect(m_status, &StatusLine::lockToggled, this, [this] {
        if (m_opened.repository && m_opened.repository->connection().unlocked) {
            setUnlocked(false, [] {});
        } else {
            whenUnlocked([] {});
        }
    });
    connect(&m_clipboard, &SecretClipboard::copied, this, [this] {
        m_status->say(tr("Copied. The clipboard is cleared after %1 seconds.").arg(m_clipboard.secondsKept()));
    });
    m_welcome->setFocus();
}

void MainWindow::chooseFile()
{
    m_prompt.chooseDatabase(this, [this](const QString& path) { openFile(path); });
}

void MainWindow::openFile(const QString& path)
{
    showOpening(path);
    core::whenDone(store::openDatabase(path, {}, m_clock), this,
        [this, round = m_openRound](const core::Result<store::OpenedDatabase>& reply) {
            if (round == m_openRound) { // otherwise another file was chosen meanwhile
                taken(reply);
            }
        });
}

void MainWindow::showOpening(const QString& path)
{
    closeDatabase();
    m_path = path;
    m_opening = true;
    m_openingPage->showOpening(displayText(QFileInfo(path).fileName()));
    m_stack->setCurrentWidget(m_openingPage);
}

void MainWindow::openSample()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QDir().mkpath(folder);
    const QString path = folder + u"/sample.sqlite3"_s;
    showOpening(path);
    // Made anew each time, so that nothing tried before is in the way.
    core::whenDone(store::remakeSampleDatabase(path, m_clock.now()), this,
        [this, path, round = m_openRound](const core::Result<>& made) {
            if (round != m_openRound) {
                return; // another file was chosen meanwhile
            }
            if (made) {
                openFile(path);
            } else {
                taken(tl::unexpected(made.error()));
            }
        });
}

void MainWindow::taken(const core::Result<store::OpenedDatabase>& reply)
{
    m_opening = false;
    if (!reply) {
        m_openingPage->showError(reply.error());
        Q_EMIT opened(false);
        return;
    }
    m_opened = *reply;
    const store::Repository& repository = *m_opened.repository;
    m_pane->showConnection(repository.connection(), repository.schema());
    m_status->showConnection(repository.connection(), repository.schema());
    setWindowTitle(tr("%1 - OAuth Workbench").arg(displayText(repository.connection().name)));
    m_settings.addRecent({m_path, repository.schema().title, m_clock.now()});
    makePages();
    countRows();
    showSection(u"clients"_s);
    Q_EMIT opened(true);
}

void MainWindow::makePages()
{
    store::Repository& repository = *m_opened.repository;
    m_pages = {{u"clients"_s, new ClientsPage(repository, m_clock, m_services, m_stack)},
        {u"tokens"_s, new TokensPage(repository, m_clock, m_services, m_stack)},
        {u"codes"_s, new CodesPage(repository, m_clock, m_services, m_stack)}};
    for (TablePage* page : std::as_const(m_pages)) {
        m_stack->addWidget(page);
        page->setDetailsVisible(page->detailsByDefault() && width() >= detailsFromWidth);
    }
    m_clientMenu->addActions(m_pages.value(u"clients"_s)->menuActions());
    m_tokenMenu->addActions(m_pages.value(u"tokens"_s)->menuActions());
    const auto recount = [this] { countRows(); };
    connect(&repository, &store::Repository::clientAdded, this, recount);
    connect(&repository, &store::Repository::clientRemoved, this, recount);
    connect(&repository, &store::Repository::tokenSaved, this, recount);
    connect(&repository, &store::Repository::unlockedChanged, this, [this](bool unlocked) {
        m_status->showConnection(m_opened.repository->connection(), m_opened.repository->schema());
        if (!unlocked) { // locking ends what was revealed
            for (SecretField* field : findChildren<SecretField*>()) {
                field->conceal();
            }
        }
    });
}

void MainWindow::closeDatabase()
{
    ++m_openRound;
    m_opening = false;
    qDeleteAll(m_pages); // with their dialogs, before what they refer to
    m_pages.clear();
    m_opened = {};
    m_clientMenu->clear();
    m_tokenMenu->clear();
    m_pane->showNone();
    m_status->showNone();
    setWindowTitle(tr("OAuth Workbench"));
    m_welcome->refresh();
    m_stack->setCurrentWidget(m_welcome);
}

void MainWindow::countRows()
{
    core::whenDone(m_opened.repository->totals(), this, [this](const core::Result<store::Totals>& totals) {
        if (!totals || m_pages.isEmpty()) {
            return;
        }
        m_pane->showTotals(*totals);
        m_pages.value(u"clients"_s)->setTotal(totals->clients);
        m_pages.value(u"tokens"_s)->setTotal(totals->tokens);
        m_pages.value(u"codes"_s)->setTotal(totals->codes);
    });
}

void MainWindow::showSection(const QString& section, const QString& search)
{
    TablePage* page = m_pages.value(section);
    if (!page) {
        return;
    }
    m_stack->setCurrentWidget(page);
    m_detailsAction->setChecked(page->areDetailsVisible());
    m_pane->select(section);
    if (!search.isEmpty()) {
        page->setSearch(search);
    }
}

TablePage* MainWindow::currentPage() const
{
    return qobject_cast<TablePage*>(m_stack->currentWidget());
}

void MainWindow::whenUnlocked(const std::function<void()>& goOn)
{
    if (!m_opened.repository || m_opened.repository->connection().unlocked) {
        goOn();
        return;
    }
    const Question question{tr("Unlock editing of %1?").arg(m_opened.repository->connection().name),
        tr("The database is open for reading only. After unlocking, what you save here is written to it at once, and a "
           "running server honours it."),
        tr("Unlock editing"), false};
    m_prompt.ask(this, question, [this, goOn](bool yes) {
        if (yes) {
            setUnlocked(true, goOn);
        }
    });
}

void MainWindow::setUnlocked(bool unlocked, const std::function<void()>& then)
{
    core::whenDone(
        m_opened.repository->setUnlocked(unlocked), this, [this, then](const core::Result<store::ConnectionInfo>& now) {
            if (now) {
                then();
                return;
            }
            const core::ErrorText text = core::errorText(now.error());
            showHelp(tr("Editing cannot be unlocked"), text.sentence());
        });
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
        for (TablePage* page : std::as_const(m_pages)) {
            page->setDetailsVisible(wide && page->detailsByDefault());
        }
    }
}

} // namespace owb::ui
