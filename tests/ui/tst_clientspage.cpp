#include "clients/clientdetails.h"
#include "clients/clienteditor.h"
#include "clients/clientspage.h"
#include "clients/removeclientdialog.h"
#include "clients/rotatesecretdialog.h"
#include "clientsfixture.h"
#include "common/banner.h"
#include "common/elidedlabel.h"
#include "common/searchfield.h"
#include "core/errortext.h"
#include "tables/clienttablemodel.h"

#include <QAction>
#include <QClipboard>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using Column = tables::ClientTableModel::Column;

class TestClientsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void listsTheClientsAndShowsTheFirst();
    void liveTokensArriveAfterTheRows();
    void keepsTheSelectedClientOverAReload();
    void keysOpenTheirDialogs_data();
    void keysOpenTheirDialogs();
    void nothingIsOpenedWhileEditingStaysLocked();
    void readingNeedsNoUnlocking();
    void saysAtOnceWhereClientsAreNotAdded();
    void shutsAClientOffWhereTheFrameworkCan();
    void anEmptyTableOffersANewClient();
    void aSearchWithoutAMatchCanBeCleared();
    void aFailedReadSaysWhyAndCanBeRepeated();
    void aFailedReloadKeepsTheOldRows();
    void namesTheRowsThatCannotBeRead();
    void savingShowsTheNewNameEverywhere();
    void removingTakesTheRowAndSaysWhatWent();
    void aSaveAfterAConflictIsSaidToo();
    void theDetailsHideTheSecret();
    void copiesTheWholeCell();
    void aSavedRowIsTheOnlyOneSelected();

private:
    void open();
    QTableView& table() { return *m_page->findChild<QTableView*>(); }
    QString cell(int row, int column) { return table().model()->index(row, column).data().toString(); }
    QString nameInDetails();
    static void saveAs(ui::ClientEditor& editor, const QString& name);
    QString selectedIdentifier() { return cell(table().currentIndex().row(), Column::Identifier); }

    std::unique_ptr<ScriptedRepository> m_repository;
    std::unique_ptr<Surroundings> m_around;
    std::unique_ptr<ui::ClientsPage> m_page;
    core::Clock m_clock;
    const core::Error m_locked{core::Error::Kind::Locked, u"auth.db"_s, {}, u"database is locked"_s};
};

void TestClientsPage::init()
{
    m_repository = std::make_unique<ScriptedRepository>();
    m_repository->rows = {storedClient(1), storedClient(2), storedClient(3)};
    m_around = std::make_unique<Surroundings>();
}

void TestClientsPage::cleanup()
{
    m_page.reset(); // before init() takes away what it refers to
}

void TestClientsPage::open()
{
    m_page = std::make_unique<ui::ClientsPage>(*m_repository, m_clock, m_around->services, nullptr);
    m_page->resize(1056, 700);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

QString TestClientsPage::nameInDetails()
{
    const auto* name = m_page->findChild<ui::ElidedLabel*>(u"clientName"_s);
    return name ? name->text() : QString();
}

void TestClientsPage::saveAs(ui::ClientEditor& editor, const QString& name)
{
    type(child<QLineEdit>(editor, u"client_nameEdit"_s), name);
    QTest::mouseClick(&child<QAbstractButton>(editor, u"verbButton"_s), Qt::LeftButton);
}

void TestClientsPage::listsTheClientsAndShowsTheFirst()
{
    open();
    QTRY_COMPARE(table().model()->rowCount(), 3);
    QCOMPARE(table().accessibleName(), u"Clients"_s);
    QCOMPARE(cell(1, Column::Identifier), u"shop-2"_s);
    QTRY_COMPARE(nameInDetails(), u"Shop"_s);
    QCOMPARE(selectedIdentifier(), u"shop-1"_s);
}

void TestClientsPage::liveTokensArriveAfterTheRows()
{
    m_repository->live = {{u"shop-1"_s, 812}};
    open();
    QTRY_COMPARE(cell(0, Column::LiveTokens), u"812"_s);
    press(*m_page, u"Show 812 live tokens"_s);
    QCOMPARE(m_around->shown, QStringList{u"tokens client:\"shop-1\" state:active"_s});
}

void TestClientsPage::keepsTheSelectedClientOverAReload()
{
    open();
    QTRY_COMPARE(table().model()->rowCount(), 3);
    table().selectRow(1);
    m_repository->rows.prepend(storedClient(9));
    m_page->reload();
    QTRY_COMPARE(table().model()->rowCount(), 4);
    QCOMPARE(selectedIdentifier(), u"shop-2"_s);
}

void TestClientsPage::keysOpenTheirDialogs_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("with");
    QTest::addColumn<QByteArray>("dialog");
    QTest::newRow("F2 edits") << Qt::Key_F2 << Qt::KeyboardModifiers() << QByteArray("owb::ui::ClientEditor");
    QTest::newRow("Del removes") << Qt::Key_Delete << Qt::KeyboardModifiers()
                                 << QByteArray("owb::ui::RemoveClientDialog");
    QTest::newRow("Enter edits") << Qt::Key_Return << Qt::KeyboardModifiers() << QByteArray("owb::ui::ClientEditor");
    QTest::newRow("Ctrl+N adds") << Qt::Key_N << Qt::KeyboardModifiers(Qt::ControlModifier)
                                 << QByteArray("owb::ui::ClientEditor");
}

void TestClientsPage::keysOpenTheirDialogs()
{
    QFETCH(Qt::Key, key);
    QFETCH(Qt::KeyboardModifiers, with);
    QFETCH(QByteArray, dialog);
    open();
    QTRY_COMPARE(table().model()->rowCount(), 3);
    table().setFocus();
    QTest::keyClick(&table(), key, with);
    const auto dialogs = m_page->findChildren<QDialog*>();
    QCOMPARE(dialogs.size(), 1);
    QCOMPARE(QByteArray(dialogs.constFirst()->metaObject()->className()), dialog);
    QVERIFY(dialogs.constFirst()->isVisible());
    QCOMPARE(m_around->unlocksAsked, 1);
}

void TestClientsPage::nothingIsOpenedWhileEditingStaysLocked()
{
    m_around->unlocks = false;
    open();
    QTRY_COMPARE(table().model()->rowCount(), 3);
    for (const QString& text : {u"New client…"_s, u"Edit…"_s, u"Rotate secret…"_s, u"Remove client…"_s}) {
        QTRY_VERIFY2(buttonNamed(*m_page, text), qPrintable(text));
        QVERIFY2(buttonNamed(*m_page, text)->isEnabled(), qPrintable(text));
        press(*m_page, text);
    }
    QCOMPARE(m_around->unlocksAsked, 4);
    QVERIFY(m_page->findChildren<QDialog*>().isEmpty());
}

void TestClientsPage::readingNeedsNoUnlocking()
{
    open();
    QTRY_COMPARE(nameInDetails(), u"Shop"_s);
    press(*m_page, u"Reveal: Client secret"_s);
    for (QAction* action : m_page->menuActions()) {
        if (action->text() == u"Show tokens"_s || action->text() == u"Check secret…"_s) {
            action->trigger();
        }
    }
    QCOMPARE(m_around->shown, QStringList{u"tokens client:\"shop-1\""_s});
    QVERIFY(m_page->findChild<QDialog*>(u"checkSecretDialog"_s));
    QCOMPARE(m_around->unlocksAsked, 0);
}

void TestClientsPage::saysAtOnceWhereClientsAreNotAdded()
{
    m_repository->info.clients.noNewRowsReason = u"Use its console."_s;
    open();
    QTRY_COMPARE(nameInDetails(), u"Shop"_s);
    m_page->newClient();
    QVERIFY(m_page->findChildren<QDialog*>().isEmpty());
    QVERIFY(saidIn(*m_page).contains(u"Use its console."_s));
    QCOMPARE(m_around->unlocksAsked, 0);
}

void TestClientsPage::shutsAClientOffWhereTheFrameworkCan()
{
    open();
    QTRY_COMPARE(nameInDetails(), u"Shop"_s);
    m_page->switchClient();
    QCOMPARE(m_around->unlocksAsked, 0);
    m_page.reset();
    m_repository->info.canDisableClients = true;
    open();
    QTRY_COMPARE(nameInDetails(), u"Shop"_s);
    press(*m_page, u"Disable client…"_s);
    auto& dialog = *m_page->findChild<QDialog*>(u"switchClientDialog"_s);
    QTest::mouseClick(&child<QAbstractButton>(dialog, u"verbButton"_s), Qt::LeftButton);
    QTRY_COMPARE(m_around->said, QStringList{u"Disabled Shop."_s});
    QTRY_VERIFY(buttonNamed(*m_page, u"Enable client…"_s));
}

void TestClientsPage::anEmptyTableOffersANewClient()
{
    m_repository->rows.clear();
    open();
    QTRY_COMPARE(m_page->findChild<ui::StateStack*>()->state(), ui::StateStack::State::Message);
    QCOMPARE(child<QLabel>(*m_page, u"stateTitle"_s).text(), u"No clients yet"_s);
    press(*m_page->findChild<ui::StateStack*>(), u"New client…"_s);
    QVERIFY(m_page->findChild<ui::ClientEditor*>());
}

void TestClientsPage::aSearchWithoutAMatchCanBeCleared()
{
    open();
    QTRY_COMPARE(table().model()->rowCount(), 3);
    m_page->setSearch(u"scope:nowhere"_s);
    QTRY_COMPARE(m_page->findChild<ui::StateStack*>()->state(), ui::StateStack::State::Message);
    QCOMPARE(child<QLabel>(*m_page, u"stateTitle"_s).text(), u"No client matches"_s);
    QVERIFY(nameInDetails().isEmpty());
    press(*m_page, u"Clear search"_s);
    QTRY_COMPARE(table().model()->rowCount(), 3);
    QCOMPARE(m_page->findChild<ui::StateStack*>()->state(), ui::StateStack::State::Rows);
}

void TestClientsPage::aFailedReadSaysWhyAndCanBeRepeated()
{
    const core::Error error{core::Error::Kind::Locked, u"auth.db"_s, {}, u"database is locked"_s};
    m_repository->readError = m_locked;
    open();
    QTRY_COMPARE(m_page->findChild<ui::StateStack*>()->state(), ui::StateStack::State::Message);
    QVERIFY(child<QLabel>(*m_page, u"stateText"_s).text().contains(core::errorText(m_locked).what));
    m_repository->readError.reset();
    press(*m_page, u"Try again"_s);
    QTRY_COMPARE(table().model()->rowCount(), 3);
}

void TestClientsPage::aFailedReloadKeepsTheOldRows()
{
    open();
    QTRY_COMPARE(table().model()->rowCount(), 3);
    const core::Error error{core::Error::Kind::Locked, u"auth.db"_s, {}, {}};
    m_repository->readError = m_locked;
    m_page->reload();
    const auto& banner = *m_page->findChild<ui::Banner*>();
    QTRY_VERIFY2(banner.text().contains(core::errorText(m_locked).what), qPrintable(banner.text()));
    QCOMPARE(table().model()->rowCount(), 3);
}

void TestClientsPage::namesTheRowsThatCannotBeRead()
{
    oauth::Client& broken = m_repository->rows[1];
    broken.metadata = {};
    broken.unreadableMetadata = u"{\"client_name\": \"CRM, \"grant_ty"_s;
    broken.problems = {{oauth::CellProblem::Kind::NotJson, u"client_metadata"_s, *broken.unreadableMetadata, {}}};
    open();
    const auto& banner = *m_page->findChild<ui::Banner*>();
    QTRY_VERIFY2(banner.text().contains(u"cannot be read"_s), qPrintable(banner.text()));
    table().selectRow(1);
    const auto* raw = m_page->findChild<ui::ClientDetails*>()->findChild<QPlainTextEdit*>();
    QCOMPARE(raw->toPlainText(), *broken.unreadableMetadata);
    press(*m_page, u"Edit raw text…"_s);
    QVERIFY(m_page->findChild<ui::ClientEditor*>());
}

void TestClientsPage::savingShowsTheNewNameEverywhere()
{
    open();
    QTRY_COMPARE(nameInDetails(), u"Shop"_s);
    m_page->editClient();
    saveAs(*m_page->findChild<ui::ClientEditor*>(), u"Market"_s);
    QTRY_COMPARE(cell(0, Column::Name), u"Market"_s);
    QTRY_COMPARE(nameInDetails(), u"Market"_s);
    QTRY_COMPARE(m_around->said, QStringList{u"Saved Market."_s});
    QCOMPARE(cell(1, Column::Name), u"Shop"_s);
}

void TestClientsPage::removingTakesTheRowAndSaysWhatWent()
{
    m_repository->gone = {12, 3, 4};
    open();
    QTRY_COMPARE(table().model()->rowCount(), 3);
    table().selectRow(1);
    m_page->removeClient();
    auto& dialog = *m_page->findChild<ui::RemoveClientDialog*>();
    QTest::mouseClick(&child<QAbstractButton>(dialog, u"verbButton"_s), Qt::LeftButton);
    QTRY_COMPARE(table().model()->rowCount(), 2);
    QCOMPARE(m_repository->removed.constFirst().key, storedClient(2).key);
    QTRY_COMPARE(m_around->said.size(), 1);
    QVERIFY2(m_around->said.constFirst().contains(u"12"_s), qPrintable(m_around->said.constFirst()));
    QTRY_VERIFY(selectedIdentifier() != u"shop-2"_s);
}

void TestClientsPage::aSaveAfterAConflictIsSaidToo()
{
    open();
    QTRY_COMPARE(nameInDetails(), u"Shop"_s);
    m_page->editClient();
    m_repository->nextError = core::Error{core::Error::Kind::Conflict, u"shop-1"_s, {}, {}};
    auto* editor = m_page->findChild<ui::ClientEditor*>();
    saveAs(*editor, u"Mine"_s);
    press(*editor, u"Take the database's"_s);
    QTRY_VERIFY(
        m_page->findChildren<ui::ClientEditor*>().size() == 1 && m_page->findChild<ui::ClientEditor*>() != editor);
    saveAs(*m_page->findChild<ui::ClientEditor*>(), u"Both"_s);
    QTRY_COMPARE(nameInDetails(), u"Both"_s);
    QTRY_VERIFY(m_page->findChildren<ui::ClientEditor*>().isEmpty());
    QCOMPARE(m_around->said, QStringList{u"Saved Both."_s});
}

void TestClientsPage::theDetailsHideTheSecret()
{
    open();
    QTRY_COMPARE(nameInDetails(), u"Shop"_s);
    auto* secret = m_page->findChild<ui::SecretField*>();
    QCOMPARE(secret->shownText(), core::Secret::maskedSecret());
    press(*m_page, u"Reveal: Client secret"_s);
    QCOMPARE(secret->shownText(), storedClient(1).secret->revealText());
    table().selectRow(1); // leaving the row hides it
    secret = m_page->findChild<ui::SecretField*>();
    QCOMPARE(secret->shownText(), core::Secret::maskedSecret());
}

void TestClientsPage::copiesTheWholeCell()
{
    open();
    QTRY_COMPARE(table().model()->rowCount(), 3);
    table().setFocus();
    table().setCurrentIndex(table().model()->index(1, tables::ClientTableModel::Identifier));
    QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"shop-2"_s);
    QCOMPARE(m_around->said, QStringList{u"Copied."_s});
}

void TestClientsPage::aSavedRowIsTheOnlyOneSelected()
{
    open();
    QTRY_COMPARE(table().model()->rowCount(), 3);
    table().selectRow(2);
    m_page->newClient();
    QTest::keyClick(m_page->findChild<ui::ClientEditor*>(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(table().model()->rowCount(), 4);
    QTRY_VERIFY(m_page->findChildren<ui::ClientEditor*>().isEmpty());
    QCOMPARE(table().selectionModel()->selectedRows().size(), 1);
    QCOMPARE(table().selectionModel()->selectedRows().constFirst().row(), table().currentIndex().row());
}

QTEST_MAIN(TestClientsPage)
#include "tst_clientspage.moc"
