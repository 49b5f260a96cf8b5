#include "tables/timetext.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace owb::tables;

class TestTimeText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysTheDistanceWithinAWeek_data();
    void saysTheDistanceWithinAWeek();
    void absoluteTimesStayReadable();
};

void TestTimeText::saysTheDistanceWithinAWeek_data()
{
    QTest::addColumn<qint64>("distance");
    QTest::addColumn<QString>("text");
    QTest::newRow("seconds") << qint64(12) << u"in 12 s"_s;
    QTest::newRow("minutes") << qint64(4 * 60 + 59) << u"in 4 min"_s;
    QTest::newRow("past") << qint64(-36) << u"36 s ago"_s;
    QTest::newRow("hours") << qint64(-3 * 3600) << u"3 h ago"_s;
    QTest::newRow("days") << qint64(6 * 86400) << u"in 6 d"_s;
    QTest::newRow("a week") << qint64(7 * 86400) << u"2026-09-28"_s;
}

void TestTimeText::saysTheDistanceWithinAWeek()
{
    QFETCH(qint64, distance);
    constexpr qint64 now = 1'790'000'000; // 2026-09-21
    QTEST(relativeTime(now + distance, now), "text");
}

void TestTimeText::absoluteTimesStayReadable()
{
    QCOMPARE(absoluteTime(0, u"Never"_s), u"Never"_s);
    QCOMPARE(absoluteTime(1'790'000'000), u"2026-09-21 14:13:20"_s);
    QCOMPARE(absoluteTime(-5), u"-5"_s); // no time of this era: the number itself
    QCOMPARE(absoluteTime(std::numeric_limits<qint64>::max()), u"9223372036854775807"_s);
}

QTEST_GUILESS_MAIN(TestTimeText)
#include "tst_timetext.moc"
