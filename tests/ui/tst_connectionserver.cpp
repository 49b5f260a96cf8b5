#include "../settings/fakekeychain.h"
#include "../store/postgrescase.h"
#include "common/prompt.h"
#include "connection/connectiondialog.h"
#include "connection/passworddialog.h"
#include "core/clock.h"
#include "mainwindow/connectionmenu.h"
#include "mainwindow/mainwindow.h"
#include "widgettools.h"

#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;
using settings::Connection;

namespace {

class SilentPrompt final : public ui::Prompt
{
public:
    void ask(QWidget*, const ui::Question&, std::function<void(bool)>) override { }
    void chooseDatabase(QWidget*, std::function<void(QString)>) override { }
    void chooseFile(QWidget*, const ui::FileQuestion&, std::function<void(QString)>) override { }
};

} // namespace

/** Window and dialog over a real PostgreSQL server with passwords and TLS. */
class TestConnectionServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { qputenv("PGPASSWORD", m_password.toUtf8()); } // the case drops its database
    void init();
    void cleanup() { m_window.reset(); }
    void aUrlIsTestedSavedAndOpened();
    void aRefusedPasswordIsToldAndNotSaved();
    void theWindowAsksAgainAndKeepsWhatWorked();
    void aServerThatIsNotThereIsTold();

private:
    [[nodiscard]] QString url(const QString& password) const;
    [[nodiscard]] ui::ConnectionDialog& dialog();
    [[nodiscard]] static QString result(const QWidget& dialog)
    {
        return child<ui::Banner>(dialog, u"resultBanner"_s).text();
    }
    static void save(const QWidget& dialog)
    {
        QTest::mouseClick(&child<QAbstractButton>(dialog, u"verbButton"_s), Qt::LeftButton);
    }

    std::unique_ptr<PostgresCase> m_case;
    QString m_password;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<settings::ConnectionStore> m_connections;
    std::unique_ptr<FakeKeychain> m_keychain;
    std::unique_ptr<settings::Passwords> m_passwords;
    SilentPrompt m_prompt;
    core::Clock m_clock;
    std::unique_ptr<ui::MainWindow> m_window;
};

void TestConnectionServer::initTestCase()
{
    QVERIFY2(PostgresCase::missing().isEmpty(), PostgresCase::missing().constData());
    m_case = std::make_unique<PostgresCase>(u"owb_connections"_s);
    QFile fixture(QStringLiteral(OWB_SOURCE_DIR) + u"/tests/fixtures/schemas/authlib-sqlalchemy-1.6/postgresql.sql"_s);
    QVERIFY(fixture.open(QIODevice::ReadOnly));
    const QStringList statements = QString::fromUtf8(fixture.readAll()).split(u";\n"_s, Qt::SkipEmptyParts);
    for (const QString& statement : statements) {
        if (statement.contains(u"CREATE TABLE"_s)) {
            m_case->run(statement);
        }
    }
    m_password = qEnvironmentVariable("PGPASSWORD");
    qunsetenv("PGPASSWORD"); // what the window finds is to be what it kept
}

void TestConnectionServer::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<settings::Settings>(m_folder->filePath(u"s.ini"_s));
    m_connections = std::make_unique<settings::ConnectionStore>(m_folder->filePath(u"c.json"_s));
    m_keychain = std::make_unique<FakeKeychain>();
    m_passwords = std::make_unique<settings::Passwords>(*m_keychain);
    m_window = std::make_unique<ui::MainWindow>(*m_settings, *m_connections, *m_passwords, m_prompt, m_clock);
    m_window->show();
}

QString TestConnectionServer::url(const QString& password) const
{
    core::DatabaseAddress address = m_case->settings().address;
    address.options = {{u"sslmode"_s, u"verify-ca"_s}, {u"sslrootcert"_s, PostgresCase::authority()}};
    return address.text().replace(u"owb@"_s, u"owb:%1@"_s.arg(QString::fromUtf8(QUrl::toPercentEncoding(password))));
}

ui::ConnectionDialog& TestConnectionServer::dialog()
{
    m_window->findChild<ui::ConnectionMenu*>()->create();
    return *m_window->findChild<ui::ConnectionDialog*>();
}

void TestConnectionServer::aUrlIsTestedSavedAndOpened()
{
    ui::ConnectionDialog& open = dialog();
    child<QLineEdit>(open, u"urlEdit"_s).setText(u"DATABASE_URL="_s + url(m_password)); // as a paste does
    QVERIFY(child<QLineEdit>(open, u"urlEdit"_s).text().isEmpty());
    type(child<QLineEdit>(open, u"nameEdit"_s), u"auth"_s);
    QTest::mouseClick(&child<QAbstractButton>(open, u"testButton"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(result(open).contains(u"The connection works: PostgreSQL 15"_s), 10000);
    QVERIFY2(result(open).contains(u"TLS 1.3"_s), qPrintable(result(open)));
    QVERIFY2(result(open).contains(u"a known authority vouches"_s), qPrintable(result(open)));
    QVERIFY2(result(open).contains(u"Found "_s), qPrintable(result(open)));
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    save(open);
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 10000);
    QVERIFY(opened.constFirst().constFirst().toBool());
    QVERIFY(m_window->windowTitle().startsWith(u"auth"_s));
    const Connection stored = m_connections->named(u"auth"_s).value();
    QVERIFY(!stored.address.contains(m_password));
    QCOMPARE(m_keychain->kept.value(stored.id), m_password);
    QVERIFY(!m_window->repository()->connection().unlocked);
}

void TestConnectionServer::aRefusedPasswordIsToldAndNotSaved()
{
    ui::ConnectionDialog& open = dialog();
    child<QLineEdit>(open, u"urlEdit"_s).setText(url(u"hunter2"_s));
    save(open);
    QTRY_VERIFY_WITH_TIMEOUT(result(open).contains(u"refuses the user name or the password"_s), 10000);
    QVERIFY(!toldAbout(open).contains(u"hunter2"_s) && !saidIn(open).contains(u"hunter2"_s));
    QVERIFY(m_connections->all()->isEmpty());
    QVERIFY(m_keychain->kept.isEmpty());
}

void TestConnectionServer::theWindowAsksAgainAndKeepsWhatWorked()
{
    Connection one;
    one.id = u"1"_s;
    one.name = u"auth"_s;
    one.address = m_case->settings().address.text();
    QVERIFY(m_connections->save(one));
    m_keychain->kept.insert(one.id, u"outdated"_s);
    QSignalSpy opened(m_window.get(), &ui::MainWindow::opened);
    m_window->openConnection(one);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ui::PasswordDialog*>(), 10000);
    QPointer<ui::PasswordDialog> first = m_window->findChild<ui::PasswordDialog*>();
    QVERIFY(saidIn(*first).contains(u"refuses"_s));
    type(child<QLineEdit>(*first, u"passwordEdit"_s), u"hunter2"_s);
    QTest::keyClick(first, Qt::Key_Return);
    QTRY_VERIFY(!first);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->findChild<ui::PasswordDialog*>(), 10000); // refused again
    QCOMPARE(m_keychain->kept.value(one.id), u"outdated"_s); // what did not work is not kept
    auto* second = m_window->findChild<ui::PasswordDialog*>();
    type(child<QLineEdit>(*second, u"passwordEdit"_s), m_password);
    QTest::keyClick(second, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 10000);
    QVERIFY(opened.constFirst().constFirst().toBool());
    QTRY_COMPARE(m_keychain->kept.value(one.id), m_password);
}

void TestConnectionServer::aServerThatIsNotThereIsTold()
{
    ui::ConnectionDialog& open = dialog();
    child<QLineEdit>(open, u"urlEdit"_s).setText(u"postgresql://owb@127.0.0.1:1/auth"_s);
    save(open);
    QTRY_VERIFY_WITH_TIMEOUT(result(open).contains(u"does not answer"_s), 10000);
    QVERIFY(buttonNamed(open, u"Save without testing"_s));
}

QTEST_MAIN(TestConnectionServer)
#include "tst_connectionserver.moc"
