#include "../settings/fakekeychain.h"
#include "../store/testdatabase.h"
#include "common/banner.h"
#include "common/chip.h"
#include "common/prompt.h"
#include "inspector/inspectorpage.h"
#include "inspector/tokenpane.h"
#include "mainwindow/mainwindow.h"
#include "tokens/tokenspage.h"
#include "widgettools.h"

#include <QMenuBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

namespace {

class SilentPrompt final : public ui::Prompt
{
public:
    void ask(QWidget*, const ui::Question&, std::function<void(bool)> answer) override { answer(true); }
    void chooseDatabase(QWidget*, std::function<void(QString)> chosen) override
    {
        ++asked;
        if (!path.isEmpty()) {
            chosen(path);
        }
    }
    void chooseFile(QWidget*, const ui::FileQuestion&, std::function<void(QString)>) override { }

    QString path;
    int asked = 0;
};

} // namespace

/** The inspector in the window: with a database, without one, and from one to the other. */
class TestWindowInspector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_window.reset(); }
    void opensWithoutADatabase();
    void isReachedFromTheWelcomePage();
    void reloadingWithoutADatabaseIsHarmless();
    void staysWhenADatabaseIsOpenedAndClosed();
    void isASectionOfAnOpenDatabase();
    void inspectsTheTokenOfARow();
    void offersToOpenADatabase();
    void isInTheListOfKeys();

private:
    void open();
    [[nodiscard]] ui::InspectorPage* page() { return m_window->findChild<ui::InspectorPage*>(); }
    [[nodiscard]] QString state()
    {
        return child<QWidget>(*page(), u"inDatabase"_s).findChild<ui::ChipLabel*>()->accessibleName();
    }
    void pressKeys() { QTest::keyClick(m_window.get(), Qt::Key_I, Qt::ControlModifier); }

    QTemporaryDir m_folder;
    std::unique_ptr<TestDatabase> m_database;
    StillClock m_clock;
    SilentPrompt m_prompt;
    std::unique_ptr<settings::Settings> m_settings;
    settings::ConnectionStore m_connections{m_folder.filePath(u"connections.json"_s)};
    FakeKeychain m_keychain;
    settings::Passwords m_passwords{m_keychain};
    std::unique_ptr<ui::MainWindow> m_window;
};

const QString storedValue = u"access-token-of-the-shop-0001"_s;

void TestWindowInspector::init()
{
    m_prompt.asked = 0;
    m_database = std::make_unique<TestDatabase>();
    m_database->addClient(u"shop"_s, u"shop-secret"_s, u"{\"client_name\": \"Shop\"}"_s);
    m_database->addToken(u"shop"_s, storedValue, {}, m_clock.now() - 60, 3600);
    m_settings = std::make_unique<settings::Settings>(m_folder.filePath(u"settings.ini"_s));
    m_window = std::make_unique<ui::MainWindow>(*m_settings, m_connections, m_passwords, m_prompt, m_clock);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestWindowInspector::open()
{
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    m_window->openFile(m_database->path());
    QTRY_COMPARE(opened.size(), 1);
    QTRY_VERIFY(m_window->findChild<ui::TokensPage*>());
}

void TestWindowInspector::opensWithoutADatabase()
{
    pressKeys();
    QVERIFY(page() && page()->isVisible());
    QVERIFY(page()->isAncestorOf(m_window->focusWidget())); // to type or paste at once
    page()->take(core::Secret(storedValue));
    QCOMPARE(state(), u"No connection"_s);
    QVERIFY(!m_window->windowTitle().contains(storedValue));
}

void TestWindowInspector::isReachedFromTheWelcomePage()
{
    press(*m_window, u"Inspect a token"_s);
    QVERIFY(page() && page()->isVisible());
}

void TestWindowInspector::reloadingWithoutADatabaseIsHarmless()
{
    pressKeys();
    QTest::keyClick(m_window.get(), Qt::Key_F5);
    QTest::keyClick(m_window.get(), Qt::Key_F4);
    QVERIFY(page()->isVisible());
}

void TestWindowInspector::staysWhenADatabaseIsOpenedAndClosed()
{
    pressKeys();
    const ui::InspectorPage* before = page();
    page()->take(core::Secret(storedValue));
    open();
    QVERIFY(!page()->isVisible()); // the clients come first
    pressKeys();
    QCOMPARE(page(), before);
    QTRY_COMPARE(state(), u"Active"_s); // the token that was there is looked for
    m_window->closeDatabase();
    QCOMPARE(page(), before);
    pressKeys();
    QCOMPARE(state(), u"No connection"_s);
    QCOMPARE(page()->findChild<ui::TokenPane*>()->shownText(), storedValue);
}

void TestWindowInspector::isASectionOfAnOpenDatabase()
{
    open();
    m_window->showSection(u"inspector"_s);
    QVERIFY(page()->isVisible());
    auto* tree = m_window->findChild<QTreeWidget*>();
    QCOMPARE(tree->currentItem()->text(0), u"Inspector"_s);
}

void TestWindowInspector::inspectsTheTokenOfARow()
{
    open();
    m_window->showSection(u"tokens"_s);
    auto* tokens = m_window->findChild<ui::TokensPage*>();
    QTRY_COMPARE(tokens->findChild<QTableView*>()->model()->rowCount(), 1);
    tokens->inspectCurrent();
    QVERIFY(page()->isVisible());
    QCOMPARE(page()->findChild<ui::TokenPane*>()->shownText(), core::Secret(storedValue).maskedToken());
    QTRY_COMPARE(state(), u"Active"_s);
    QVERIFY(!toldAbout(*m_window).contains(storedValue));
}

void TestWindowInspector::offersToOpenADatabase()
{
    pressKeys();
    page()->take(core::Secret(storedValue));
    child<QWidget>(*page(), u"inDatabase"_s).findChild<QAbstractButton*>()->click();
    QCOMPARE(m_prompt.asked, 1);
}

void TestWindowInspector::isInTheListOfKeys()
{
    QTest::keyClick(m_window.get(), Qt::Key_Slash, Qt::ControlModifier);
    QString said;
    for (const QLabel* label : m_window->findChildren<QLabel*>()) {
        said += label->text();
    }
    QVERIFY(said.contains(u"Ctrl+I  inspector"_s));
}

QTEST_MAIN(TestWindowInspector)
#include "tst_windowinspector.moc"
