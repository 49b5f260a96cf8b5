#pragma once

#include "common/pageservices.h"
#include "common/prompt.h"
#include "common/secretfield.h"
#include "common/theme.h"
#include "settings/settings.h"
#include "store/opendatabase.h"

#include <QMainWindow>

class QSplitter;
class QStackedWidget;

namespace owb::ui {

class ConnectionPane;
class OpeningPage;
class StatusLine;
class TablePage;
class WelcomePage;

/** Menus, panes and pages wired together; nothing else. */
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /** What is given must outlive the window. */
    MainWindow(settings::Settings& settings, Prompt& prompt, const core::Clock& clock);
    ~MainWindow() override;

    void openFile(const QString& path);
    /** Opens a fresh sample database in a temporary place of the program's own. */
    void openSample();
    void closeDatabase();
    void showSection(const QString& section, const QString& search = {});
    void useTheme(const QString& setting);
    [[nodiscard]] bool isOpening() const { return m_opening; }
    [[nodiscard]] store::Repository* repository() const { return m_opened.repository.get(); }

Q_SIGNALS:
    /** A database is open, or could not be opened. */
    void opened(bool success);

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void makeMenus();
    void makeViewMenu();
    void chooseFile();
    void showOpening(const QString& path);
    void taken(const core::Result<store::OpenedDatabase>& reply);
    void makePages();
    void whenUnlocked(const std::function<void()>& goOn);
    void setUnlocked(bool unlocked, const std::function<void()>& then);
    void countRows();
    void showHelp(const QString& title, const QString& text);
    [[nodiscard]] TablePage* currentPage() const;

    settings::Settings& m_settings;
    Prompt& m_prompt;
    const core::Clock& m_clock;
    SecretClipboard m_clipboard;
    PageServices m_services;
    store::OpenedDatabase m_opened;
    QString m_path;
    bool m_opening = false;
    int m_openRound = 0;
    QMenu* m_clientMenu = nullptr;
    QMenu* m_tokenMenu = nullptr;
    QAction* m_detailsAction = nullptr;
    ConnectionPane* m_pane = nullptr;
    QStackedWidget* m_stack = nullptr;
    WelcomePage* m_welcome = nullptr;
    OpeningPage* m_openingPage = nullptr;
    StatusLine* m_status = nullptr;
    QHash<QString, TablePage*> m_pages;
};

} // namespace owb::ui
