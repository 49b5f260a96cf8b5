#include "../settings/fakekeychain.h"
#include "../store/testdatabase.h"
#include "clients/clienteditor.h"
#include "clients/clientspage.h"
#include "clients/jsonpane.h"
#include "clients/removeclientdialog.h"
#include "common/prompt.h"
#include "common/sectionpage.h"
#include "common/theme.h"
#include "connection/welcomepage.h"
#include "mainwindow/mainwindow.h"
#include "tokens/codespage.h"
#include "tokens/issuetokendialog.h"
#include "tokens/revoketokendialog.h"
#include "tokens/tokenspage.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace owb;

namespace {

/** Answers every question at once. */
class AnsweringPrompt final : public ui::Prompt
{
public:
    void ask(QWidget*, const ui::Question& question, std::function<void(bool)> answer) override
    {
        asked << question.title;
        answer(yes);
    }
    void chooseDatabase(QWidget*, std::function<void(QString)> chosen) override { chosen(path); }
    void chooseFile(QWidget*, const ui::FileQuestion&, std::function<void(QString)> chosen) override { chosen(path); }

    bool yes = true;
    QString path;
    QStringList asked;
};

/** Writes down which widgets were shown. */
class ShowCounter final : public QObject
{
public:
    QStringList shown;
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Show) {
            shown << QString::fromLatin1(watched->metaObject()->className());
        }
        return false;
    }
};

} // namespace

/** The whole window over a real database file, with keys and clicks. */
class TestMainWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void showsWhatTheDatabaseHolds();
    void createsAClient();
    void editsAClientAndKeepsUnknownMembers();
    void aJsonErrorKeepsTheFormAndRefusesToSave();
    void anEditOfAChangedClientIsAConflict();
    void removesAClient();
    void issuesAToken();
    void revokesAToken();
    void findsATokenByItsWholeValue();
    void writesNothingWithoutUnlocking();
    void saysWhyAFileCannotBeOpened();
    void hasNamesForEverythingThatCanBeReached();
    void keepsTheRowWhenItReloads();
    void anotherThemeLeavesEverythingInItsPlace();
    void closingShowsNoOtherPage();
    void isPaintedBeforeItIsFilled();
    void mayBeClosedBeforeItIsFilled();

private:
    /** Those that are not seen are made a moment later. */
    template <class T> [[nodiscard]] T* page() const
    {
        T* found = nullptr;
        return QTest::qWaitFor([&] { return (found = m_window->findChild<T*>()) != nullptr; }) ? found : nullptr;
    }
    template <class T> [[nodiscard]] T* shown()
    {
        T* found = nullptr;
        const bool there = QTest::qWaitFor([&] { return (found = m_window->findChild<T*>()) && found->isVisible(); });
        return there ? found : nullptr;
    }
    static void press(QWidget* dialog, const char* button)
    {
        QTest::mouseClick(dialog->findChild<QPushButton*>(QString::fromLatin1(button)), Qt::LeftButton);
    }
    static void type(QWidget* dialog, const QString& field, const QString& text)
    {
        auto* edit = dialog->findChild<QLineEdit*>(field);
        QVERIFY2(edit, qPrintable(field));
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    void chooseClient(const QString& id);

    std::unique_ptr<TestDatabase> m_database;
    QTemporaryDir m_folder;
    StillClock m_clock;
    AnsweringPrompt m_prompt;
    std::unique_ptr<settings::Settings> m_settings;
    settings::ConnectionStore m_connections{m_folder.filePath(u"connections.json"_s)};
    test::FakeKeychain m_keychain;
    settings::Passwords m_passwords{m_keychain};
    std::unique_ptr<ui::MainWindow> m_window;
};

void TestMainWindow::initTestCase()
{
    ui::applyTheme(*qApp, ui::Theme::Light);
}

void TestMainWindow::init()
{
    m_prompt.yes = true;
    m_prompt.asked.clear();
    m_database = std::make_unique<TestDatabase>();
    m_database->addClient(u"shop"_s, u"shop-secret"_s,
        u"{\"client_name\": \"Shop\", \"x_rate\": 1.50, \"grant_types\": [\"authorization_code\"], \"redirect_uris\": [\"https://a.example/cb\"]}"_s);
    m_database->addClient(
        u"batch"_s, u"batch-secret"_s, u"{\"client_name\":\"Batch\",\"grant_types\":[\"client_credentials\"]}"_s);
    m_database->addToken(
        u"shop"_s, u"access-token-of-the-shop-0001"_s, u"refresh-token-of-the-shop-0001"_s, m_clock.now() - 60, 3600);
    m_database->addToken(u"shop"_s, u"access-token-of-the-shop-0002"_s, {}, m_clock.now() - 9000, 3600);
    m_settings = std::make_unique<settings::Settings>(m_folder.filePath(u"settings.ini"_s));
    m_window = std::make_unique<ui::MainWindow>(*m_settings, m_connections, m_passwords, m_prompt, m_clock);
    m_window->show();
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    m_window->openFile(m_database->path());
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(opened.constFirst().constFirst().toBool());
    QTRY_COMPARE(page<ui::ClientsPage>()->findChild<QTableView*>()->model()->rowCount(), 2);
}

void TestMainWindow::cleanup()
{
    m_window.reset();
    m_database.reset();
}

void TestMainWindow::chooseClient(const QString& id)
{
    auto* table = page<ui::ClientsPage>()->findChild<QTableView*>();
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        if (table->model()->index(row, 1).data().toString() == id) {
            table->selectRow(row);
            table->setFocus();
            return;
        }
    }
    QFAIL(qPrintable(id));
}

void TestMainWindow::showsWhatTheDatabaseHolds()
{
    auto* table = page<ui::ClientsPage>()->findChild<QTableView*>();
    QAbstractItemModelTester tester(table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(table->model()->index(0, 0).data().toString(), u"Shop"_s);
    QCOMPARE(table->model()->index(0, 2).data().toString(), u"Code"_s);
    QTRY_COMPARE(table->model()->index(0, 3).data().toString(), u"1"_s); // live tokens come later
    auto* tokens = page<ui::TokensPage>()->findChild<QTableView*>();
    QAbstractItemModelTester tokenTester(tokens->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QTRY_COMPARE(tokens->model()->rowCount(), 2);
    QCOMPARE(tokens->model()->index(0, 0).data().toString(), u"Expired"_s);
    QCOMPARE(tokens->model()->index(1, 0).data().toString(), u"Active"_s);
    QVERIFY(!tokens->model()->index(1, 1).data().toString().contains(u"of-the-shop"_s)); // masked
}

void TestMainWindow::createsAClient()
{
    QPushButton* add = nullptr;
    for (auto* button : page<ui::ClientsPage>()->findChildren<QPushButton*>()) {
        add = button->text() == u"New client…"_s ? button : add;
    }
    QTest::mouseClick(add, Qt::LeftButton);
    auto* editor = shown<ui::ClientEditor>();
    QVERIFY(editor);
    QCOMPARE(m_prompt.asked.size(), 1); // editing was unlocked first
    type(editor, u"client_idEdit"_s, u"new-app"_s);
    type(editor, u"client_nameEdit"_s, u"New <b>app</b>"_s);
    type(editor, u"scopeEdit"_s, u"openid orders"_s);
    press(editor, "verbButton");
    QTRY_COMPARE(m_database->ask(u"SELECT count(*) FROM oauth2_client WHERE client_id = 'new-app'"_s).toInt(), 1);
    const QString metadata =
        m_database->ask(u"SELECT client_metadata FROM oauth2_client WHERE client_id = 'new-app'"_s).toString();
    QVERIFY2(metadata.contains(u"\"client_name\":\"New <b>app</b>\""_s)
            && metadata.contains(u"\"scope\":\"openid orders\""_s),
        qPrintable(metadata));
    QCOMPARE(
        m_database->ask(u"SELECT length(client_secret) FROM oauth2_client WHERE client_id = 'new-app'"_s).toInt(), 48);
    QTRY_VERIFY(!m_window->findChild<ui::ClientEditor*>());
    QTRY_COMPARE(page<ui::ClientsPage>()->findChild<QTableView*>()->model()->rowCount(), 3);
}

void TestMainWindow::editsAClientAndKeepsUnknownMembers()
{
    chooseClient(u"shop"_s);
    QTest::keyClick(page<ui::ClientsPage>()->findChild<QTableView*>(), Qt::Key_F2);
    auto* editor = shown<ui::ClientEditor>();
    QVERIFY(editor);
    type(editor, u"client_nameEdit"_s, u"Renamed"_s);
    QVERIFY(editor->findChild<ui::JsonPane*>()->toPlainText().contains(u"Renamed"_s)); // the JSON follows the form
    QTest::keyClick(editor, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(m_database->ask(u"SELECT client_metadata FROM oauth2_client WHERE client_id = 'shop'"_s).toString(),
        u"{\"client_name\": \"Renamed\", \"x_rate\": 1.50, \"grant_types\": [\"authorization_code\"], \"redirect_uris\": [\"https://a.example/cb\"]}"_s);
    QTRY_COMPARE(
        page<ui::ClientsPage>()->findChild<QTableView*>()->model()->index(0, 0).data().toString(), u"Renamed"_s);
}

void TestMainWindow::aJsonErrorKeepsTheFormAndRefusesToSave()
{
    const QString before = m_database->dump(u"oauth2_client"_s);
    chooseClient(u"shop"_s);
    page<ui::ClientsPage>()->editClient();
    auto* editor = shown<ui::ClientEditor>();
    auto* json = editor->findChild<ui::JsonPane*>();
    json->setFocus();
    QTest::keyClick(json, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(json, u"oops"_s);
    QVERIFY(editor->findChild<QLabel*>(u"jsonState"_s)->text() != u"In step with the form"_s);
    QCOMPARE(editor->findChild<QLineEdit*>(u"client_nameEdit"_s)->text(), u"Shop"_s);
    press(editor, "verbButton");
    QVERIFY(editor->isVisible());
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(json, Qt::Key_Backspace);
    }
    QCOMPARE(editor->findChild<QLabel*>(u"jsonState"_s)->text(), u"In step with the form"_s);
    QCOMPARE(m_database->dump(u"oauth2_client"_s), before);
}

void TestMainWindow::anEditOfAChangedClientIsAConflict()
{
    chooseClient(u"batch"_s);
    page<ui::ClientsPage>()->editClient();
    auto* editor = shown<ui::ClientEditor>();
    m_database->run(
        u"UPDATE oauth2_client SET client_metadata = '{\"client_name\":\"Theirs\"}' WHERE client_id = 'batch'"_s);
    type(editor, u"client_nameEdit"_s, u"Mine"_s);
    press(editor, "verbButton");
    QTRY_VERIFY(editor->findChild<QTableWidget*>(u"conflictView"_s));
    QVERIFY(editor->isVisible());
    QCOMPARE(m_database->ask(u"SELECT client_metadata FROM oauth2_client WHERE client_id = 'batch'"_s).toString(),
        u"{\"client_name\":\"Theirs\"}"_s);
}

void TestMainWindow::removesAClient()
{
    chooseClient(u"shop"_s);
    QTest::keyClick(page<ui::ClientsPage>()->findChild<QTableView*>(), Qt::Key_Delete);
    auto* dialog = shown<ui::RemoveClientDialog>();
    QVERIFY(dialog);
    auto* with = dialog->findChild<QLabel*>(u"dependentsLabel"_s);
    QTRY_VERIFY2(with->text().startsWith(u"2 tokens (1 of them live)"_s), qPrintable(with->text()));
    QVERIFY(dialog->findChild<QPushButton*>(u"cancelButton"_s)->isDefault()); // Enter destroys nothing
    press(dialog, "verbButton");
    QTRY_COMPARE(m_database->ask(u"SELECT count(*) FROM oauth2_client"_s).toInt(), 1);
    QCOMPARE(m_database->ask(u"SELECT count(*) FROM oauth2_token"_s).toInt(), 0);
    QTRY_COMPARE(page<ui::ClientsPage>()->findChild<QTableView*>()->model()->rowCount(), 1);
}

void TestMainWindow::issuesAToken()
{
    m_window->showSection(u"tokens"_s);
    page<ui::TokensPage>()->issueToken();
    auto* dialog = shown<ui::IssueTokenDialog>();
    QVERIFY(dialog);
    auto* client = dialog->findChild<QComboBox*>(u"client_idEdit"_s);
    QTRY_COMPARE(client->count(), 2);
    client->setCurrentText(u"batch"_s);
    type(dialog, u"scopeEdit"_s, u"run"_s);
    press(dialog, "verbButton");
    QTRY_COMPARE(
        m_database
            ->ask(
                u"SELECT scope || expires_in || access_token_revoked_at || length(access_token) FROM oauth2_token WHERE client_id = 'batch'"_s)
            .toString(),
        u"run3600042"_s);
    QTRY_COMPARE(page<ui::TokensPage>()->findChild<QTableView*>()->model()->rowCount(), 3);
}

void TestMainWindow::revokesAToken()
{
    m_window->showSection(u"tokens"_s);
    auto* table = page<ui::TokensPage>()->findChild<QTableView*>();
    QTRY_COMPARE(table->model()->rowCount(), 2);
    table->selectRow(1);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Delete);
    auto* dialog = shown<ui::RevokeTokenDialog>();
    QVERIFY(dialog);
    QTest::mouseClick(dialog->findChild<QRadioButton*>(u"accessChoice"_s), Qt::LeftButton, {}, QPoint(8, 8));
    press(dialog, "verbButton");
    QTRY_COMPARE(
        m_database
            ->ask(u"SELECT access_token_revoked_at || '/' || refresh_token_revoked_at FROM oauth2_token WHERE id = 1"_s)
            .toString(),
        u"%1/0"_s.arg(m_clock.now()));
    QTRY_COMPARE(table->model()->index(1, 0).data().toString(), u"Revoked"_s);
    QCOMPARE(table->model()->index(1, 7).data().toString(), u"Live"_s);
}

void TestMainWindow::findsATokenByItsWholeValue()
{
    m_window->showSection(u"tokens"_s);
    auto* table = page<ui::TokensPage>()->findChild<QTableView*>();
    QTRY_COMPARE(table->model()->rowCount(), 2);
    page<ui::TokensPage>()->setSearch(u"refresh-token-of-the-shop-0001"_s);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    page<ui::TokensPage>()->setSearch(u"state:revoked"_s);
    QTRY_COMPARE(table->model()->rowCount(), 0);
    QTRY_COMPARE(page<ui::TokensPage>()->findChild<QLabel*>(u"stateTitle"_s)->text(), u"No token matches"_s);
}

void TestMainWindow::writesNothingWithoutUnlocking()
{
    const QString before = m_database->dump(u"oauth2_client"_s);
    m_prompt.yes = false;
    chooseClient(u"shop"_s);
    page<ui::ClientsPage>()->editClient();
    page<ui::ClientsPage>()->removeClient();
    QCOMPARE(m_prompt.asked.size(), 2);
    QVERIFY(!m_window->findChild<ui::DialogFrame*>());
    QVERIFY(!m_window->repository()->connection().unlocked);
    QCOMPARE(m_database->dump(u"oauth2_client"_s), before);
}

void TestMainWindow::saysWhyAFileCannotBeOpened()
{
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    m_window->openFile(m_folder.filePath(u"gone.sqlite3"_s));
    QTRY_COMPARE(opened.size(), 1);
    QVERIFY(!opened.constFirst().constFirst().toBool());
    QVERIFY(m_window->findChild<QLabel*>(u"stateText"_s)->text().contains(u"gone.sqlite3"_s));
    QVERIFY(!QFile::exists(m_folder.filePath(u"gone.sqlite3"_s)));
}

void TestMainWindow::hasNamesForEverythingThatCanBeReached()
{
    for (const QString& section : {u"overview"_s, u"tokens"_s, u"codes"_s, u"clients"_s}) {
        m_window->showSection(section); // made now, or a moment ago
    }
    QStringList tables;
    QStringList fields;
    for (const auto* table : m_window->findChildren<QTableView*>()) {
        tables << table->accessibleName();
    }
    for (const auto* field : m_window->findChildren<QLineEdit*>()) {
        fields << field->accessibleName();
    }
    for (const QString& name : {u"Clients"_s, u"Tokens"_s, u"Codes"_s, u"Clients with most live tokens"_s}) {
        QVERIFY2(tables.contains(name), qPrintable(name));
    }
    for (const QString& name : {u"Search clients"_s, u"Search tokens"_s, u"Search codes"_s}) {
        QVERIFY2(fields.contains(name), qPrintable(name));
    }
    for (const auto* button : m_window->findChildren<QAbstractButton*>()) {
        const bool reached = button->focusPolicy() != Qt::NoFocus && !button->objectName().startsWith(u"qt_"_s);
        QVERIFY2(!reached || !button->accessibleName().isEmpty() || !button->text().isEmpty(),
            button->metaObject()->className());
    }
}

void TestMainWindow::keepsTheRowWhenItReloads()
{
    chooseClient(u"batch"_s);
    m_database->run(u"DELETE FROM oauth2_client WHERE client_id = 'shop'"_s);
    auto* table = page<ui::ClientsPage>()->findChild<QTableView*>();
    page<ui::ClientsPage>()->reload();
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->currentIndex().siblingAtColumn(1).data().toString(), u"batch"_s);
}

void TestMainWindow::anotherThemeLeavesEverythingInItsPlace()
{
    chooseClient(u"batch"_s);
    auto* clients = page<ui::ClientsPage>();
    auto* table = clients->findChild<QTableView*>();
    const int row = table->currentIndex().row();
    const auto ground = [this] { return m_window->grab().toImage().pixelColor(m_window->width() / 2, 40).rgb(); };
    const QRgb light = ground();
    m_window->useTheme(u"dark"_s);
    QCOMPARE(page<ui::ClientsPage>(), clients);
    QCOMPARE(table->currentIndex().row(), row);
    QVERIFY(ground() != light);
    m_window->useTheme(u"light"_s);
    QCOMPARE(ground(), light);
}

/** A page that is shown for a moment would begin to read what is being closed. */
void TestMainWindow::closingShowsNoOtherPage()
{
    ShowCounter counter;
    for (const QString& section : {u"overview"_s, u"tokens"_s, u"codes"_s, u"inspector"_s, u"clients"_s}) {
        m_window->showSection(section);
    }
    for (QWidget* page : m_window->findChildren<ui::SectionPage*>()) {
        page->installEventFilter(&counter);
    }
    m_window->closeDatabase();
    QCOMPARE(counter.shown, QStringList());
}

void TestMainWindow::isPaintedBeforeItIsFilled()
{
    ui::MainWindow window(*m_settings, m_connections, m_passwords, m_prompt, m_clock, ui::Filling::OncePainted);
    QSignalSpy filled(&window, &ui::MainWindow::filled);
    window.show();
    QVERIFY(!window.findChild<ui::WelcomePage*>());
    QTRY_COMPARE(filled.size(), 1);
    QTRY_VERIFY(window.findChild<ui::WelcomePage*>()->isVisible());
    QSignalSpy opened(&window, &ui::MainWindow::opened);
    window.openFile(m_database->path());
    QTRY_COMPARE(opened.size(), 1);
    window.repaint();
    QCOMPARE(filled.size(), 1);
}

void TestMainWindow::mayBeClosedBeforeItIsFilled()
{
    ui::MainWindow window(*m_settings, m_connections, m_passwords, m_prompt, m_clock, ui::Filling::OncePainted);
    QVERIFY(window.close());
}

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
