#include "../settings/fakekeychain.h"
#include "clientsfixture.h"
#include "connection/connectiondialog.h"
#include "connection/connectionform.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QPromise>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using settings::Connection;
using settings::PasswordPlace;

namespace {

/** A test that a test of the dialog answers when it likes. */
struct HeldTest
{
    using Report = core::Result<ui::TestReport>;

    QFuture<Report> operator()(const Connection& connection, const core::Secret& password)
    {
        asked << connection;
        passwords << password.revealText();
        promise = std::make_shared<QPromise<Report>>();
        promise->start();
        return promise->future();
    }
    void answer(const Report& report)
    {
        promise->addResult(report);
        promise->finish();
    }

    QList<Connection> asked;
    QStringList passwords;
    std::shared_ptr<QPromise<Report>> promise;
};

ui::TestReport goodReport()
{
    return {u"PostgreSQL 15.18, TLS 1.3"_s, {u"A layout, 1.6"_s, u"Another <b>layout</b>"_s}};
}

const core::Error refusal{core::Error::Kind::LoginRefused, u"auth on db"_s, {}, {}};

} // namespace

class TestConnectionDialog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void testsBeforeItSaves();
    void whatPassedIsNotTestedAgain();
    void anEditMakesTheTestVoid();
    void aFailedTestSaysWhyAndSavesNothing();
    void savesWithoutTestingOnPurpose();
    void aTestIsStopped();
    void escapeStopsTheTestFirst();
    void isDestroyedWhileTesting();
    void isDestroyedWhileTheKeychainThinks();
    void aBrokenKeychainLeavesTheSession();
    void aSilentKeychainIsNotWaitedFor();
    void aNameIsTakenOnce();
    void saysWhatIsMissing_data();
    void saysWhatIsMissing();
    void editsWithThePasswordThatIsKept();
    void movingThePasswordTakesItOutOfTheKeychain();
    void keepsWhatHasNoField();
    void aSecretIsNotTakenToAnotherServer();
    void marksAreSaved();
    void aFileNeedsNoServer();
    void tellsTheUserOfClearText();
    void showsTheRowsOfWhatIsThere();

private:
    ui::ConnectionDialog& open(const Connection& connection = {});
    void fillIn();
    [[nodiscard]] QLineEdit& field(const QString& name) { return child<QLineEdit>(*m_dialog, name); }
    void choose(const QString& box, int data)
    {
        auto& combo = child<QComboBox>(*m_dialog, box);
        combo.setCurrentIndex(combo.findData(data));
    }
    void click(const QString& name) { QTest::mouseClick(&child<QAbstractButton>(*m_dialog, name), Qt::LeftButton); }
    [[nodiscard]] QString result() { return child<ui::Banner>(*m_dialog, u"resultBanner"_s).text(); }
    [[nodiscard]] bool isWorking() { return !child<QWidget>(*m_dialog, u"stopButton"_s).parentWidget()->isHidden(); }
    [[nodiscard]] QList<Connection> stored() { return m_connections->all().value(); }
    Connection storeOne();

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<settings::ConnectionStore> m_connections;
    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<settings::Passwords> m_passwords;
    std::shared_ptr<HeldTest> m_test;
    AnsweringPrompt m_prompt;
    std::unique_ptr<QWidget> m_window;
    QPointer<ui::ConnectionDialog> m_dialog;
};

void TestConnectionDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_connections = std::make_unique<settings::ConnectionStore>(m_folder->filePath(u"c.json"_s));
    m_keychain = std::make_unique<FakeKeychain>();
    m_passwords = std::make_unique<settings::Passwords>(*m_keychain);
    m_test = std::make_shared<HeldTest>();
    m_window = std::make_unique<QWidget>();
    m_window->show();
}

void TestConnectionDialog::cleanup()
{
    m_window.reset();
}

ui::ConnectionDialog& TestConnectionDialog::open(const Connection& connection)
{
    const ui::ConnectionServices services{*m_connections, *m_passwords, m_prompt,
        [test = m_test](const Connection& tested, const core::Secret& password) { return (*test)(tested, password); }};
    m_dialog = new ui::ConnectionDialog(services, connection, m_window.get());
    m_dialog->open();
    return *m_dialog;
}

void TestConnectionDialog::fillIn()
{
    type(field(u"nameEdit"_s), u"auth"_s);
    type(field(u"hostsEdit"_s), u"db1.example, db2.example:5433"_s);
    type(field(u"portEdit"_s), u"5432"_s);
    type(field(u"databaseEdit"_s), u"auth"_s);
    type(field(u"userEdit"_s), u"al"_s);
    type(field(u"passwordEdit"_s), u"hunter2"_s);
}

Connection TestConnectionDialog::storeOne()
{
    Connection one;
    one.id = u"1"_s;
    one.name = u"auth"_s;
    one.address = u"postgresql://al@db/auth?connect_timeout=3&sslmode=require"_s;
    one.openedAt = 77;
    m_keychain->kept.insert(u"1"_s, u"kept"_s);
    return m_connections->save(one) ? one : Connection();
}

void TestConnectionDialog::testsBeforeItSaves()
{
    QSignalSpy saved(&open(), &ui::ConnectionDialog::saved);
    fillIn();
    click(u"verbButton"_s);
    QTRY_COMPARE(m_test->asked.size(), 1);
    QVERIFY(isWorking());
    QVERIFY(stored().isEmpty());
    m_test->answer(goodReport());
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(saved.size(), 1);
    QCOMPARE(stored().size(), 1);
    const Connection one = stored().constFirst();
    QCOMPARE(one.address, u"postgresql://al@db1.example:5432,db2.example:5433/auth"_s);
    QCOMPARE(m_test->asked.constFirst().address, one.address);
    QCOMPARE(m_test->passwords, QStringList{u"hunter2"_s});
    QCOMPARE(m_keychain->kept.value(one.id), u"hunter2"_s);
    QFile file(m_connections->file());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("hunter2"));
}

void TestConnectionDialog::whatPassedIsNotTestedAgain()
{
    open();
    fillIn();
    click(u"testButton"_s);
    QTRY_COMPARE(m_test->asked.size(), 1);
    m_test->answer(goodReport());
    QTRY_VERIFY2(result().contains(u"PostgreSQL 15.18, TLS 1.3"_s), qPrintable(result()));
    QVERIFY2(result().contains(u"Found 2 schemas: A layout, 1.6, Another <b>layout</b>."_s), qPrintable(result()));
    QVERIFY(result().contains(u"Encrypted"_s));
    QVERIFY(allLabelsArePlain(*m_dialog));
    QVERIFY(stored().isEmpty());
    click(u"verbButton"_s);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(m_test->asked.size(), 1);
    QCOMPARE(stored().size(), 1);
}

void TestConnectionDialog::anEditMakesTheTestVoid()
{
    open();
    fillIn();
    click(u"testButton"_s);
    m_test->answer(goodReport());
    QTRY_VERIFY(!result().isEmpty());
    type(field(u"databaseEdit"_s), u"other"_s);
    QVERIFY(child<ui::Banner>(*m_dialog, u"resultBanner"_s).isHidden());
    click(u"verbButton"_s);
    QTRY_COMPARE(m_test->asked.size(), 2);
    type(field(u"databaseEdit"_s), u"third"_s); // while it is tested
    QVERIFY(!isWorking());
    m_test->answer(goodReport());
    QCoreApplication::processEvents();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(stored().isEmpty());
}

void TestConnectionDialog::aFailedTestSaysWhyAndSavesNothing()
{
    open();
    fillIn();
    click(u"verbButton"_s);
    QTRY_COMPARE(m_test->asked.size(), 1);
    m_test->answer(tl::unexpected(refusal));
    QTRY_VERIFY2(result().contains(u"refuses the user name or the password"_s), qPrintable(result()));
    QVERIFY(m_dialog->isVisible());
    QVERIFY(stored().isEmpty());
    QVERIFY(m_keychain->kept.isEmpty());
}

void TestConnectionDialog::savesWithoutTestingOnPurpose()
{
    open();
    fillIn();
    click(u"testButton"_s);
    m_test->answer(tl::unexpected(refusal));
    press(*m_dialog, u"Save without testing"_s);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(stored().size(), 1);
    QCOMPARE(m_keychain->kept.value(stored().constFirst().id), u"hunter2"_s);
}

void TestConnectionDialog::aTestIsStopped()
{
    open();
    fillIn();
    click(u"verbButton"_s);
    QTRY_VERIFY(isWorking());
    click(u"stopButton"_s);
    QVERIFY(!isWorking());
    m_test->answer(goodReport()); // too late
    QCoreApplication::processEvents();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(stored().isEmpty());
    QCOMPARE(result(), u"The test was stopped."_s);
}

void TestConnectionDialog::escapeStopsTheTestFirst()
{
    open();
    fillIn();
    click(u"testButton"_s);
    QTRY_VERIFY(isWorking());
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QVERIFY(!isWorking());
    QVERIFY(m_dialog->isVisible());
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_dialog);
}

void TestConnectionDialog::isDestroyedWhileTesting()
{
    open();
    fillIn();
    click(u"verbButton"_s);
    QTRY_VERIFY(isWorking());
    m_window.reset();
    QVERIFY(!m_dialog);
    m_test->answer(goodReport());
    QCoreApplication::processEvents();
    QVERIFY(stored().isEmpty());
}

void TestConnectionDialog::isDestroyedWhileTheKeychainThinks()
{
    open();
    fillIn();
    m_keychain->held = true;
    click(u"testButton"_s);
    m_test->answer(goodReport());
    QTRY_VERIFY(!result().isEmpty());
    click(u"verbButton"_s);
    QTRY_COMPARE(m_keychain->writes, 1);
    m_window.reset();
    m_keychain->release();
    QCoreApplication::processEvents();
    QVERIFY(stored().isEmpty());
}

void TestConnectionDialog::aBrokenKeychainLeavesTheSession()
{
    open();
    fillIn();
    m_keychain->outOfOrder();
    click(u"verbButton"_s);
    QTRY_COMPARE(m_test->asked.size(), 1);
    m_test->answer(goodReport());
    QTRY_VERIFY2(result().contains(u"keychain cannot be used: no service"_s), qPrintable(result()));
    QVERIFY(stored().isEmpty());
    press(*m_dialog, u"Keep for this session only"_s);
    QTRY_VERIFY(!m_dialog);
    const Connection one = stored().constFirst();
    QCOMPARE(one.passwordPlace, PasswordPlace::Session);
    QCOMPARE(m_passwords->find(one).result().value()->revealText(), u"hunter2"_s);
    QVERIFY(m_keychain->kept.isEmpty());
}

void TestConnectionDialog::aSilentKeychainIsNotWaitedFor()
{
    open();
    fillIn();
    m_keychain->held = true;
    click(u"verbButton"_s);
    QTRY_COMPARE(m_test->asked.size(), 1);
    m_test->answer(goodReport());
    QTRY_COMPARE(m_keychain->writes, 1);
    QVERIFY(m_dialog->isBusy()); // the window may not be closed now
    click(u"stopButton"_s);
    QVERIFY(!m_dialog->isBusy());
    QTRY_VERIFY(buttonNamed(*m_dialog, u"Keep for this session only"_s));
    m_keychain->release();
    QCoreApplication::processEvents();
    QVERIFY(m_dialog->isVisible());
    QVERIFY(stored().isEmpty());
}

void TestConnectionDialog::aNameIsTakenOnce()
{
    storeOne();
    open();
    fillIn();
    click(u"verbButton"_s);
    QTRY_COMPARE(m_test->asked.size(), 1);
    m_test->answer(goodReport());
    QTRY_VERIFY2(result().contains(u"There is one already: auth"_s), qPrintable(result()));
    QCOMPARE(m_keychain->writes, 0);
    QCOMPARE(stored().size(), 1);
}

void TestConnectionDialog::saysWhatIsMissing_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    QTest::newRow("no name") << u"nameEdit"_s << u" "_s;
    QTest::newRow("no database") << u"databaseEdit"_s << u""_s;
    QTest::newRow("a port of no use") << u"hostsEdit"_s << u"db:99999"_s;
    QTest::newRow("an open bracket") << u"hostsEdit"_s << u"[::1"_s;
    QTest::newRow("no URL") << u"issuerEdit"_s << u"id.example"_s;
}

void TestConnectionDialog::saysWhatIsMissing()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    open();
    fillIn();
    field(name).setText(text);
    click(u"verbButton"_s);
    QVERIFY(m_test->asked.isEmpty());
    QVERIFY(field(name).property("problem").toBool());
    QVERIFY(m_dialog->focusWidget() == &field(name));
    QVERIFY2(result().startsWith(field(name).accessibleName()), qPrintable(result()));
    type(field(name), u"x"_s);
    QVERIFY(!field(name).property("problem").toBool());
}

void TestConnectionDialog::editsWithThePasswordThatIsKept()
{
    const Connection before = storeOne();
    open(before);
    QVERIFY(field(u"passwordEdit"_s).text().isEmpty()); // it is not fetched to be looked at
    type(field(u"nameEdit"_s), u"renamed"_s);
    click(u"verbButton"_s);
    QTRY_COMPARE(m_test->passwords, QStringList{u"kept"_s});
    m_test->answer(goodReport());
    QTRY_VERIFY(!m_dialog);
    Connection expected = before;
    expected.name = u"renamed"_s;
    QCOMPARE(stored(), QList<Connection>{expected});
    QCOMPARE(m_keychain->writes, 0);
    QCOMPARE(m_keychain->kept.value(u"1"_s), u"kept"_s);
}

void TestConnectionDialog::movingThePasswordTakesItOutOfTheKeychain()
{
    open(storeOne());
    choose(u"placeBox"_s, static_cast<int>(PasswordPlace::Engine));
    QVERIFY(!field(u"passwordEdit"_s).isEnabled());
    click(u"verbButton"_s);
    QTRY_COMPARE(m_test->asked.size(), 1);
    m_test->answer(goodReport());
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(stored().constFirst().passwordPlace, PasswordPlace::Engine);
    QVERIFY(m_keychain->kept.isEmpty());
}

void TestConnectionDialog::aSecretIsNotTakenToAnotherServer()
{
    Connection one = storeOne();
    one.server = {u"https://id.example"_s, {}, u"web"_s, settings::ClientAuthentication::Basic, false, true};
    m_keychain->kept.insert(settings::clientSecretKey(one.id), u"of id.example"_s);
    const auto saved = [this](int times) {
        click(u"verbButton"_s);
        if (QTest::qWaitFor([&] { return m_test->asked.size() == times; })) {
            m_test->answer(goodReport());
        }
        return QTest::qWaitFor([this] { return m_dialog.isNull(); });
    };
    open(one);
    field(u"nameEdit"_s).setText(u"renamed"_s);
    QVERIFY(saved(1));
    QVERIFY(stored().constFirst().server.keepsSecret); // the same server, by another name
    open(stored().constFirst());
    field(u"issuerEdit"_s).setText(u"https://other.example"_s);
    QVERIFY(saved(2));
    QVERIFY(!m_keychain->kept.contains(settings::clientSecretKey(one.id)));
    QVERIFY(!stored().constFirst().server.keepsSecret);
    QCOMPARE(stored().constFirst().server.clientId, u"web"_s);
}

void TestConnectionDialog::keepsWhatHasNoField()
{
    open(storeOne());
    QVERIFY(saidIn(*m_dialog).contains(u"Also set, and kept: connect_timeout."_s));
    choose(u"placeBox"_s, static_cast<int>(PasswordPlace::None));
    click(u"testButton"_s);
    QTRY_COMPARE(m_test->passwords, QStringList{QString()}); // as it will be from now on
    QCOMPARE(m_test->asked.constFirst().address, u"postgresql://al@db/auth?connect_timeout=3&sslmode=require"_s);
}

void TestConnectionDialog::marksAreSaved()
{
    open();
    fillIn();
    child<QComboBox>(*m_dialog, u"colourBox"_s).setCurrentIndex(2);
    press(*m_dialog, u"Read-&only"_s);
    press(*m_dialog, u"&Production"_s);
    QVERIFY(!child<QComboBox>(*m_dialog, u"colourBox"_s).isEnabled());
    click(u"testButton"_s);
    const Connection asked = m_test->asked.constFirst();
    QVERIFY(asked.production && asked.readOnly);
    QCOMPARE(asked.colour, u"teal"_s);
}

void TestConnectionDialog::aFileNeedsNoServer()
{
    open();
    type(field(u"nameEdit"_s), u"local"_s);
    QVERIFY(!field(u"fileEdit"_s).isVisible());
    choose(u"engineBox"_s, static_cast<int>(core::Engine::Sqlite));
    QTRY_VERIFY(field(u"fileEdit"_s).isVisible());
    QTRY_VERIFY(field(u"fileEdit"_s).height() > 20);
    QVERIFY(!field(u"hostsEdit"_s).isVisible());
    click(u"testButton"_s);
    QVERIFY(field(u"fileEdit"_s).property("problem").toBool());
    type(field(u"fileEdit"_s), u"/db/a b.sqlite"_s);
    click(u"verbButton"_s);
    QCOMPARE(m_test->asked.constFirst().address, u"/db/a b.sqlite"_s);
    QCOMPARE(m_test->asked.constFirst().passwordPlace, PasswordPlace::None);
    m_test->answer(goodReport());
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(m_keychain->reads + m_keychain->writes, 0);
}

void TestConnectionDialog::tellsTheUserOfClearText()
{
    open();
    fillIn();
    auto& box = child<QComboBox>(*m_dialog, u"encryptionBox"_s);
    box.setCurrentIndex(box.findData(u"disable"_s));
    QVERIFY(saidIn(*m_dialog).contains(u"may be read on the way"_s));
    type(field(u"hostsEdit"_s), u"localhost"_s);
    QVERIFY(!saidIn(*m_dialog).contains(u"may be read on the way"_s));
    box.setCurrentIndex(box.findData(u"verify-full"_s));
    QTRY_VERIFY(field(u"authorityEdit"_s).isVisible());
    type(field(u"authorityEdit"_s), u"/ca.pem"_s);
    click(u"testButton"_s);
    QVERIFY(m_test->asked.constFirst().address.endsWith(u"?sslmode=verify-full&sslrootcert=/ca.pem"_s));
}

void TestConnectionDialog::showsTheRowsOfWhatIsThere()
{
    Connection file;
    file.id = u"2"_s;
    file.name = u"local"_s;
    file.address = u"/db/a.sqlite"_s;
    open(file);
    QTRY_VERIFY(field(u"fileEdit"_s).isVisible());
    QTRY_VERIFY(field(u"fileEdit"_s).height() > 20);
    QVERIFY(!field(u"hostsEdit"_s).isVisible());
    const auto top = [this](const QString& name) {
        const auto& widget = child<QWidget>(*m_dialog, name);
        return widget.mapTo(m_dialog, QPoint()).y();
    };
    QTRY_VERIFY(top(u"engineBox"_s) + 28 <= top(u"fileEdit"_s));
    QTRY_VERIFY(top(u"fileEdit"_s) + 28 <= top(u"productionBox"_s)); // no row covers another
}

QTEST_MAIN(TestConnectionDialog)
#include "tst_connectiondialog.moc"
