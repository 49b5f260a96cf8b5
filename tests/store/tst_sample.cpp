#include "core/errortext.h"
#include "testdatabase.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace owb;

class TestSample : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isReadAsTheNewestLayout();
    void replacesNothing();
};

void TestSample::isReadAsTheNewestLayout()
{
    QTemporaryDir folder;
    StillClock clock;
    const QString path = folder.filePath(u"sample.sqlite3"_s);
    const auto made = store::makeSampleDatabase(path, clock.now());
    QVERIFY2(made, made ? "" : qPrintable(core::errorText(made.error()).sentence()));
    QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const auto repository = openedRepository(path, clock, false);
    QCOMPARE(repository->schema().profile, u"authlib-sqlalchemy-1.6"_s);
    const auto totals = answered(repository->totals());
    QVERIFY(*totals->clients > 10 && *totals->tokens > 100 && *totals->codes > 0);
    const auto live = answered(repository->liveTokensBy(store::LiveGroup::Client, std::nullopt));
    QVERIFY(live->counts.value(u"hanbit-market-web"_s) > 0);
}

void TestSample::replacesNothing()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"mine"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    QCOMPARE(store::makeSampleDatabase(file.fileName(), 1).error().kind, core::Error::Kind::AlreadyExists);
    QCOMPARE(file.size(), 4);
}

QTEST_GUILESS_MAIN(TestSample)
#include "tst_sample.moc"
