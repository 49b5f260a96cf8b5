#include "store/session.h"
#include "testdatabase.h"

#include <QElapsedTimer>
#include <QFile>

using namespace Qt::StringLiterals;
using namespace owb;
using Kind = core::Error::Kind;

/** Files that are no good: a clear kind of error, and nothing made or changed. */
class TestBadFiles : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMissingFileIsNeverMade();
    void otherFilesAreToldApart_data();
    void otherFilesAreToldApart();
    void aCutOffDatabaseIsToldSo();
    void aFolderIsNoDatabase();
    void anUnknownEngineIsNamed();
    void aLockedDatabaseIsWaitedForOnlySoLong();
    void readsWhileAServerWritesInWalMode();

private:
    [[nodiscard]] Kind kindOf(const QString& path)
    {
        const auto opened = answered(store::openDatabase(path, quickOptions(false, 0, 200), m_clock));
        return opened ? Kind::Internal : opened.error().kind;
    }
    QTemporaryDir m_folder;
    StillClock m_clock;
};

void TestBadFiles::aMissingFileIsNeverMade()
{
    const QString path = m_folder.filePath(u"none.sqlite3"_s);
    QCOMPARE(kindOf(path), Kind::FileMissing);
    const auto unlocked = answered(store::openDatabase(path, quickOptions(true, 0, 200), m_clock));
    QCOMPARE(unlocked.error().kind, Kind::FileMissing);
    QVERIFY(!QFile::exists(path));
    QCOMPARE(kindOf({}), Kind::FileMissing);
}

void TestBadFiles::otherFilesAreToldApart_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<Kind>("kind");
    QByteArray random(8192, '\0');
    for (int i = 0; i < random.size(); ++i) {
        random[i] = static_cast<char>((i * 7919 + 13) % 251);
    }
    QTest::newRow("text") << QByteArray("just some words in a file, for long enough to be looked at, over and over")
                          << Kind::NotADatabase;
    QTest::newRow("encrypted") << random << Kind::NotADatabase;
    QTest::newRow("empty") << QByteArray() << Kind::NoOAuthTables;
}

void TestBadFiles::otherFilesAreToldApart()
{
    QFETCH(QByteArray, bytes);
    QFETCH(Kind, kind);
    QFile file(m_folder.filePath(u"other"_s));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(bytes);
    file.close();
    QCOMPARE(kindOf(file.fileName()), kind);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
}

void TestBadFiles::aCutOffDatabaseIsToldSo()
{
    TestDatabase database;
    for (int i = 0; i < 200; ++i) {
        database.addClient(u"app%1"_s.arg(i), u"s"_s, u"{\"client_name\":\"%1\"}"_s.arg(QString(200, u'x')));
    }
    QFile file(database.path());
    QVERIFY(file.resize(file.size() / 2));
    const auto opened = answered(store::openDatabase(database.path(), {}, m_clock));
    // The schema may still be readable: then the first read of rows tells.
    const auto kind =
        opened ? answered(opened->repository->clients({}, std::nullopt)).error().kind : opened.error().kind;
    QCOMPARE(kind, Kind::DatabaseDamaged);
}

void TestBadFiles::aFolderIsNoDatabase()
{
    QCOMPARE(kindOf(m_folder.path()), Kind::FileUnreadable);
}

void TestBadFiles::anUnknownEngineIsNamed()
{
    QCOMPARE(kindOf(u"oracle://host/name"_s), Kind::Unsupported);
}

void TestBadFiles::aLockedDatabaseIsWaitedForOnlySoLong()
{
    TestDatabase database;
    const auto repository = openedRepository(database.path(), m_clock);
    auto other = store::Session::open(sessionFor(database.path(), true));
    QVERIFY(other);
    QVERIFY((*other)->execute({u"BEGIN EXCLUSIVE"_s, {}}));
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(answered(repository->addClient(oauth::newClient(1))).error().kind, Kind::Locked);
    QVERIFY(clock.elapsed() < 5000);
    QVERIFY((*other)->execute({u"ROLLBACK"_s, {}}));
    QVERIFY(answered(repository->addClient(oauth::newClient(1))));
}

void TestBadFiles::readsWhileAServerWritesInWalMode()
{
    TestDatabase database;
    database.addClient(u"app"_s, u"s"_s, u"{}"_s);
    QCOMPARE(database.ask(u"PRAGMA journal_mode=WAL"_s).toString(), u"wal"_s);
    auto server = store::Session::open(sessionFor(database.path(), true));
    QVERIFY(server);
    QVERIFY((*server)->execute({u"BEGIN IMMEDIATE"_s, {}}));
    QVERIFY((*server)->execute({u"UPDATE oauth2_client SET client_secret = 'half'"_s, {}}));
    const auto repository = openedRepository(database.path(), m_clock, false);
    QCOMPARE((*answered(repository->queryClient(u"app"_s)))->secret->revealText(), u"s"_s);
    QVERIFY((*server)->execute({u"COMMIT"_s, {}}));
    QCOMPARE((*answered(repository->queryClient(u"app"_s)))->secret->revealText(), u"half"_s);
}

QTEST_GUILESS_MAIN(TestBadFiles)
#include "tst_badfiles.moc"
