#include "clients/clientspage.h"
#include "common/secretfield.h"
#include "core/async.h"
#include "inspector/inspectorpage.h"
#include "mainwindow/connectionmenu.h"
#include "mainwindow/connectionpane.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/statusline.h"
#include "overview/overviewpage.h"
#include "tokens/codespage.h"
#include "tokens/tokenspage.h"

#include <QAction>
#include <QMenu>
#include <QStackedWidget>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace owb::ui {

SectionPage* MainWindow::makePage(const QString& section)
{
    if (section == "inspector"_L1) {
        m_inspector = new InspectorPage(m_clock, m_services, m_stack);
        m_inspector->setRepository(m_opened.repository.get());
        m_inspector->setConnection(m_connection);
        connect(m_inspector, &InspectorPage::openAsked, this, &MainWindow::chooseFile);
        connect(m_inspector, &InspectorPage::connectionChanged, m_connectionMenu, &ConnectionMenu::store);
        return m_inspector;
    }
    store::Repository& repository = *m_opened.repository;
    if (section == "overview"_L1) {
        return new OverviewPage(repository, m_clock, m_services, m_stack);
    }
    if (section == "clients"_L1) {
        return new ClientsPage(repository, m_clock, m_services, m_stack);
    }
    if (section == "tokens"_L1) {
        return new TokensPage(repository, m_clock, m_services, m_stack);
    }
    return new CodesPage(repository, m_clock, m_services, m_stack);
}

SectionPage* MainWindow::page(const QString& section)
{
    if (section == "inspector"_L1 && m_inspector) {
        return m_inspector;
    }
    if (SectionPage* made = m_pages.value(section)) {
        return made;
    }
    SectionPage* made = makePage(section);
    m_stack->addWidget(made);
    if (made == m_inspector) {
        return made;
    }
    m_pages.insert(section, made);
    made->setDetailsVisible(made->detailsByDefault() && width() >= detailsFromWidth);
    if (QMenu* menu = m_menus.value(section)) {
        menu->addActions(made->menuActions());
    }
    showTotals();
    return made;
}

/** Pages that are not seen yet, one by one, with room between them for the paint of the one that is. */
void MainWindow::makeLater(QStringList sections)
{
    constexpr int apartMs = 30;
    QTimer::singleShot(
        apartMs, m_opened.repository.get(), [this, sections, open = m_opened.repository.get()]() mutable {
            if (m_opened.repository.get() == open) { // somebody else may keep it for a moment
                page(sections.takeFirst());
                if (!sections.isEmpty()) {
                    makeLater(sections);
                }
            }
        });
}

void MainWindow::makePages()
{
    if (m_inspector) {
        m_inspector->setRepository(m_opened.repository.get());
        m_inspector->setConnection(m_connection);
    }
    showSection(u"clients"_s);
    makeLater({u"tokens"_s, u"codes"_s});
    store::Repository& repository = *m_opened.repository;
    const auto recount = [this] { countRows(); };
    connect(&repository, &store::Repository::clientAdded, this, recount);
    connect(&repository, &store::Repository::clientRemoved, this, recount);
    connect(&repository, &store::Repository::tokenSaved, this, recount);
    connect(&repository, &store::Repository::manyTokensChanged, this, recount);
    connect(&repository, &store::Repository::connectionStateChanged, m_status, &StatusLine::showState);
    connect(&repository, &store::Repository::unlockedChanged, this, [this](bool unlocked) {
        if (!unlocked) { // locking ends what was revealed
            for (SecretField* field : findChildren<SecretField*>()) {
                field->conceal();
            }
        }
    });
}

void MainWindow::countRows()
{
    if (!m_opened.repository) {
        return;
    }
    core::whenDone(m_opened.repository->totals(), this, [this](const core::Result<store::Totals>& totals) {
        if (totals && m_opened.repository) {
            m_totals = *totals;
            m_pane->showTotals(m_totals);
            showTotals();
        }
    });
}

void MainWindow::showTotals()
{
    for (auto it = m_pages.cbegin(); it != m_pages.cend(); ++it) {
        const auto tokens = m_totals.tokensEstimated ? std::nullopt : m_totals.tokens;
        (*it)->setTotal(it.key() == "clients"_L1 ? m_totals.clients
                : it.key() == "tokens"_L1        ? tokens
                : it.key() == "codes"_L1         ? m_totals.codes
                                                 : std::nullopt);
    }
}

void MainWindow::showSection(const QString& section, const QString& search)
{
    if (!m_opened.repository && section != "inspector"_L1) {
        return;
    }
    SectionPage* shown = page(section);
    m_stack->setCurrentWidget(shown);
    m_detailsAction->setChecked(shown->areDetailsVisible());
    m_pane->select(section);
    if (!search.isEmpty()) {
        shown->setSearch(search);
    }
}

SectionPage* MainWindow::currentPage() const
{
    return qobject_cast<SectionPage*>(m_stack->currentWidget());
}

} // namespace owb::ui
