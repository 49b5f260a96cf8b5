#include "../settings/fakekeychain.h"
#include "../store/renamedtables.h"

#include "common/prompt.h"
#include "common/theme.h"
#include "connection/openingpage.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/statusline.h"
#include "mapping/mappingdialog.h"
#include "store/profilefolder.h"
#include "widgettools.h"

#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

namespace {

class SilentPrompt final : public ui::Prompt
{
public:
    void ask(QWidget*, const ui::Question&, std::function<void(bool)> answer) override { answer(true); }
    void chooseDatabase(QWidget*, std::function<void(QString)>) override { }
    void chooseFile(QWidget*, const ui::FileQuestion&, std::function<void(QString)>) override { }
    void chooseNewFile(QWidget*, const QString&, std::function<void(QString)> chosen) override { chosen(path); }
    QString path;
};

} // namespace

/** From a database nobody knows to its rows, in the whole window. */
class TestWindowMapping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::Theme::Light); }
    void init();
    void cleanup();
    void mapsUnknownTablesAndOpensThem();
    void aSavedMapIsUsedTheNextTime();
    void theMenuEditsTheMapInUse();
    void theMenuNeedsAnOpenDatabase();
    void aMapKeptElsewhereGoesWithItsConnection();
    void aBrokenMapIsToldAndDoesNotStopAnything();

private:
    void openWindow();
    void openAndWait(bool expected);
    [[nodiscard]] ui::MappingDialog* dialog();
    [[nodiscard]] QAction* menuAction() const;
    void mapAndSave(const QString& title);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    SilentPrompt m_prompt;
    StillClock m_clock;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<settings::ConnectionStore> m_connections;
    test::FakeKeychain m_keychain;
    settings::Passwords m_passwords{m_keychain};
    std::unique_ptr<ui::MainWindow> m_window;
};

void TestWindowMapping::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_folder->filePath(u"config"_s)));
    m_path = m_folder->filePath(u"renamed.sqlite3"_s);
    makeRenamedTables(m_path);
    m_settings = std::make_unique<settings::Settings>(m_folder->filePath(u"settings.ini"_s));
    m_connections = std::make_unique<settings::ConnectionStore>(m_folder->filePath(u"connections.json"_s));
    openWindow();
}

void TestWindowMapping::openWindow()
{
    m_window = std::make_unique<ui::MainWindow>(*m_settings, *m_connections, m_passwords, m_prompt, m_clock);
    m_window->show();
}

void TestWindowMapping::cleanup()
{
    m_window.reset();
    m_folder.reset();
}

void TestWindowMapping::openAndWait(bool expected)
{
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    m_window->openFile(m_path);
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(opened.constFirst().constFirst().toBool(), expected);
}

/** The mapping dialog, with the first rows there. */
ui::MappingDialog* TestWindowMapping::dialog()
{
    ui::MappingDialog* found = nullptr;
    const bool there = QTest::qWaitFor([&] {
        found = m_window->findChild<ui::MappingDialog*>();
        const auto* rows = found ? found->findChild<QTableWidget*>(u"previewTable"_s) : nullptr;
        return rows && rows->rowCount() > 0;
    });
    return there ? found : nullptr;
}

QAction* TestWindowMapping::menuAction() const
{
    return m_window->findChild<QAction*>(u"mapByHandAction"_s);
}

void TestWindowMapping::mapAndSave(const QString& title)
{
    openAndWait(false);
    press(*m_window, u"Map by hand…"_s);
    ui::MappingDialog* map = dialog();
    QVERIFY(map);
    test::type(test::child<QLineEdit>(*map, u"titleEdit"_s), title);
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    QTest::keyClick(map, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(opened.constFirst().constFirst().toBool());
    QTRY_VERIFY(!m_window->findChild<ui::MappingDialog*>());
}

void TestWindowMapping::mapsUnknownTablesAndOpensThem()
{
    mapAndSave(u"Partner"_s);
    QCOMPARE(m_window->repository()->schema().title, u"Partner"_s);
    QCOMPARE(m_window->repository()->schema().clients.table, u"partner_clients"_s);
    QVERIFY(QFileInfo::exists(m_folder->filePath(u"config/oauth-workbench/profiles/partner.json"_s)));
}

void TestWindowMapping::aSavedMapIsUsedTheNextTime()
{
    mapAndSave(u"Partner"_s);
    openWindow();
    openAndWait(true);
    QCOMPARE(m_window->repository()->schema().profile, u"partner"_s);
}

void TestWindowMapping::theMenuEditsTheMapInUse()
{
    mapAndSave(u"Partner"_s);
    menuAction()->trigger();
    ui::MappingDialog* map = dialog();
    QVERIFY(map);
    QCOMPARE(test::child<QLineEdit>(*map, u"titleEdit"_s).text(), u"Partner"_s);
}

void TestWindowMapping::theMenuNeedsAnOpenDatabase()
{
    QVERIFY(!menuAction()->isEnabled());
    mapAndSave(u"Partner"_s);
    QVERIFY(menuAction()->isEnabled());
    m_window->closeDatabase();
    QVERIFY(!menuAction()->isEnabled());
}

void TestWindowMapping::aMapKeptElsewhereGoesWithItsConnection()
{
    settings::Connection connection;
    connection.id = settings::newConnectionId();
    connection.name = u"partner"_s;
    connection.address = m_path;
    connection.passwordPlace = settings::PasswordPlace::None;
    QVERIFY(m_connections->save(connection));
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    m_window->openConnection(connection);
    QTRY_COMPARE(opened.size(), 1);
    press(*m_window, u"Map by hand…"_s);
    ui::MappingDialog* map = dialog();
    QVERIFY(map);
    test::type(test::child<QLineEdit>(*map, u"titleEdit"_s), u"Partner"_s);
    m_prompt.path = m_folder->filePath(u"shared.json"_s);
    press(*map, u"Save elsewhere…"_s);
    QTRY_COMPARE(opened.size(), 2);
    QVERIFY(opened.constLast().constFirst().toBool());
    QCOMPARE(m_connections->find(connection.id)->profileFile, m_prompt.path);
    QVERIFY(!QFileInfo::exists(store::profileFolder()));
    menuAction()->trigger(); // changes that file, and no copy of it
    map = dialog();
    QVERIFY(map);
    QCOMPARE(test::child<QLineEdit>(*map, u"titleEdit"_s).text(), u"Partner"_s);
    QTest::keyClick(map, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(opened.size(), 3);
    QVERIFY(!QFileInfo::exists(store::profileFolder()));
}

void TestWindowMapping::aBrokenMapIsToldAndDoesNotStopAnything()
{
    mapAndSave(u"Partner"_s);
    QFile broken(store::profileFolder() + u"/broken.json"_s);
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write("{");
    broken.close();
    openWindow();
    openAndWait(true);
    QVERIFY(saidIn(*m_window->findChild<ui::StatusLine*>()).contains(u"broken.json"_s));
}

QTEST_MAIN(TestWindowMapping)
#include "tst_windowmapping.moc"
