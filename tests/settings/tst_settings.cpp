#include "settings/settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::settings;

class TestSettings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void remembersTheNewestTenOnce();
    void onlyTheOwnerReadsTheFile();
};

void TestSettings::remembersTheNewestTenOnce()
{
    QTemporaryDir folder;
    Settings settings(folder.filePath(u"s.ini"_s));
    QCOMPARE(settings.theme(), u"system"_s);
    QVERIFY(settings.recent().isEmpty());
    for (int i = 0; i < 12; ++i) {
        settings.addRecent({u"/db/%1"_s.arg(i), u"A layout, 1.6"_s, i});
    }
    settings.addRecent({u"/db/5"_s, u"Another"_s, 99});
    const auto recent = Settings(folder.filePath(u"s.ini"_s)).recent();
    QCOMPARE(recent.size(), 10);
    QCOMPARE(recent.constFirst(), (RecentDatabase{u"/db/5"_s, u"Another"_s, 99}));
    QCOMPARE(recent.at(1).path, u"/db/11"_s);
    settings.clearRecent();
    QVERIFY(settings.recent().isEmpty());
}

void TestSettings::onlyTheOwnerReadsTheFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"new/folder/s.ini"_s);
    Settings settings(path);
    settings.setTheme(u"dark"_s);
    settings.addRecent({u"/db"_s, u"x"_s, 1});
    QCOMPARE(settings.theme(), u"dark"_s);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(path) & others, QFile::Permissions());
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
