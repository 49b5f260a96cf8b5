#pragma once

#include "common/pageservices.h"
#include "common/secretfield.h"
#include "connection/connectionservices.h"
#include "mainwindow/parts.h"
#include "settings/settings.h"
#include "store/opendatabase.h"

#include <QMainWindow>

namespace owb::ui {

/** Whether the window has its contents from the start, or is painted empty first: texts and menus take time to make. */
enum class Filling { AtOnce, OncePainted };

/** Menus, panes and pages wired together; nothing else. What it is given must outlive it. */
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(settings::Settings& settings, settings::ConnectionStore& connections, settings::Passwords& passwords,
        Prompt& prompt, const core::Clock& clock, Filling filling = Filling::AtOnce);
    ~MainWindow() override;
    void openFile(const QString& path);
    void openConnection(const settings::Connection& connection, int candidate = 0);
    void openSample(); // a fresh one, in a place of the program's own
    void closeDatabase();
    void showSection(const QString& section, const QString& search = {}); // without a database: "inspector" alone
    void useTheme(const QString& setting);
    [[nodiscard]] bool isOpening() const { return m_opening; }
    [[nodiscard]] store::Repository* repository() const { return m_opened.repository.get(); }

Q_SIGNALS:
    void opened(bool success); // a database is open, or could not be opened
    void filled(); // its contents are there: before that it can be shown and closed, and nothing else

protected:
    bool event(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    static constexpr int detailsFromWidth = 1100; // below it the table needs the room of the details
    void fill();
    void build();
    void wire();
    void wireConnections();
    void makeMenus();
    void makeViewMenu();
    void chooseFile();
    void openSaved(const QString& id);
    void showOpening(const settings::Connection& connection);
    void taken(const store::OpenedDatabase& database);
    void notOpened(const core::Error& error);
    void connectionSaved(const settings::Connection& connection);
    void refreshConnections();
    void showInfo();
    [[nodiscard]] SectionPage* makePage(const QString& section);
    SectionPage* page(const QString& section); // made when it is asked for first
    void makePages();
    void makeLater(QStringList sections);
    void countRows();
    void showTotals();
    void showHelp(const QString& title, const QString& text);
    [[nodiscard]] SectionPage* currentPage() const;

    Filling m_filling;
    settings::Settings& m_settings;
    ConnectionServices m_connections;
    const core::Clock& m_clock;
    SecretClipboard m_clipboard;
    settings::Keyring m_keyring;
    PageServices m_services;
    store::OpenedDatabase m_opened;
    settings::Connection m_connection; // without id: a file that is not saved
    int m_candidate = 0;
    int m_openRound = 0;
    bool m_opening = false;
    bool m_closing = false; // although something is running
    EditLock* m_lock = nullptr;
    ConnectionOpener* m_opener = nullptr;
    ConnectionMenu* m_connectionMenu = nullptr;
    ProductionBanner* m_production = nullptr;
    QHash<QString, QMenu*> m_menus; // of sections
    QAction* m_detailsAction = nullptr;
    ConnectionPane* m_pane = nullptr;
    QStackedWidget* m_stack = nullptr;
    WelcomePage* m_welcome = nullptr;
    OpeningPage* m_openingPage = nullptr;
    InspectorPage* m_inspector = nullptr; // stays when its database is closed
    StatusLine* m_status = nullptr;
    JobsPanel* m_jobs = nullptr;
    QHash<QString, SectionPage*> m_pages;
    store::Totals m_totals;
};

} // namespace owb::ui
