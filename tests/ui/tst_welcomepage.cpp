#include "connection/startbutton.h"
#include "connection/welcomepage.h"
#include "widgettools.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace owb;
using namespace owb::test;

class TestWelcomePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theKeyboardStartsAtOpening();
    void theSampleIsOneClickAway();
    void theInspectorIsOneClickAway();
    void listsRecentDatabasesNewestFirst();
    void aRecentDatabaseIsAskedForByItsPath();
    void aMissingFileIsMarkedAndCanBeAskedForAgain();
    void everythingIsReachedByTab();
    void namesAreShownAsTheyAre_data();
    void namesAreShownAsTheyAre();
    void anAmpersandInANameIsNoMnemonic();
    void theHomeFolderIsShortAndItsNeighboursAreNot();
    void withoutRecentDatabasesItSaysSo();
    void clearingForgetsTheList();
    void mayBeRefreshedByTheClickItself();
    void aServerIsOneClickAway();
    void listsSavedConnections();
    void aConnectionIsAskedForByItsId();
    void clearingKeepsConnections();

private:
    void open();
    QString addFile(const QString& name, qint64 openedAt);
    void addConnection(const QString& name, bool production, qint64 openedAt);
    QStringList recentNames();
    QAbstractButton& button(const QString& name);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<settings::Settings> m_settings;
    std::unique_ptr<settings::ConnectionStore> m_connections;
    std::unique_ptr<ui::WelcomePage> m_page;
};

void TestWelcomePage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<settings::Settings>(m_folder->filePath(u"settings.ini"_s));
    m_connections = std::make_unique<settings::ConnectionStore>(m_folder->filePath(u"connections.json"_s));
}

void TestWelcomePage::cleanup()
{
    m_page.reset();
}

void TestWelcomePage::open()
{
    m_page = std::make_unique<ui::WelcomePage>(*m_settings, *m_connections, nullptr);
    m_page->resize(1024, 640);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QCoreApplication::sendPostedEvents();
}

/** A file that was opened before; gives its path. */
QString TestWelcomePage::addFile(const QString& name, qint64 openedAt)
{
    const QString path = m_folder->filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        qFatal("cannot write %s", qPrintable(path));
    }
    m_settings->addRecent({path, u"A layout, 1.6"_s, openedAt});
    return path;
}

/** The accessible names of the rows, from top to bottom. */
QStringList TestWelcomePage::recentNames()
{
    QStringList names;
    for (const QAbstractButton* row : m_page->findChildren<QAbstractButton*>()) {
        const bool recent = !qobject_cast<const ui::StartButton*>(row) && !qobject_cast<const QToolButton*>(row);
        if (recent && !row->isHidden()) {
            names << row->accessibleName();
        }
    }
    return names;
}

QAbstractButton& TestWelcomePage::button(const QString& name)
{
    QAbstractButton* found = buttonNamed(*m_page, name);
    if (!found) {
        qFatal("no button %s", qPrintable(name));
    }
    return *found;
}

void TestWelcomePage::theKeyboardStartsAtOpening()
{
    open();
    QSignalSpy asked(m_page.get(), &ui::WelcomePage::openAsked);
    m_page->setFocus();
    QVERIFY(button(u"Open database file…"_s).hasFocus());
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QCOMPARE(asked.size(), 1);
    press(*m_page, u"Open database file…"_s);
    QCOMPARE(asked.size(), 2);
}

void TestWelcomePage::theSampleIsOneClickAway()
{
    open();
    QSignalSpy asked(m_page.get(), &ui::WelcomePage::sampleAsked);
    press(*m_page, u"Open the sample"_s);
    QCOMPARE(asked.size(), 1);
}

void TestWelcomePage::theInspectorIsOneClickAway()
{
    open();
    QSignalSpy asked(m_page.get(), &ui::WelcomePage::inspectAsked);
    press(*m_page, u"Inspect a token"_s);
    QCOMPARE(asked.size(), 1);
}

void TestWelcomePage::listsRecentDatabasesNewestFirst()
{
    addFile(u"old.sqlite"_s, 1000);
    addFile(u"new.sqlite"_s, 2000);
    open();
    QCOMPARE(recentNames(), (QStringList{u"new.sqlite"_s, u"old.sqlite"_s}));
    const QString description = button(u"new.sqlite"_s).accessibleDescription();
    QVERIFY2(description.contains(QDir(m_folder->path()).dirName()), qPrintable(description));
    QVERIFY2(description.endsWith(u", A layout, 1.6"_s), qPrintable(description));
    addFile(u"newest.sqlite"_s, 3000);
    m_page->refresh();
    QTRY_COMPARE(recentNames().value(0), u"newest.sqlite"_s);
}

void TestWelcomePage::aRecentDatabaseIsAskedForByItsPath()
{
    const QString path = addFile(u"auth server?#%.sqlite"_s, 1000);
    open();
    QSignalSpy asked(m_page.get(), &ui::WelcomePage::recentAsked);
    press(*m_page, u"auth server?#%.sqlite"_s);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.constFirst().constFirst().toString(), path);
}

void TestWelcomePage::aMissingFileIsMarkedAndCanBeAskedForAgain()
{
    addFile(u"here.sqlite"_s, 1000);
    const QString gone = addFile(u"gone.sqlite"_s, 2000);
    QVERIFY(QFile::remove(gone));
    open();
    QCOMPARE(recentNames(), (QStringList{u"gone.sqlite, file not found"_s, u"here.sqlite"_s}));
    QSignalSpy asked(m_page.get(), &ui::WelcomePage::recentAsked);
    press(*m_page, u"gone.sqlite, file not found"_s); // it may be back, and if not the window says why
    QCOMPARE(asked.constFirst().constFirst().toString(), gone);
}

void TestWelcomePage::everythingIsReachedByTab()
{
    const QString path = addFile(u"one.sqlite"_s, 1000);
    addFile(u"two.sqlite"_s, 2000);
    open();
    QSignalSpy asked(m_page.get(), &ui::WelcomePage::recentAsked);
    m_page->setFocus();
    QStringList reached;
    for (int i = 0; i < 7; ++i) {
        reached << m_page->focusWidget()->accessibleName();
        QTest::keyClick(m_page->focusWidget(), Qt::Key_Tab);
    }
    QCOMPARE(reached,
        (QStringList{u"Open database file…"_s, u"Connect to a server…"_s, u"Open the sample"_s, u"Inspect a token"_s,
            u"Clear list"_s, u"two.sqlite"_s, u"one.sqlite"_s}));
    button(u"one.sqlite"_s).setFocus();
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QCOMPARE(asked.constFirst().constFirst().toString(), path);
}

void TestWelcomePage::namesAreShownAsTheyAre_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("shown");
    QTest::newRow("markup") << u"<b>a.sqlite"_s << u"<b>a.sqlite"_s;
    QTest::newRow("line break") << u"a\nb.sqlite"_s << u"a\u240ab.sqlite"_s;
    QTest::newRow("turned direction") << u"a\u202eetilqs.b"_s << u"a\u2426etilqs.b"_s;
}

void TestWelcomePage::namesAreShownAsTheyAre()
{
    QFETCH(QString, name);
    const QString path = addFile(name, 1000);
    open();
    QTEST(recentNames().value(0), "shown");
    QVERIFY(allLabelsArePlain(*m_page));
    QVERIFY(!toldAbout(*m_page).contains(u"<qt>"_s));
    QSignalSpy asked(m_page.get(), &ui::WelcomePage::recentAsked);
    press(*m_page, recentNames().value(0));
    QCOMPARE(asked.constFirst().constFirst().toString(), path);
}

void TestWelcomePage::anAmpersandInANameIsNoMnemonic()
{
    addFile(u"auth&backup.sqlite"_s, 1000);
    open();
    QCOMPARE(recentNames(), QStringList{u"auth&backup.sqlite"_s});
    QVERIFY(button(u"auth&backup.sqlite"_s).shortcut().isEmpty());
}

void TestWelcomePage::theHomeFolderIsShortAndItsNeighboursAreNot()
{
    const QByteArray home = qgetenv("HOME");
    qputenv("HOME", "/home/al");
    m_settings->addRecent({u"/home/al/db/mine.sqlite"_s, u"x"_s, 1000});
    m_settings->addRecent({u"/home/al/top.sqlite"_s, u"x"_s, 1000});
    m_settings->addRecent({u"/home/alice/hers.sqlite"_s, u"x"_s, 1000});
    open();
    qputenv("HOME", home);
    QCOMPARE(button(u"mine.sqlite, file not found"_s).accessibleDescription(), u"~/db, x"_s);
    QCOMPARE(button(u"top.sqlite, file not found"_s).accessibleDescription(), u"~, x"_s);
    QCOMPARE(button(u"hers.sqlite, file not found"_s).accessibleDescription(), u"/home/alice, x"_s);
}

void TestWelcomePage::withoutRecentDatabasesItSaysSo()
{
    open();
    QVERIFY(recentNames().isEmpty());
    QVERIFY(saidIn(*m_page).contains(u"Databases you open are listed here."_s));
    QVERIFY(!buttonNamed(*m_page, u"Clear list"_s));
}

void TestWelcomePage::clearingForgetsTheList()
{
    const QString path = addFile(u"a.sqlite"_s, 1000);
    open();
    press(*m_page, u"Clear list"_s);
    QVERIFY(m_settings->recent().isEmpty());
    QTRY_VERIFY(recentNames().isEmpty());
    QVERIFY(saidIn(*m_page).contains(u"Databases you open are listed here."_s));
    QVERIFY(QFile::exists(path)); // the list, not the files
}

void TestWelcomePage::mayBeRefreshedByTheClickItself()
{
    const QString path = addFile(u"a.sqlite"_s, 1000);
    open();
    connect(m_page.get(), &ui::WelcomePage::recentAsked, m_page.get(), &ui::WelcomePage::refresh);
    QSignalSpy asked(m_page.get(), &ui::WelcomePage::recentAsked);
    press(*m_page, u"a.sqlite"_s);
    QCoreApplication::sendPostedEvents();
    button(u"a.sqlite"_s).setFocus();
    QTest::keyClick(m_page->focusWidget(), Qt::Key_Space);
    QCOMPARE(asked.size(), 2);
    QCOMPARE(asked.constLast().constFirst().toString(), path);
}

void TestWelcomePage::aServerIsOneClickAway()
{
    open();
    QSignalSpy asked(m_page.get(), &ui::WelcomePage::connectAsked);
    press(*m_page, u"Connect to a server…"_s);
    QCOMPARE(asked.size(), 1);
}

void TestWelcomePage::addConnection(const QString& name, bool production, qint64 openedAt)
{
    settings::Connection connection;
    connection.id = u"id of "_s + name;
    connection.name = name;
    connection.address = u"postgresql://al@db1.example,db2.example/auth"_s;
    connection.production = production;
    connection.schemaTitle = u"A layout, 1.6"_s;
    connection.openedAt = openedAt;
    QVERIFY(m_connections->save(connection));
}

void TestWelcomePage::listsSavedConnections()
{
    addConnection(u"staging & more"_s, false, 3000);
    addFile(u"old.sqlite"_s, 1000);
    addConnection(u"auth-prod"_s, true, 2000);
    addConnection(u"new"_s, false, 0);
    open();
    QCOMPARE(recentNames(), (QStringList{u"staging & more"_s, u"auth-prod, production"_s, u"old.sqlite"_s, u"new"_s}));
    QCOMPARE(
        button(u"auth-prod, production"_s).accessibleDescription(), u"db1.example, db2.example, auth, A layout, 1.6"_s);
    QVERIFY(!m_page->grab().isNull()); // paints badge and icon
}

void TestWelcomePage::aConnectionIsAskedForByItsId()
{
    addConnection(u"auth-prod"_s, true, 2000);
    open();
    QSignalSpy files(m_page.get(), &ui::WelcomePage::recentAsked);
    QSignalSpy asked(m_page.get(), &ui::WelcomePage::connectionAsked);
    press(*m_page, u"auth-prod, production"_s);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.constFirst().constFirst().toString(), u"id of auth-prod"_s);
    QCOMPARE(files.size(), 0);
}

void TestWelcomePage::clearingKeepsConnections()
{
    addConnection(u"auth"_s, false, 2000);
    addFile(u"a.sqlite"_s, 1000);
    open();
    press(*m_page, u"Clear list"_s);
    QTRY_COMPARE(recentNames(), QStringList{u"auth"_s});
    QVERIFY(!buttonNamed(*m_page, u"Clear list"_s)); // nothing is left that it would clear
}

QTEST_MAIN(TestWelcomePage)
#include "tst_welcomepage.moc"
