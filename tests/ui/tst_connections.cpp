#include "../settings/fakekeychain.h"
#include "../store/testdatabase.h"
#include "common/prompt.h"
#include "common/theme.h"
#include "connection/connectiondialog.h"
#include "connection/passworddialog.h"
#include "mainwindow/connectionmenu.h"
#include "mainwindow/connectionpane.h"
#include "mainwindow/editlock.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/productionbanner.h"
#include "mainwindow/statusline.h"
#include "widgettools.h"

#include <QLineEdit>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using settings::Connection;
using settings::PasswordPlace;

namespace {

class YesPrompt final : public ui::Prompt
{
public:
    void ask(QWidget*, const ui::Question& question, std::function<void(bool)> answer) override
    {
        asked << question;
        answer(true);
    }
    void chooseDatabase(QWidget*, std::function<void(QString)>) override { }
    void chooseFile(QWidget*, const ui::FileQuestion&, std::function<void(QString)>) override { }

    QList<ui::Question> asked;
};

} // namespace

/** The whole window with saved connections. */
class TestConnections : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { ui::applyTheme(*qApp, ui::Theme::Light); }
    void init();
    void cleanup();
    void aClickInThePaneOpens();
    void arrowsDoNotOpen();
    void remembersWhatItFound();
    void productionIsSeenEverywhere();
    void readOnlyStaysReadOnly();
    void editingAnOpenOneOpensItAnew();
    void aRemovedOneIsClosed();
    void anotherSchemaIsChosenInTheMenu();
    void anOpenFileBecomesAConnection();
    void aListThatIsNotUnderstoodIsKeptAside();
    void asksForThePasswordThatIsNotThere();
    void goesOnWithoutAKeychain();
    void openingAnotherDropsTheQuestion();
    void tellsOfALostConnection();

private:
    void makeWindow();
    [[nodiscard]] Connection add(const QString& name, bool production = false, bool readOnly = false);
    [[nodiscard]] QTreeWidget& tree() { return *m_window->findChild<ui::ConnectionPane*>()->findChild<QTreeWidget*>(); }
    [[nodiscard]] QStringList listed();
    void click(int row);
    void open(const Connection& connection);
    [[nodiscard]] QString said() { return saidIn(*m_window->findChild<ui::StatusLine*>()); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TestDatabase> m_database;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<settings::ConnectionStore> m_connections;
    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<settings::Passwords> m_passwords;
    YesPrompt m_prompt;
    StillClock m_clock;
    std::unique_ptr<ui::MainWindow> m_window;
};

void TestConnections::init()
{
    m_prompt.asked.clear();
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = std::make_unique<TestDatabase>();
    m_database->addClient(u"shop"_s, u"s"_s, u"{}"_s);
    m_settings = std::make_unique<settings::Settings>(m_folder->filePath(u"s.ini"_s));
    m_connections = std::make_unique<settings::ConnectionStore>(m_folder->filePath(u"c.json"_s));
    m_keychain = std::make_unique<FakeKeychain>();
    m_passwords = std::make_unique<settings::Passwords>(*m_keychain);
}

void TestConnections::cleanup()
{
    m_window.reset();
    m_database.reset();
}

void TestConnections::makeWindow()
{
    m_window = std::make_unique<ui::MainWindow>(*m_settings, *m_connections, *m_passwords, m_prompt, m_clock);
    m_window->show();
}

Connection TestConnections::add(const QString& name, bool production, bool readOnly)
{
    Connection connection;
    connection.id = u"id "_s + name;
    connection.name = name;
    connection.address = m_database->path();
    connection.production = production;
    connection.readOnly = readOnly;
    connection.passwordPlace = PasswordPlace::None;
    return m_connections->save(connection) ? connection : Connection();
}

QStringList TestConnections::listed()
{
    QStringList names;
    for (int i = 0; i < tree().topLevelItemCount(); ++i) {
        names << tree().topLevelItem(i)->text(0);
    }
    return names;
}

void TestConnections::click(int row)
{
    const QRect place = tree().visualItemRect(tree().topLevelItem(row));
    QTest::mouseClick(tree().viewport(), Qt::LeftButton, {}, place.center());
}

void TestConnections::open(const Connection& connection)
{
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    m_window->openConnection(connection);
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(opened.constFirst().constFirst().toBool());
}

void TestConnections::aClickInThePaneOpens()
{
    const Connection first = add(u"one <b>"_s);
    const Connection second = add(u"two"_s);
    Q_UNUSED(first)
    makeWindow();
    QCOMPARE(listed(), (QStringList{u"one <b>"_s, u"two"_s}));
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    click(1);
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(m_window->windowTitle().startsWith(second.name));
    QVERIFY(said().contains(u"two"_s));
    QCOMPARE(tree().topLevelItem(1)->childCount(), 5);
    QCOMPARE(tree().topLevelItem(0)->childCount(), 0);
    click(1); // it is open
    click(0);
    QTRY_COMPARE(opened.size(), 2);
    QCOMPARE(tree().topLevelItem(0)->childCount(), 5);
    QCOMPARE(tree().topLevelItem(1)->childCount(), 0);
    m_window->closeDatabase();
    QCOMPARE(listed(), (QStringList{u"one <b>"_s, u"two"_s}));
}

void TestConnections::arrowsDoNotOpen()
{
    const Connection first = add(u"one"_s);
    const Connection second = add(u"two"_s);
    Q_UNUSED(first)
    makeWindow();
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    tree().setFocus();
    tree().setCurrentItem(tree().topLevelItem(0));
    QTest::keyClick(&tree(), Qt::Key_Down);
    QCOMPARE(tree().currentItem()->text(0), second.name);
    QVERIFY(!m_window->isOpening());
    QTest::keyClick(&tree(), Qt::Key_Return);
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(m_window->windowTitle().startsWith(second.name));
}

void TestConnections::remembersWhatItFound()
{
    const Connection one = add(u"one"_s);
    makeWindow();
    open(one);
    const Connection now = m_connections->find(one.id).value();
    QCOMPARE(now.openedAt, m_clock.now());
    QVERIFY(!now.schemaTitle.isEmpty());
    QVERIFY(m_settings->recent().isEmpty()); // it is listed as what it is
}

void TestConnections::productionIsSeenEverywhere()
{
    const Connection one = add(u"prod"_s, true);
    makeWindow();
    auto* banner = m_window->findChild<ui::ProductionBanner*>();
    QVERIFY(banner->isHidden());
    open(one);
    QVERIFY(!banner->isHidden());
    QVERIFY(said().contains(u"Read-only"_s));
    QVERIFY(!m_window->repository()->connection().unlocked);
    m_window->findChild<ui::EditLock*>()->toggle();
    QCOMPARE(m_prompt.asked.size(), 1);
    QVERIFY(m_prompt.asked.constFirst().production);
    QTRY_VERIFY(said().contains(u"Unlocked, 15:00 left"_s));
    QVERIFY(m_window->repository()->connection().unlocked);
    m_window->closeDatabase();
    QVERIFY(banner->isHidden());
}

void TestConnections::readOnlyStaysReadOnly()
{
    const Connection one = add(u"watch"_s, false, true);
    makeWindow();
    open(one);
    QVERIFY(!buttonNamed(*m_window->findChild<ui::StatusLine*>(), u"Unlock editing…"_s));
    QTest::keyClick(m_window.get(), Qt::Key_L, Qt::ControlModifier);
    m_window->findChild<ui::EditLock*>()->toggle();
    auto* box = m_window->findChild<QMessageBox*>();
    QVERIFY(box && box->text().contains(u"unlocked"_s));
    QVERIFY(m_prompt.asked.isEmpty());
    QVERIFY(!m_window->repository()->connection().unlocked);
}

void TestConnections::editingAnOpenOneOpensItAnew()
{
    const Connection one = add(u"one"_s);
    makeWindow();
    open(one);
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    m_window->findChild<ui::ConnectionMenu*>()->edit(one.id);
    auto* dialog = m_window->findChild<ui::ConnectionDialog*>();
    press(*dialog, u"&Production"_s);
    QTest::mouseClick(&child<QAbstractButton>(*dialog, u"verbButton"_s), Qt::LeftButton);
    QTRY_COMPARE(opened.size(), 1); // after a real test of a real file
    QVERIFY(!m_window->findChild<ui::ProductionBanner*>()->isHidden());
    QVERIFY(m_connections->find(one.id)->production);
}

void TestConnections::aRemovedOneIsClosed()
{
    const Connection one = add(u"one"_s);
    const Connection two = add(u"two"_s);
    m_keychain->kept.insert(one.id, u"x"_s);
    makeWindow();
    open(one);
    m_window->findChild<ui::ConnectionMenu*>()->remove(one.id);
    QVERIFY(m_prompt.asked.constFirst().destructive);
    QTRY_VERIFY(!m_window->repository());
    QCOMPARE(listed(), QStringList{two.name});
    QVERIFY(QFile::exists(m_database->path()));
}

void TestConnections::anotherSchemaIsChosenInTheMenu()
{
    for (const QString& table : {u"client"_s, u"token"_s, u"code"_s}) {
        m_database->run(u"CREATE TABLE other_%1 AS SELECT * FROM oauth2_%1"_s.arg(table));
    }
    const Connection one = add(u"one"_s);
    makeWindow();
    open(one);
    auto* schemas = m_window->findChild<QMenu*>(u"schemaMenu"_s);
    QVERIFY(schemas->actions().size() >= 2);
    const QString before = m_window->repository()->schema().clients.table;
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    QAction* other = schemas->actions().at(1);
    QVERIFY(!other->isChecked());
    other->trigger();
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(m_window->repository()->schema().clients.table != before);
    QVERIFY(m_window->findChild<QMenu*>(u"schemaMenu"_s)->actions().at(1)->isChecked());
}

void TestConnections::anOpenFileBecomesAConnection()
{
    makeWindow();
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    m_window->openFile(m_database->path());
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(listed().size(), 1);
    for (QAction* action : m_window->findChild<ui::ConnectionMenu*>()->actions()) {
        if (action->text().contains(u"as a connection"_s)) {
            action->trigger();
        }
    }
    auto* dialog = m_window->findChild<ui::ConnectionDialog*>();
    QVERIFY(dialog);
    QCOMPARE(child<QLineEdit>(*dialog, u"fileEdit"_s).text(), m_database->path());
    QTest::mouseClick(&child<QAbstractButton>(*dialog, u"verbButton"_s), Qt::LeftButton);
    QTRY_COMPARE(opened.size(), 2);
    QCOMPARE(m_connections->all()->size(), 1);
    QCOMPARE(listed().size(), 1);
}

void TestConnections::aListThatIsNotUnderstoodIsKeptAside()
{
    QFile file(m_connections->file());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ broken");
    file.close();
    makeWindow();
    QTRY_VERIFY(m_window->findChild<QMessageBox*>());
    QVERIFY(m_window->findChild<QMessageBox*>()->text().contains(u"c.json.kept-1"_s));
    QVERIFY(QFile::exists(m_connections->file() + u".kept-1"_s));
    QVERIFY(m_connections->all());
}

void TestConnections::asksForThePasswordThatIsNotThere()
{
    Connection one = add(u"one"_s);
    one.passwordPlace = PasswordPlace::Keychain;
    QVERIFY(m_connections->save(one));
    makeWindow();
    m_window->openConnection(one);
    QTRY_VERIFY(m_window->findChild<ui::PasswordDialog*>());
    auto* dialog = m_window->findChild<ui::PasswordDialog*>();
    QVERIFY(allLabelsArePlain(*dialog));
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    type(child<QLineEdit>(*dialog, u"passwordEdit"_s), u"hunter2"_s);
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(opened.size(), 1);
    QTRY_COMPARE(m_keychain->kept.value(one.id), u"hunter2"_s);
    m_window->openConnection(one); // now it is there
    QTRY_COMPARE(opened.size(), 2);
    m_keychain->kept.clear();
    m_window->closeDatabase();
}

void TestConnections::goesOnWithoutAKeychain()
{
    Connection one = add(u"one"_s);
    one.passwordPlace = PasswordPlace::Keychain;
    QVERIFY(m_connections->save(one));
    m_keychain->outOfOrder();
    makeWindow();
    m_window->openConnection(one);
    QTRY_VERIFY(m_window->findChild<ui::PasswordDialog*>());
    auto* dialog = m_window->findChild<ui::PasswordDialog*>();
    QVERIFY(saidIn(*dialog).contains(u"keychain cannot be used: no service"_s));
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    type(child<QLineEdit>(*dialog, u"passwordEdit"_s), u"hunter2"_s);
    QTest::keyClick(dialog, Qt::Key_Return); // only for this session, which is offered first now
    QTRY_COMPARE(opened.size(), 1);
    QCOMPARE(m_connections->find(one.id)->passwordPlace, PasswordPlace::Session);
    QVERIFY(m_keychain->kept.isEmpty());
}

void TestConnections::openingAnotherDropsTheQuestion()
{
    Connection asking = add(u"asking"_s);
    asking.passwordPlace = PasswordPlace::Keychain;
    const Connection other = add(u"other"_s);
    makeWindow();
    m_window->openConnection(asking);
    QTRY_VERIFY(m_window->findChild<ui::PasswordDialog*>());
    open(other);
    QTRY_VERIFY(!m_window->findChild<ui::PasswordDialog*>());
    QVERIFY(m_window->windowTitle().startsWith(u"other"_s));
}

void TestConnections::tellsOfALostConnection()
{
    const Connection one = add(u"one"_s);
    makeWindow();
    open(one);
    Q_EMIT m_window->repository()->connectionStateChanged(store::ConnectionState::Lost);
    QVERIFY(said().contains(u"one: connection lost"_s));
    Q_EMIT m_window->repository()->connectionStateChanged(store::ConnectionState::Reconnecting);
    QVERIFY(said().contains(u"one: reconnecting"_s));
    Q_EMIT m_window->repository()->connectionStateChanged(store::ConnectionState::Connected);
    QVERIFY(!said().contains(u":"_s));
}

QTEST_MAIN(TestConnections)
#include "tst_connections.moc"
