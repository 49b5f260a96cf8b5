// The window over a server that dies: run by the tests in Python, which start the servers and check the rest.

#include "../settings/fakekeychain.h"
#include "clients/clientspage.h"
#include "common/prompt.h"
#include "common/theme.h"
#include "core/clock.h"
#include "mainwindow/mainwindow.h"
#include "tables/windowmodel.h"

#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace owb;

namespace {

/** Nobody is asked anything. */
class SilentPrompt final : public ui::Prompt
{
public:
    void ask(QWidget*, const ui::Question&, std::function<void(bool)> answer) override { answer(false); }
    void chooseDatabase(QWidget*, std::function<void(QString)>) override { }
    void chooseFile(QWidget*, const ui::FileQuestion&, std::function<void(QString)>) override { }
};

constexpr int longestWait = 60000;

} // namespace

/** OWB_CLUSTER_URL names the hosts, OWB_CLUSTER_PID the process of the first one. */
class TestWindowOnCluster : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsTheNextHostWhenOneDies();
};

void TestWindowOnCluster::findsTheNextHostWhenOneDies()
{
    const pid_t process = qEnvironmentVariableIntValue("OWB_CLUSTER_PID");
    QVERIFY2(process > 0, "OWB_CLUSTER_PID is not set: run this through tests/cluster");
    QTemporaryDir folder;
    settings::Settings settings(folder.filePath(u"settings.ini"_s));
    settings::ConnectionStore connections(folder.filePath(u"connections.json"_s));
    test::FakeKeychain keychain;
    settings::Passwords passwords(keychain);
    SilentPrompt prompt;
    const core::Clock clock;
    settings::Connection connection;
    connection.id = settings::newConnectionId();
    connection.name = u"Cluster"_s;
    connection.address = qEnvironmentVariable("OWB_CLUSTER_URL");
    connection.passwordPlace = settings::PasswordPlace::Session;
    const auto kept = passwords.keep(connection, core::Secret(qgetenv("OWB_CLUSTER_PASSWORD")));
    QTRY_VERIFY(kept.isFinished());

    ui::MainWindow window(settings, connections, passwords, prompt, clock);
    window.show();
    QSignalSpy opened(&window, &ui::MainWindow::opened);
    window.openConnection(connection);
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, longestWait);
    QVERIFY(opened.constFirst().constFirst().toBool());
    auto* table = window.findChild<ui::ClientsPage*>()->findChild<QTableView*>();
    QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, longestWait);
    const int before = table->model()->rowCount();

    QList<store::ConnectionState> states;
    connect(window.repository(), &store::Repository::connectionStateChanged, &window,
        [&states](store::ConnectionState state) { states << state; });
    auto* page = window.findChild<ui::ClientsPage*>();
    // As a person presses F5 until it is there.
    auto* clients = qobject_cast<tables::WindowModel*>(table->model());
    QVERIFY(clients);
    connect(clients, &tables::WindowModel::loadFailed, page, &ui::ClientsPage::reload, Qt::QueuedConnection);
    QCOMPARE(::kill(process, SIGKILL), 0);
    page->reload();
    QTRY_VERIFY_WITH_TIMEOUT(states.contains(store::ConnectionState::Connected), longestWait);
    QCOMPARE(states.constFirst(), store::ConnectionState::Lost);
    QVERIFY(states.contains(store::ConnectionState::Reconnecting));
    QCOMPARE(states.constLast(), store::ConnectionState::Connected);
    page->reload();
    QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), before, longestWait);
}

QTEST_MAIN(TestWindowOnCluster)
#include "windowoncluster.moc"
